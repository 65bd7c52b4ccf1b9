import { columns } from './item-counts.ts';
import { dayMs } from './knowledge.ts';
import type { Entry } from './mix-rules.ts';
import { newSellerOwed } from './new-seller.ts';
import type { RequestContext } from './request.ts';
import type { Reason } from './sources/source.ts';

export const exposureKinds = ['craft', 'newSeller', 'fresh', 'longTail'] as const;
export type ExposureKind = (typeof exposureKinds)[number];

/** Whether an item counts towards the floor of one kind. */
export function isOfKind(context: RequestContext, { candidate, item }: Entry, kind: ExposureKind): boolean {
  const { exposure } = context.policy;
  switch (kind) {
    case 'craft':
      return item.facts.craft === true;
    case 'newSeller':
      return newSellerOwed(context.state, context.policy, item) > 0;
    case 'fresh': {
      const ageMs = context.at - item.facts.publishedAt;
      return ageMs >= 0 && ageMs < exposure.newDays * dayMs;
    }
    case 'longTail':
      return context.state.itemCounts.at(candidate.slot, columns.impressions) < exposure.longTailImpressions;
  }
}

export const exposureKindOf = (context: RequestContext, entry: Entry): ExposureKind | null =>
  exposureKinds.find((kind) => isOfKind(context, entry, kind)) ?? null;

const reasonCode = {
  craft: 'exposure_craft',
  newSeller: 'exposure_new_seller',
  fresh: 'exposure_new',
  longTail: 'exposure_long_tail',
} as const;

export const exposureReason = (kind: ExposureKind, { item }: Entry): Reason => ({
  code: reasonCode[kind],
  params: kind === 'newSeller' && item.facts.shopId ? [item.facts.shopId] : [],
});

/** Floors of one page: of all kinds together always, of each kind so that its share comes out over many pages. */
export function floorsOf(context: RequestContext, places: number): { kind: ExposureKind | null; wanted: number }[] {
  const { exposure } = context.policy;
  const random = context.random('exposure');
  const overMany = (share: number): number => Math.floor(share * places + random());
  return [
    ...exposureKinds.map((kind) => ({ kind, wanted: overMany(exposure[kind]) })),
    { kind: null, wanted: Math.ceil(exposure.share * places - 1e-9) },
  ];
}
