/** `recommend`: reads logs, bars and users, and writes one line a user: the user, then items best first. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createIdTable } from '../src/id-table.ts';
import { recommend } from '../src/offline/recommend.ts';
import { expectWritable } from './expect-writable.ts';
import { readAskers } from './read-askers.ts';
import { otherColumnNames, readLogs } from './read-log.ts';
import { readTable } from './read-table.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run engine -- recommend --train FILE [--train FILE …] [--mask FILE …] [--users FILE] [--k 20] [--out FILE]

  --train  what happened: columns user, item, and where known ts, label, qty, unit_price, refund, country
  --mask   pairs never to recommend besides those of --train: columns user, item
  --users  further users to answer: column user, and where known country; people unknown to --train get what goes well with
           everybody, and where they are; of repeated users the first row with a country counts
  --k      items a user, 1 to 1000
  --out    file to write; standard output without it
  ${otherColumnNames}
  Each line is: user item1 item2 …`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string', multiple: true },
      mask: { type: 'string', multiple: true },
      users: { type: 'string' },
      k: { type: 'string', default: '20' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const count = Number(values.k);
  if (!values.train?.length) throw new UsageError(`--train is missing.\n\n${usage}`);
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw new UsageError(`--k must be 1 to 1000.\n\n${usage}`);
  if (values.out !== undefined) await expectWritable('--out', values.out);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const users = createIdTable();
  const items = createIdTable();
  const regions = createIdTable();
  const log = await readLogs(values.train, users, items, regions);
  const barred = { user: [log.leftOut.user], item: [log.leftOut.item] };
  const maskUsers = createIdTable(users.names());
  for (const file of values.mask ?? []) {
    const table = await readTable(file, [
      { name: 'user', aliases: ['user_id'], kind: 'id', names: maskUsers, required: true },
      { name: 'item', aliases: ['item_id'], kind: 'id', names: items, knownOnly: true, required: true },
    ]);
    barred.user.push(table.ids.user!);
    barred.item.push(table.ids.item!);
  }
  const { askers, regionOf } = await readAskers(values.users, { known: users.size, names: maskUsers, regions });
  const lists = recommend({
    log: { ...log, users: users.size, items: items.size },
    barred: { user: concatenate(barred.user), item: concatenate(barred.item) },
    askers: Int32Array.from(askers),
    regionOf,
    count,
    say,
  });
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
  for (const [index, list] of lists.entries()) {
    const line = [maskUsers.nameOf(askers[index]!), ...Array.from(list, (item) => items.nameOf(item))].join(' ');
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  if (out !== process.stdout) {
    out.end();
    await once(out, 'finish');
  }
}

function concatenate(parts: Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
