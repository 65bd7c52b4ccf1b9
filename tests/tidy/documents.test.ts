import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillQuotes, quotingDocuments } from '../../scripts/write-documents.ts';
import { listSettings } from '../../server/src/kernel/config.ts';
import { rooms } from '../../server/src/rooms.ts';
import { root } from './read-source.ts';

const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const markdown = [
  ...readdirSync(root),
  ...['docs', 'ops', 'simulator', 'packages/interest-engine'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((name) => `${folder}/${String(name)}`),
  ),
].filter((name) => name.endsWith('.md') && !name.includes('node_modules'));

describe('the documents', () => {
  test.each(quotingDocuments)(
    '%s shows the rooms and settings of the source (npm run documents writes them)',
    (name) => {
      expect(read(name)).toBe(fillQuotes(read(name)));
      expect(read(name)).toMatch(/<!-- (?:rooms|settings|policy) -->/);
    },
  );

  test('ARCHITECTURE names every room, HACKING every setting', () => {
    for (const room of rooms) expect(read('ARCHITECTURE.md')).toContain(`  ${room.name}/`);
    for (const { key } of listSettings()) expect(read('HACKING.md')).toContain(`\`${key}\``);
  });

  test('every setting says what it means', () => {
    expect(listSettings().filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  test('npm commands they name exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const known = new Set([...Object.keys(scripts), 'ci', 'install']);
    const unknown = markdown.flatMap((name) =>
      [...read(name).matchAll(/npm (?:run )?(?:-s )?([a-z][a-z-]*)/g)]
        .filter((match) => /^npm (?:run|start|test|ci|install)/.test(match[0]) && !known.has(match[1] ?? ''))
        .map((match) => `${name}: ${match[0]}`),
    );
    expect(unknown).toEqual([]);
  });

  test('relative links lead to files', () => {
    expect(markdown.length).toBeGreaterThan(10);
    const broken = markdown.flatMap((name) =>
      [...read(name).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => path.posix.join(path.posix.dirname(name), match[1] ?? ''))
        .filter((target) => !existsSync(path.join(root, target)))
        .map((target) => `${name} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('a decision is one page whose title is its rule', () => {
    for (const name of markdown.filter((each) => each.startsWith('docs/decisions/') && !each.endsWith('README.md'))) {
      expect(read(name).split('\n').length, name).toBeLessThan(60);
      expect(read(name), name).toMatch(/^# [A-Z].+\n/);
    }
  });
});
