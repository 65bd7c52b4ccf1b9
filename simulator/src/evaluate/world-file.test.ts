import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseWorld, readWorld } from './world-file.ts';

const folder = path.resolve(import.meta.dirname, '../../worlds');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const everyday = (): { people: object; governance: object } =>
  JSON.parse(readFileSync(path.join(folder, 'everyday.json'), 'utf8'));

describe('worlds', () => {
  test.each(files)('%s is a world of at least 5,000 people, named as its file', (name) => {
    const world = readWorld(path.join(folder, name));
    expect(`${world.name}.json`).toBe(name);
    expect(world.people.count).toBeGreaterThanOrEqual(5_000);
    expect(new Set(world.categories.map(({ id }) => id)).size).toBe(world.categories.length);
    expect(new Set(world.categories.map(({ group }) => group)).size).toBeGreaterThanOrEqual(4);
  });

  test('there are five towns, and the one that checks the town itself', () => {
    expect(files.filter((name) => name !== 'no-quality-variance.json')).toHaveLength(5);
    expect(files).toContain('no-quality-variance.json');
  });

  test('an unknown key is refused, at any depth', () => {
    expect(() => parseWorld({ ...everyday(), luck: 1 })).toThrow(/luck/);
    const world = everyday();
    const people = { ...world.people, mood: 1 };
    expect(() => parseWorld({ ...world, people })).toThrow(/mood/);
  });

  test('a missing or impossible number is refused', () => {
    const { governance: _left, ...rest } = everyday();
    expect(() => parseWorld(rest)).toThrow(/governance/);
    const people = { ...everyday().people, trustStart: 2 };
    expect(() => parseWorld({ ...everyday(), people })).toThrow(/trustStart/);
  });
});
