import { z } from 'zod';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';

export const bridgeFilter = {
  from: z.iso.date().optional().meta({ description: 'business day of payment, first' }),
  to: z.iso.date().optional(),
  shopId: idJson.optional(),
  creatorId: idJson.optional(),
  contentId: idJson.optional(),
  categoryId: z.string().max(60).optional(),
  scene: z.string().max(30).optional(),
};
const splitJson = z.object({ settled: moneyJson, provisional: moneyJson });
export const bridgeJson = z
  .object({
    asOf: z.iso.datetime(),
    rulesetVersion: z.string(),
    linesCount: z.number().int(),
    settledLinesCount: z.number().int(),
    paid: splitJson,
    net: splitJson,
    clean: splitJson,
    qgmv: splitJson,
    reasons: z.array(
      z.object({
        code: z.string(),
        level: z.enum(['paid_to_net', 'net_to_clean', 'clean_to_qgmv']),
        amount: moneyJson.meta({ description: 'lost, as a positive amount' }),
        settledAmount: moneyJson,
        linesCount: z.number().int(),
        previousAmount: moneyJson,
      }),
    ),
    expectedQgmv: z
      .object({ amount: moneyJson, low: moneyJson, high: moneyJson })
      .meta({ description: 'settled + forecast of the provisional lines, with its 80 % interval' }),
    previous: z
      .object({ paid: moneyJson, qgmv: moneyJson })
      .meta({ description: 'the period of equal length before; its QGMV is the expected one' }),
    perHundred: z.number().nullable().meta({ description: 'expectedQgmv per 100 paid' }),
    previousPerHundred: z.number().nullable(),
    qgpm: moneyJson.nullable().meta({ description: 'expectedQgmv per 1,000 impressions' }),
    latentShare: z.number().nullable(),
    sacrificed: moneyJson,
    adds: z.boolean().meta({ description: 'paid - reasons = QGMV to the fen' }),
    days: z.array(z.object({ day: z.iso.date(), paid: moneyJson, qgmvSettled: moneyJson, qgmvProvisional: moneyJson })),
  })
  .meta({ id: 'Bridge' });
