import { expect, test } from 'vitest';
import { checkClaims } from '../governance/index.ts';
import { readableText, reviewVideo } from './review-video.ts';

test('claims, goods that are not on sale and moments outside the clip speak against a video; urgency only warns', () => {
  const text = readableText({ title: '国家级枇杷', caption: '手慢无', tags: ['最低价'] });
  const verdict = reviewVideo(
    {
      durationMs: 6_000,
      goods: [
        { productId: 'a', momentMs: 7_000 },
        { productId: 'b', momentMs: 0 },
      ],
    },
    checkClaims(text),
    new Set(['a']),
  );
  expect(verdict.against.map(({ code }) => code)).toEqual([
    'claim_blocked',
    'claim_needs_proof',
    'moment_outside',
    'goods_not_on_sale',
  ]);
  expect(verdict.warnings.map(({ code }) => code)).toEqual(['claim_warned']);
});

test('an honest video has nothing against it', () => {
  const text = readableText({ title: '第一次做竹篮', caption: '', tags: ['手作'] });
  expect(reviewVideo({ durationMs: 6_000, goods: [] }, checkClaims(text), new Set())).toEqual({
    against: [],
    warnings: [],
  });
});
