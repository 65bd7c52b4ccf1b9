import { z } from 'zod';
import { invalidRequest } from './errors.ts';

export const pageSizeMax = 50;

/** Query fields of every list: an opaque cursor and a bounded size. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(20),
};

/** The answer of every list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws Problem `request.invalid` when the cursor was not made by `encodeCursor` with that shape. */
export function decodeCursor<Shape extends z.ZodType>(cursor: string, shape: Shape): z.output<Shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidRequest({ errors: [{ path: 'cursor', message: 'Start again from the first page.' }] });
  }
}
