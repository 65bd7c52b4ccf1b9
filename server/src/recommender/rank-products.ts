import { newId, type World } from '../kernel/index.ts';
import { recommenderOf } from './recommender.ts';

/**
 * Products for a viewer's mall or search, best first, at most 50; empty when nothing is known (then use another order).
 * With `only`, those of them that are known, ordered; personalisation follows `personalised`.
 */
export function rankProducts(
  world: World,
  options: { viewerId: string; personalised: boolean; size: number; only?: readonly string[] },
): string[] {
  const recommender = recommenderOf(world);
  if (!recommender) return [];
  const { engine } = recommender;
  const request = {
    requestId: newId(),
    at: world.businessClock.now().getTime(),
    viewerId: options.viewerId,
    personalised: options.personalised,
    size: options.size,
    allowSeen: true,
    kinds: ['product'] as const,
  };
  if (!options.only) return engine.recommend(request).map(({ itemId }) => itemId);
  const wanted = new Set(options.only);
  const candidates = engine.retrieve(request).filter(({ itemId }) => wanted.has(itemId));
  return engine.score(candidates, request).map(({ itemId }) => itemId);
}
