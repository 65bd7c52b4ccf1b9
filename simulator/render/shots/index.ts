import * as nature from './nature.ts';
import * as people from './people.ts';
import type { Shot } from './stage.ts';
import * as table from './table.ts';

/** Every shot a clip can be cut from, by the name the storyboards use. */
export const shots: Record<string, Shot> = { ...nature, ...table, ...people };
