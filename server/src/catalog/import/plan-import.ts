import type { Category } from '../category.ts';
import type { ClaimFinding } from '../review-product.ts';
import {
  type Parsed,
  parseDispatchHours,
  parsePictures,
  parsePrice,
  parseStock,
  parseYesNo,
  pictureKind,
} from './parse-cell.ts';
import { htmlToPlainText } from './plain-text.ts';
import { isReasonCode, type ReasonCode, type Remark, reasonText } from './reasons.ts';
import type { Field, Sheet, SheetRow } from './sheet.ts';

export type PlannedVariant = {
  line: number;
  options: string[];
  skuCode: string;
  priceMinor: bigint;
  strikeMinor: bigint | null;
  stock: number;
};

/** A product as the file means it: everything checked but the pictures, which are looked for when it is saved. */
export type PlannedProduct = {
  code: string;
  title: string;
  titleEn: string;
  description: string;
  categoryId: string;
  origin: string;
  tags: string[];
  optionNames: string[];
  variants: PlannedVariant[];
  pictures: { name: string; line: number }[];
  dispatchPromiseHours: number | undefined;
  noReasonReturn: boolean | undefined;
  /** Why it may not be published even when its pictures are there. */
  draftReasons: ReasonCode[];
  /** Every row that became part of it. */
  lines: number[];
};

export type ImportPlan = {
  /** Rows of the file, each once. Every one is in exactly one product's `lines`, or refused. */
  lines: number[];
  products: PlannedProduct[];
  refused: Remark[];
  notices: Remark[];
};

export type PlanOptions = {
  findCategory(written: string): Category | undefined;
  checkClaims(text: string): readonly ClaimFinding[];
  /** Leaf for rows that name no category; without it they become drafts in `other`. */
  defaultCategoryId?: string | undefined;
};

const variantsMax = 100;
const picturesMax = 9;
const optionNumbers = [1, 2, 3] as const;

/** Turns rows into products and refusals. Pure: the same sheet gives the same plan. No row is lost. */
export function planImport(sheet: Sheet, options: PlanOptions): ImportPlan {
  const plan: ImportPlan = {
    lines: [...new Set(sheet.rows.map((row) => row.line))],
    products: [],
    refused: [],
    notices: [],
  };
  const groups = new Map<string, SheetRow[]>();
  for (const row of sheet.rows) {
    if (row.wrongColumns) {
      refuse(plan, sheet, row.line, undefined, row.wrongColumns.text, 'columns');
      continue;
    }
    const code = row.fields.code ?? (sheet.headers.code ? undefined : row.fields.title);
    if (!code) refuse(plan, sheet, row.line, 'code', '', 'code_missing');
    else if (code.length > 120) refuse(plan, sheet, row.line, 'code', code, 'code_too_long');
    else groups.set(code, [...(groups.get(code) ?? []), row]);
  }
  for (const [code, rows] of groups) planProduct(plan, sheet, options, code, rows);
  return plan;
}

function remark(sheet: Sheet, line: number, field: Field | undefined, value: string, code: ReasonCode): Remark {
  const name = field === undefined ? '' : (sheet.headers[field] ?? field);
  return { line, field: name, value: value.slice(0, 200), code, reason: reasonText(code, sheet.language) };
}

function refuse(
  plan: ImportPlan,
  sheet: Sheet,
  line: number,
  field: Field | undefined,
  value: string,
  code: ReasonCode,
): void {
  plan.refused.push(remark(sheet, line, field, value, code));
}

type Draft = { row: SheetRow; variant: PlannedVariant | undefined };

function planProduct(plan: ImportPlan, sheet: Sheet, options: PlanOptions, code: string, rows: SheetRow[]): void {
  const notice = (line: number, field: Field, value: string, why: ReasonCode) =>
    plan.notices.push(remark(sheet, line, field, value, why));
  const refusedBefore = plan.refused.length;
  const good: Draft[] = [];
  for (const row of rows) {
    const draft = readRow(plan, sheet, row, notice);
    if (draft) good.push(draft);
  }
  const failedAsWhole = sheet.wholeProducts && plan.refused.length > refusedBefore;
  const product = failedAsWhole ? undefined : readProduct(plan, sheet, options, code, good, notice);
  if (!product) {
    const told = new Set(plan.refused.slice(refusedBefore).map((each) => each.line));
    for (const { row } of good) {
      if (told.has(row.line)) continue;
      told.add(row.line);
      refuse(plan, sheet, row.line, undefined, code, 'product_refused');
    }
    return;
  }
  plan.products.push(product);
}

type Notice = (line: number, field: Field, value: string, why: ReasonCode) => void;

