import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { type Composition, compose, serveComposition } from '../../server/src/app/compose.ts';
import { drainSubscribers, runDueWork, startReaders, startSweeps } from '../../server/src/kernel/index.ts';
import { createSandboxProvider, type SandboxControls, startSandboxServer } from '../../server/src/payments/index.ts';
import { openTestWorld, type TestWorld, type VirtualClock } from './world.ts';

const secret = 'the sandbox secret of the tests, long enough';

/** With other tests beside it a healthy source may take long, and a page without goods is no page to buy from. */
const patientMs = '10000';

export type Answer<Body = Record<string, unknown>> = {
  status: number;
  body: Body;
  headers: Record<string, string | string[] | number | undefined>;
};

export type House = {
  readonly world: TestWorld;
  readonly composition: Composition;
  readonly sandbox: SandboxControls;
  readonly url: string;
  /** Sends a request as a browser with these cookies would; writes carry a fresh Idempotency-Key unless one is given. */
  send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: { cookie?: string; body?: unknown; key?: string; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
  /** Lets everything that can happen now happen: provider calls, notices, facts, due work. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** The whole server on a database of its own, with a provider process beside it and a virtual clock. */
export async function openHouse(
  options: {
    running?: boolean;
    clock?: VirtualClock;
    /** Called before the server listens: for what `start` mounts beside the JSON routes. */
    mount?: (app: FastifyInstance, world: TestWorld) => Promise<void>;
  } = {},
): Promise<House> {
  const opened = await openTestWorld({
    environment: { HAOWU_FEED_SOURCE_DEADLINE_MS: patientMs },
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const { world } = opened;
  let notifyUrl: string | undefined;
  const sandbox = await startSandboxServer({ port: 0, host: '127.0.0.1', secret, notifyUrl: () => notifyUrl });
  const provider = createSandboxProvider({ url: `http://127.0.0.1:${sandbox.port}`, secret });
  // Signatures carry real time; the virtual clock stands still, so the notice is checked against real time here.
  const composition = compose({
    provider: { ...provider, verifyNotice: (headers, bytes) => provider.verifyNotice(headers, bytes, new Date()) },
  });
  const app = await serveComposition(world, composition, { checkAnswers: true });
  await options.mount?.(app, world);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  notifyUrl = `${url}/api/v1/payment-webhooks/sandbox`;
  const readers = options.running ? startReaders(world, composition.subscribers) : undefined;
  const sweeper = options.running ? startSweeps(world, composition.sweeps) : undefined;
  return {
    world,
    composition,
    sandbox: sandbox.controls,
    url,
    async send(method, path, sendOptions = {}) {
      const write = method !== 'GET';
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(sendOptions.cookie ? { cookie: sendOptions.cookie } : {}),
          ...(write ? { 'idempotency-key': sendOptions.key ?? crypto.randomUUID() } : {}),
          ...(sendOptions.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...sendOptions.headers,
        },
        ...(sendOptions.body === undefined
          ? {}
          : { body: typeof sendOptions.body === 'string' ? sendOptions.body : JSON.stringify(sendOptions.body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text ? JSON.parse(text) : {},
        headers: Object.fromEntries(response.headers),
      };
    },
    async settle() {
      for (let round = 0; round < 6; round += 1) {
        await drainSubscribers(world, composition.subscribers);
        await runDueWork(world, composition.sweeps);
        // The provider is another process: its notices need a moment of real time.
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      await drainSubscribers(world, composition.subscribers);
    },
    async close() {
      await readers?.stop();
      await sweeper?.stop();
      await app.close();
      await sandbox.close();
      await opened.close();
    },
  };
}

/** One house for the tests of a file. */
export function useHouse(options?: Parameters<typeof openHouse>[0]): { readonly house: House } {
  let opened: House | undefined;
  beforeAll(async () => {
    opened = await openHouse(options);
  });
  afterAll(async () => {
    await opened?.close();
  });
  return {
    get house() {
      if (!opened) throw new Error('the house opens in beforeAll');
      return opened;
    },
  };
}
