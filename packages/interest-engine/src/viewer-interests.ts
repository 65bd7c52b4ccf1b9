import type { EngineState } from './engine-state.ts';
import { dayMs } from './knowledge.ts';
import type { Policy } from './policy.ts';
import type { InterestTag, ViewerState } from './viewer-state.ts';

/** An interest with the number of its shelf, for use inside the engine. */
export interface KnownInterest extends InterestTag {
  readonly entity: number;
  /** Whether the viewer put it there, or the engine learned it. */
  readonly origin: 'edited' | 'learned';
}

const leastWeight = 0.05;

/**
 * What a viewer is interested in, strongest first: pinned ones, then by weight. Learned weights are acts per encounter,
 * an act counting by how much it says, held back by a few encounters that have not happened yet.
 */
export function interestsOf(state: EngineState, policy: Policy, viewer: ViewerState, at: number): KnownInterest[] {
  const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
  const found: KnownInterest[] = [];
  for (const [entity, { weight, state: edit }] of viewer.edited) {
    const [kind, id] = splitEntity(state, entity);
    if (kind) found.push({ entity, kind, id, weight, origin: 'edited', ...(edit ? { state: edit } : {}) });
  }
  for (const [entity, leaning] of viewer.leanings) {
    if (viewer.edited.has(entity)) continue;
    const fading = 2 ** (-Math.max(0, at - leaning.at) / halfLifeMs);
    const acts = leaning.watched + 1.5 * leaning.engaged + 1.5 * leaning.clicked + 3 * leaning.bought;
    const weight = Math.min(1, (Math.max(0, acts) * fading) / (leaning.seen * fading + 3));
    if (weight < leastWeight) continue;
    const [kind, id] = splitEntity(state, entity);
    if (kind) found.push({ entity, kind, id, weight, origin: 'learned' });
  }
  const pinned = (one: KnownInterest): number => (one.state === 'pinned' ? 1 : 0);
  return found.sort((a, b) => pinned(b) - pinned(a) || b.weight - a.weight || a.entity - b.entity);
}

function splitEntity(state: EngineState, entity: number): ['category' | 'tag' | null, string] {
  const name = state.entities.nameOf(entity);
  const kind = name.startsWith('c:') ? 'category' : name.startsWith('t:') ? 'tag' : null;
  return [kind, name.slice(2)];
}
