import { allocate, roundHalfEven } from '../kernel/index.ts';
import type { LineFact } from './fact.ts';
import { isRating } from './fact.ts';
import { dimensions, type Ruleset } from './ruleset.ts';
import { type Consequence, chooseHeaviest } from './weigh-roots.ts';

/** Inputs that are not facts of the line; they are frozen on its stage rows, so that a figure can be computed again. */
export type LineReferences = {
  /** Deduction of a line nobody rated, basis points. */
  readonly unratedBp: number;
  /** Price per unit (buyer's money + platform subsidy) against its reference; null while there is none. */
  readonly price: { unitMinor: bigint; referenceMinor: bigint; comparablesCount: number } | null;
};

export type LossLevel = 'paid_to_net' | 'net_to_clean' | 'clean_to_qgmv';
/** Fen lost, always positive; the code is a fact type, `<type>_debit`, `unrated` or `price_over_reference`. */
export type Loss = { readonly code: string; readonly level: LossLevel; readonly amountMinor: bigint };

export type LineValue = {
  readonly paidMinor: bigint;
  readonly netMinor: bigint;
  readonly cleanMinor: bigint;
  readonly qgmvMinor: bigint;
  /** Paid − QGMV = Σ losses, to the fen. */
  readonly losses: readonly Loss[];
  /** Facts that took something; the others are lighter consequences of the same harm, or cost nothing. */
  readonly countedFactIds: ReadonlySet<string>;
};

const fullBp = 10_000n;

/**
 * What an order line is worth (DOMAIN 3.1, 3.2): facts + ruleset + references -> Net, Clean, QGMV and every lost fen with
 * its code. Pure; the order of the facts does not matter; exact inside, one half-even rounding.
 */
export function evaluateLine(
  line: { paidMinor: bigint; facts: readonly LineFact[]; references: LineReferences },
  ruleset: Ruleset,
): LineValue {
  const { paidMinor, references } = line;
  if (paidMinor < 0n) throw new RangeError('paid must not be negative');
  const facts = [...line.facts].sort((a, b) => compare(a.type, b.type) || compare(a.id, b.id));
  for (const fact of facts)
    if (fact.affectedMinor < 0n) throw new RangeError(`fact ${fact.id} touches less than nothing`);
  const losses: Loss[] = [];
  const counted = new Set<string>();

  const refunds = takeRefunds(paidMinor, facts, ruleset, counted);
  losses.push(...refunds.losses);
  const netMinor = refunds.netMinor;

  const scale = priceScale(references, ruleset);
  const roots = consequencesByRoot(facts, refunds.byRoot, references, ruleset, scale);
  const heaviest = chooseHeaviest(roots, { netMinor, full: fullBp * scale });

  let ungated = netMinor;
  for (const gate of heaviest.gates) {
    const taken = minimum(ungated, gate.gatedMinor);
    if (taken === 0n) continue;
    ungated -= taken;
    counted.add(gate.factId);
    losses.push({ code: gate.code, level: 'net_to_clean', amountMinor: taken });
  }
  const cleanMinor = ungated;

  // Weights are exact numerators over `full`: what each reason takes of Clean, or charges beside it.
  const full = fullBp * scale;
  const weights: { code: string; weight: bigint }[] = [];
  let roomLeft = full;
  for (const dimension of dimensions) {
    const worst = heaviest.deductions.get(dimension);
    if (!worst || worst.scaledBp === 0n || cleanMinor === 0n) continue;
    const taken = minimum(roomLeft, worst.scaledBp);
    roomLeft -= taken;
    if (taken === 0n) continue;
    counted.add(worst.factId);
    weights.push({ code: worst.code, weight: cleanMinor * taken });
  }
  for (const debit of heaviest.debits) {
    if (debit.scaledDebit === 0n) continue;
    counted.add(debit.factId);
    weights.push({ code: debit.debitCode, weight: debit.scaledDebit });
  }
  const exactLoss = weights.reduce((sum, each) => sum + each.weight, 0n);
  const qgmvMinor = roundHalfEven(cleanMinor * full - exactLoss, full);
  if (weights.length > 0) {
    const amounts = allocate(
      cleanMinor - qgmvMinor,
      weights.map((each) => each.weight),
    );
    weights.forEach((each, index) => {
      losses.push({ code: each.code, level: 'clean_to_qgmv', amountMinor: amounts[index] ?? 0n });
    });
  }
  return { paidMinor, netMinor, cleanMinor, qgmvMinor, losses: merge(losses), countedFactIds: counted };
}

