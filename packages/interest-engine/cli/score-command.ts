/** `engine score`: the chance of a positive label for each row of a table. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createIdTable, type IdTable } from '../src/id-table.ts';
import { fitLabelScorer } from '../src/offline/score-labels.ts';
import type { LabelledRows } from '../src/offline/score-rows.ts';
import { expectWritable } from './expect-writable.ts';
import { type Column, readTable } from './read-table.ts';
import { UsageError } from './usage-error.ts';

/** Fewer rows than this tell next to nothing of who likes what. */
const rowsLeast = 20;

const help = `npm run engine -- score --train F [--train F2] --rows G --out S [--seed TEXT]

Learns from labelled pairs and writes the chance of label 1 for each row of another table, one a line, in its order.

  --train F   a table, plain or .gz, with the columns user, item, label (above 0 is positive); may be given again
  --rows G    a table with the columns user and item; a label in it is not read
  --out S     where the chances go
  --seed      text for the draws
`;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.train.length === 0 || values.rows === undefined || values.out === undefined) {
    throw new UsageError(`score needs --train, --rows and --out.\n\n${help}`);
  }
  await expectWritable('--out', values.out);
  const started = performance.now();
  const say = (line: string) =>
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  const users = createIdTable();
  const items = createIdTable();
  const rows = await readLabelled(values.train, users, items);
  say(`${rows.labels.length} labelled rows, ${rows.userCount} users, ${rows.itemCount} items`);
  const doubt = doubtOf(rows.labels);
  if (doubt) say(`${doubt}: the chances are little more than the share of positives.`);
  const scorer = fitLabelScorer(rows, { say, ...(values.seed === undefined ? {} : { seed: values.seed }) });
  const asked = await readTable(
    values.rows,
    [
      { name: 'user', aliases: ['user_id'], kind: 'id', required: true, names: users, knownOnly: true },
      { name: 'item', aliases: ['item_id'], kind: 'id', required: true, names: items, knownOnly: true },
    ],
    { keepRefused: true },
  );
  const chances = scorer.score({ users: asked.ids.user as Int32Array, items: asked.ids.item as Int32Array });
  await writeFile(values.out, Array.from(chances, (chance) => `${chance.toFixed(7)}\n`).join(''));
  say(`${chances.length} chances written to ${values.out}`);
}

async function readLabelled(files: string[], users: IdTable, items: IdTable): Promise<LabelledRows> {
  const columns: Column[] = [
    { name: 'user', aliases: ['user_id'], kind: 'id', required: true, names: users },
    { name: 'item', aliases: ['item_id'], kind: 'id', required: true, names: items },
    { name: 'label', kind: 'number', required: true },
  ];
  const tables = [];
  for (const file of files) tables.push(await readTable(file, columns));
  const count = tables.reduce((sum, table) => sum + table.rows, 0);
  const rows: LabelledRows = {
    userCount: users.size,
    itemCount: items.size,
    users: new Int32Array(count),
    items: new Int32Array(count),
    labels: new Uint8Array(count),
  };
  let at = 0;
  for (const table of tables) {
    rows.users.set(table.ids.user as Int32Array, at);
    rows.items.set(table.ids.item as Int32Array, at);
    rows.labels.set(
      Uint8Array.from(table.numbers.label as Float64Array, (label) => Number(label > 0)),
      at,
    );
    at += table.rows;
  }
  return rows;
}

/** Why little can be learned from these labels; undefined when something can, or when there is none. */
function doubtOf(labels: Uint8Array): string | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === count)
    return `All ${count} labels are ${positives === 0 ? 'negative' : 'positive'}`;
  return count < rowsLeast ? `${count} labelled rows are few` : undefined;
}
