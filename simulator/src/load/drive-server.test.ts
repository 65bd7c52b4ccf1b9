import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { driveServer } from './drive-server.ts';

/** A server with the three answers that people of the town ask for; every ninth page fails. */
const seen = { sessions: new Set<string>(), actions: 0, products: 0, pages: 0, cookies: new Set<string>() };
const body = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://stub');
  const answer = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  if (url.pathname === '/api/v1/sessions/current') {
    response.setHeader('set-cookie', `haowu_viewer=v${Math.random()}; Path=/; HttpOnly`);
    return answer(200, {});
  }
  seen.cookies.add(request.headers.cookie ?? '');
  if (url.pathname === '/api/v1/feed') {
    seen.sessions.add(url.searchParams.get('feedSessionId') ?? '');
    seen.pages += 1;
    if (seen.pages % 9 === 0) return answer(503, {});
    const items = Array.from({ length: 10 }, (_, index) => ({
      impressionToken: `t${index}`,
      video: {
        id: `${seen.pages}-${index}`,
        categoryId: `c${index}`,
        tags: [],
        playback: { durationMs: 20_000 },
        goods: [{ product: { id: `g${index}` } }],
      },
    }));
    return answer(200, { items });
  }
  if (url.pathname === '/api/v1/interactions') {
    const { actions } = JSON.parse(await body(request)) as { actions: { kind: string; impressionToken: string }[] };
    expect(actions.length).toBeLessThanOrEqual(50);
    expect(actions.filter(({ kind }) => kind === 'impression')).toHaveLength(10);
    seen.actions += actions.length;
    return answer(200, { accepted: actions.length, refused: [] });
  }
  seen.products += 1;
  return answer(200, {});
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

test('people read pages under cookies of their own, report with their tokens, open goods, and errors are counted', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await driveServer({ url, viewers: 3, seconds: 1 });
  expect(result.pages).toBeGreaterThan(5);
  expect(result.pages + (result.errors['503 GET /api/v1/feed'] ?? 0)).toBe(seen.pages);
  expect(result.errors['503 GET /api/v1/feed']).toBeGreaterThan(0);
  expect(result.actionsAccepted).toBe(seen.actions);
  expect(result.goodsOpened).toBe(seen.products);
  expect(result.goodsOpened).toBeGreaterThan(0);
  expect(result.pageMsP99).toBeGreaterThanOrEqual(result.pageMsP50);
  expect(seen.cookies.size).toBeGreaterThan(3);
  expect(seen.sessions.size).toBeGreaterThan(3);
});

test('a server that is not there is an error, not an exception', async () => {
  const result = await driveServer({ url: 'http://127.0.0.1:9', viewers: 1, seconds: 1 });
  expect(result.pages).toBe(0);
  expect(Object.keys(result.errors)[0]).toMatch(/ECONNREFUSED/);
});