/** One row by itself: its price, stock, options and pictures. @returns undefined when it was refused. */
function readRow(plan: ImportPlan, sheet: Sheet, row: SheetRow, notice: Notice): Draft | undefined {
  const { fields, line } = row;
  const before = plan.refused.length;
  const read = <Value>(field: Field, parse: (cell: string) => Parsed<Value>): Value | undefined => {
    const cell = fields[field];
    if (cell === undefined) return undefined;
    const parsed = parse(cell);
    if ('value' in parsed) return parsed.value;
    refuse(plan, sheet, line, field, cell, isReasonCode(parsed.code) ? parsed.code : 'text_too_long');
    return undefined;
  };
  for (const [field, cell] of Object.entries(fields) as [Field, string][]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(cell)) {
      refuse(plan, sheet, line, field, JSON.stringify(cell), 'control_character');
      return undefined;
    }
  }
  for (const field of ['images', 'variantImage'] as const)
    for (const name of parsePictures(fields[field] ?? ''))
      if (pictureKind(name) === 'outside') refuse(plan, sheet, line, field, name, 'picture_outside');
  for (const number of optionNumbers)
    if ((fields[`option${number}`]?.length ?? 0) > 40 || (fields[`optionName${number}`]?.length ?? 0) > 20)
      refuse(plan, sheet, line, `option${number}`, fields[`option${number}`] ?? '', 'option_too_long');
  if ((fields.skuCode?.length ?? 0) > 60) refuse(plan, sheet, line, 'skuCode', fields.skuCode ?? '', 'text_too_long');
  // A row without a price that only adds a picture is how Shopify writes further pictures.
  const onlyPictures = fields.price === undefined && fields.images !== undefined && fields.title === undefined;
  if (onlyPictures) return plan.refused.length > before ? undefined : { row, variant: undefined };
  const priceMinor = read('price', parsePrice);
  if (fields.price === undefined) refuse(plan, sheet, line, 'price', '', 'price_missing');
  const stock = read('stock', parseStock) ?? 0;
  let strikeMinor: bigint | null = null;
  const strike = fields.strike === undefined ? undefined : parsePrice(fields.strike);
  if (strike && 'value' in strike) strikeMinor = strike.value;
  else if (strike && strike.code !== 'price_not_positive') read('strike', parsePrice);
  if (strikeMinor !== null && priceMinor !== undefined && strikeMinor <= priceMinor) {
    notice(line, 'strike', fields.strike ?? '', 'strike_not_higher');
    strikeMinor = null;
  }
  read('dispatchHours', parseDispatchHours);
  read('noReasonReturn', parseYesNo);
  if (plan.refused.length > before || priceMinor === undefined) return undefined;
  const values = optionNumbers.map((number) => fields[`option${number}`] ?? '');
  const unnamed = values[0] === 'Default Title';
  return {
    row,
    variant: {
      line,
      options: unnamed ? ['', '', ''] : values,
      skuCode: fields.skuCode ?? '',
      priceMinor,
      strikeMinor,
      stock,
    },
  };
}

const sharedFields = [
  'title',
  'titleEn',
  'category',
  'description',
  'descriptionHtml',
  'origin',
  'dispatchHours',
  'noReasonReturn',
] as const;

