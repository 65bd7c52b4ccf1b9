import { performance } from 'node:perf_hooks';
import { cookieHeader, createClient } from '../../../scripts/bench/http-client.ts';
import { createDraws, type Draws } from '../evaluate/draws.ts';
import { clickChance, watchChance } from '../evaluate/encounter.ts';

export interface LoadOptions {
  readonly url: string;
  /** People at once; each is an anonymous viewer with a cookie of his own. */
  readonly viewers: number;
  readonly seconds: number;
}

/** What the server did under the town's people; times in milliseconds of wall time. */
export interface LoadResult {
  readonly name: 'simulate-http';
  readonly url: string;
  readonly viewers: number;
  readonly seconds: number;
  readonly pages: number;
  readonly pagesPerSecond: number;
  readonly pageMsP50: number;
  readonly pageMsP99: number;
  readonly reports: number;
  readonly reportMsP50: number;
  readonly reportMsP99: number;
  readonly goodsOpened: number;
  readonly goodsMsP50: number;
  readonly actionsAccepted: number;
  readonly actionsRefused: number;
  /** Answers that were not 2xx, and requests without an answer, by status and path. */
  readonly errors: Readonly<Record<string, number>>;
}

interface FeedItem {
  readonly impressionToken: string;
  readonly video: {
    readonly id: string;
    readonly categoryId: string | null;
    readonly tags: readonly string[];
    readonly playback: { readonly durationMs: number };
    readonly goods: readonly { readonly product: { readonly id: string } }[];
  };
}

interface Action {
  readonly impressionToken: string;
  readonly kind: 'impression' | 'watch' | 'finish' | 'skip' | 'click_goods' | 'open_product';
  readonly watchMs?: number;
  readonly productId?: string;
  readonly occurredAt: string;
}

const pageSize = 10;
const pagesPerSession = 4;

/**
 * People of the town in front of a running server: they read pages of the feed, watch by hidden tastes, report with the
 * tokens of their pages and open goods. They do not wait between clips, so one of them stands for many in life.
 */
export async function driveServer({ url, viewers, seconds }: LoadOptions): Promise<LoadResult> {
  const send = createClient(url, viewers);
  const draws = createDraws(1);
  const pageMs: number[] = [];
  const reportMs: number[] = [];
  const goodsMs: number[] = [];
  const errors: Record<string, number> = {};
  let accepted = 0;
  let refused = 0;

  const ask = async <Body>(
    method: string,
    path: string,
    times: number[] | null,
    options: { cookie?: string; body?: unknown } = {},
  ): Promise<{ body: Body; cookies: string[] } | null> => {
    const startedAt = performance.now();
    const fail = (what: string): null => {
      const key = `${what} ${method} ${path.split('?')[0]!.replace(/[0-9a-f-]{36}/, '{id}')}`;
      errors[key] = (errors[key] ?? 0) + 1;
      return null;
    };
    try {
      const answer = await send<Body>(method, path, options);
      if (answer.status < 200 || answer.status > 299) return fail(String(answer.status));
      times?.push(performance.now() - startedAt);
      return answer;
    } catch (error) {
      return fail((error as NodeJS.ErrnoException).code ?? 'no answer');
    }
  };

  const until = performance.now() + seconds * 1_000;
  const isOver = (): boolean => performance.now() >= until;

  const readPage = async (index: number, cookie: string, session: string): Promise<boolean> => {
    const path = `/api/v1/feed?feedSessionId=${session}&limit=${pageSize}`;
    const page = await ask<{ items: FeedItem[] }>('GET', path, pageMs, { cookie });
    if (!page || page.body.items.length === 0) return false;
    const { actions, opened } = react(draws, index, page.body.items);
    const report = await ask<{ accepted: number; refused: unknown[] }>('POST', '/api/v1/interactions', reportMs, {
      cookie,
      body: { actions },
    });
    accepted += report?.body.accepted ?? 0;
    refused += report?.body.refused.length ?? 0;
    for (const productId of opened.slice(0, 2)) await ask('GET', `/api/v1/products/${productId}`, goodsMs, { cookie });
    return true;
  };

  /** One place in the crowd: when a person has seen enough, the next one sits down. */
  const chair = async (first: number): Promise<void> => {
    for (let index = first; !isOver(); index += viewers) {
      const welcome = await ask('GET', '/api/v1/sessions/current', null);
      if (!welcome) {
        // A server that does not answer is asked again, not hammered.
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      const cookie = cookieHeader(welcome.cookies);
      const session = `town-${process.pid}-${index}`;
      for (let page = 0; page < pagesPerSession && !isOver(); page++) {
        if (!(await readPage(index, cookie, session))) break;
      }
    }
  };
  await Promise.all(Array.from({ length: viewers }, (_, index) => chair(index)));

  return {
    name: 'simulate-http',
    url,
    viewers,
    seconds,
    pages: pageMs.length,
    pagesPerSecond: pageMs.length / seconds,
    pageMsP50: quantile(pageMs, 0.5),
    pageMsP99: quantile(pageMs, 0.99),
    reports: reportMs.length,
    reportMsP50: quantile(reportMs, 0.5),
    reportMsP99: quantile(reportMs, 0.99),
    goodsOpened: goodsMs.length,
    goodsMsP50: quantile(goodsMs, 0.5),
    actionsAccepted: accepted,
    actionsRefused: refused,
    errors,
  };
}

/** What one person does with a page, by the same chances as in the town. */
function react(draws: Draws, index: number, items: readonly FeedItem[]): { actions: Action[]; opened: string[] } {
  const actions: Action[] = [];
  const opened: string[] = [];
  const occurredAt = new Date().toISOString();
  for (const [place, { impressionToken, video }] of items.entries()) {
    const add = (kind: Action['kind'], more: Partial<Action> = {}): void => {
      actions.push({ impressionToken, kind, occurredAt, ...more });
    };
    const affinity = tasteFor(draws, index, video.categoryId ?? '');
    const luck = draws.unit(12, index, textNumber(video.id), place);
    const watched = luck < watchChance(affinity, 0.5, 0.5, 0);
    const { durationMs } = video.playback;
    add('impression');
    add(watched ? 'watch' : 'skip', {
      watchMs: Math.round(watched ? 0.9 * durationMs : Math.min(900, 0.1 * durationMs)),
    });
    if (watched && luck < 0.2) add('finish', { watchMs: durationMs });
    const productId = video.goods[0]?.product.id;
    const person = { trust: 0.7, tired: 0.3 };
    if (productId && draws.unit(15, index, textNumber(video.id)) < clickChance(affinity, 0.5, person, watched)) {
      add('click_goods', { productId });
      opened.push(productId);
    }
  }
  return { actions, opened };
}

/** A few categories each person loves, the same for the same person; the rest leave him cold. */
function tasteFor(draws: Draws, index: number, category: string): number {
  const love = draws.unit(2, index, textNumber(category));
  return love > 0.82 ? 0.5 + 0.5 * draws.unit(2, index, textNumber(category), 1) : 0.06;
}

function textNumber(text: string): number {
  let value = 7;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  return value >>> 0;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
