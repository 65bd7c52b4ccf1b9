import { describe, expect, test } from 'vitest';
import { policyNumbers } from '../../../../packages/interest-engine/src/policy-schema.ts';
import feedWords from '../../../viewer/src/feed/words.ts?raw';
import { engineEn } from './engine-en.ts';
import { engineZh } from './engine-zh.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}
const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('words of the recommendation screens', () => {
  test('both languages fill in the same values and leave nothing blank', () => {
    const english = new Map(leaves(engineEn));
    for (const [key, text] of leaves(engineZh)) {
      expect(text, key).not.toBe('');
      expect(slots(english.get(key) ?? ''), key).toEqual(slots(text));
    }
    expect(english.size).toBe(leaves(engineZh).length);
  });

  test('reasons read as the viewer reads them', () => {
    for (const reasons of [engineZh.reason, engineEn.reason])
      for (const [code, words] of Object.entries(reasons)) expect(feedWords, code).toContain(`${code}: '${words}'`);
  });

  test('every key of the policy, its section and its unit have words', () => {
    const missing: string[] = [];
    for (const [path, { unit }] of policyNumbers()) {
      if (!(path.replaceAll('.', '_') in engineZh.key)) missing.push(`key ${path}`);
      if (!(unit.replaceAll(/[^A-Za-z0-9]+/g, '_') in engineZh.unit)) missing.push(`unit ${unit}`);
      if (!((path.split('.')[0] ?? '') in engineZh.section)) missing.push(`section ${path}`);
    }
    expect(missing).toEqual([]);
  });
});
