/** `prequential`: replays events day by day, answering each day from the days before, and prints how good the answers were. */
import { parseArgs } from 'node:util';
import { createIdTable } from '../src/id-table.ts';
import { replayDays } from '../src/offline/replay-days.ts';
import { otherColumnNames, readLogs } from './read-log.ts';
import { parseTime } from './read-table.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run engine -- prequential --events FILE [--events FILE …] --from TIME [--k 20] [--json]

  --events  what happened: columns user, item, ts, and where known label, qty, unit_price, refund, country
  --from    first day measured: unix seconds or an ISO date, UTC
  --k       items an answer, 1 to 1000
  --json    one JSON object instead of lines
  For every user and day with something new: recall, NDCG and hit rate of the answer given from the days before;
  the same for users who had wanted nothing before --from. Where a user is (country) counts as known when he asks: it is
  that of his first row.
  ${otherColumnNames}`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', multiple: true },
      from: { type: 'string' },
      k: { type: 'string', default: '20' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const count = Number(values.k);
  const fromSeconds = parseTime(values.from);
  if (!values.events?.length) throw new UsageError(`--events is missing.\n\n${usage}`);
  if (Number.isNaN(fromSeconds))
    throw new UsageError(`--from must be unix seconds or a date like 2011-11-01.\n\n${usage}`);
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw new UsageError(`--k must be 1 to 1000.\n\n${usage}`);
  const startedMs = performance.now();
  const log = await readLogs(values.events, createIdTable(), createIdTable());
  if (log.at) expectSomethingAfter(`${values.from}`, fromSeconds, log.at);
  const { unseen, ...figures } = replayDays(log, fromSeconds, count, (line) => void process.stderr.write(`${line}\n`));
  const report = { ...figures, unseen, k: count, seconds: Math.round(performance.now() - startedMs) / 1000 };
  if (values.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  for (const [name, { userDays, recall, ndcg, hit }] of [['all', figures] as const, ['unseen', unseen] as const])
    process.stdout.write(
      `${name}\tuser-days ${userDays}\trecall@${count} ${recall.toFixed(4)}\tndcg@${count} ${ndcg.toFixed(4)}\thit@${count} ${hit.toFixed(4)}\n`,
    );
  process.stdout.write(`seconds\t${report.seconds}\n`);
}

/** Days are measured whole: a start late on the last day still measures that day. @throws UsageError */
function expectSomethingAfter(from: string, fromSeconds: number, at: Float64Array): void {
  const lastSeconds = at.reduce((last, seconds) => Math.max(last, seconds), 0);
  const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  if (dayOf(fromSeconds) > dayOf(lastSeconds)) {
    throw new UsageError(`--from ${from} is after the end of the log, ${dayOf(lastSeconds)}: nothing to measure.`);
  }
}