export const readBridge = defineRoute({
  id: 'boards.readBridge',
  method: 'GET',
  path: '/console/bridge',
  summary: 'The quality-GMV bridge: Paid, Net, Clean, QGMV and every lost fen with its reason',
  query: z.object(bridgeFilter),
  answer: bridgeJson,
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const qualityLineJson = z
  .object({
    lineId: idJson,
    orderId: idJson,
    orderNumber: z.string(),
    shopId: idJson,
    shopName: z.string(),
    productId: idJson,
    productTitle: z.string(),
    creatorId: idJson.nullable(),
    creatorName: z.string().nullable(),
    contentId: idJson.nullable(),
    categoryId: z.string(),
    scene: z.string(),
    paidAt: z.iso.datetime(),
    stage: z.enum(['P', 'S', 'M', 'L']),
    paid: moneyJson,
    net: moneyJson,
    clean: moneyJson,
    qgmv: moneyJson,
    expectedQgmv: moneyJson.nullable(),
    reasons: z.array(z.object({ code: z.string(), amount: moneyJson })),
  })
  .meta({ id: 'QualityLine' });
export const listQualityLines = defineRoute({
  id: 'boards.listQualityLines',
  method: 'GET',
  path: '/console/quality-lines',
  summary: 'The lines behind the bridge',
  query: z.object({
    ...pageQuery,
    ...bridgeFilter,
    reason: z.string().max(60).optional(),
    stage: z.enum(['P', 'S', 'M', 'L']).optional(),
    sort: z.enum(['paid_at', 'lost', 'paid']).default('paid_at'),
  }),
  answer: pageOf(qualityLineJson),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const readQualityLine = defineRoute({
  id: 'boards.readQualityLine',
  method: 'GET',
  path: '/console/quality-lines/{id}',
  summary: 'One line: its facts, its stages, the rules that priced it',
  params: z.object({ id: idJson }),
  answer: qualityLineJson
    .extend({
      facts: z.array(
        z.object({
          id: idJson,
          type: z.string(),
          rootFactId: idJson,
          affected: moneyJson,
          occurredAt: z.iso.datetime(),
          knownAt: z.iso.datetime(),
          evidence: z.string(),
          effect: z.string(),
          counted: z.boolean(),
        }),
      ),
      stages: z.array(
        z.object({
          stage: z.enum(['P', 'S', 'M', 'L', 'adjustment']),
          at: z.iso.datetime(),
          net: moneyJson,
          clean: moneyJson,
          qgmv: moneyJson,
          rulesetVersion: z.string(),
          hash: z.string(),
        }),
      ),
      matures: z.object({
        settlesAt: z.iso.datetime().nullable(),
        maturesAt: z.iso.datetime().nullable(),
        locksAt: z.iso.datetime().nullable(),
      }),
      commission: z
        .object({ creatorName: z.string().nullable(), rateBp: z.number().int(), amount: moneyJson, state: z.string() })
        .nullable(),
    })
    .meta({ id: 'QualityLineDetail' }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const filterOptions = defineRoute({
  id: 'boards.filterOptions',
  method: 'GET',
  path: '/console/bridge/options',
  summary: 'Shops, creators, contents and categories to filter by',
  query: z.object({ q: z.string().max(60).default('') }),
  answer: z.object({
    shops: z.array(z.object({ id: idJson, name: z.string() })),
    creators: z.array(z.object({ id: idJson, name: z.string() })),
    contents: z.array(z.object({ id: idJson, title: z.string() })),
    categories: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
  }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const readClock = defineRoute({
  id: 'boards.readClock',
  method: 'GET',
  path: '/console/clock',
  summary: 'Business time',
  answer: z.object({
    now: z.iso.datetime(),
    offsetMs: z.number(),
    mayAdvance: z.boolean(),
    working: z.boolean().meta({ description: 'due work of the last advance is still running' }),
  }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const advanceClock = defineRoute({
  id: 'boards.advanceClock',
  method: 'POST',
  path: '/console/clock/advance',
  summary: 'Move business time forward (demo mode only) and let what falls due happen',
  body: z.object({ days: z.number().int().min(1).max(30) }),
  answer: z.object({ now: z.iso.datetime(), offsetMs: z.number() }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'required',
  rate: 'write',
});
export const readBooks = defineRoute({
  id: 'boards.readBooks',
  method: 'GET',
  path: '/console/books',
  summary: 'Do the books balance: ledger, payments, orders, stock, quality lines',
  answer: z.object({
    checkedAt: z.iso.datetime(),
    checks: z.array(
      z.object({ code: z.string(), ok: z.boolean(), detail: z.string(), differencesCount: z.number().int() }),
    ),
    accounts: z.array(z.object({ account: z.string(), balance: moneyJson })),
  }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const todayJson = z
  .object({
    shopId: idJson.nullable(),
    due: z.object({
      awaitingDispatch: z.number().int(),
      lateSoon: z.number().int(),
      late: z.number().int(),
      aftersales: z.number().int(),
      lowStock: z.number().int(),
    }),
    figures: z.array(
      z.object({
        code: z.string(),
        value: z.number(),
        money: z.boolean(),
        previous: z.number(),
        series: z.array(z.number()),
      }),
    ),
  })
  .meta({ id: 'Today' });
export const readToday = defineRoute({
  id: 'boards.readToday',
  method: 'GET',
  path: '/studio/today',
  summary: 'What is due and how today goes, for my shops or my content',
  query: z.object({ shopId: idJson.optional() }),
  answer: todayJson,
  access: 'publisher',
  ownership: 'shop',
  idempotency: 'none',
  rate: 'read',
});
export const readSourceContributions = defineRoute({
  id: 'boards.readSourceContributions',
  method: 'GET',
  path: '/console/source-contributions',
  summary: 'What each source of the feed brought: shown, watched, clicked, paid and kept',
  query: z.object({
    from: z.iso.date().optional().meta({ description: 'business day of showing, first' }),
    to: z.iso.date().optional(),
  }),
  answer: z.object({
    asOf: z.iso.datetime(),
    from: z.iso.date(),
    to: z.iso.date(),
    partial: z.boolean().meta({ description: 'only the newest 10,000 quality lines of the period are counted' }),
    sources: z.array(
      z
        .object({
          source: z.string(),
          impressionsCount: z.number().int(),
          share: z.number().meta({ description: 'of all impressions, 0 to 1' }),
          watchRate: z.number().nullable().meta({ description: 'watched long enough to mean it, of impressions' }),
          clicksCount: z.number().int(),
          paidLinesCount: z.number().int(),
          keptLinesCount: z.number().int().meta({ description: 'paid lines of which something is kept' }),
          qualityValue: moneyJson,
          qgpm: moneyJson.nullable().meta({ description: 'quality value per 1,000 impressions' }),
        })
        .meta({ id: 'SourceContribution' }),
    ),
  }),
  access: 'operator',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
