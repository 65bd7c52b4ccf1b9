/** Draws the pictures of the town: `npx node simulator/render/render-pictures.ts [slug …]`. Same input, same bytes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { categoryLeaves } from '../town/categories.ts';
import type { Art } from '../town/compose-product.ts';
import { productArt, products } from '../town/products/index.ts';
import type { Product } from '../town/types.ts';
import { place, type Sprite, sprites } from './emoji.ts';
import { layouts } from './layouts/index.ts';
import * as paint from './paint.ts';
import { palettes } from './palette.ts';
import { drawAvatars, drawLogos } from './render-faces.ts';

const assets = join(import.meta.dirname, '../assets');
const side = 800;
const countable = new Set(['fruit', 'vegetable', 'seafood', 'meat-egg', 'pastry', 'snack', 'plant', 'grain']);

function palette(art: Art) {
  const found = palettes[art.palette];
  if (!found) throw new Error(`unknown palette: ${art.palette}`);
  return found;
}

function cover(product: Product, art: Art, heroes: Sprite[], props: Sprite[]): Buffer {
  const canvas = paint.createCanvas(side, side);
  const pen = canvas.getContext('2d');
  const layout = layouts[art.layout];
  if (!layout) throw new Error(`unknown layout: ${art.layout}`);
  const colours = palette(art);
  const many = countable.has(product.category);
  layout({ pen, side, colours, heroes, props, label: art.label ?? '', roll: paint.random(product.slug), many });
  paint.vignette(pen, side, side, colours.deep, 0.14);
  return canvas.encodeSync('webp', 80);
}

/** The second picture: a close look, and what the buyer needs to know in three rows. */
function detail(product: Product, art: Art, heroes: Sprite[], props: Sprite[]): Buffer {
  const canvas = paint.createCanvas(side, side);
  const pen = canvas.getContext('2d');
  const colours = palette(art);
  const roll = paint.random(`${product.slug} detail`);
  paint.verticalGradient(pen, 0, 0, side, 470, [colours.top, colours.bottom]);
  paint.glow(pen, 260, 120, 520, '#FFFFFF', 0.75);
  const [first, second] = props;
  if (first) place(pen, first, { x: 664, y: 120, size: 170, blur: 3, rotate: 0.2 });
  if (second) place(pen, second, { x: 120, y: 360, size: 150, blur: 4, rotate: -0.2 });
  place(pen, heroes[0]!, { x: 410, y: 272, size: 440, rotate: paint.between(roll, -0.12, 0.12), shadow: 'cast' });
  pen.fillStyle = '#FFFDF9';
  pen.beginPath();
  pen.roundRect(0, 452, side, side - 452, [34, 34, 0, 0]);
  pen.fill();
  pen.textAlign = 'left';
  pen.fillStyle = '#16181D';
  pen.font = paint.font(38, 700);
  const [name = product.title.zh, ...rest] = product.title.zh.split(' ');
  pen.fillText(paint.wrap(pen, rest[0] && name.length < 9 ? `${name} ${rest[0]}` : name, 700)[0]!, 50, 526);
  const leaf = categoryLeaves.get(product.category)!;
  const choices = product.options.map(({ values }) => values.map(({ zh }) => zh).join(' / ')).join('；') || '一种规格';
  const rows = [
    [product.options[0]?.name.zh ?? '规格', choices],
    ['产地', product.origin.zh],
    ['发货', `${product.dispatchPromiseHours} 小时内`],
    ['售后', leaf.noReasonReturn ? '7 天无理由退货' : '坏损包退，不支持无理由退货'],
  ];
  rows.forEach(([key = '', value = ''], index) => {
    const y = 590 + index * 52;
    pen.font = paint.font(25, 500);
    pen.fillStyle = colours.accent;
    pen.fillText(key, 50, y);
    pen.fillStyle = '#3A3F49';
    const lines = paint.wrap(pen, value, 570);
    pen.fillText(lines.length > 1 ? `${lines[0]!.slice(0, -1)}…` : lines[0]!, 176, y);
    pen.fillStyle = '#EEE9E1';
    if (index < rows.length - 1) pen.fillRect(50, y + 17, 700, 2);
  });
  return canvas.encodeSync('webp', 80);
}

function write(name: string, bytes: Buffer): number {
  const file = join(assets, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return bytes.length;
}

const wanted = new Set(process.argv.slice(2));
let total = 0;
let count = 0;
for (const product of products) {
  if (wanted.size && !wanted.has(product.slug)) continue;
  const art = productArt.get(product.slug)!;
  const [heroes, props] = await Promise.all([sprites(art.heroes), sprites(art.props)]);
  total += write(product.pictures[0]!, cover(product, art, heroes, props));
  total += write(product.pictures[1]!, detail(product, art, heroes, props));
  count += 2;
}
if (!wanted.size) {
  for (const [name, bytes] of [...(await drawLogos()), ...(await drawAvatars())]) {
    total += write(name, bytes);
    count++;
  }
}
console.log(`${count} pictures, ${(total / 1e6).toFixed(2)} MB`);
