import { z } from 'zod';
import { categoriesOf, productsById } from '../catalog/index.ts';
import { accountCards } from '../identity/index.ts';
import { decodeCursor, encodeCursor, notFound, type Queryable, toMoneyJson, type World } from '../kernel/index.ts';
import { cursorAfter, filterValues, findLine, type LineDetail, listLines, type QualityLine } from '../quality/index.ts';
import { commissionOfLine } from '../settlement/index.ts';
import { shopCards } from '../shops/index.ts';
import type { filterOptions, listQualityLines, qualityLineJson, readQualityLine } from './contract.ts';
import { periodOf } from './period.ts';
import { filterOf } from './read-bridge.ts';
import { contentTitles } from './store.ts';

type LineJson = z.input<typeof qualityLineJson>;
const cursorShape = z.tuple([z.string().regex(/^-?\d+$|^\d{4}-\d\d-\d\dT[\d:.]+Z$/), z.uuid()]);

/** The lines behind the bridge, by page. Without a period: all days. */
export async function pageLines(
  world: World,
  query: z.output<NonNullable<(typeof listQualityLines)['query']>>,
): Promise<{ items: LineJson[]; nextCursor: string | null }> {
  const period = query.from || query.to ? periodOf(query, world.businessClock.now(), world.config.zone) : undefined;
  const [value, lineId] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
  const after = value !== undefined && lineId ? { value, lineId } : undefined;
  const found = await listLines(
    world.database,
    {
      ...filterOf(query),
      ...(period ? { fromDay: period.fromDay, toDay: period.toDay } : {}),
      reason: query.reason,
      stage: query.stage,
    },
    { sort: query.sort, after, limit: query.limit },
  );
  const lines = found.slice(0, query.limit);
  const last = lines.at(-1);
  const next = found.length > query.limit && last ? cursorAfter(last, query.sort) : undefined;
  return {
    items: await withNames(world.database, lines),
    nextCursor: next ? encodeCursor([next.value, next.lineId]) : null,
  };
}

/** One line: its facts and what each takes, its stages, its dates, its commission. @throws Problem when there is none. */
export async function readLine(world: World, lineId: string): Promise<z.input<(typeof readQualityLine)['answer']>> {
  const line = await findLine(world.database, lineId);
  if (!line) throw notFound();
  const commission = await commissionOfLine(world.database, lineId);
  const names = commission ? await nicknames(world.database, [commission.creatorId]) : new Map<string, string>();
  const [json] = await withNames(world.database, [line]);
  if (!json) throw notFound();
  const money = (amountMinor: bigint) => toMoneyJson(amountMinor, line.currency);
  return {
    ...json,
    facts: line.facts.map((fact) => ({
      id: fact.factId,
      type: fact.type,
      rootFactId: fact.rootFactId,
      affected: money(fact.affectedMinor),
      occurredAt: fact.occurredAt.toISOString(),
      knownAt: fact.knownAt.toISOString(),
      evidence: fact.evidence,
      effect: effectOf(fact.rule),
      counted: fact.counted,
    })),
    stages: line.stages.map((stage) => ({
      stage: stage.kind,
      at: stage.occurredAt.toISOString(),
      net: money(stage.netMinor),
      clean: money(stage.cleanMinor),
      qgmv: money(stage.qgmvMinor),
      rulesetVersion: stage.rulesetVersion,
      hash: stage.hash.toString('hex'),
    })),
    matures: {
      settlesAt: line.matures.settlesAt?.toISOString() ?? null,
      maturesAt: line.matures.maturesAt?.toISOString() ?? null,
      locksAt: line.matures.locksAt?.toISOString() ?? null,
    },
    commission: commission
      ? {
          creatorName: names.get(commission.creatorId) ?? null,
          rateBp: commission.rateBp,
          amount: toMoneyJson(commission.amountMinor, commission.currency),
          state: commission.state,
        }
      : null,
  };
}

/** What a fact takes, in signs everybody reads: `−15%`, `×0.5`, nothing for a note or a refund. */
function effectOf(rule: LineDetail['facts'][number]['rule']): string {
  if (rule.kind === 'deduction') return rule.bp === 0 ? '' : `−${rule.bp / 100}%`;
  if (rule.kind === 'debit' || rule.kind === 'gate') return rule.debitBp === 0 ? '' : `×${rule.debitBp / 10_000}`;
  return '';
}

const optionsMax = 100;

/** What one may filter by: what has quality lines, the most paid first, whose name holds the words asked for. */
export async function readFilterOptions(
  world: World,
  words: string,
): Promise<z.input<(typeof filterOptions)['answer']>> {
  const values = await filterValues(world.database, words ? 2_000 : optionsMax);
  const [shops, creators, contents, categories] = await Promise.all([
    shopCards(world.database, values.shopIds),
    nicknames(world.database, values.creatorIds),
    contentTitles(world.database, values.contentIds),
    categoriesOf(world.database),
  ]);
  const holds = (...names: string[]) =>
    words === '' || names.some((name) => name.toLowerCase().includes(words.toLowerCase()));
  const categoryById = new Map(categories.map((category) => [category.id, category]));
  return {
    shops: values.shopIds
      .flatMap((id) => shops.get(id) ?? [])
      .filter((shop) => holds(shop.name))
      .slice(0, optionsMax)
      .map(({ id, name }) => ({ id, name })),
    creators: values.creatorIds
      .flatMap((id) => ({ id, name: creators.get(id) ?? '' }))
      .filter((creator) => creator.name !== '' && holds(creator.name))
      .slice(0, optionsMax),
    contents: values.contentIds
      .map((id) => ({ id, title: contents.get(id) ?? '' }))
      .filter((content) => content.title !== '' && holds(content.title))
      .slice(0, optionsMax),
    categories: values.categoryIds
      .flatMap((id) => categoryById.get(id) ?? [])
      .filter((category) => holds(category.name.zh, category.name.en))
      .slice(0, optionsMax)
      .map(({ id, name }) => ({ id, name })),
  };
}

async function withNames(database: Queryable, lines: readonly QualityLine[]): Promise<LineJson[]> {
  const [shops, products, creators] = await Promise.all([
    shopCards(database, distinct(lines.map((line) => line.shopId))),
    productsById(database, distinct(lines.map((line) => line.productId))),
    nicknames(database, distinct(lines.flatMap((line) => line.creatorId ?? []))),
  ]);
  return lines.map((line) => {
    const money = (amountMinor: bigint) => toMoneyJson(amountMinor, line.currency);
    return {
      lineId: line.lineId,
      orderId: line.orderId,
      orderNumber: line.orderNumber,
      shopId: line.shopId,
      shopName: shops.get(line.shopId)?.name ?? '',
      productId: line.productId,
      productTitle: products.get(line.productId)?.title ?? '',
      creatorId: line.creatorId,
      creatorName: line.creatorId ? (creators.get(line.creatorId) ?? null) : null,
      contentId: line.contentId,
      categoryId: line.categoryId,
      scene: line.scene,
      paidAt: line.paidAt.toISOString(),
      stage: line.stage,
      paid: money(line.paidMinor),
      net: money(line.netMinor),
      clean: money(line.cleanMinor),
      qgmv: money(line.qgmvMinor),
      expectedQgmv: line.expectedQgmvMinor === null ? null : money(line.expectedQgmvMinor),
      reasons: line.losses.map((loss) => ({ code: loss.code, amount: money(loss.amountMinor) })),
    };
  });
}

async function nicknames(database: Queryable, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const cards = await accountCards(database, accountIds);
  return new Map(cards.map((card) => [card.id, card.nickname]));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
