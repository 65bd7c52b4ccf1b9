/** What a column of a merchant's file can mean to us. */
export type Field =
  | 'code'
  | 'title'
  | 'titleEn'
  | 'category'
  | 'optionName1'
  | 'optionName2'
  | 'optionName3'
  | 'option1'
  | 'option2'
  | 'option3'
  | 'skuCode'
  | 'price'
  | 'strike'
  | 'stock'
  | 'images'
  | 'variantImage'
  | 'description'
  | 'descriptionHtml'
  | 'origin'
  | 'tags'
  | 'dispatchHours'
  | 'noReasonReturn'
  | 'published';

/** One row as it was written. `line` counts from 1 in the file, the header included; it names the row everywhere. */
export type SheetRow = {
  line: number;
  fields: Partial<Record<Field, string>>;
  /** Set when the row has more or fewer cells than the header; its cells cannot be told apart then. */
  wrongColumns?: { expected: number; found: number; text: string };
};

/** A file that was understood as a catalogue. */
export type Sheet = {
  rows: SheetRow[];
  /** The file's own name of each column it has. */
  headers: Partial<Record<Field, string>>;
  language: 'zh' | 'en';
  /** JSON: one line is a whole product; a mistake in a variant refuses all of it. */
  wholeProducts: boolean;
};

/** The file as a whole cannot be read; `code` is stable, `message` says what to do. */
export class SheetError extends Error {
  readonly code: 'encoding' | 'not_a_catalogue' | 'malformed' | 'spreadsheet_program_file' | 'too_many_rows' | 'empty';
  constructor(code: SheetError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export const rowsMax = 50_000;
