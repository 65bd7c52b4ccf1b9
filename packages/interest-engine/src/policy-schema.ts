import { shortestHalfLifeDays } from './co-occurrence.ts';

/** One number of the policy: its least and greatest value, its unit, and what it does. */
export interface PolicyNumber {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly unit: string;
  readonly meaning: string;
}

const number = (least: number, most: number, unit: string, meaning: string): PolicyNumber => ({
  least,
  most,
  whole: false,
  unit,
  meaning,
});
const whole = (least: number, most: number, unit: string, meaning: string): PolicyNumber => ({
  ...number(least, most, unit, meaning),
  whole: true,
});
const points = (meaning: string): PolicyNumber => number(0, 1000, 'points', meaning);
const share = (meaning: string): PolicyNumber => number(0, 1, 'share', meaning);
const candidates = (most: number, meaning: string): PolicyNumber => whole(0, most, 'candidates', meaning);

/**
 * Every key a policy may have. There is none for turnover, and none may be added from outside: value comes from what a
 * viewer gains and what is kept of a sale (DOMAIN 3.5).
 */
export const policySchema = {
  value: {
    behaviours: {
      watch: points('for watching long'),
      engage: points('for a like, favourite, comment, share or follow'),
      click: points('for a look at the goods'),
    },
    settledQuality: number(0, 1000, 'points per major unit', 'α: for one major unit of expected settled quality value'),
    harm: points('β: lost for a sure harm beyond money'),
    fault: number(
      0,
      1000,
      'points per major unit',
      'lost for one major unit that faults and poor ratings are expected to take from a purchase: what the buyer suffers beyond the money',
    ),
    explore: points('δ: for full ignorance of what a viewer thinks of a thing'),
    asleep: points(
      'δ: where an interest sleeps for sure, times the square of the chance to be watched, and of goods of what is kept',
    ),
    woken: points('δ: where an interest has woken lately, for sure'),
    load: {
      commercial: points('a product card costs'),
      goods: points('a video with goods costs'),
      fatigue: points('it costs when all latest encounters in the category were skips'),
      seen: points('it costs to have been seen just now, when seen things may return'),
    },
    priceClipQuantile: number(
      0.5,
      1,
      'quantile',
      "goods dearer than this share of their category's count as priced at it",
    ),
  },
  mix: {
    commercialWindow: whole(1, 100, 'places', 'at most one product card in so many'),
    authorMaxInTen: whole(1, 10, 'places', 'of one author among ten in a row'),
    sellerMaxInTen: whole(1, 10, 'places', 'of one shop among ten in a row'),
    categoryMaxInTen: whole(1, 10, 'places', 'of one category among ten in a row'),
    tiredMaxInTen: whole(1, 10, 'places', 'of categories the viewer keeps skipping, among ten in a row'),
    tiredFrom: share('skips among the latest encounters from which a category counts as tired of'),
    diversity: share('of the best score that full likeness to what stands just above costs'),
    likeAuthor: share('likeness of two items by one author'),
    likeSeller: share('likeness of two items of one shop'),
    likeCategory: share('likeness of two items of one category'),
    likeVector: share('likeness of two items whose vectors point the same way'),
  },
  sources: {
    itemItem: candidates(1000, 'wanted together with what the viewer wanted'),
    ease: candidates(1000, 'of the closed-form item model, where the host has one fitted'),
    similar: candidates(1000, "nearest to the viewer's vector"),
    content: candidates(1000, 'hardly shown yet that share words with what the viewer wanted'),
    live: candidates(256, 'rooms on air'),
    repurchase: candidates(256, 'bought, kept, and about used up'),
    trending: candidates(256, 'moving now'),
    following: candidates(1000, 'by followed authors'),
    interest: candidates(1000, 'of interests'),
    fresh: candidates(256, 'newest'),
    explore: candidates(1000, 'drawn evenly from everything'),
    pool: candidates(1000, 'still owed impressions in their traffic pool'),
  },
  exploration: {
    share: share('least share of places drawn to find out'),
    latentShare: share('of places, within the share above, kept for categories where an interest may sleep'),
    latentAfter: whole(0, 1000, 'encounters', 'known of a viewer before latent places are kept'),
    latentAsleep: share(
      'least chance that an interest sleeps in a category for a latent place; 0.089 where nothing is known',
    ),
    draws: whole(8, 1024, 'draws', 'by which the chances of an explored place are found'),
    pool: whole(1, 200, 'candidates', 'among which an explored place is drawn'),
    spread: share('of an explored draw spread over its whole pool, so that no chance is zero'),
    uniformShare: share('of pages with one place drawn evenly, for judging policies'),
    uniformPool: whole(2, 64, 'candidates', 'among which that place is drawn'),
  },
  pools: {
    share: share('of places kept for items that are owed impressions'),
    newSeller: number(
      0,
      100,
      'times',
      'as much again weighs what is owed, where the seller is new and nobody has seen it yet',
    ),
    probation: whole(1, 1e6, 'impressions', 'quota before the first pool, for an author whose work was demoted'),
    first: whole(1, 1e7, 'impressions', 'quota of the first pool'),
    second: whole(1, 1e7, 'impressions', 'quota of the second pool'),
    third: whole(1, 1e7, 'impressions', 'quota of the third pool'),
    fourth: whole(1, 1e7, 'impressions', 'quota of the fourth pool'),
    fifth: whole(1, 1e7, 'impressions', 'quota of the fifth pool'),
    sixth: whole(1, 1e8, 'impressions', 'quota of the sixth pool'),
    lowerBoundZ: number(0, 5, 'standard errors', 'taken off before graduation; 0.8416 is the one-sided 80 % bound'),
    comparables: whole(1, 1000, 'items', 'of the category needed for its own median, else everything speaks'),
    recheckDays: number(0.01, 365, 'days', 'from graduation to the second look with settled facts'),
    contradiction: share('of the predicted value below which the second look demotes'),
  },
  exposure: {
    share: share('least share of new, long-tail, craft and new-seller items together'),
    fresh: share('least share of new items over many pages'),
    longTail: share('least share of rarely shown items over many pages'),
    craft: share('least share of craft items over many pages'),
    newSeller: share('least share of items of new sellers over many pages'),
    newDays: number(0, 365, 'days', 'an item counts as new'),
    longTailImpressions: number(0, 1e9, 'impressions', 'below which an item counts as rarely shown'),
    newSellerImpressions: number(0, 1e9, 'impressions', 'of all its items up to which a new seller counts as new'),
  },
  learning: {
    trendHalfLifeHours: number(1, 24 * 365, 'hours', 'after which a movement counts half'),
    coOccurrenceHalfLifeDays: number(shortestHalfLifeDays, 3650, 'days', 'after which wanting together counts half'),
    leaningHalfLifeDays: number(0.01, 3650, 'days', "after which a viewer's leaning counts half"),
    interestHalfLifeDays: number(1, 3650, 'days', 'after which the evidence of an interest counts half'),
    wokenHalfLifeDays: number(
      1,
      3650,
      'days',
      'after which half of a woken interest counts as one that was always there',
    ),
    itemPrior: number(0.1, 1e6, 'encounters', 'the prior of an item is worth'),
    viewerPrior: number(0.1, 1e6, 'encounters', "everybody's opinion is worth against a viewer's own"),
    seenHours: number(0, 24 * 3650, 'hours', 'an item once met does not come back by itself'),
    referencePriceMinor: number(1, 1e12, 'minor units', 'price at which the prior chance to buy after a click holds'),
    priceElasticity: number(0, 4, 'power', 'by which dearer goods are bought less'),
    windows: {
      watchMinutes: number(0.1, 1440, 'minutes', 'from an impression until it is learned from without a watch report'),
      clickMinutes: number(0.1, 10_080, 'minutes', 'from an impression in which a click is its own'),
      buyDays: number(0.01, 90, 'days', 'from an impression in which a purchase is its own'),
      keepDays: number(0.01, 180, 'days', 'from delivery until a line without a settled value counts as kept for good'),
    },
    model: {
      admitAfter: whole(1, 250, 'impressions', 'of a viewer, item, pair or other feature before it gets an embedding'),
      expireDays: number(1, 3650, 'days', 'without use after which an embedding is given up'),
    },
  },
  limits: {
    items: whole(1, 2_000_000, 'items', 'known, the recently removed ones included'),
    removedItems: whole(1, 2_000_000, 'items', 'removed whose standing is kept, should they come back'),
    exactVectors: whole(
      0,
      2_000_000,
      'vectors',
      'above which the index of the host, if it gave one, replaces the exact scan',
    ),
    entities: whole(32, 4_000_000, 'entities', 'categories, tags, authors and shops together'),
    viewers: whole(1, 1e8, 'viewers', 'remembered'),
    touchesPerViewer: whole(1, 10_000, 'encounters', 'remembered of a viewer'),
    leaningsPerViewer: whole(1, 10_000, 'leanings', 'remembered of a viewer'),
    interestsPerViewer: whole(1, 10_000, 'interests', 'in categories remembered of a viewer'),
    neighboursPerItem: whole(1, 1024, 'items', 'wanted together with an item'),
    eventIds: whole(1, 8_000_000, 'events', 'whose ids are remembered to refuse repeats'),
    viewerItemPairs: whole(1, 8_000_000, 'pairs', 'of viewer and item whose influence is remembered'),
    embeddings: whole(256, 1_048_576, 'embeddings', 'of the model'),
    openImpressions: whole(64, 2_000_000, 'impressions', 'that wait for labels'),
  },
} as const;

