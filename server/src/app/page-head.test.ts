import { expect, test } from 'vitest';
import { headOfPage } from './page-head.ts';

test('a title with a script in it stays text', () => {
  const head = headOfPage(
    { title: '"><script>alert(1)</script>', description: "it's", imageUrl: null, path: '/v/1' },
    undefined,
  );
  expect(head).not.toContain('<script>');
  expect(head).toContain('&quot;&gt;&lt;script&gt;');
});

test('addresses are absolute when the public address is known', () => {
  expect(
    headOfPage({ title: 't', description: 'd', imageUrl: '/media/a.webp', path: '/p/1' }, 'https://haowu.example'),
  ).toContain('https://haowu.example/media/a.webp');
});
