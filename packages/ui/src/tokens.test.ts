import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrastRatio } from './contrast.ts';
import { type ColourName, dark, light, printTokensCss } from './tokens.ts';

const grounds: ColourName[] = ['paper', 'surface', 'surface-2'];
const texts: ColourName[] = ['ink', 'ink-2', 'ink-3', 'persimmon-text', 'jade-text', 'amber-text', 'plum-text'];
const softPairs: [ColourName, ColourName][] = [
  ['persimmon-text', 'persimmon-soft'],
  ['jade-text', 'jade-soft'],
  ['amber-text', 'amber-soft'],
  ['plum-text', 'plum-soft'],
  ['ink-2', 'amber-soft'],
  ['on-fill', 'persimmon-fill'],
  ['on-fill', 'jade-fill'],
  ['on-fill', 'plum-fill'],
  ['on-amber', 'amber-fill'],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s theme', (_name, colours) => {
  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s reads at 4.5:1',
    (text, ground) => {
      expect(contrastRatio(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(softPairs)('%s on %s reads at 4.5:1', (text, ground) => {
    expect(contrastRatio(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test('edges of controls stand out at 3:1 on what they lie on', () => {
    expect(contrastRatio(colours.control, colours.surface)).toBeGreaterThanOrEqual(3);
    expect(contrastRatio(colours.control, colours.paper)).toBeGreaterThanOrEqual(3);
    expect(contrastRatio(colours['persimmon-deco'], colours.surface)).toBeGreaterThanOrEqual(3);
  });
});

test('tokens.css says what tokens.ts says', () => {
  const written = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
  const plain = (css: string) => css.replaceAll(/\s+/g, ' ').replaceAll("'", '"').trim();
  expect(plain(written)).toBe(plain(printTokensCss()));
});
