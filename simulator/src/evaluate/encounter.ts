import type { EventKind } from '@haowu/interest-engine';
import { longWatchMs } from '@haowu/interest-engine';
import { type Draws, purposes } from './draws.ts';
import { claimOf, shownRating } from './sellers.ts';
import { type Clip, type Product, standing, type Town, type Viewer } from './town-state.ts';
import { affinityOf, purseOf } from './viewers.ts';

/** One person in front of the feed, in one session. */
export interface Sitting {
  readonly viewer: Viewer;
  readonly day: number;
  /** Categories of the latest clips, newest last. */
  readonly lately: number[];
}

/** What a person does with one clip. */
export interface Reaction {
  /** Acts to report, in order; the impression is always the first. */
  readonly acts: readonly EventKind[];
  readonly watchMs: number;
  readonly watched: boolean;
  readonly clicked: boolean;
  readonly buys: boolean;
  readonly follows: boolean;
  /** The clip woke an interest that was latent. */
  readonly awakens: boolean;
  readonly pleasure: number;
}

/** Chances before anything is drawn: the hidden truth about one person and one clip at one moment. */
export interface Chances {
  readonly affinity: number;
  readonly watch: number;
  /** With the clip watched, and without. */
  readonly clickWatched: number;
  readonly clickUnwatched: number;
  readonly buy: number;
}

const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Chance to watch for long: drawn by interest, held by craft and opening, let go by what bores. */
export const watchChance = (affinity: number, skill: number, hook: number, bored: number): number =>
  chanceOf(-2.6 + 3.2 * affinity + skill + 0.7 * hook - bored);

/** Chance to open the goods of a clip. */
export function clickChance(
  affinity: number,
  appeal: number,
  person: { readonly trust: number; readonly tired: number },
  watched: boolean,
): number {
  const logit = -4 + 2.4 * affinity + 1.6 * appeal + 0.8 * (person.trust - 0.7) - 1.2 * person.tired;
  return chanceOf(watched ? logit + 1.1 : logit);
}

export function chancesOf(town: Town, sitting: Sitting, clip: Clip): Chances {
  const { world, draws } = town;
  const { viewer, day, lately } = sitting;
  const affinity = affinityOf(world, draws, viewer, clip.category, clip.tags, day);
  let repeats = 0;
  for (const category of lately) if (category === clip.category) repeats++;
  const seen = viewer.met.get(clip.index) ?? 0;
  const product = clip.product < 0 ? null : town.products[clip.product]!;
  const bored = 0.35 * Math.max(0, repeats - 1) + 2 * Math.min(1, seen) + (product ? 0.25 + 0.9 * viewer.tired : 0);
  const watch = watchChance(affinity, clip.skill, clip.hook, bored);
  if (!product) return { affinity, watch, clickWatched: 0, clickUnwatched: 0, buy: 0 };
  // Liking to look is not wanting to have: everybody has categories of the one kind and of the other.
  const want = Math.min(1.3, affinity * wantOf(draws, viewer, clip.category));
  return {
    affinity,
    watch,
    clickWatched: clickChance(want, product.appeal, viewer, true),
    clickUnwatched: clickChance(want, product.appeal, viewer, false),
    buy: buyChance(town, viewer, product, want, day),
  };
}

/** How much of a liking for a category is a wish to own such things, 0.4 to 1.6; fixed for life. */
export const wantOf = (draws: Draws, viewer: Viewer, category: number): number =>
  0.4 + 1.2 * draws.unit(purposes.wants, viewer.index, category);

/** Chance to buy once the goods were opened: promise, price, what others say, need, purse and trust. */
export function buyChance(town: Town, viewer: Viewer, product: Product, want: number, day: number): number {
  const { priceYuan } = town.world.categories[product.category]!;
  const rating = shownRating(town.shops[product.shop]!);
  const logit =
    -3.3 +
    1.7 * want +
    1.4 * claimOf(town, product) -
    0.9 * Math.log(product.priceMinor / (100 * priceYuan)) +
    2 * (viewer.trust - 0.7) +
    (rating === null ? 0 : town.world.people.ratingEffect * (rating - 4.5));
  // Who has just bought such a thing needs no other for a while.
  const need = 1 - 0.7 * Math.exp(-(day - viewer.boughtDay[product.category]!) / 20);
  const purse = purseOf(viewer, day);
  const affordable = product.priceMinor > viewer.budgetMinor * purse ? 0.15 : 1;
  return chanceOf(logit) * need * affordable * Math.min(1, 2 * purse);
}

