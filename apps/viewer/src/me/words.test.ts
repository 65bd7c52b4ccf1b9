import { expect, test } from 'vitest';
import { problemsOfOrders } from '../orders/problem-words.ts';
import { ordersWords } from '../orders/words.ts';
import { problemsOfBuying } from '../shop/problem-words.ts';
import { shopWords } from '../shop/words.ts';
import { meWords } from './words.ts';

const areas: Record<string, { 'zh-CN': Record<string, string>; en: Record<string, string> }> = {
  me: meWords,
  orders: ordersWords,
  shop: shopWords,
  problemsOfOrders,
  problemsOfBuying,
};

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test.each(Object.entries(areas))('%s speaks both languages, with the same facts in each sentence', (_, words) => {
  expect(Object.keys(words.en).sort()).toEqual(Object.keys(words['zh-CN']).sort());
  for (const [key, chinese] of Object.entries(words['zh-CN'])) {
    const english = words.en[key] ?? '';
    expect(english.trim(), key).not.toBe('');
    expect(placeholders(english), key).toEqual(placeholders(chinese));
    expect(/[!！]/.test(chinese + english), `${key} stays calm`).toBe(false);
  }
});

test.each(['problemsOfOrders', 'problemsOfBuying'])('%s: every refusal says what to do', (area) => {
  const keys = Object.keys(areas[area]?.en ?? {});
  for (const key of keys.filter((candidate) => !candidate.endsWith('Text'))) expect(keys).toContain(`${key}Text`);
});
