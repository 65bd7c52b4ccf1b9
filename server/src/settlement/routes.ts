import { z } from 'zod';
import { type BoundRoute, bind, decodeCursor, encodeCursor, notSignedIn, toMoneyJson } from '../kernel/index.ts';
import { settlesAtOf } from '../quality/index.ts';
import { listMyCommissions } from './contract.ts';
import { selectCommissions, selectCommissionTotals } from './store.ts';

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

export const routes: readonly BoundRoute[] = [
  bind(listMyCommissions, async ({ world, principal, query }) => {
    if (!principal.accountId) throw notSignedIn();
    const [at, lineId] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
    const after = at && lineId ? { at, lineId } : undefined;
    const page = { state: query.state, after, limit: query.limit };
    const [found, totals] = await Promise.all([
      selectCommissions(world.database, principal.accountId, page),
      selectCommissionTotals(world.database, principal.accountId),
    ]);
    const rows = found.slice(0, query.limit);
    const settlesAt = await settlesAtOf(
      world.database,
      rows.filter((row) => row.state === 'frozen').map((row) => row.lineId),
    );
    const last = rows.at(-1);
    return {
      items: rows.map((row) => ({
        lineId: row.lineId,
        orderNumber: row.orderNumber,
        productTitle: row.productTitle,
        rateBp: row.rateBp,
        base: toMoneyJson(row.baseMinor, row.currency),
        amount: toMoneyJson(row.amountMinor, row.currency),
        state: row.state,
        accruedAt: row.accruedAt.toISOString(),
        settlesAt: settlesAt.get(row.lineId)?.toISOString() ?? null,
      })),
      nextCursor: found.length > query.limit && last ? encodeCursor([last.accruedAt.toISOString(), last.lineId]) : null,
      totals: {
        frozen: toMoneyJson(totals.frozenMinor),
        settled: toMoneyJson(totals.settledMinor),
        reversed: toMoneyJson(totals.reversedMinor),
      },
    };
  }),
];
