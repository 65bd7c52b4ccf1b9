/**
 * The typed client of the Haowu API, for the apps and the tests.
 * Promises the types of the route declarations, an Idempotency-Key on every write, and errors as `ApiProblem`.
 * Never retries a write by itself with another key.
 */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** An error answer of the API; match on `code`. `status` 0: the network did not answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? 'The request failed.');
    this.status = status;
    this.code = problem.code ?? 'request.failed';
    this.problem = problem;
  }
}

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const idempotency: Middleware = {
  onRequest({ request }) {
    if (writes.has(request.method) && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  },
};

/** A client for one server. In a browser `baseUrl` is '' (same origin); cookies carry the session. */
export function createApi(baseUrl = '', options: { fetch?: (request: Request) => Promise<Response> } = {}) {
  const client = createClient<paths>({ baseUrl, credentials: 'same-origin', ...options });
  client.use(idempotency);
  return client;
}

export type Api = ReturnType<typeof createApi>;

/** Unwraps an answer: the data, or an `ApiProblem` thrown. Use as `await ask(api.GET('/api/v1/feed', …))`. */
export async function ask<Data>(answer: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  let settled: { data?: Data; error?: unknown; response: Response };
  try {
    settled = await answer;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0, { code: 'network.unreachable', title: 'The server did not answer.' });
  }
  if (settled.error !== undefined || !settled.response.ok) {
    const problem =
      typeof settled.error === 'object' && settled.error !== null ? (settled.error as Partial<Problem>) : {};
    throw new ApiProblem(settled.response.status, problem);
  }
  return settled.data as Data;
}