/** What the rows of one product say together. @returns undefined when the product was refused. */
function readProduct(
  plan: ImportPlan,
  sheet: Sheet,
  options: PlanOptions,
  code: string,
  drafts: Draft[],
  notice: Notice,
): PlannedProduct | undefined {
  const first = drafts[0];
  if (!first) return undefined;
  const shared = new Map<Field, { text: string; line: number }>();
  for (const { row } of drafts)
    for (const field of [...sharedFields, 'tags', 'published', 'optionName1', 'optionName2', 'optionName3'] as const) {
      const text = row.fields[field];
      if (text === undefined) continue;
      const known = shared.get(field);
      if (!known) shared.set(field, { text, line: row.line });
      else if (known.text !== text && (sharedFields as readonly string[]).includes(field))
        notice(row.line, field, text, 'differs_from_first_row');
    }
  const textOf = (field: Field): string => shared.get(field)?.text ?? '';
  const lineOf = (field: Field): number => shared.get(field)?.line ?? first.row.line;
  const before = plan.refused.length;
  const refuseAll = (field: Field, value: string, why: ReasonCode) => {
    for (const line of new Set(drafts.map((draft) => draft.row.line))) refuse(plan, sheet, line, field, value, why);
  };

  const title = textOf('title');
  if (title === '') refuseAll('title', '', 'title_missing');
  else if (title.length < 2 || title.length > 60) refuseAll('title', title, 'title_length');
  const description = textOf('description') || htmlToPlainText(textOf('descriptionHtml'));
  if (description.length > 20_000)
    refuseAll(textOf('description') ? 'description' : 'descriptionHtml', description, 'text_too_long');
  if (textOf('titleEn').length > 120) refuseAll('titleEn', textOf('titleEn'), 'text_too_long');
  if (textOf('origin').length > 60) refuseAll('origin', textOf('origin'), 'text_too_long');

  const draftReasons: ReasonCode[] = [];
  const written = textOf('category');
  let categoryId = options.defaultCategoryId ?? 'other';
  if (written !== '') {
    const category = options.findCategory(written);
    if (category) categoryId = category.id;
    else refuseAll('category', written, 'category_unknown');
  } else if (options.defaultCategoryId === undefined) {
    draftReasons.push('category_missing');
    notice(first.row.line, 'category', '', 'category_missing');
  }

  for (const [field, text] of [
    ['title', title],
    ['titleEn', textOf('titleEn')],
    ['description', description],
  ] as const) {
    const findings = text === '' ? [] : options.checkClaims(text);
    for (const finding of findings) {
      if (finding.level === 'block') refuseAll(field, finding.term, 'claim_blocked');
      else if (finding.level === 'prove') notice(lineOf(field), field, finding.term, 'claim_needs_proof');
    }
  }
  const status = textOf('published');
  if (status !== '') {
    const parsed = parseYesNo(status);
    if (!('value' in parsed) || !parsed.value) {
      draftReasons.push('draft_in_file');
      notice(lineOf('published'), 'published', status, 'draft_in_file');
    }
  }
  if (plan.refused.length > before) return undefined;

  const { optionNames, variants, kept } = readVariants(plan, sheet, drafts, textOf);
  if (variants.length === 0 || (sheet.wholeProducts && plan.refused.length > before)) return undefined;
  const dispatch = textOf('dispatchHours') === '' ? undefined : parseDispatchHours(textOf('dispatchHours'));
  const promise = textOf('noReasonReturn') === '' ? undefined : parseYesNo(textOf('noReasonReturn'));
  return {
    code,
    title,
    titleEn: textOf('titleEn'),
    description,
    categoryId,
    origin: textOf('origin'),
    tags: readTags(textOf('tags'), (value) => notice(lineOf('tags'), 'tags', value, 'tags_shortened')),
    optionNames,
    variants,
    pictures: readPictures(kept, (line, value) => notice(line, 'images', value, 'pictures_too_many')),
    dispatchPromiseHours: dispatch && 'value' in dispatch ? dispatch.value : undefined,
    noReasonReturn: promise && 'value' in promise ? promise.value : undefined,
    draftReasons,
    lines: [...new Set(kept.map((draft) => draft.row.line))],
  };
}

/** The offered variants: options that any row uses must have a value in every row, and no two rows the same values. */
function readVariants(plan: ImportPlan, sheet: Sheet, drafts: Draft[], textOf: (field: Field) => string) {
  const used = optionNumbers.filter((number) =>
    drafts.some((draft) => (draft.variant?.options[number - 1] ?? '') !== ''),
  );
  const optionNames = used.map((number, index) => {
    const name = textOf(`optionName${number}`);
    if (name !== '') return name;
    return sheet.language === 'zh' ? `规格${index === 0 ? '' : index + 1}` : `Option ${index + 1}`;
  });
  const seen = new Set<string>();
  const variants: PlannedVariant[] = [];
  const kept: Draft[] = [];
  for (const draft of drafts) {
    if (!draft.variant) {
      kept.push(draft);
      continue;
    }
    const { line } = draft.variant;
    const values = used.map((number) => draft.variant?.options[number - 1] ?? '');
    const key = JSON.stringify(values);
    const missing = used.find((_, index) => values[index] === '');
    if (missing !== undefined) refuse(plan, sheet, line, `option${missing}`, '', 'options_uneven');
    else if (seen.has(key)) refuse(plan, sheet, line, 'option1', values.join(' / '), 'options_duplicate');
    else if (variants.length >= variantsMax)
      refuse(plan, sheet, line, 'option1', values.join(' / '), 'variants_too_many');
    else {
      seen.add(key);
      variants.push({ ...draft.variant, options: values });
      kept.push(draft);
    }
  }
  return { optionNames, variants, kept };
}

function readPictures(drafts: Draft[], tooMany: (line: number, value: string) => void): PlannedProduct['pictures'] {
  const pictures = new Map<string, number>();
  for (const field of ['images', 'variantImage'] as const)
    for (const { row } of drafts)
      for (const name of parsePictures(row.fields[field] ?? '')) {
        if (pictures.has(name)) continue;
        if (pictures.size >= picturesMax) tooMany(row.line, name);
        else pictures.set(name, row.line);
      }
  return [...pictures].map(([name, line]) => ({ name, line }));
}

function readTags(text: string, shortened: (value: string) => void): string[] {
  const all = [
    ...new Set(
      text
        .split(/[,，、;；|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
  const kept = all.filter((tag) => tag.length <= 20).slice(0, 12);
  const left = all.filter((tag) => !kept.includes(tag));
  if (left.length > 0) shortened(left.join(', '));
  return kept;
}
