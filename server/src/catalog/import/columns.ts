import type { Field } from './sheet.ts';

/** What merchants call the columns: our Chinese sheet, other platforms' sheets, Shopify's old and new product CSV. */
const names: Record<Field, readonly string[]> = {
  code: ['商品编码', '商品编号', '商家编码', '货号', 'SPU编码', 'Handle', 'URL handle', 'code'],
  title: ['商品标题', '商品名称', '标题', '名称', '品名', 'Title'],
  titleEn: ['英文标题', '英文名称', 'English title'],
  category: ['类目', '商品类目', '分类', '商品分类', 'Product Category', 'Type', 'category'],
  optionName1: ['规格名1', '规格名称1', '规格名', 'Option1 Name'],
  optionName2: ['规格名2', '规格名称2', 'Option2 Name'],
  optionName3: ['规格名3', '规格名称3', 'Option3 Name'],
  option1: ['规格值1', '规格值', '规格', 'Option1 Value'],
  option2: ['规格值2', 'Option2 Value'],
  option3: ['规格值3', 'Option3 Value'],
  skuCode: ['规格编码', 'SKU编码', 'SKU', 'Variant SKU'],
  price: ['价格(元)', '价格', '售价(元)', '售价', '单价', 'Variant Price', 'Price'],
  strike: ['划线价(元)', '划线价', '原价', '市场价', 'Variant Compare At Price', 'Compare-at price'],
  stock: ['库存', '库存数量', '库存数', 'Variant Inventory Qty', 'Inventory quantity', 'stock'],
  images: ['商品图片', '图片', '主图', 'Image Src', 'Product image URL', 'images'],
  variantImage: ['规格图片', 'Variant Image', 'Variant image URL'],
  description: ['商品描述', '描述', '商品详情', '详情', 'description text'],
  descriptionHtml: ['Body (HTML)', 'Body HTML', 'Description'],
  origin: ['产地', '发货地', 'origin'],
  tags: ['标签', '商品标签', 'Tags'],
  dispatchHours: ['发货时效(小时)', '发货时效', '发货时间(小时)', 'dispatch hours'],
  noReasonReturn: ['7天无理由', '七天无理由', '7天无理由退货', 'no reason return'],
  published: ['Status', 'Published', '上架', '是否上架'],
};

const normal = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）]/g, '');

const fieldOf = new Map<string, Field>();
const rankOf = new Map<string, number>();
for (const [field, aliases] of Object.entries(names) as [Field, readonly string[]][]) {
  aliases.forEach((alias, rank) => {
    fieldOf.set(normal(alias), field);
    rankOf.set(normal(alias), rank);
  });
}

/**
 * Which column holds which field. When two columns could (Shopify's `Product Category` and `Type`, `Status` and
 * `Published`), the one named first in our table counts.
 */
export function mapColumns(header: readonly string[]): Map<Field, number> {
  const columns = new Map<Field, number>();
  const ranks = new Map<Field, number>();
  header.forEach((name, index) => {
    const field = fieldOf.get(normal(name));
    if (!field) return;
    const rank = rankOf.get(normal(name)) ?? 0;
    if (rank >= (ranks.get(field) ?? Number.POSITIVE_INFINITY)) return;
    columns.set(field, index);
    ranks.set(field, rank);
  });
  return columns;
}
