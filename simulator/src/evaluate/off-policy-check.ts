import { type EstimateName, estimatePolicy, type LogRow } from '@haowu/interest-engine';
import type { OffPolicySlot } from './off-policy-log.ts';

/** How estimates from logs compare with what is true in the town. */
export interface OffPolicyCheck {
  readonly target: string;
  /** Logs of `rowsPerLog` evenly drawn places each, taken one after another from every course. */
  readonly logs: number;
  readonly rowsPerLog: number;
  readonly answered: number;
  readonly meanEffectiveSample: number;
  /** Of the logs answered, the share whose 95 % interval holds the truth. */
  readonly coverage: Partial<Record<EstimateName, number>>;
  /** The same logs cut to 300 rows: none of them carries an answer, and each must be refused. */
  readonly shortLogsRefused: number;
  readonly meanTruth: number;
  readonly meanLogged: number;
}

/** Where one of eight is drawn and a target is sure of its choice, every eighth place speaks: enough for an effective sample of 500. */
const rowsPerLog = 6_000;
const shortLog = 300;
const names = ['ips', 'clippedIps', 'snips', 'dr'] as const;

/** @param courses the evenly drawn places of each course, in order. */
export function checkOffPolicy(target: string, courses: readonly (readonly OffPolicySlot[])[]): OffPolicyCheck {
  const covered: Record<string, number> = {};
  let logs = 0;
  let answered = 0;
  let effective = 0;
  let refusedShort = 0;
  let truthSum = 0;
  let rewardSum = 0;
  for (const slots of courses) {
    for (let from = 0; from + rowsPerLog <= slots.length; from += rowsPerLog) {
      const log = slots.slice(from, from + rowsPerLog);
      const truth = log.reduce((sum, slot) => sum + slot.truth, 0) / log.length;
      logs++;
      truthSum += truth;
      rewardSum += log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
      if (estimatePolicy(log.slice(0, shortLog).map(rowOf)).refused !== undefined) refusedShort++;
      const estimate = estimatePolicy(log.map(rowOf));
      if (estimate.refused !== undefined) continue;
      answered++;
      effective += estimate.effectiveSample;
      for (const name of names) {
        const interval = estimate.estimates[name];
        if (interval && interval.low <= truth && truth <= interval.high) covered[name] = (covered[name] ?? 0) + 1;
      }
    }
  }
  const coverage = Object.fromEntries(
    names.map((name) => [name, answered === 0 ? 0 : (covered[name] ?? 0) / answered]),
  );
  return {
    target,
    logs,
    rowsPerLog,
    answered,
    meanEffectiveSample: answered === 0 ? 0 : effective / answered,
    coverage,
    shortLogsRefused: refusedShort,
    meanTruth: logs === 0 ? 0 : truthSum / logs,
    meanLogged: logs === 0 ? 0 : rewardSum / logs,
  };
}

const rowOf = ({ viewer, reward, pscore, pi_new, q_logged, q_new }: OffPolicySlot): LogRow => ({
  reward,
  loggedPropensity: pscore,
  targetProbability: pi_new,
  loggedModelValue: q_logged,
  targetModelValue: q_new,
  cluster: viewer,
});
