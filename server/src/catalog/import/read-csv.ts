import { parse } from 'csv-parse/sync';
import { mapColumns } from './columns.ts';
import { type Field, rowsMax, type Sheet, SheetError, type SheetRow } from './sheet.ts';

const delimiters = [',', '\t', ';'] as const;

/**
 * Rows of a merchant's CSV. The header decides what the columns mean; a file without title and price columns is not a catalogue.
 * @throws SheetError
 */
export function readCsv(text: string): Sheet {
  const records = parseRecords(text);
  const header = records[0];
  if (!header) throw new SheetError('empty', 'The file has no rows.');
  const columns = mapColumns(header.cells);
  if (!columns.has('title') || !columns.has('price'))
    throw new SheetError(
      'not_a_catalogue',
      `The first row names no title and price columns (it has: ${header.cells.slice(0, 8).join(', ').slice(0, 200)}).`,
    );
  if (records.length - 1 > rowsMax)
    throw new SheetError('too_many_rows', `A file holds at most ${rowsMax} rows; split it.`);
  const headers: Sheet['headers'] = {};
  for (const [field, index] of columns) headers[field] = header.cells[index] ?? field;
  const rows = records.slice(1).map((record) => readRow(record, header.cells.length, columns));
  return { rows, headers, language: /\p{Script=Han}/u.test(header.cells.join('')) ? 'zh' : 'en', wholeProducts: false };
}

type Recorded = { line: number; cells: string[] };

function parseRecords(text: string): Recorded[] {
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = delimiters.reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  const records: Recorded[] = [];
  let endLine = 0;
  try {
    const parsed = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      info: true,
      max_record_size: 1_000_000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    for (const { record, info } of parsed) {
      // A quoted cell may hold line breaks: the row is named by the line it starts on.
      const line = endLine + 1;
      endLine = info.lines;
      if (record.some((cell) => cell.trim() !== '')) records.push({ line, cells: record });
    }
  } catch (error) {
    throw new SheetError('malformed', error instanceof Error ? error.message : String(error));
  }
  return records;
}

function readRow(record: Recorded, expected: number, columns: ReadonlyMap<Field, number>): SheetRow {
  const { cells, line } = record;
  const extra = cells.slice(expected).some((cell) => cell.trim() !== '');
  if (cells.length < expected || extra)
    return { line, fields: {}, wrongColumns: { expected, found: cells.length, text: cells.join(',') } };
  const fields: SheetRow['fields'] = {};
  for (const [field, index] of columns) {
    const cell = cells[index]?.trim() ?? '';
    if (cell !== '') fields[field] = cell;
  }
  return { line, fields };
}
