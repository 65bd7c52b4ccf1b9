import type { Policy } from '@haowu/interest-engine';

const candidatesMax = 100;

/**
 * A policy at the scale of the town. Candidate lists are smaller, because a town has fewer items than a platform and
 * many courses to live. A place of the town stands for several in life, so a place sells several times as often; one yuan
 * weighs as much less, and the balance of content and commerce is the one the policy's author meant.
 */
export function townPolicy(base: Policy, version: string, placesPerPlace: number): Policy {
  const total = Object.values(base.sources).reduce((sum, limit) => sum + limit, 0);
  const scale = Math.min(1, candidatesMax / total);
  const sources = Object.fromEntries(
    Object.entries(base.sources).map(([name, limit]) => [name, Math.round(limit * scale)]),
  ) as unknown as Policy['sources'];
  const value = {
    ...base.value,
    settledQuality: base.value.settledQuality / placesPerPlace,
    fault: base.value.fault / placesPerPlace,
  };
  const newSellerImpressions = base.exposure.newSellerImpressions / placesPerPlace;
  const exposure = { ...base.exposure, newSellerImpressions };
  return { ...base, version: `${version}-town`, sources, value, exposure };
}

/**
 * The same for a baseline: its candidates, caps, learning and its share of exploration by drawing are ours. Without what
 * belongs to our policy alone: what is given for interests that sleep and wake, places for latent ones, traffic pools
 * and floors of exposure.
 */
export function baselinePolicy(policy: Policy): Policy {
  const nothing = (part: object, names: readonly string[]): object =>
    Object.fromEntries(Object.entries(part).map(([name, value]) => [name, names.includes(name) ? 0 : value]));
  return {
    ...policy,
    value: nothing(policy.value, ['asleep', 'woken']) as Policy['value'],
    exploration: nothing(policy.exploration, ['latentShare']) as Policy['exploration'],
    pools: nothing(policy.pools, ['share']) as Policy['pools'],
    exposure: nothing(policy.exposure, ['share', 'fresh', 'longTail', 'craft', 'newSeller']) as Policy['exposure'],
    sources: nothing(policy.sources, ['pool']) as Policy['sources'],
  };
}

/** One place of every page drawn evenly from a pool: a log that another policy can be judged by. */
export const drawingEvenly = (policy: Policy): Policy => ({
  ...policy,
  exploration: { ...policy.exploration, uniformShare: 1 },
});
