import { z } from 'zod';
import { type BoundRoute, bind, decodeCursor, encodeCursor } from '../kernel/index.ts';
import { decideReport as decideContract, fileReport as fileContract, listReports as listContract } from './contract.ts';
import { decideReport, fileReport, listReports } from './reports.ts';

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

export const routes: readonly BoundRoute[] = [
  bind(fileContract, ({ principal, body, once }) =>
    once(async (act) => ({ id: await fileReport(act, principal.viewerId, body) })),
  ),
  bind(listContract, async ({ world, query }) => {
    const [filedAt, id] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
    const after = filedAt && id ? { filedAt, id } : undefined;
    const found = await listReports(world.database, { state: query.state, after, limit: query.limit });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > query.limit && last ? encodeCursor([last.filedAt, last.id]) : null };
  }),
  bind(decideContract, ({ principal, params, body, once }) =>
    once((act) => decideReport(act, params.id, principal.viewerId, body)),
  ),
];
