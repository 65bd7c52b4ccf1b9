import { z } from 'zod';
import { readJsonFile } from './read-json-file.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const positive = z.number().positive();

/** One kind of seller. Quality and claims are hidden from the platform; they show in what buyers do afterwards. */
const sellerKind = z.strictObject({
  /** Weight among sellers; the kinds need not sum to one. */
  share: z.number().min(0),
  /** How good the goods are, 0 to 1, and how much sellers of the kind differ. */
  quality: share,
  qualitySpread: z.number().min(0).max(0.5),
  /** How much more than that the content promises. */
  exaggeration: share,
  /** Share of parcels that leave late. */
  lateDispatch: share,
  /** How much more the pictures attract than the goods deserve. */
  appealLift: z.number().min(-1).max(1),
  /** Price against what is usual in the category. */
  priceFactor: positive,
  /** Whether the goods are sold under somebody else's name. */
  counterfeit: z.boolean(),
  /** Own goods bought by own people, orders a week. */
  fakeOrdersPerWeek: z.number().min(0),
  /** Chance a week to copy category, tags and opening of what was seen most. */
  copies: share,
});

const category = z.strictObject({
  id: z.string().min(1).max(40),
  /** People who like one category of a group tend to like others of it. */
  group: z.string().min(1).max(40),
  priceYuan: positive,
  /** Deviation of the logarithm of price. */
  priceSpread: z.number().min(0).max(2),
  /** Share of lines sent back by right, without a fault. */
  noReasonReturns: share,
  /** Interest is multiplied by 1 + strength on the peak day and falls off within about three weeks. */
  season: z.strictObject({ peakDay: z.number(), strength: z.number().min(0).max(3) }).optional(),
  craft: z.boolean().optional(),
});

const worldSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** What is special about this town, for people. */
  about: z.string().min(1),
  /**
   * How many places of a real feed one place of the town stands for: fewer pages are served than in life, and each
   * sells more. Policies weigh one yuan by so much less.
   */
  placesPerPlace: positive,
  people: z.strictObject({
    count: count.min(10),
    /** Visits a day of the median person, and the deviation of its logarithm: a few come daily, most now and then. */
    visitsPerDay: positive.max(1),
    visitsSpread: z.number().min(0).max(2),
    /** Chance to ask for another page after a page of average pleasure. */
    nextPage: share,
    budgetYuanPerMonth: positive,
    budgetSpread: z.number().min(0).max(2),
    personas: count.min(1),
    interests: z.tuple([count, count]),
    latentInterests: z.tuple([count, count]),
    /** What a latent interest shows before it is awakened, against its later strength. */
    latentPull: share,
    /** Chance that well-made content watched to the end awakens it. */
    awakening: share,
    /** How far an interest wanders in a week. */
    driftPerWeek: z.number().min(0).max(0.5),
    trustStart: share,
    /** What a delight gives and a disappointment takes, as a share of the way to 1 or 0. */
    trustGain: share,
    trustLoss: share,
    /** What one star of a shop's displayed rating changes in the log odds of buying. */
    ratingEffect: z.number().min(0).max(3),
    /** Purchases of the half-year before the first day, per person. */
    pastOrders: z.number().min(0).max(20),
  }),
  categories: z.array(category).min(4),
  sellers: z.strictObject({
    count: count.min(4),
    newPerWeek: z.number().min(0),
    products: z.tuple([count, count]),
    /** Costs that are there without a sale, and what stays of a kept sale. */
    costYuanPerWeek: z.number().min(0),
    margin: share,
    /** Weeks of costs a seller can bear at the beginning. */
    reserveWeeks: z.number().min(0),
    /** What an honest seller with poor ratings adds to his quality in a week. */
    improvesPerWeek: share,
    kinds: z.strictObject({
      honest: sellerKind,
      careless: sellerKind,
      bait: sellerKind,
      counterfeit: sellerKind,
      cheat: sellerKind,
    }),
  }),
  creators: z.strictObject({
    count: count.min(1),
    clipsPerWeek: z.number().min(0),
    /** Clips a week of a seller's own account. */
    sellerClipsPerWeek: z.number().min(0),
    /** Clips there on the first day, per creator and per seller. */
    clipsAtStart: z.number().min(0),
    sellerClipsAtStart: z.number().min(0),
    /** Share of independent creators' clips that have goods attached. */
    goodsShare: share,
    /** How strongly what sold last week decides what is made next, 0 not at all. */
    followsMoney: z.number().min(0).max(3),
    tagsPerCategory: count.min(2),
  }),
  governance: z.strictObject({
    /** Share of counterfeit and of staged orders that are ever confirmed. */
    counterfeitDetection: share,
    fakeTradeDetection: share,
    /** A seller with so many confirmed harms is shut. */
    exitAfterConfirmed: count.min(1),
    /** Days until a shut or ruined dishonest seller opens under a new name; never when null. */
    reopenAfterDays: z.number().min(1).nullable(),
  }),
});

export type World = z.infer<typeof worldSchema>;
export const sellerKindNames = ['honest', 'careless', 'bait', 'counterfeit', 'cheat'] as const;
export type SellerKindName = (typeof sellerKindNames)[number];
export type SellerKind = z.infer<typeof sellerKind>;
export type Category = z.infer<typeof category>;

/** Kinds that mean ill. Careless sellers are not good, but mean none. */
export const badKinds: ReadonlySet<SellerKindName> = new Set(['bait', 'counterfeit', 'cheat']);

/** Checks a parsed world file. @throws ZodError on an unknown key, a missing one, or one out of range. */
export function parseWorld(input: unknown): World {
  return worldSchema.parse(input);
}

/** More than these are not told: whoever mends them runs it again. */
const problemsMost = 3;

/** @throws Error that says in a sentence why the file cannot be read, is not JSON, or not a world. */
export function readWorld(file: string): World {
  const parsed = worldSchema.safeParse(readJsonFile(file), {
    error: ({ input }) => (input === undefined ? 'missing' : undefined),
  });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const problems = issues
    .slice(0, problemsMost)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
  if (issues.length > problemsMost) problems.push(`and ${issues.length - problemsMost} more`);
  throw new Error(`"${file}" is not a world: ${problems.join('; ')}.`);
}
