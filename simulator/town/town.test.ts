import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  assetPath,
  categories,
  categoryLeaves,
  clipFiles,
  comments,
  creators,
  products,
  reviews,
  shops,
  tags,
  videos,
} from './index.ts';

/** Goal: the content can be trusted by whoever plays it. Method: every reference is followed, every file is opened. */

const slugs = (list: { slug: string }[]) => new Set(list.map(({ slug }) => slug));
const vocabulary = {
  interest: new Set(Object.keys(tags.interest)),
  scene: new Set(Object.keys(tags.scene)),
  mood: new Set(Object.keys(tags.mood)),
};

/** Advertising law Art. 9 and the risky words of DOMAIN P28, medical effect words, staged urgency, forms of address not used here. */
const prohibited =
  /国家级|最高级|最佳|第一(?![次个])|唯一|顶级|首个|首选|极品|王牌|冠军|销量|全网|史上|绝版|独家|万能|百分百|100%有效|治疗|治愈率|疗效|养胃|祛斑|美白|减肥|抗癌|跳楼价|清仓|最后一波|亲[，,们]|！/u;
const prohibitedEnglish = /\b(the best|cheapest|number one|no\. ?1|guaranteed|cure[sd]?|miracle|perfect)\b|!/iu;

describe('counts', () => {
  test('the town is large enough', () => {
    expect(shops.length).toBeGreaterThanOrEqual(12);
    expect(new Set(shops.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6);
    expect(shops.some(({ kind, region }) => kind === 'cooperative' && region.designation !== null)).toBe(true);
    expect(creators.length).toBeGreaterThanOrEqual(20);
    expect(products.length).toBeGreaterThanOrEqual(150);
    expect(videos.length).toBeGreaterThanOrEqual(60);
    expect(categories.length).toBeGreaterThanOrEqual(8);
    expect(categoryLeaves.size).toBeGreaterThanOrEqual(30);
  });

  test('a third of the clips sell nothing, and every leaf has goods', () => {
    const free = videos.filter((each) => each.products.length === 0);
    expect(free.length).toBeGreaterThanOrEqual(20);
    expect(free.length * 3).toBeGreaterThanOrEqual(videos.length);
    const stocked = new Set(products.map(({ category }) => category));
    expect([...categoryLeaves.keys()].filter((leaf) => !stocked.has(leaf))).toEqual([]);
    const selling = new Set(products.map(({ shop }) => shop));
    expect(shops.filter(({ slug }) => !selling.has(slug))).toEqual([]);
    const speaking = new Set(videos.map(({ author }) => author));
    expect(creators.filter(({ slug }) => !speaking.has(slug)).map(({ slug }) => slug)).toEqual([]);
  });
});

describe('references', () => {
  test('slugs are unique and readable', () => {
    for (const list of [shops, creators, products, videos, categories]) {
      expect(slugs(list).size).toBe(list.length);
      for (const { slug } of list) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  test('products stand on shops and leaves', () => {
    const known = slugs(shops);
    for (const product of products) {
      expect(known.has(product.shop), product.slug).toBe(true);
      expect(categoryLeaves.has(product.category), product.slug).toBe(true);
      expect(product.dispatchPromiseHours, product.slug).toBeGreaterThan(0);
      expect(product.guarantees.includes('no-reason-return'), product.slug).toBe(
        categoryLeaves.get(product.category)!.noReasonReturn,
      );
      for (const kind of ['interest', 'scene', 'mood'] as const) {
        expect(product.tags[kind].length, `${product.slug} ${kind}`).toBeGreaterThan(0);
        for (const tag of product.tags[kind]) expect(vocabulary[kind].has(tag), `${product.slug} ${tag}`).toBe(true);
      }
    }
  });

  test('variants cover the options once, cost something, and are not struck below their price', () => {
    for (const { slug, options, variants } of products) {
      const combinations = options.reduce((product, { values }) => product * values.length, 1);
      expect(variants.length, slug).toBe(combinations);
      expect(new Set(variants.map(({ choice }) => choice.join())).size, slug).toBe(variants.length);
      for (const variant of variants) {
        expect(Number.isSafeInteger(variant.priceMinor) && variant.priceMinor > 0, slug).toBe(true);
        if (variant.strikePriceMinor !== undefined)
          expect(variant.strikePriceMinor, slug).toBeGreaterThan(variant.priceMinor);
        expect(variant.stock, slug).toBeGreaterThanOrEqual(0);
        variant.choice.forEach((index, option) => {
          expect(options[option]!.values[index], slug).toBeDefined();
        });
      }
      expect(
        variants.some(({ stock }) => stock > 0),
        slug,
      ).toBe(true);
    }
  });

  test('clips stand on creators, goods and topics, and their moments lie inside them', () => {
    const authors = slugs(creators);
    const goods = new Map(products.map((each) => [each.slug, each]));
    const topics = new Set(comments.map(({ topic }) => topic));
    for (const video of videos) {
      expect(authors.has(video.author), video.slug).toBe(true);
      expect(topics.has(video.topic), video.slug).toBe(true);
      expect(video.durationMs, video.slug).toBeGreaterThanOrEqual(6000);
      expect(video.durationMs, video.slug).toBeLessThanOrEqual(9000);
      expect(video.category, video.slug).toBe(
        video.products[0] ? goods.get(video.products[0].product)!.category : null,
      );
      for (const { product, atMs } of video.products) {
        expect(goods.has(product), `${video.slug} ${product}`).toBe(true);
        expect(atMs, video.slug).toBeGreaterThan(0);
        expect(atMs, video.slug).toBeLessThan(video.durationMs - 1000);
      }
      let until = 0;
      for (const { startMs, endMs, text } of video.captions) {
        expect(startMs, video.slug).toBe(until);
        expect(endMs, video.slug).toBeGreaterThan(startMs);
        expect(text.zh && text.en, video.slug).toBeTruthy();
        until = endMs;
      }
      expect(until, video.slug).toBe(video.durationMs);
      for (const kind of ['interest', 'scene', 'mood'] as const)
        for (const tag of video.tags[kind]) expect(vocabulary[kind].has(tag), `${video.slug} ${tag}`).toBe(true);
    }
  });

  test('creators belong to shops that exist and audiences to the vocabulary', () => {
    const known = slugs(shops);
    const all = new Set([...vocabulary.interest, ...vocabulary.scene, ...vocabulary.mood]);
    for (const { slug, shop, audience } of creators) {
      if (shop !== null) expect(known.has(shop), slug).toBe(true);
      for (const tag of audience) expect(all.has(tag), `${slug} ${tag}`).toBe(true);
    }
  });

  test('hidden traits are shares', () => {
    for (const { hidden } of [...shops, ...creators])
      for (const value of Object.values(hidden)) expect(value >= 0 && value <= 1).toBe(true);
  });

  test('reviews exist for every root and every star', () => {
    for (const { slug } of categories)
      for (const stars of [1, 2, 3, 4, 5])
        expect(
          reviews.find((each) => each.topic === slug && each.stars === stars)?.lines.length,
          `${slug} ${stars}`,
        ).toBeGreaterThan(0);
    for (const { lines } of comments) expect(lines.length).toBeGreaterThanOrEqual(10);
  });
});

test('what sellers say makes no prohibited claim', () => {
  const said = [
    ...shops.flatMap(
      ({ slug, name, description }) =>
        [
          [slug, name],
          [slug, description],
        ] as const,
    ),
    ...products.flatMap(
      ({ slug, title, description }) =>
        [
          [slug, title],
          [slug, description],
        ] as const,
    ),
    ...videos.flatMap(({ slug, title, captions }) => [
      [slug, title] as const,
      ...captions.map(({ text }) => [slug, text] as const),
    ]),
  ];
  expect(said.length).toBeGreaterThan(500);
  for (const [slug, { zh, en }] of said) {
    expect(zh.length, slug).toBeGreaterThan(1);
    expect(zh, slug).not.toMatch(prohibited);
    expect(en, slug).not.toMatch(prohibitedEnglish);
  }
  expect('国家级认证').toMatch(prohibited);
  expect('全店第一').toMatch(prohibited);
});

describe('files', () => {
  const pixelsOf = (file: string): [width: number, height: number] => {
    const bytes = readFileSync(file);
    expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12), file).toBe('RIFFWEBP');
    expect(bytes.toString('latin1', 12, 16), file).toMatch(/^VP8[ X]$/);
    return bytes.toString('latin1', 12, 16) === 'VP8 '
      ? [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff]
      : [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  };

  test('every product, shop and creator has its pictures', () => {
    for (const { pictures } of products) {
      expect(pictures.length).toBeGreaterThan(0);
      for (const name of pictures) {
        expect(pixelsOf(assetPath(name))).toEqual([800, 800]);
        expect(statSync(assetPath(name)).size, name).toBeLessThanOrEqual(60_000);
      }
    }
    for (const name of [...shops.map(({ logo }) => logo), ...creators.map(({ avatar }) => avatar)])
      expect(pixelsOf(assetPath(name))).toEqual([256, 256]);
  });

  test('the manifest is what lies on the disk', () => {
    expect(clipFiles.map(({ video }) => video)).toEqual(videos.map(({ slug }) => slug));
    for (const clip of clipFiles) {
      const video = videos.find(({ slug }) => slug === clip.video)!;
      const bytes = readFileSync(assetPath(clip.file));
      expect(bytes.length, clip.file).toBe(clip.sizeBytes);
      expect(bytes.length, clip.file).toBeLessThanOrEqual(300_000);
      expect(createHash('sha256').update(bytes).digest('hex'), clip.file).toBe(clip.sha256);
      expect(bytes.toString('latin1', 4, 8), clip.file).toBe('ftyp');
      expect(bytes.indexOf('moov'), clip.file).toBeLessThan(bytes.indexOf('mdat'));
      expect([clip.width, clip.height, clip.durationMs]).toEqual([540, 960, video.durationMs]);
      expect(pixelsOf(assetPath(clip.posterFile))).toEqual([540, 960]);
      expect(Buffer.from(clip.thumbhash, 'base64').length, clip.file).toBeGreaterThan(10);
      for (const language of ['zh', 'en'] as const) {
        const captions = readFileSync(assetPath(clip.captionFiles[language]), 'utf8');
        expect(captions.startsWith('WEBVTT\n'), clip.file).toBe(true);
        for (const { text } of video.captions) expect(captions, clip.file).toContain(text[language]);
      }
    }
  });

  test('the folder stays small and holds nothing else', () => {
    const files = readdirSync(assetPath('.'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const sizes = files.map((each) => statSync(join(each.parentPath, each.name)).size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThanOrEqual(40_000_000);
    expect(clipFiles.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBeLessThanOrEqual(25_000_000);
    const named = new Set([
      'ATTRIBUTION.md',
      'clips/manifest.json',
      ...products.flatMap(({ pictures }) => pictures),
      ...shops.map(({ logo }) => logo),
      ...creators.map(({ avatar }) => avatar),
      ...clipFiles.flatMap(({ file, posterFile, captionFiles }) => [
        file,
        posterFile,
        captionFiles.zh,
        captionFiles.en,
      ]),
    ]);
    const found = files.map((each) =>
      join(each.parentPath, each.name).slice(assetPath('.').replace(/\/?$/, '/').length),
    );
    expect(found.filter((name) => !named.has(name))).toEqual([]);
  });
});
