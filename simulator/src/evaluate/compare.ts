import { type Interval, intervalOf, pairedRatio } from './intervals.ts';
import type { MeasureName, Measures } from './metrics/index.ts';

/** What the policies came to in one world, seed by seed and with intervals. Quality comes first, and turnover never stands alone. */
export interface Comparison {
  readonly policies: Record<string, Record<MeasureName, Interval & { readonly values: readonly number[] }>>;
  /** The policy judged against each of the others on the same seeds; null where a ratio would say nothing. */
  readonly ratios: Record<string, Partial<Record<MeasureName, Interval | null>>>;
}

const comparedMeasures = [
  'qualityGmvYuan',
  'paidGmvYuan',
  'badOutcomesPerThousandOrders',
  'latentDiscoveryRate',
  'latentDiscoverySeen',
  'newSellerSurvival',
  'watchHours',
  'badExposureShare',
] as const satisfies readonly MeasureName[];

/** @param runs measures by policy, in the same order of seeds. */
export function compare(runs: ReadonlyMap<string, readonly Measures[]>, judged: string): Comparison {
  const policies: Comparison['policies'] = {};
  const ratios: Comparison['ratios'] = {};
  const own = runs.get(judged);
  for (const [policy, measures] of runs) {
    const names = Object.keys(measures[0] ?? {}) as MeasureName[];
    const figures: Partial<Comparison['policies'][string]> = {};
    for (const name of names) {
      const values = measures.map((each) => each[name]);
      figures[name] = { ...intervalOf(values), values };
    }
    policies[policy] = figures as Comparison['policies'][string];
    if (!own || policy === judged) continue;
    const against: Partial<Record<MeasureName, Interval | null>> = {};
    for (const name of comparedMeasures) {
      against[name] = pairedRatio(
        own.map((each) => each[name]),
        measures.map((each) => each[name]),
      );
    }
    ratios[`${judged} against ${policy}`] = against;
  }
  return { policies, ratios };
}