/** The person meets the clip. Every draw is keyed by person, day and clip. */
export function meet(town: Town, sitting: Sitting, clip: Clip): Reaction {
  const { draws } = town;
  const { viewer, day } = sitting;
  const chances = chancesOf(town, sitting, clip);
  const luck = (purpose: (typeof purposes)[keyof typeof purposes]): number =>
    draws.unit(purpose, viewer.index, day, clip.key);

  const acts: EventKind[] = ['impression'];
  const watched = luck(purposes.watch) < chances.watch;
  const enough = longWatchMs(clip.durationMs);
  const part = luck(purposes.watchShare);
  const leaves = !watched && luck(purposes.skip) < 0.8 - 0.5 * Math.min(1, chances.affinity);
  const watchMs = Math.round(
    watched
      ? enough + part * Math.max(0, clip.durationMs - enough)
      : leaves
        ? 300 + 1_600 * part
        : 2_000 + 0.4 * part * enough,
  );
  acts.push(leaves ? 'skip' : 'watch');
  const finished = watched && part > 0.45;
  if (finished) acts.push('finish');

  const clicked = clip.product >= 0 && luck(purposes.click) < (watched ? chances.clickWatched : chances.clickUnwatched);
  if (clicked) acts.push('click');
  const buys = clicked && luck(purposes.buy) < chances.buy;
  if (clicked && !buys && luck(purposes.cart) < 0.08) acts.push('cart');

  const warm = watched ? 0.3 + 0.7 * Math.min(1, chances.affinity) : 0;
  if (luck(purposes.like) < 0.16 * warm) acts.push('like');
  if (luck(purposes.comment) < 0.03 * warm) acts.push('comment');
  if (luck(purposes.favourite) < 0.05 * warm) acts.push('favourite');
  if (luck(purposes.share) < 0.02 * warm) acts.push('share');
  const follows = luck(purposes.follow) < 0.06 * warm * clip.skill && !viewer.follows.includes(clip.authorId);
  if (follows) acts.push('follow');
  // Refusing is rare, and comes with things of no interest that keep coming.
  if (leaves && chances.affinity < 0.15 && luck(purposes.refuse) < 0.01 + 0.03 * viewer.tired)
    acts.push('not_interested');

  const awakens =
    viewer.standing[clip.category] === standing.latent &&
    watched &&
    luck(purposes.awaken) < town.world.people.awakening * (0.4 + 0.6 * clip.skill + 0.4 * clip.hook);
  const pleasure = watched ? 1 : leaves ? 0 : 0.15;
  return { acts, watchMs, watched, clicked, buys, follows, awakens, pleasure };
}

/** What the meeting leaves behind in the person. */
export function remember(town: Town, sitting: Sitting, clip: Clip, reaction: Reaction): void {
  const { viewer, lately } = sitting;
  viewer.met.set(clip.index, (viewer.met.get(clip.index) ?? 0) + 1);
  lately.push(clip.category);
  if (lately.length > 10) lately.shift();
  viewer.pleasure += 0.03 * (reaction.pleasure - viewer.pleasure);
  if (clip.product >= 0) viewer.tired += 0.05 * ((reaction.clicked ? 0 : reaction.watched ? 0.3 : 1) - viewer.tired);
  else viewer.tired -= 0.05 * viewer.tired;
  if (reaction.follows && viewer.follows.length < 200) viewer.follows.push(clip.authorId);
  if (reaction.awakens) {
    viewer.standing[clip.category] = standing.awakened;
    viewer.pull[clip.category] = viewer.wish[clip.category]!;
    town.tally.awakenings++;
  }
}
