import { parseArgs } from 'node:util';
import type { ImportWish, PathReport } from './import-path.ts';
import { StartRefused } from './say-failure.ts';

const usage = `npm run import -- PATH [--shop NAME or id] [--category ID]

PATH is a CSV or JSON catalogue, a picture, a clip, or a folder of them. Pictures a sheet names are looked for beside the
sheet and one folder up. Rows without a category go to --category, else they become drafts.`;

/** @throws StartRefused with the usage when the arguments are not understood. */
export function parseImportArguments(argv: readonly string[]): ImportWish {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { shop: { type: 'string' }, category: { type: 'string' } },
    });
    const [path, ...rest] = positionals;
    if (!path || rest.length > 0) throw new Error('give one path');
    return { path, shop: values.shop, categoryId: values.category };
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** The report of an import as lines: per file the counts, then every refused row, then what was left out. */
export function sayReport(outcome: PathReport, say: (line: string) => void): void {
  for (const { file, report } of outcome.sheets) {
    const refusedRows = new Set(report.refused.map((each) => each.line)).size;
    say(
      `${file}: ${report.rows} rows = ${report.created} created + ${report.updated} updated + ${report.unchanged} unchanged + ${refusedRows} refused (${report.products} products; ${report.drafts} rows in drafts)`,
    );
    for (const each of report.refused)
      say(
        `  refused  ${file}:${each.line}  ${each.field}  ${JSON.stringify(each.value)}  ${each.code}  ${each.reason}`,
      );
    for (const each of report.notices)
      say(
        `  notice   ${file}:${each.line}  ${each.field}  ${JSON.stringify(each.value)}  ${each.code}  ${each.reason}`,
      );
  }
  for (const each of outcome.clips) say(`${each.file}: ${each.outcome}${each.reason ? `  ${each.reason}` : ''}`);
  for (const each of outcome.failed) say(`${each.file}: not imported  ${each.code}  ${each.reason}`);
  if (outcome.sheets.length + outcome.clips.length + outcome.failed.length === 0)
    say('Nothing here to import: no CSV or JSON catalogue, no pictures, no clips.');
}