/** Refunds and cancels leave Paid, never more than there is; what one harm refunded is remembered by its root. */
function takeRefunds(paidMinor: bigint, facts: readonly LineFact[], ruleset: Ruleset, counted: Set<string>) {
  let netMinor = paidMinor;
  const byRoot = new Map<string, bigint>();
  const losses: Loss[] = [];
  for (const fact of facts) {
    if (ruleset.facts[fact.type].kind !== 'net') continue;
    const taken = minimum(netMinor, fact.affectedMinor);
    byRoot.set(fact.rootFactId, (byRoot.get(fact.rootFactId) ?? 0n) + taken);
    if (taken === 0n) continue;
    netMinor -= taken;
    counted.add(fact.id);
    losses.push({ code: fact.type, level: 'paid_to_net', amountMinor: taken });
  }
  return { netMinor, byRoot, losses };
}

function consequencesByRoot(
  facts: readonly LineFact[],
  refundedByRoot: ReadonlyMap<string, bigint>,
  references: LineReferences,
  ruleset: Ruleset,
  scale: bigint,
): Map<string, Consequence[]> {
  const reversedRoots = new Set<string>();
  let lateExcused = false;
  let abused = false;
  for (const fact of facts) {
    const rule = ruleset.facts[fact.type];
    if (rule.kind !== 'waiver') continue;
    if (rule.of === 'root') reversedRoots.add(fact.rootFactId);
    else if (rule.of === 'fulfilment') lateExcused = true;
    else abused = true;
  }
  const roots = new Map<string, Consequence[]>();
  const add = (root: string, consequence: Consequence) => {
    const known = roots.get(root);
    if (known) known.push(consequence);
    else roots.set(root, [consequence]);
  };
  for (const fact of facts) {
    const rule = ruleset.facts[fact.type];
    if (reversedRoots.has(fact.rootFactId)) continue;
    if (rule.kind === 'gate') {
      // A refund for the same harm has already taken that part out of Net.
      const refunded = refundedByRoot.get(fact.rootFactId) ?? 0n;
      add(fact.rootFactId, {
        kind: 'gate',
        code: fact.type,
        debitCode: `${fact.type}_debit`,
        factId: fact.id,
        gatedMinor: maximum(0n, fact.affectedMinor - refunded),
        scaledDebit: fact.affectedMinor * BigInt(rule.debitBp) * scale,
      });
    } else if (rule.kind === 'debit' && !abused) {
      add(fact.rootFactId, {
        kind: 'debit',
        code: fact.type,
        debitCode: `${fact.type}_debit`,
        factId: fact.id,
        gatedMinor: 0n,
        scaledDebit: fact.affectedMinor * BigInt(rule.debitBp) * scale,
      });
    } else if (rule.kind === 'deduction' && !abused && !(lateExcused && rule.dimension === 'fulfilment')) {
      add(fact.rootFactId, deduction(fact.type, fact.id, rule.dimension, BigInt(rule.bp) * scale));
    }
  }
  if (!facts.some((fact) => isRating(fact.type))) {
    add('unrated', deduction('unrated', 'unrated', 'rating', BigInt(references.unratedBp) * scale));
  }
  const overReference = priceDeduction(references, ruleset);
  if (overReference > 0n) add('price', deduction('price_over_reference', 'price', 'price', overReference));
  return roots;
}

function deduction(
  code: string,
  factId: string,
  dimension: (typeof dimensions)[number],
  scaledBp: bigint,
): Consequence {
  return { kind: 'deduction', code, factId, dimension, scaledBp };
}

/** One common denominator for the line, so that a linear price deduction stays exact. */
function priceScale(references: LineReferences, ruleset: Ruleset): bigint {
  return references.price ? BigInt(ruleset.price.toBp - ruleset.price.fromBp) * references.price.referenceMinor : 1n;
}

/** Price fairness in basis points times `priceScale`. */
function priceDeduction(references: LineReferences, ruleset: Ruleset): bigint {
  const price = references.price;
  if (!price || price.comparablesCount < ruleset.price.comparablesMin) return 0n;
  if (price.referenceMinor <= 0n) throw new RangeError('a price reference must be above zero');
  const over = price.unitMinor * fullBp - BigInt(ruleset.price.fromBp) * price.referenceMinor;
  const span = BigInt(ruleset.price.toBp - ruleset.price.fromBp) * price.referenceMinor;
  return BigInt(ruleset.price.maxBp) * maximum(0n, minimum(over, span));
}

function merge(losses: readonly Loss[]): Loss[] {
  const byCode = new Map<string, Loss>();
  for (const loss of losses) {
    const known = byCode.get(loss.code);
    byCode.set(loss.code, known ? { ...known, amountMinor: known.amountMinor + loss.amountMinor } : loss);
  }
  return [...byCode.values()].filter((loss) => loss.amountMinor !== 0n);
}

function minimum(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function maximum(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
