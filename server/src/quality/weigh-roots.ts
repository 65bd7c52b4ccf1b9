import type { Dimension } from './ruleset.ts';

/** One thing a fact may cost the line. Scaled figures are numerators over the line's `full` (10,000 bp times its scale). */
export type Consequence =
  | { kind: 'deduction'; code: string; factId: string; dimension: Dimension; scaledBp: bigint }
  | {
      kind: 'gate' | 'debit';
      code: string;
      debitCode: string;
      factId: string;
      gatedMinor: bigint;
      scaledDebit: bigint;
    };
type Deduction = Extract<Consequence, { kind: 'deduction' }>;
type Charge = Exclude<Consequence, { kind: 'deduction' }>;

export type Heaviest = { gates: Charge[]; debits: Charge[]; deductions: ReadonlyMap<Dimension, Deduction> };

type Choice = Heaviest & { gatedMinor: bigint; scaledDebit: bigint };

/** More open choices than this never occur on a real line; beyond it the lightest are dropped. */
const choicesMax = 512;

/**
 * One harm is charged once (DOMAIN 3.2): of the consequences of one root only the heaviest counts. Which one is heaviest
 * depends on the other roots (a dimension counts its maximum only), so the roots are weighed together: the choice that
 * costs the line most wins. That keeps 3.9 property 2: one more fault only adds choices, so it never raises QGMV.
 * Choices that another one exceeds in every respect are dropped on the way; ties keep the first by code.
 */
export function chooseHeaviest(
  roots: ReadonlyMap<string, readonly Consequence[]>,
  line: { netMinor: bigint; full: bigint },
): Heaviest {
  let choices: Choice[] = [{ gates: [], debits: [], deductions: new Map(), gatedMinor: 0n, scaledDebit: 0n }];
  for (const root of [...roots.keys()].sort()) {
    const options = roots.get(root) ?? [];
    choices = withoutExceeded(choices.flatMap((choice) => options.map((option) => add(choice, option))));
    if (choices.length > choicesMax) {
      choices.sort((a, b) => (cost(b, line) > cost(a, line) ? 1 : -1));
      choices.length = choicesMax;
    }
  }
  let best = choices[0] as Choice;
  for (const choice of choices) if (cost(choice, line) > cost(best, line)) best = choice;
  return { ...best, gates: byCode(best.gates), debits: byCode(best.debits) };
}

function add(choice: Choice, option: Consequence): Choice {
  if (option.kind !== 'deduction') {
    return {
      gates: option.kind === 'gate' ? [...choice.gates, option] : choice.gates,
      debits: option.scaledDebit > 0n ? [...choice.debits, option] : choice.debits,
      deductions: choice.deductions,
      gatedMinor: choice.gatedMinor + option.gatedMinor,
      scaledDebit: choice.scaledDebit + option.scaledDebit,
    };
  }
  const known = choice.deductions.get(option.dimension);
  const heavier =
    !known ||
    option.scaledBp > known.scaledBp ||
    (option.scaledBp === known.scaledBp &&
      (option.code < known.code || (option.code === known.code && option.factId < known.factId)));
  return heavier ? { ...choice, deductions: new Map(choice.deductions).set(option.dimension, option) } : choice;
}

/** What the line loses with this choice, over `full`. */
function cost(choice: Choice, line: { netMinor: bigint; full: bigint }): bigint {
  let gated = choice.gatedMinor;
  if (gated > line.netMinor) gated = line.netMinor;
  let deducted = 0n;
  for (const each of choice.deductions.values()) deducted += each.scaledBp;
  if (deducted > line.full) deducted = line.full;
  return gated * line.full + (line.netMinor - gated) * deducted + choice.scaledDebit;
}

function withoutExceeded(choices: readonly Choice[]): Choice[] {
  const kept: Choice[] = [];
  for (const choice of choices) {
    if (kept.some((other) => covers(other, choice))) continue;
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      if (covers(choice, kept[index] as Choice)) kept.splice(index, 1);
    }
    kept.push(choice);
  }
  return kept;
}

/** Whether `a` costs at least as much as `b` whatever comes after. */
function covers(a: Choice, b: Choice): boolean {
  if (a.gatedMinor < b.gatedMinor || a.scaledDebit < b.scaledDebit) return false;
  for (const [dimension, deduction] of b.deductions) {
    if ((a.deductions.get(dimension)?.scaledBp ?? 0n) < deduction.scaledBp) return false;
  }
  return true;
}

function byCode(charges: readonly Charge[]): Charge[] {
  return [...charges].sort((a, b) => (a.code === b.code ? (a.factId < b.factId ? -1 : 1) : a.code < b.code ? -1 : 1));
}
