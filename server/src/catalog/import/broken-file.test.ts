import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { categoryFinder, flattenCategories } from '../category.ts';
import { standardCategories } from '../standard-categories.ts';
import { decodeText } from './decode-text.ts';
import { planImport } from './plan-import.ts';
import { readCsv } from './read-csv.ts';

const folder = path.join(process.env.HAOWU_TEST_DATA ?? path.resolve('../shared/data'), 'catalogues');
const present = existsSync(folder);
const options = {
  findCategory: categoryFinder(flattenCategories(standardCategories)),
  checkClaims: (text: string) =>
    text.includes('国家级') ? [{ level: 'block' as const, term: '国家级', ruleId: 'test' }] : [],
};

function planOf(name: string) {
  return planImport(readCsv(decodeText(readFileSync(path.join(folder, name)))), options);
}

test.skipIf(!present)('the broken file: every mistake is named by line, field and code, the rest is kept', () => {
  const { refused, products, lines, notices } = planOf('broken.utf8.csv');
  expect(refused.map(({ line, field, value, code }) => [line, field, value, code])).toEqual([
    [14, '', 'B-12,列数不够,配饰/帽子', 'columns'],
    [2, '价格(元)', '-5.00', 'price_not_positive'],
    [3, '商品标题', '', 'title_missing'],
    [5, '商品图片', '../../../outside.jpg', 'picture_outside'],
    [6, '商品标题', '国家级', 'claim_blocked'],
    [7, '库存', '很多', 'stock_not_a_number'],
    [8, '价格(元)', '19.999', 'price_decimals'],
    [9, '类目', '火星/帽子', 'category_unknown'],
    [12, '规格值1', '黑', 'options_duplicate'],
  ]);
  expect(products.map((product) => [product.code, product.title, product.lines])).toEqual([
    ['B-3', '图片不存在', [4]],
    ['B-9', '<img src=x onerror=alert(1)>', [10]],
    ['B-10', '规格重复', [11]],
    ['B-11', '这一行是好的', [13]],
    ["=cmd|'/C calc'!A0", '公式注入', [15]],
  ]);
  expect(lines).toHaveLength(14);
  expect(notices).toEqual([]);
});

test.skipIf(!present)(
  'GBK and UTF-8 with a byte order mark: every row of the real files becomes part of a product',
  () => {
    const farm = planOf('farm-cooperative.gbk.csv');
    expect(farm.refused).toEqual([]);
    expect(farm.lines).toHaveLength(87);
    expect(farm.products).toHaveLength(29);
    expect(farm.products[0]).toMatchObject({
      title: '安琼梨 当季现摘 产地直发',
      categoryId: 'fruit',
      noReasonReturn: false,
    });
    const clothes = planOf('clothes-shop.utf8bom.csv');
    expect(clothes.refused).toEqual([]);
    expect(clothes.products.flatMap((product) => product.lines)).toHaveLength(224);
    expect(clothes.products[0]).toMatchObject({
      code: 'CL-T-SHIRT-1',
      categoryId: 'women',
      optionNames: ['颜色', '尺码'],
    });
  },
);
