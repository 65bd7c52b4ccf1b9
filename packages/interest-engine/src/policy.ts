import { shortestHalfLifeDays } from './co-occurrence.ts';
import { PolicyError } from './errors.ts';

/**
 * The whole policy of the engine: one versioned file that an operator can read. The value of an item for a viewer is
 *
 *   score = Σ p(b)·behaviours[b] + settledQuality·E[Q_S] − harm·p(harm) + explore·explore(u, c) − load
 *
 * (DOMAIN 3.5). E[Q_S] is the expected settled quality value in major units of money: what is bought, kept, not
 * refunded and not at fault. There is no term on raw GMV, and no key to write one: `parsePolicy` refuses it.
 */
export interface Policy {
  /** Named in every ranked item. */
  readonly version: string;
  readonly value: {
    readonly behaviours: { readonly watch: number; readonly engage: number; readonly click: number };
    /** α: points for one major unit of expected settled quality value. */
    readonly settledQuality: number;
    /** β: points lost for a sure harm beyond money. */
    readonly harm: number;
    /** δ: points for full ignorance of what a viewer thinks of a thing. */
    readonly explore: number;
    readonly load: {
      /** Points a product card costs the viewer's patience. */
      readonly commercial: number;
      /** Points a video with goods costs. */
      readonly goods: number;
      /** Points when all of the viewer's latest encounters in a category were skips. */
      readonly fatigue: number;
      /** Points for something seen just now, when seen things are allowed at all. */
      readonly seen: number;
    };
    /** Goods above this quantile of their category's prices count as priced at it. */
    readonly priceClipQuantile: number;
  };
  readonly mix: {
    readonly commercialWindow: number;
    readonly exploreShare: number;
    /** Least share of new, long-tail, new-seller and craft items. */
    readonly exposureShare: number;
    readonly newDays: number;
    readonly longTailImpressions: number;
    readonly authorMaxInTen: number;
    readonly sellerMaxInTen: number;
    readonly categoryMaxInTen: number;
    /** 0 none to 1: how strongly likeness to what stands just before costs. */
    readonly diversity: number;
  };
  readonly sources: {
    readonly itemItem: number;
    readonly trending: number;
    readonly following: number;
    readonly interest: number;
    readonly fresh: number;
    readonly explore: number;
  };
  readonly learning: {
    readonly trendHalfLifeHours: number;
    readonly coOccurrenceHalfLifeDays: number;
    readonly leaningHalfLifeDays: number;
    /** How many encounters the prior of an item is worth. */
    readonly itemPrior: number;
    /** How many encounters the public's opinion is worth against a viewer's own. */
    readonly viewerPrior: number;
    /** An item met within this time does not come back by itself. */
    readonly seenHours: number;
    /** Price at which the prior chance to buy after a click holds; dearer goods are bought less, as a power of price. */
    readonly referencePriceMinor: number;
    readonly priceElasticity: number;
  };
  readonly limits: {
    readonly items: number;
    /** Categories, tags, authors and shops together. */
    readonly entities: number;
    readonly viewers: number;
    readonly touchesPerViewer: number;
    readonly leaningsPerViewer: number;
    readonly neighboursPerItem: number;
    readonly eventIds: number;
    readonly viewerItemPairs: number;
  };
}

export const defaultPolicy: Policy = {
  version: 'default-1',
  value: {
    behaviours: { watch: 0.4, engage: 0.6, click: 0.15 },
    settledQuality: 1,
    harm: 4,
    explore: 0.06,
    load: { commercial: 0.06, goods: 0.01, fatigue: 0.15, seen: 1 },
    priceClipQuantile: 0.99,
  },
  mix: {
    commercialWindow: 6,
    exploreShare: 0.1,
    exposureShare: 0.05,
    newDays: 7,
    longTailImpressions: 100,
    authorMaxInTen: 2,
    sellerMaxInTen: 2,
    categoryMaxInTen: 4,
    diversity: 0.3,
  },
  sources: { itemItem: 100, trending: 60, following: 40, interest: 80, fresh: 40, explore: 40 },
  learning: {
    trendHalfLifeHours: 36,
    coOccurrenceHalfLifeDays: 30,
    leaningHalfLifeDays: 14,
    itemPrior: 20,
    viewerPrior: 5,
    seenHours: 72,
    referencePriceMinor: 5000,
    priceElasticity: 0.8,
  },
  limits: {
    items: 1_000_000,
    entities: 500_000,
    viewers: 200_000,
    touchesPerViewer: 200,
    leaningsPerViewer: 96,
    neighboursPerItem: 64,
    eventIds: 65_536,
    viewerItemPairs: 1_000_000,
  },
};

