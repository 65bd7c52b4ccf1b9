import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryFinder, flattenCategories } from '../category.ts';
import { standardCategories } from '../standard-categories.ts';
import { decodeText } from './decode-text.ts';
import { groupPictures } from './group-pictures.ts';
import { parsePrice, pictureKind } from './parse-cell.ts';
import { planImport } from './plan-import.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';

const options = {
  findCategory: categoryFinder(flattenCategories(standardCategories)),
  checkClaims: (text: string) =>
    ['国家级', '第一']
      .filter((term) => text.includes(term))
      .map((term) => ({ level: 'block' as const, term, ruleId: 'test' })),
};
const header = '商品编码,商品标题,类目,规格名1,规格值1,价格(元),划线价(元),库存,商品图片,商品描述';

function plan(...lines: string[]) {
  return planImport(readCsv([header, ...lines].join('\n')), options);
}

test('a price is whole fen, never through a float', () => {
  expect(parsePrice('79.00')).toEqual({ value: 7_900n });
  expect(parsePrice('￥1,299.5')).toEqual({ value: 129_950n });
  expect(parsePrice('0.29')).toEqual({ value: 29n });
  expect(parsePrice('19.990')).toEqual({ value: 1_999n });
  expect(parsePrice('19.999')).toEqual({ code: 'price_decimals' });
  expect(parsePrice('-5.00')).toEqual({ code: 'price_not_positive' });
  expect(parsePrice('0')).toEqual({ code: 'price_not_positive' });
  for (const text of ['1e3', '12,34', '很多', '0x10', 'NaN', ''])
    expect(parsePrice(text)).toEqual({ code: 'price_not_a_number' });
});

test('every amount of fen is read back from how people write it', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999n }), (minor) => {
      const text = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
      expect(parsePrice(text)).toEqual({ value: minor });
    }),
  );
});

test('a picture path stays below the folder', () => {
  for (const name of ['../a.jpg', 'a/../../b.jpg', '/etc/passwd', 'C:\\a.jpg', '~/a.jpg', 'file:///a.jpg', '..\\a.jpg'])
    expect([name, pictureKind(name)]).toEqual([name, 'outside']);
  expect(pictureKind('photos/hat..1.jpg')).toBe('path');
  expect(pictureKind('https://example.com/a.jpg')).toBe('remote');
});

test('a deeper path of a merchant is the leaf it lies under; another planet is not', () => {
  expect(options.findCategory('服饰/女装/T恤')?.id).toBe('women');
  expect(options.findCategory('生鲜 / 水果')?.id).toBe('fruit');
  expect(options.findCategory('Apparel & Accessories > Clothing > Shoes')?.id).toBe('shoes');
  expect(options.findCategory('火星/帽子')).toBeUndefined();
  expect(options.findCategory('服饰')).toBeUndefined();
});

test('rows of one code become one product; a bad row is refused with its line, the others stay', () => {
  const { products, refused } = plan(
    'A,短袖,服饰/女装,颜色,白,79.00,99.00,5,a.jpg,"两行',
    '描述"',
    'A,短袖,服饰/女装,颜色,黑,-1,,5,a.jpg,',
    'A,短袖,服饰/女装,颜色,白,79.00,,5,a.jpg,',
    'A,短袖,服饰/女装,颜色,灰,80,,,b.jpg|a.jpg,',
  );
  expect(refused).toEqual([
    { line: 4, field: '价格(元)', value: '-1', code: 'price_not_positive', reason: '价格必须大于 0' },
    {
      line: 5,
      field: '规格值1',
      value: '白',
      code: 'options_duplicate',
      reason: '规格与前面的行重复，保留前面的那一行',
    },
  ]);
  expect(products).toHaveLength(1);
  expect(products[0]).toMatchObject({
    code: 'A',
    description: '两行\n描述',
    lines: [2, 6],
    variants: [
      { line: 2, options: ['白'], priceMinor: 7_900n, strikeMinor: 9_900n, stock: 5 },
      { line: 6, options: ['灰'], priceMinor: 8_000n, strikeMinor: null, stock: 0 },
    ],
    pictures: [
      { name: 'a.jpg', line: 2 },
      { name: 'b.jpg', line: 6 },
    ],
  });
});

test('script and formulas are text, kept as they were written', () => {
  const { products } = plan(
    `=cmd|'/C calc'!A0,<img src=x onerror=alert(1)>,配饰/帽子,,,1,,1,a.jpg,<script>alert(1)</script>普通`,
  );
  expect(products[0]).toMatchObject({
    code: "=cmd|'/C calc'!A0",
    title: '<img src=x onerror=alert(1)>',
    description: '<script>alert(1)</script>普通',
  });
});

