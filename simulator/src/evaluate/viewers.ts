import { type Draws, purposes } from './draws.ts';
import { standing, type Viewer } from './town-state.ts';
import type { World } from './world-file.ts';

/** A persona: which groups of categories draw its people openly, and which would if they met them. */
interface Persona {
  readonly open: readonly string[];
  readonly latent: readonly string[];
}

const never = -1_000;

/** People with hidden interests, in personas, so that what one person comes to like says something about others. */
export function makeViewers(world: World, draws: Draws): Viewer[] {
  const { people } = world;
  const personas = Array.from({ length: people.personas }, (_, index) => makePersona(world, draws, index));
  return Array.from({ length: people.count }, (_, index) => {
    const persona = personas[Math.floor(draws.unit(purposes.persona, index) * personas.length)]!;
    return makeViewer(world, draws, index, persona);
  });
}

function makePersona(world: World, draws: Draws, index: number): Persona {
  const groups = [...new Set(world.categories.map(({ group }) => group))];
  const order = groups
    .map((group, place) => ({ group, rank: draws.unit(purposes.persona, index, 1, place) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ group }) => group);
  return { open: order.slice(0, 2), latent: order.slice(2, 4) };
}

function makeViewer(world: World, draws: Draws, index: number, persona: Persona): Viewer {
  const { people, categories } = world;
  const viewer: Viewer = {
    index,
    id: `p${index}`,
    activity: people.visitsPerDay * Math.exp(people.visitsSpread * draws.normal(purposes.activity, index)),
    budgetMinor: 100 * people.budgetYuanPerMonth * Math.exp(people.budgetSpread * draws.normal(purposes.budget, index)),
    strictness: draws.unit(purposes.strictness, index),
    pull: new Float32Array(categories.length),
    wish: new Float32Array(categories.length),
    standing: new Uint8Array(categories.length),
    boughtDay: new Float32Array(categories.length).fill(never),
    trust: people.trustStart,
    pleasure: 0.33,
    tired: 0.3,
    spentMinor: 0,
    spentDay: 0,
    follows: [],
    met: new Map(),
    sessions: 0,
  };
  const { interest, latent } = purposes;
  const openCount = between(people.interests, draws.unit(interest, index, 900));
  const latentCount = between(people.latentInterests, draws.unit(latent, index, 900));
  for (const category of chooseCategories(world, draws, index, interest, persona.open, openCount)) {
    viewer.standing[category] = standing.open;
    viewer.wish[category] = 0.4 + 0.6 * draws.unit(interest, index, 800, category);
    viewer.pull[category] = viewer.wish[category]!;
  }
  for (const category of chooseCategories(world, draws, index, latent, persona.latent, latentCount)) {
    if (viewer.standing[category] !== standing.none) continue;
    viewer.standing[category] = standing.latent;
    viewer.wish[category] = 0.5 + 0.5 * draws.unit(latent, index, 800, category);
    viewer.pull[category] = viewer.wish[category]! * people.latentPull;
  }
  return viewer;
}

const between = ([from, to]: readonly [number, number], unit: number): number =>
  from + Math.floor(unit * (to - from + 1));

/** Mostly from the persona's groups, sometimes from anywhere. */
function chooseCategories(
  world: World,
  draws: Draws,
  index: number,
  purpose: typeof purposes.interest | typeof purposes.latent,
  groups: readonly string[],
  count: number,
): number[] {
  return world.categories
    .map(({ group }, category) => {
      const weight = groups.includes(group) ? 1 : 0.08;
      return { category, rank: Math.log(draws.unit(purpose, index, category) + 1e-9) / weight };
    })
    .sort((a, b) => b.rank - a.rank)
    .slice(0, count)
    .map(({ category }) => category);
}

/** How much of the season a category has on a day: 1 is ordinary. */
export function seasonOf(world: World, category: number, day: number): number {
  const season = world.categories[category]!.season;
  if (!season) return 1;
  const away = (day - season.peakDay) / 12;
  return 1 + season.strength * Math.exp(-0.5 * away * away);
}

/** How a viewer takes to a tag, 0 to 1; fixed for life. */
export const tagTaste = (draws: Draws, viewer: Viewer, category: number, tag: number): number =>
  draws.unit(purposes.tagTaste, viewer.index, category, tag);

/** How much a thing of this category with these tags draws a viewer on a day, 0 to about 1.3. */
export function affinityOf(
  world: World,
  draws: Draws,
  viewer: Viewer,
  category: number,
  tags: readonly number[],
  day: number,
): number {
  let taste = 0;
  for (const tag of tags) taste += tagTaste(draws, viewer, category, tag);
  const match = 0.7 + (0.6 * taste) / Math.max(1, tags.length);
  return Math.min(1.3, (0.05 + viewer.pull[category]!) * match * seasonOf(world, category, day));
}

/** Interests wander, once a week: those that were never there stay away. */
export function driftInterests(world: World, draws: Draws, viewers: readonly Viewer[], week: number): void {
  const step = world.people.driftPerWeek;
  if (step === 0) return;
  for (const viewer of viewers) {
    for (let category = 0; category < viewer.pull.length; category++) {
      const state = viewer.standing[category];
      if (state !== standing.open && state !== standing.awakened) continue;
      const moved = viewer.pull[category]! + step * draws.normal(purposes.drift, viewer.index, week, category);
      viewer.pull[category] = Math.min(1, Math.max(0.1, moved));
    }
  }
}

/** How likely a person is to come on a day: habit, whether it was pleasant, and whether what arrived could be trusted. */
export function visitChance(viewer: Viewer, day: number): number {
  const weekday = ((day % 7) + 7) % 7;
  const weekend = weekday >= 5 ? 1.25 : 1;
  const pleasant = Math.min(1.3, Math.max(0.5, 0.55 + 1.35 * viewer.pleasure));
  const trusting = 0.3 + viewer.trust;
  return Math.min(0.97, viewer.activity * weekend * pleasant * trusting);
}

/** What a person still has to spend, 0 to 1 of the budget; spending is forgotten by half in three weeks. */
export function purseOf(viewer: Viewer, day: number): number {
  fadeSpending(viewer, day);
  return Math.max(0, 1 - viewer.spentMinor / viewer.budgetMinor);
}

export function spend(viewer: Viewer, amountMinor: number, day: number): void {
  fadeSpending(viewer, day);
  viewer.spentMinor = Math.max(0, viewer.spentMinor + amountMinor);
}

function fadeSpending(viewer: Viewer, day: number): void {
  if (day <= viewer.spentDay) return;
  viewer.spentMinor *= 2 ** ((viewer.spentDay - day) / 21);
  viewer.spentDay = day;
}

/** Good things move trust towards 1, bad ones towards 0; harm weighs as several disappointments. */
export function moveTrust(world: World, viewer: Viewer, weight: number): void {
  const { trustGain, trustLoss } = world.people;
  if (weight > 0) viewer.trust += trustGain * weight * (1 - viewer.trust);
  else viewer.trust *= Math.max(0, 1 + trustLoss * weight);
}