type Range = readonly [least: number, most: number, whole?: 'whole'];
interface Schema {
  readonly [key: string]: Range | Schema;
}

const points: Range = [0, 1000];
const share: Range = [0, 1];
const schema: Schema = {
  value: {
    behaviours: { watch: points, engage: points, click: points },
    settledQuality: points,
    harm: points,
    explore: points,
    load: { commercial: points, goods: points, fatigue: points, seen: points },
    priceClipQuantile: [0.5, 1],
  },
  mix: {
    commercialWindow: [1, 100, 'whole'],
    exploreShare: share,
    exposureShare: share,
    newDays: [0, 365],
    longTailImpressions: [0, 1e9],
    authorMaxInTen: [1, 10, 'whole'],
    sellerMaxInTen: [1, 10, 'whole'],
    categoryMaxInTen: [1, 10, 'whole'],
    diversity: share,
  },
  sources: {
    itemItem: [0, 1000, 'whole'],
    trending: [0, 256, 'whole'],
    following: [0, 1000, 'whole'],
    interest: [0, 1000, 'whole'],
    fresh: [0, 256, 'whole'],
    explore: [0, 1000, 'whole'],
  },
  learning: {
    trendHalfLifeHours: [1, 24 * 365],
    coOccurrenceHalfLifeDays: [shortestHalfLifeDays, 3650],
    leaningHalfLifeDays: [0.01, 3650],
    itemPrior: [0.1, 1e6],
    viewerPrior: [0.1, 1e6],
    seenHours: [0, 24 * 3650],
    referencePriceMinor: [1, 1e12],
    priceElasticity: [0, 4],
  },
  limits: {
    items: [1, 2_000_000, 'whole'],
    entities: [32, 4_000_000, 'whole'],
    viewers: [1, 1e8, 'whole'],
    touchesPerViewer: [1, 10_000, 'whole'],
    leaningsPerViewer: [1, 10_000, 'whole'],
    neighboursPerItem: [1, 1024, 'whole'],
    eventIds: [1, 8_000_000, 'whole'],
    viewerItemPairs: [1, 8_000_000, 'whole'],
  },
};

/** Words by which turnover has come into ranking formulas before. */
const turnoverWords = /gmv|paid|price|revenue|turnover|sales|amount|margin|commission|income|order|buy|purchase/i;

function checkObject(value: unknown, shape: Schema, path: string): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new PolicyError('policy.not_an_object', path, `The policy needs an object at "${path || 'the top'}".`);
  }
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(shape, key)) continue;
    const at = path ? `${path}.${key}` : key;
    if (turnoverWords.test(key)) {
      throw new PolicyError(
        'policy.raw_gmv_term',
        at,
        `"${at}" would reward turnover. Ranking counts only what is kept: use value.settledQuality, which weighs expected settled quality value.`,
      );
    }
    throw new PolicyError(
      'policy.unknown_key',
      at,
      `The policy does not know "${at}". Known here: ${Object.keys(shape).join(', ')}.`,
    );
  }
  for (const [key, expected] of Object.entries(shape)) {
    const at = path ? `${path}.${key}` : key;
    const held = (value as Record<string, unknown>)[key];
    if (held === undefined) throw new PolicyError('policy.missing_key', at, `The policy lacks "${at}".`);
    if (!Array.isArray(expected)) {
      checkObject(held, expected as Schema, at);
      continue;
    }
    const [least, most, whole] = expected as Range;
    const fits = typeof held === 'number' && held >= least && held <= most && (!whole || Number.isInteger(held));
    if (!fits) {
      throw new PolicyError(
        'policy.out_of_range',
        at,
        `"${at}" must be a ${whole ? 'whole number' : 'number'} from ${least} to ${most}.`,
      );
    }
  }
}

/**
 * Reads a policy, for example from a parsed JSON file. Complete or refused: no key may be unknown, missing or out of
 * range. @throws PolicyError with a stable code and the path of the key.
 */
export function parsePolicy(input: unknown): Policy {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw new PolicyError('policy.not_an_object', '', 'A policy is an object.');
  }
  const { version, ...rest } = input as Record<string, unknown>;
  if (typeof version !== 'string' || version.length === 0 || version.length > 64) {
    throw new PolicyError('policy.missing_key', 'version', 'A policy needs a version: a text of 1 to 64 characters.');
  }
  checkObject(rest, schema, '');
  return Object.freeze(structuredClone(input)) as Policy;
}
