import type { z } from 'zod';
import { sourceCounts, sourcesBefore } from '../interactions/index.ts';
import { toMoneyJson, type World } from '../kernel/index.ts';
import { cursorAfter, type LineCursor, listLines, type QualityLine } from '../quality/index.ts';
import type { readSourceContributions } from './contract.ts';
import { type Period, periodOf } from './period.ts';

type Answer = z.input<(typeof readSourceContributions)['answer']>;

const pageMax = 500;
/** The newest lines of the period; more are told as `partial`. */
const linesMax = 10_000;
const currency = 'CNY';

/**
 * What each source brought in a period: shown and watched from the log of actions, paid and kept from the quality lines
 * whose content the buyer had last been shown by that source. Lines that began elsewhere (search, a shop page) are not here.
 */
export async function readContributions(
  world: World,
  query: { from?: string | undefined; to?: string | undefined },
): Promise<Answer> {
  const period = periodOf(query, world.businessClock.now(), world.config.zone);
  const [counts, sold] = await Promise.all([
    sourceCounts(world.database, { from: period.fromDay, to: period.toDay }),
    salesBySource(world, period),
  ]);
  const all = counts.reduce((sum, { impressions }) => sum + impressions, 0);
  return {
    asOf: world.businessClock.now().toISOString(),
    from: period.fromDay,
    to: period.toDay,
    partial: sold.partial,
    sources: counts.map(({ source, impressions, watched, clicks }) => {
      const { paidLines, keptLines, qualityMinor } = sold.sales.get(source) ?? nothingSold;
      const perMille = impressions > 0 ? BigInt(Math.round((Number(qualityMinor) * 1_000) / impressions)) : null;
      return {
        source,
        impressionsCount: impressions,
        share: all === 0 ? 0 : impressions / all,
        watchRate: impressions === 0 ? null : Math.min(1, watched / impressions),
        clicksCount: clicks,
        paidLinesCount: paidLines,
        keptLinesCount: keptLines,
        qualityValue: toMoneyJson(qualityMinor, currency),
        qgpm: perMille === null ? null : toMoneyJson(perMille, currency),
      };
    }),
  };
}

type Sales = { paidLines: number; keptLines: number; qualityMinor: bigint };
const nothingSold: Sales = { paidLines: 0, keptLines: 0, qualityMinor: 0n };

async function salesBySource(world: World, period: Period): Promise<{ sales: Map<string, Sales>; partial: boolean }> {
  const sales = new Map<string, Sales>();
  let after: LineCursor | undefined;
  for (let read = 0; read < linesMax; read += pageMax) {
    const found = await listLines(
      world.database,
      { fromDay: period.fromDay, toDay: period.toDay },
      { sort: 'paid_at', after, limit: pageMax },
    );
    const lines = found.slice(0, pageMax);
    await addSales(world, lines, sales);
    const last = lines.at(-1);
    if (found.length <= pageMax || !last) return { sales, partial: false };
    after = cursorAfter(last, 'paid_at');
  }
  return { sales, partial: true };
}

async function addSales(world: World, lines: readonly QualityLine[], sales: Map<string, Sales>): Promise<void> {
  const shown = lines.flatMap((line) => (line.contentId ? [{ line, contentId: line.contentId }] : []));
  const sources = await sourcesBefore(
    world.database,
    shown.map(({ line, contentId }) => ({ viewerId: line.buyerId, itemId: contentId, before: line.paidAt })),
  );
  for (const [index, { line }] of shown.entries()) {
    const source = sources[index];
    if (!source) continue;
    const known = sales.get(source) ?? nothingSold;
    sales.set(source, {
      paidLines: known.paidLines + 1,
      keptLines: known.keptLines + (line.netMinor > 0n ? 1 : 0),
      qualityMinor: known.qualityMinor + (line.expectedQgmvMinor ?? line.qgmvMinor),
    });
  }
}
