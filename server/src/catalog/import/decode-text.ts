import { SheetError } from './sheet.ts';

const zipMagic = 'PK\u0003\u0004';

/**
 * Text of a merchant's file: UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030 (GBK, GB2312).
 * @throws SheetError `encoding` when it is none of them, `spreadsheet_program_file` for .xlsx and .xls.
 */
export function decodeText(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (start === zipMagic || start === '\u00d0\u00cf\u0011\u00e0')
    throw new SheetError(
      'spreadsheet_program_file',
      'Save the sheet as CSV (UTF-8 or GBK) in your spreadsheet program, then import that file.',
    );
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes.subarray(2));
  const body = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
  try {
    return decode('utf-8', body);
  } catch {
    return decode('gb18030', body);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SheetError('encoding', 'The file is neither UTF-8 nor GBK; save it as CSV UTF-8 and import it again.');
  }
}