type Numbers<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends PolicyNumber ? number : Numbers<Shape[Key]>;
};

/**
 * The whole policy of the engine: one versioned file that an operator can read. The value of an item for a viewer is
 *
 *   score = Σ p(b)·behaviours[b] + settledQuality·E[Q_S] − harm·p(harm) − fault·E[fault] + explore·explore(u, c) − load
 *
 * (DOMAIN 3.5). E[Q_S] is the expected settled quality value in major units of money: what is bought, kept, not
 * refunded and not at fault; E[fault] what faults and poor ratings are expected to take of it. Units, ranges and meanings of all keys stand in `policySchema`.
 */
export type Policy = { readonly version: string } & Numbers<typeof policySchema>;

export interface PolicySchema {
  readonly [key: string]: PolicyNumber | PolicySchema;
}

export const isPolicyNumber = (shape: PolicyNumber | PolicySchema): shape is PolicyNumber =>
  typeof shape.least === 'number';

/** Every key with its dotted path, in the order of the schema. */
export function* policyNumbers(shape: PolicySchema = policySchema, path = ''): Generator<[string, PolicyNumber]> {
  for (const [key, held] of Object.entries(shape)) {
    const at = path ? `${path}.${key}` : key;
    if (isPolicyNumber(held)) yield [at, held];
    else yield* policyNumbers(held, at);
  }
}
