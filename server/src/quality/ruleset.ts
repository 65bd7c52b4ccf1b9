import { z } from 'zod';
import { factTypes } from './fact.ts';

/** Dimensions of DOMAIN 3.2, in the order of its table: the cap of 10,000 bp takes from the last ones. */
export const dimensions = ['fulfilment', 'rating', 'service', 'price', 'as_described', 'complaint'] as const;
export type Dimension = (typeof dimensions)[number];

const basisPoints = z.number().int().min(0).max(10_000);
/** What one fact type does to a line. */
const factRule = z.discriminatedUnion('kind', [
  /** Kept, costs nothing. */
  z.strictObject({ kind: z.literal('note') }),
  /** Leaves Net: a cancel or a refund. */
  z.strictObject({ kind: z.literal('net') }),
  /** Leaves Clean, and may be charged again as a debit of `debitBp` of what it touches (30,000 = three times). */
  z.strictObject({ kind: z.literal('gate'), debitBp: z.number().int().min(0).max(100_000) }),
  /** Takes basis points of Clean. */
  z.strictObject({ kind: z.literal('deduction'), dimension: z.enum(dimensions), bp: basisPoints }),
  /** Takes basis points of what it touches, also when nothing of it was kept. */
  z.strictObject({ kind: z.literal('debit'), debitBp: z.number().int().min(0).max(100_000) }),
  /** Takes other facts back: lateness by force majeure, everything a buyer abused, or everything of its own root. */
  z.strictObject({ kind: z.literal('waiver'), of: z.enum(['fulfilment', 'faults', 'root']) }),
]);
export type FactRule = z.infer<typeof factRule>;

const rulesetSchema = z.strictObject({
  version: z.string().regex(/^\d{4}-\d{2}(\.\d+)?$/),
  facts: z.strictObject(
    Object.fromEntries(factTypes.map((type) => [type, factRule])) as Record<
      (typeof factTypes)[number],
      typeof factRule
    >,
  ),
  /** An unrated line takes the larger of the product's and the category's smoothed mean deduction. */
  unrated: z.strictObject({ startBp: basisPoints, priorRatings: z.number().int().min(1) }),
  /** Ratio of the price to its reference: nothing up to `fromBp`, linear to `maxBp` at `toBp`; silent below `comparablesMin`. */
  price: z
    .strictObject({
      fromBp: z.number().int().min(10_000),
      toBp: z.number().int(),
      maxBp: basisPoints,
      comparablesMin: z.number().int().min(1),
    })
    .refine((price) => price.toBp > price.fromBp, 'toBp must be above fromBp'),
  /** Days of 24 h after receipt (DOMAIN 3.3). */
  maturity: z.strictObject({
    settledDays: z.number().int().min(1),
    maturedDays: z.number().int().min(1),
    lockedDays: z.number().int().min(1),
  }),
  /** The forecast of a provisional line; a figure for people, never for money. */
  forecast: z.strictObject({
    startKeepBp: basisPoints,
    startSpreadBp: basisPoints,
    priorLines: z.number().int().min(1),
  }),
});
export type Ruleset = z.infer<typeof rulesetSchema>;

/** Checks a ruleset file. @throws ZodError on a missing, unknown or impossible number. */
export function readRuleset(file: unknown): Ruleset {
  return rulesetSchema.parse(file);
}
