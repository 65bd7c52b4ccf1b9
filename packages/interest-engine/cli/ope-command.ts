/** `engine ope`: judges a policy by the log of another, or refuses. */
import { parseArgs } from 'node:util';
import { createIdTable } from '../src/id-table.ts';
import { estimatePolicy, type PolicyEstimate, type PolicyRefusal } from '../src/off-policy/estimate-policy.ts';
import type { LogRow } from '../src/off-policy/log-row.ts';
import { amountMost } from './read-log.ts';
import { type Column, readTable } from './read-table.ts';
import { UsageError } from './usage-error.ts';

const help = `npm run engine -- ope --log F [--json] [--seed TEXT] [--draws 1000]

Estimates what a new policy would have earned from the log of another one.

  --log F     a table, plain or .gz, with the columns
                reward    what came of the logged action, at most 1e9 either way (also: click)
                pscore    chance with which it was chosen, above 0 (also: propensity_score, propensity)
                pi_new    chance with which the new policy would have chosen it
                q_logged  optional: a model's expected reward of the logged action
                q_new     optional: the same, expected under the new policy
                cluster   optional: rows that belong together (also: request, viewer)
  --json      one JSON object on stdout instead of lines
  --seed      text for the draws of the intervals
  --draws     how many draws, 100 to 10000

Below an effective sample of 500 rows, or with a mean weight outside 0.8 to 1.25, there is a refusal and no estimate.
`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      log: { type: 'string' },
      json: { type: 'boolean', default: false },
      seed: { type: 'string' },
      draws: { type: 'string', default: '1000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.log === undefined) throw new UsageError(`ope needs --log.\n\n${help}`);
  const draws = Number(values.draws);
  if (!Number.isInteger(draws) || draws < 100 || draws > 10_000) {
    throw new UsageError(`--draws is a whole number from 100 to 10000, not "${values.draws}".`);
  }
  const rows = await readLog(values.log);
  const result = estimatePolicy(rows, { draws, ...(values.seed === undefined ? {} : { seed: values.seed }) });
  process.stdout.write(values.json ? `${JSON.stringify(describe(result))}\n` : inLines(result));
}

async function readLog(file: string): Promise<LogRow[]> {
  // What cannot be used comes through as NaN, so that the estimate itself counts each kind of broken row.
  const number = { kind: 'number', fallback: Number.NaN } as const;
  const amount = { ...number, min: -amountMost, max: amountMost };
  const columns: Column[] = [
    { ...amount, name: 'reward', aliases: ['click'], required: true },
    { ...number, name: 'pscore', aliases: ['propensity_score', 'propensity'], required: true },
    { ...number, name: 'pi_new', required: true },
    { ...amount, name: 'q_logged' },
    { ...amount, name: 'q_new' },
    { name: 'cluster', aliases: ['request', 'viewer'], kind: 'id', names: createIdTable() },
  ];
  const table = await readTable(file, columns);
  const { reward, pscore, pi_new, q_logged, q_new } = table.numbers;
  const cluster = table.ids.cluster;
  if (!reward || !pscore || !pi_new) throw new Error(`"${file}" lost a column while it was read.`);
  return Array.from({ length: table.rows }, (_, at) => {
    const row: LogRow = {
      reward: reward[at] as number,
      loggedPropensity: pscore[at] as number,
      targetProbability: pi_new[at] as number,
    };
    if (q_logged && q_new) {
      row.loggedModelValue = q_logged[at] as number;
      row.targetModelValue = q_new[at] as number;
    }
    if (cluster) row.cluster = cluster[at] as number;
    return row;
  });
}

/** The result as one flat object; a refusal has no estimate in it. */
function describe(result: PolicyEstimate | PolicyRefusal): object {
  const { rows, badRows, bad, rewardedRows, clusters, effectiveSample, meanWeight, maxWeight } = result;
  const facts = { rows, badRows, bad, rewardedRows, clusters, effectiveSample, meanWeight, maxWeight };
  return result.refused === undefined
    ? { refused: null, ...facts, logged: result.logged, ...result.estimates }
    : { refused: result.refused, needed: result.needed, ...facts };
}

function inLines(result: PolicyEstimate | PolicyRefusal): string {
  const lines = [
    `rows             ${result.rows}, of which ${result.badRows} broken and left out`,
    `effective sample ${result.effectiveSample.toFixed(1)}`,
    `mean weight      ${result.meanWeight.toFixed(4)} (largest ${result.maxWeight.toFixed(2)})`,
  ];
  if (result.refused !== undefined) {
    lines.push(`refused          ${result.refused}: an estimate needs ${result.needed}`);
  } else {
    for (const [name, { value, low, high }] of Object.entries({ logged: result.logged, ...result.estimates })) {
      lines.push(
        `${name.padEnd(16)} ${value.toPrecision(5)}  95 % from ${low.toPrecision(5)} to ${high.toPrecision(5)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
