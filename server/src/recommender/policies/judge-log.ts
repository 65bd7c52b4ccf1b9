import {
  comparePolicies,
  estimatePolicy,
  type PolicyEstimate,
  type PolicyRefusal,
  readSlotLog,
} from '@haowu/interest-engine';
import type { LogAnswer, LogTask } from './log-answer.ts';

const methods = ['ips', 'snips', 'dr'] as const;
export const effectiveSampleMin = 500;

/** The draft against the policy in force on the same drawn places: estimates with intervals, or why there are none. */
export function judge(task: LogTask): LogAnswer {
  const [rowsOfDraft, rowsOfPublished] = [readSlotLog(task.draft), readSlotLog(task.published)];
  const draft = estimatePolicy(rowsOfDraft);
  const published = estimatePolicy(rowsOfPublished);
  const facts = {
    effectiveSample: finite(Math.min(draft.effectiveSample, published.effectiveSample)),
    meanWeight: finite(draft.meanWeight),
  };
  if (isRefusal(draft)) return { ...facts, estimates: [], refusal: explain(draft) };
  if (isRefusal(published)) return { ...facts, estimates: [], refusal: explain(published) };
  const compared = comparePolicies(rowsOfDraft, rowsOfPublished);
  if (compared.refused !== undefined) {
    return { ...facts, estimates: [], refusal: { code: 'not_comparable', params: {}, detail: notComparable } };
  }
  return {
    ...facts,
    estimates: methods.flatMap((method) => {
      const [of, against, difference] = [
        draft.estimates[method],
        published.estimates[method],
        compared.difference[method],
      ];
      return of && against && difference ? { method, draft: of, published: against, difference } : [];
    }),
    refusal: null,
  };
}

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
const isRefusal = (answer: PolicyEstimate | PolicyRefusal): answer is PolicyRefusal => answer.refused !== undefined;
const notComparable = 'Too many places of the log are damaged. Check a later period.';

/** Why there is no number, and what to do about it. */
function explain(refusal: PolicyRefusal): NonNullable<LogAnswer['refusal']> {
  const { rows, rewardedRows } = refusal;
  const effectiveSample = finite(refusal.effectiveSample);
  const meanWeight = finite(refusal.meanWeight);
  if (refusal.refused === 'effective_sample') {
    // Places that are still missing, if the next ones say as much as these.
    const missing = Math.ceil(rows * (effectiveSampleMin / Math.max(1, effectiveSample) - 1));
    return {
      code: 'effective_sample',
      params: { effectiveSample, needed: effectiveSampleMin, slots: rows, missing },
      detail: `The log says as much about this policy as ${Math.floor(effectiveSample)} places would; ${effectiveSampleMin} are needed. About ${missing} more drawn places are missing: wait, check a longer period, or raise exploration.uniformShare.`,
    };
  }
  if (refusal.refused === 'mean_weight') {
    return {
      code: 'mean_weight',
      params: { meanWeight, slots: rows },
      detail: `The mean weight is ${meanWeight.toFixed(2)} and should be 1: this log does not fit the policy. Check a longer period.`,
    };
  }
  if (refusal.refused === 'too_few_rows') {
    return {
      code: 'too_few_rewards',
      params: { slots: rows, rewarded: rewardedRows },
      detail: 'Hardly any of the drawn places led to anything. Wait, or check a longer period.',
    };
  }
  return { code: 'not_comparable', params: { slots: rows }, detail: notComparable };
}
