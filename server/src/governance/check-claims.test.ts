import { expect, test } from 'vitest';
import { checkClaims } from './check-claims.ts';

const terms = (text: string) => checkClaims(text).map((finding) => `${finding.level} ${finding.term}`);

test.each([
  ['国家级品质的枇杷', ['block 国家级']],
  ['销量第一，最佳之选', ['block 销量第一', 'block 最佳']],
  ['睡前一杯，治疗失眠', ['block 治疗']],
  ['全网最低价', ['block 全网最', 'prove 最低价']],
  ['第一，行业里都这么说', ['prove 第一']],
  ['今天跳楼价，手慢无', ['prove 跳楼价', 'warn 手慢无']],
  ['国 家 级、ｎｏ．１ brand', ['block 国 家 级']],
  ['销*量*第*一', ['block 销*量*第*一']],
  ["The world's best pan, cures insomnia", ["block world's best", 'block cures']],
])('DOMAIN P28: %s', (text, expected) => {
  expect(terms(text)).toEqual(expected);
});

test.each([
  '第一次做锅包肉，最后一步别忘了勾芡，最近很火',
  '第一时间发货，第一口就爱上',
  '国家级非物质文化遗产代表性项目',
  '开封后最好放冷藏，最佳食用期三天',
  '本品不能代替药物治疗',
  '巴氏杀菌鲜牛乳',
  'He secures the lid first; the procures department agreed',
])('DOMAIN P28: harmless: %s', (text) => {
  expect(checkClaims(text)).toEqual([]);
});

test('a finding says where it stands in the text as written, and by which version of the rules', () => {
  const text = '好吃 · 顶 级 牛肉';
  const [found] = checkClaims(text);
  expect(found).toMatchObject({ ruleId: 'claim.absolute', rulesVersion: '2026-11', term: '顶 级' });
  expect(text.slice(found?.start, found?.end)).toBe('顶 级');
});

test('a long hostile text is bounded in findings and time', () => {
  const started = performance.now();
  expect(checkClaims('最佳 '.repeat(20_000)).length).toBe(50);
  expect(performance.now() - started).toBeLessThan(3_000);
});
