import path from 'node:path';
import { readWorld, type World } from './world-file.ts';

/** A kept world with few people and sellers, for tests. */
export function smallWorld(name: string, people: number): World {
  const world = readWorld(path.resolve(import.meta.dirname, `../../worlds/${name}.json`));
  return {
    ...world,
    // Fewer people, who come more often: each still has a course worth looking at.
    people: { ...world.people, count: people, visitsPerDay: 0.1 },
    sellers: { ...world.sellers, count: 30, newPerWeek: 2, costYuanPerWeek: 20 / 3 },
    creators: { ...world.creators, count: 30 },
  };
}
