/** Every code a row can be refused or remarked with, in both languages: what is wrong and what to do. */
const reasons = {
  columns: [
    '这一行的列数与表头不一致，请补齐或去掉多余的列',
    'This row has other columns than the header; add or remove cells.',
  ],
  code_missing: [
    '缺少商品编码，无法识别是哪件商品',
    'The product code is missing, so the product cannot be told apart.',
  ],
  code_too_long: ['商品编码最长 120 个字', 'A product code has at most 120 characters.'],
  title_missing: ['缺少商品标题', 'The title is missing.'],
  title_length: ['商品标题需要 2 到 60 个字', 'A title has 2 to 60 characters.'],
  text_too_long: ['内容太长，请缩短', 'The text is too long; shorten it.'],
  control_character: ['含有无法保存的控制字符', 'The text holds control characters that cannot be stored.'],
  category_unknown: ['没有这个类目，请改用平台类目', 'There is no such category; use one of the platform.'],
  category_missing: ['没有填写类目，商品先存为草稿', 'No category is given; the product stays a draft.'],
  price_missing: ['缺少价格', 'The price is missing.'],
  price_not_a_number: ['价格不是数字', 'The price is not a number.'],
  price_not_positive: ['价格必须大于 0', 'A price is above zero.'],
  price_decimals: ['价格最多两位小数（精确到分）', 'A price has at most two decimals.'],
  price_too_high: ['价格过高，请核对', 'The price is too high; check it.'],
  strike_not_higher: ['划线价不高于售价，已忽略', 'The struck price is not above the price and was left out.'],
  stock_not_a_number: ['库存不是整数', 'Stock is not a whole number.'],
  stock_out_of_range: ['库存需要在 0 到 1000000 之间', 'Stock is between 0 and 1,000,000.'],
  stock_in_use: ['库存不能少于已售出或被占用的件数', 'Stock cannot go below the pieces that are sold or reserved.'],
  options_uneven: ['规格值没有填全', 'Not every option has a value.'],
  options_duplicate: ['规格与前面的行重复，保留前面的那一行', 'The options repeat an earlier row, which was kept.'],
  option_too_long: ['规格名最长 20 字，规格值最长 40 字', 'An option name has at most 20 characters, a value 40.'],
  variants_too_many: ['一件商品最多 100 个规格', 'A product has at most 100 variants.'],
  product_refused: ['同一商品没有可导入的规格行', 'No other row of this product could be imported.'],
  dispatch_hours_not_a_number: ['发货时效不是数字', 'The dispatch promise is not a number.'],
  dispatch_hours_out_of_range: [
    '发货时效需要在 12 到 240 小时之间',
    'The dispatch promise is between 12 and 240 hours.',
  ],
  not_yes_or_no: ['请填写“是”或“否”', 'Write yes or no.'],
  picture_outside: ['图片路径超出了导入的文件夹', 'The picture path leaves the imported folder.'],
  picture_missing: ['找不到这张图片，商品先存为草稿', 'This picture is not there; the product stays a draft.'],
  picture_none: ['没有图片，商品先存为草稿', 'There is no picture; the product stays a draft.'],
  picture_remote: [
    '不会从网址下载图片，商品先存为草稿',
    'Pictures are not fetched from web addresses; the product stays a draft.',
  ],
  picture_unreadable: ['图片无法读取，商品先存为草稿', 'The picture could not be read; the product stays a draft.'],
  pictures_too_many: ['最多 9 张图片，其余已忽略', 'A product has at most 9 pictures; the rest were left out.'],
  tags_shortened: [
    '标签最多 12 个、每个 20 字，其余已忽略',
    'At most 12 tags of 20 characters; the rest were left out.',
  ],
  claim_blocked: ['含有法律禁止的用语，请改写', 'The text holds a claim the law forbids; reword it.'],
  claim_needs_proof: [
    '含有需要证明的用语，审核不会通过，请改写',
    'The text holds a claim that needs proof; the review refuses it until it is reworded.',
  ],
  differs_from_first_row: [
    '同一商品前后行不一致，以前面的行为准',
    'This differs from an earlier row of the product, which was used.',
  ],
  draft_in_file: ['文件里标为未上架，商品先存为草稿', 'The file marks it as not on sale; the product stays a draft.'],
  review_refused: ['审核未通过，商品没有上架', 'The review refused it; the product is not on sale.'],
  from_picture: ['根据图片建立的草稿，请补充价格和类目', 'A draft made from pictures; add price and category.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type ReasonCode = keyof typeof reasons;

export function reasonText(code: ReasonCode, language: 'zh' | 'en'): string {
  return reasons[code][language === 'zh' ? 0 : 1];
}

export function isReasonCode(code: string): code is ReasonCode {
  return code in reasons;
}

/** A row, or a cell of it, that was refused or remarked on. `field` is the file's own name of the column. */
export type Remark = { line: number; field: string; value: string; code: ReasonCode; reason: string };
