import { type PolicyDocument, valueAt } from '../policy/policy-document.ts';
import type { Candidate, TermKey } from './terms.ts';

/** One product inside a term: a weight of the policy times what it weighs. */
type Factor = { readonly of: string; readonly weight: number; readonly value: number };
export type FormulaLine =
  | { readonly key: TermKey; readonly value: number; readonly kind: 'products'; readonly factors: readonly Factor[] }
  | {
      readonly key: TermKey;
      readonly value: number;
      readonly kind: 'quality';
      /** α, and E[Q_S] in major units of money. */
      readonly weight: number;
      readonly expected: number;
      readonly click: number;
      readonly buy: number;
      readonly kept: number;
      /** Major units the formula worked with, after the clip of its category; null where there is nothing to buy. */
      readonly price: number | null;
    }
  | { readonly key: TermKey; readonly value: number; readonly kind: 'whole' };

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

function weightAt(policy: PolicyDocument | null, path: string): number | null {
  const held = policy ? valueAt(policy, path) : undefined;
  return typeof held === 'number' ? held : null;
}

/**
 * The terms of one candidate with the weights of the policy that scored it. A term is taken apart only where its parts
 * come to the recorded value; without the policy, or where they do not, it stands as one number.
 */
export function formulaLines(candidate: Candidate, policy: PolicyDocument | null): FormulaLine[] {
  const { terms, heads } = candidate;
  const whole = (key: TermKey): FormulaLine => ({ key, value: terms[key], kind: 'whole' });
  const products = (key: TermKey, factors: (Factor | null)[]): FormulaLine => {
    if (factors.some((factor) => factor === null)) return whole(key);
    const known = factors as Factor[];
    const sum = known.reduce((total, { weight, value }) => total + weight * value, 0);
    return near(sum, terms[key]) ? { key, value: terms[key], kind: 'products', factors: known } : whole(key);
  };
  const times = (of: string, weight: number | null, value: number): Factor | null =>
    weight === null ? null : { of, weight, value };
  const harm = weightAt(policy, 'value.harm');
  return [
    products(
      'behaviours',
      (['watch', 'engage', 'click'] as const).map((head) =>
        times(head, weightAt(policy, `value.behaviours.${head}`), heads[head].chance),
      ),
    ),
    qualityLine(candidate, weightAt(policy, 'value.settledQuality')),
    products('explore', exploreFactors(candidate, policy)),
    products('harm', harmFactors(candidate, harm, weightAt(policy, 'value.fault'))),
    whole('load'),
  ];
}

/**
 * What finding out is worth: an interest that may sleep here, one that has woken, and the rest of the term for what is
 * not known. Without the states of interests the term is taken apart only where nothing weighed them.
 */
function exploreFactors({ terms, heads, features }: Candidate, policy: PolicyDocument | null): (Factor | null)[] {
  const explore = weightAt(policy, 'value.explore');
  if (!explore) return [null];
  const asleep = weightAt(policy, 'value.asleep') ?? 0;
  const woken = weightAt(policy, 'value.woken') ?? 0;
  if (asleep === 0 && woken === 0) return [{ of: 'ignorance', weight: explore, value: terms.explore / explore }];
  const { interestAsleep, interestWoken, priceMinor } = features;
  if (interestAsleep === undefined || interestWoken === undefined) return [null];
  // Of goods, what may wake counts as far as they are expected to be kept.
  const sound = (priceMinor ?? 0) > 0 ? Math.max(0, heads.keep.chance - heads.deduct.chance) ** 2 : 1;
  const waking: Factor = { of: 'waking', weight: asleep, value: sound * interestAsleep * heads.watch.chance ** 2 };
  const newly: Factor = { of: 'woken', weight: woken, value: interestWoken };
  const rest = terms.explore - waking.weight * waking.value - newly.weight * newly.value;
  // More or less than what is not known can give: the features are not those of this score.
  if (rest < -1e-6 || rest > explore + 1e-6) return [null];
  return [{ of: 'ignorance', weight: explore, value: rest / explore }, waking, newly];
}

/** What a refusal or report would cost, and what faults are expected to take from a purchase: the rest of the recorded term. */
function harmFactors({ terms, heads }: Candidate, harm: number | null, fault: number | null): (Factor | null)[] {
  if (harm === null) return [null];
  const refusals: Factor = { of: 'harm', weight: -harm, value: heads.harm.chance };
  const rest = -terms.harm - harm * heads.harm.chance;
  return fault && rest > 1e-9 ? [refusals, { of: 'fault', weight: -fault, value: rest / fault }] : [refusals];
}

function qualityLine({ terms, heads }: Candidate, weight: number | null): FormulaLine {
  const value = terms.settledQuality;
  if (!weight) return { key: 'settledQuality', value, kind: 'whole' };
  const expected = value / weight;
  const click = heads.click.chance;
  const buy = heads.buy.chance;
  const kept = Math.max(-3, heads.keep.chance - heads.deduct.chance);
  const each = click * buy * kept;
  const price = Math.abs(each) > 1e-12 && expected !== 0 ? expected / each : null;
  return { key: 'settledQuality', value, kind: 'quality', weight, expected, click, buy, kept, price };
}