test("Shopify's CSV: one product over several rows, HTML as plain text, rows that only add a picture", () => {
  const sheet = readCsv(
    [
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Status',
      'linen-shirt,Linen shirt,"<p>Soft <b>linen</b>.</p><ul><li>washed</li></ul><script>alert(1)</script>",Acme,Men,"linen, summer",true,Size,S,Color,Blue,LS-S,4,39.00,49.00,pictures/a.jpg,1,active',
      'linen-shirt,,,,,,,,M,,Blue,LS-M,2,39.00,0,https://cdn.example.com/b.jpg,2,',
      'linen-shirt,,,,,,,,,,,,,,,pictures/c.jpg,3,',
      'gift-card,Gift card,,Acme,Vouchers,,true,Title,Default Title,,,GC,1,10.00,,,,active',
    ].join('\r\n'),
  );
  const { products, refused } = planImport(sheet, options);
  expect(refused).toMatchObject([{ line: 5, field: 'Type', value: 'Vouchers', code: 'category_unknown' }]);
  expect(products).toMatchObject([
    {
      code: 'linen-shirt',
      categoryId: 'men',
      description: 'Soft linen.\n\n * washed',
      tags: ['linen', 'summer'],
      optionNames: ['Size', 'Color'],
      variants: [
        { options: ['S', 'Blue'], skuCode: 'LS-S', priceMinor: 3_900n, strikeMinor: 4_900n, stock: 4 },
        { options: ['M', 'Blue'], skuCode: 'LS-M', strikeMinor: null, stock: 2 },
      ],
      pictures: [{ name: 'pictures/a.jpg' }, { name: 'https://cdn.example.com/b.jpg' }, { name: 'pictures/c.jpg' }],
      lines: [2, 3, 4],
    },
  ]);
  const voucher = planImport(
    readCsv('Handle,Title,Option1 Name,Option1 Value,Variant Price\ngc,Gift card,Title,Default Title,10'),
    options,
  );
  expect(voucher.products[0]).toMatchObject({
    optionNames: [],
    variants: [{ options: [] }],
    draftReasons: ['category_missing'],
  });
});

test('JSON: a product with one bad variant is refused as a whole', () => {
  const sheet = readJson(
    JSON.stringify([
      {
        code: 'ok',
        title: 'Good hat',
        category: 'accessory',
        optionNames: ['颜色'],
        variants: [{ options: ['黑'], price: 12.5, stock: 3 }],
      },
      {
        code: 'bad',
        title: 'Bad hat',
        category: 'accessory',
        optionNames: ['颜色'],
        variants: [
          { options: ['黑'], price: '12' },
          { options: ['白'], price: 'x' },
        ],
      },
      'nothing',
    ]),
  );
  const { products, refused, lines } = planImport(sheet, options);
  expect(lines).toEqual([1, 2, 3]);
  expect(products.map((product) => product.code)).toEqual(['ok']);
  expect(refused.map((each) => [each.line, each.code])).toEqual([
    [3, 'columns'],
    [2, 'price_not_a_number'],
  ]);
});

test('GBK, UTF-8 and UTF-16 say the same; a spreadsheet program file says what to do', () => {
  const text = '商品编码,商品标题\n1,茶';
  const gbk = Buffer.from([0xb2, 0xe8]);
  expect(decodeText(gbk)).toBe('茶');
  expect(decodeText(Buffer.from(`\ufeff${text}`))).toBe(text);
  expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toBe(text);
  expect(() => decodeText(Buffer.from('PK\u0003\u0004rest'))).toThrow('Save the sheet as CSV');
  expect(() => decodeText(Buffer.from([0xff, 0xff, 0x00, 0x80]))).toThrow('neither UTF-8 nor GBK');
});

test('pictures are grouped by name, numbers by their folder', () => {
  expect(groupPictures(['photos/hat-2.jpg', 'photos/hat-1.jpg', 'photos/cup/1.png', 'photos/cup/2.png'])).toEqual([
    { code: 'picture:photos/cup', title: 'cup', pictures: ['photos/cup/1.png', 'photos/cup/2.png'] },
    { code: 'picture:photos/hat', title: 'hat', pictures: ['photos/hat-1.jpg', 'photos/hat-2.jpg'] },
  ]);
});

// Goal: whatever merchants write, no row is lost. Method: random cells from a pool of right, wrong and hostile ones.
test('every row is in one product or refused, never both, never neither', () => {
  const cell = fc.constantFrom(
    '',
    'A',
    'B',
    '短袖',
    '配饰/帽子',
    '火星',
    '颜色',
    '白',
    '黑',
    '9.90',
    '-1',
    '1.999',
    '10',
    '很多',
    'a.jpg',
    '../x.jpg',
    'https://x.example/a.jpg',
    '国家级',
    '=1+1',
    '<b>',
    '"',
    '\u0001',
    'x'.repeat(130),
  );
  const row = fc.array(cell, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const { lines, products, refused } = plan(...quoted);
      const kept = products.flatMap((product) => product.lines);
      const out = new Set(refused.map((each) => each.line));
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept.filter((line) => out.has(line))).toEqual([]);
      expect([...kept, ...out].sort((a, b) => a - b)).toEqual([...lines].sort((a, b) => a - b));
      for (const product of products) expect(product.variants.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
