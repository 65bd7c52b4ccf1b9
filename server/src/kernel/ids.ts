import { uuidv7 } from 'uuidv7';
import { z } from 'zod';

/** A new time-ordered id (UUIDv7). Ids are made by the caller, so that a retry carries the same one. */
export function newId(): string {
  return uuidv7();
}

export const idJson = z.uuid().meta({ description: 'UUID' });
