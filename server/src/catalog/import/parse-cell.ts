/** A cell as a value, or the stable code of why it is none. */
export type Parsed<Value> = { value: Value } | { code: string };

const numeral = /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/;

/** Yuan as fen: `79`, `79.00`, `¥1,299.5`, `79元`. Never through a float. */
export function parsePrice(cell: string): Parsed<bigint> {
  const text = cell
    .normalize('NFKC')
    .replace(/^[¥￥]|^cny\s*|元$/gi, '')
    .trim();
  if (/^-/.test(text)) return { code: 'price_not_positive' };
  if (!numeral.test(text)) return { code: 'price_not_a_number' };
  const [whole = '0', fraction = ''] = text.replaceAll(',', '').split('.');
  if (fraction.replace(/0+$/, '').length > 2) return { code: 'price_decimals' };
  if (whole.length > 9) return { code: 'price_too_high' };
  const minor = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return minor > 0n ? { value: minor } : { code: 'price_not_positive' };
}

export const stockMax = 1_000_000;

/** Whole pieces, 0 to a million. */
export function parseStock(cell: string): Parsed<number> {
  const text = cell.normalize('NFKC').replaceAll(',', '').trim();
  if (!/^-?\d+(\.0+)?$/.test(text)) return { code: 'stock_not_a_number' };
  const pieces = Number(text);
  return pieces >= 0 && pieces <= stockMax ? { value: pieces } : { code: 'stock_out_of_range' };
}

/** Hours a shop promises to send within: 12 to 240; `48小时` and `2天` are understood. */
export function parseDispatchHours(cell: string): Parsed<number> {
  const match = /^(\d{1,4})(小时|h|天|d)?$/.exec(cell.normalize('NFKC').trim().toLowerCase());
  if (!match) return { code: 'dispatch_hours_not_a_number' };
  const hours = Number(match[1]) * (match[2] === '天' || match[2] === 'd' ? 24 : 1);
  return hours >= 12 && hours <= 240 ? { value: hours } : { code: 'dispatch_hours_out_of_range' };
}

const yes = new Set(['是', 'y', 'yes', 'true', '1', '支持', 'active', '√']);
const no = new Set(['否', 'n', 'no', 'false', '0', '不支持', 'draft', 'archived', '×']);

export function parseYesNo(cell: string): Parsed<boolean> {
  const text = cell.normalize('NFKC').trim().toLowerCase();
  if (yes.has(text)) return { value: true };
  return no.has(text) ? { value: false } : { code: 'not_yes_or_no' };
}

/** The pictures a cell names, in order, each once. */
export function parsePictures(cell: string): string[] {
  return [
    ...new Set(
      cell
        .split(/[|;；\n]/)
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ),
  ];
}

/** Where a picture is: a web address, a path below the file's folder, or a path that leaves it. */
export function pictureKind(name: string): 'remote' | 'outside' | 'path' {
  if (/^https?:\/\//i.test(name)) return 'remote';
  const path = name.replaceAll('\\', '/');
  const leaves = /^[a-z]:|^[a-z][a-z0-9+.-]*:|^\/|^~/i.test(path) || path.split('/').includes('..');
  return leaves ? 'outside' : 'path';
}
