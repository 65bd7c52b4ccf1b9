import type { Candidate } from './candidate.ts';
import type { HeadErrors } from './head-errors.ts';
import { type Heads, headCount } from './heads.ts';
import type { Policy } from './policy.ts';
import { headsOf, readHeads } from './score-heads.ts';
import type { SourceName } from './source-names.ts';
import type { Reason } from './sources/source.ts';
import { termCount, termsOf, type ValueComponents, type Valued, type ValueTerms, valueErrorOf } from './value.ts';
import { welcomeErrorOf, welcomeOf } from './waking.ts';

/** Places of what the formula takes in beside the heads. */
export const componentPlaces = {
  priceMinor: 0,
  ignorance: 1,
  asleep: 2,
  woken: 3,
  /** 1 where it is so. */
  commercial: 4,
  goods: 5,
  fatigue: 6,
  seen: 7,
  multiplier: 8,
} as const;
export const componentCount = 9;

/** All numbers of the candidates of one request, in columns: objects of their own would cost more than the scoring. */
export interface ScoreColumns {
  /** `headCount` a candidate. */
  readonly heads: Float64Array;
  readonly errors: Float64Array;
  /** `componentCount` a candidate. */
  readonly components: Float64Array;
  /** `termCount` a candidate. */
  readonly terms: Float64Array;
  readonly policy: Pick<Policy, 'value'>;
}

export const openScoreColumns = (count: number, policy: Pick<Policy, 'value'>): ScoreColumns => ({
  heads: new Float64Array(headCount * count),
  errors: new Float64Array(headCount * count),
  components: new Float64Array(componentCount * count),
  terms: new Float64Array(termCount * count),
  policy,
});

type Writable<Thing> = { -readonly [Key in keyof Thing]: Thing[Key] };

const emptyHeads = (): Heads => ({ watch: 0, engage: 0, click: 0, buy: 0, keep: 0, deduct: 0, harm: 0 });
const emptyComponents = () => ({
  heads: emptyHeads(),
  priceMinor: 0,
  asleep: 0,
  woken: 0,
  ignorance: 0,
  load: { commercial: false, goods: false, fatigue: 0, seen: 0 } as Writable<ValueComponents['load']>,
  multiplier: 1,
});

/** What is looked at by `glanceAt`; whoever needs it longer than to the next glance reads `components`. */
const glanced = emptyComponents();
const glancedErrors = emptyHeads();

function readComponents(columns: ScoreColumns, at: number, into: ReturnType<typeof emptyComponents>): ValueComponents {
  const { components, heads } = columns;
  const from = at * componentCount;
  readHeads(heads, at * headCount, into.heads);
  into.priceMinor = components[from + componentPlaces.priceMinor]!;
  into.ignorance = components[from + componentPlaces.ignorance]!;
  into.asleep = components[from + componentPlaces.asleep]!;
  into.woken = components[from + componentPlaces.woken]!;
  into.load.commercial = components[from + componentPlaces.commercial] === 1;
  into.load.goods = components[from + componentPlaces.goods] === 1;
  into.load.fatigue = components[from + componentPlaces.fatigue]!;
  into.load.seen = components[from + componentPlaces.seen]!;
  into.multiplier = components[from + componentPlaces.multiplier]!;
  return into;
}

/** A candidate's components for use at once: without making an object. */
export const glanceAt = (columns: ScoreColumns, at: number): ValueComponents => readComponents(columns, at, glanced);

/**
 * A candidate with its score. Its numbers stand in columns that it shares with the others of its request and are read
 * when asked for, so a copy by spreading has none of them: `withScore` gives it another score.
 */
export class ScoredCandidate implements Candidate, Valued {
  readonly itemId: string;
  readonly slot: number;
  readonly sources: readonly SourceName[];
  readonly reasons: readonly Reason[];
  readonly score: number;
  readonly #columns: ScoreColumns;
  readonly #at: number;
  readonly #valueError: number | undefined;
  declare multiplier?: number;
  declare multiplierReason?: string;

  constructor(candidate: Candidate, score: number, columns: ScoreColumns, at: number, valueError?: number) {
    this.itemId = candidate.itemId;
    this.slot = candidate.slot;
    this.sources = candidate.sources;
    this.reasons = candidate.reasons;
    this.score = score;
    this.#columns = columns;
    this.#at = at;
    this.#valueError = valueError;
    // Few are held back: only those get the fields that say so.
    if (candidate.multiplier !== undefined) this.multiplier = candidate.multiplier;
    if (candidate.multiplierReason !== undefined) this.multiplierReason = candidate.multiplierReason;
  }

  get heads(): Heads {
    return headsOf(this.#columns.heads, this.#at * headCount);
  }
  /** One standard error of each head. */
  get errors(): HeadErrors {
    return headsOf(this.#columns.errors, this.#at * headCount);
  }
  get components(): ValueComponents {
    return readComponents(this.#columns, this.#at, emptyComponents());
  }
  get terms(): ValueTerms {
    return termsOf(this.#columns.terms, this.#at * termCount);
  }
  get ignorance(): number {
    return this.#component(componentPlaces.ignorance);
  }
  /** Of `components`: chance that an interest of the viewer's sleeps here. */
  get asleep(): number {
    return this.#component(componentPlaces.asleep);
  }
  /** Of `components.load`: share of skips among the viewer's latest encounters in such things. */
  get fatigue(): number {
    return this.#component(componentPlaces.fatigue);
  }
  /** Of `components`: what governance leaves of the score, 0 to 1. */
  get multiplierInForce(): number {
    return this.#component(componentPlaces.multiplier);
  }
  /** One standard error of the score, in points: what the model does not know of it. */
  get valueError(): number {
    if (this.#valueError !== undefined) return this.#valueError;
    return valueErrorOf(glanceAt(this.#columns, this.#at), this.#glanceAtErrors(), this.#columns.policy);
  }
  /** How welcome it will be where an interest may sleep, and one standard error of that. */
  get welcome(): number {
    return welcomeOf(glanceAt(this.#columns, this.#at));
  }
  get welcomeError(): number {
    return welcomeErrorOf(glanceAt(this.#columns, this.#at), this.#glanceAtErrors());
  }

  /** The same candidate with another number to order it by, and one standard error of that where it has its own. */
  withScore(score: number, valueError = this.#valueError): ScoredCandidate {
    return new ScoredCandidate(this, score, this.#columns, this.#at, valueError);
  }

  #component(place: number): number {
    return this.#columns.components[this.#at * componentCount + place]!;
  }
  #glanceAtErrors(): HeadErrors {
    readHeads(this.#columns.errors, this.#at * headCount, glancedErrors);
    return glancedErrors;
  }
}
