/** One logged decision, judged by what another policy would have done in its place. */
export type LogRow = {
  /** What came of it: 0 or 1, money, minutes; may be negative. */
  reward: number;
  /** Chance with which the logging policy chose this action; above 0, at most 1. */
  loggedPropensity: number;
  /** Chance with which the policy under judgement would have chosen the same action; 0 to 1. */
  targetProbability: number;
  /** A model's expected reward of the logged action; with `targetModelValue`, enables DM and DR. */
  loggedModelValue?: number;
  /** The model's expected reward under the policy under judgement. */
  targetModelValue?: number;
  /** Rows that stand or fall together, such as one request or one viewer. */
  cluster?: string | number;
};

export type BadRowReason = 'reward' | 'logged_propensity' | 'target_probability' | 'model_value';

/** Why a row cannot be used, or undefined when it can. A model value may be absent, but not present and broken. */
export function findFault(row: LogRow): BadRowReason | undefined {
  if (!Number.isFinite(row.reward)) return 'reward';
  if (!(row.loggedPropensity > 0 && row.loggedPropensity <= 1)) return 'logged_propensity';
  if (!(row.targetProbability >= 0 && row.targetProbability <= 1)) return 'target_probability';
  const broken = (value: number | undefined) => value !== undefined && !Number.isFinite(value);
  return broken(row.loggedModelValue) || broken(row.targetModelValue) ? 'model_value' : undefined;
}

export function hasModel(row: LogRow): boolean {
  return row.loggedModelValue !== undefined && row.targetModelValue !== undefined;
}

export type BadRowCounts = Record<BadRowReason, number>;

export function noBadRows(): BadRowCounts {
  return { reward: 0, logged_propensity: 0, target_probability: 0, model_value: 0 };
}

/** Keeps the order of the rows; counts what had to be left out. */
export function keepGoodRows(rows: readonly LogRow[]): { good: LogRow[]; bad: BadRowCounts; badRows: number } {
  const bad = noBadRows();
  const good: LogRow[] = [];
  for (const row of rows) {
    const fault = findFault(row);
    if (fault) bad[fault]++;
    else good.push(row);
  }
  return { good, bad, badRows: rows.length - good.length };
}
