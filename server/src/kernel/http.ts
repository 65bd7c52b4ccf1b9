import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  fastify,
} from 'fastify';
import type { z } from 'zod';
import {
  databaseUnavailable,
  foreignOrigin,
  idempotencyKeyMissing,
  invalidRequest,
  malformedRequest,
  notAllowed,
  notFound,
  notSignedIn,
  Problem,
  tooManyRequests,
} from './errors.ts';
import { answerOnce } from './idempotency.ts';
import { newId } from './ids.ts';
import { isDeeperThan } from './json-depth.ts';
import { openApiDocument } from './openapi.ts';
import {
  type Access,
  type AnyContract,
  type BoundRoute,
  type Call,
  JsonText,
  type Principal,
  type RateClass,
  type RawCall,
} from './route.ts';
import type { World } from './world.ts';

export type ResolvePrincipal = (
  world: World,
  raw: RawCall,
  cookies: Record<string, string | undefined>,
) => Promise<Principal>;

export type ServerOptions = {
  world: World;
  contracts: readonly AnyContract[];
  routes: readonly BoundRoute[];
  resolvePrincipal: ResolvePrincipal;
  /** Answers are checked against their contract; on in tests, off in production where it would cost more than the query. */
  checkAnswers?: boolean;
};

const bodyBytesMaxDefault = 64 * 1024;
const requestTimeoutMs = 30_000;
/** Deeper documents exhaust the stack of whoever walks them; ours need five levels. */
const bodyDepthMax = 64;

/** Requests a minute from one viewer (or one address without a cookie). */
const ratePerMinute: Record<RateClass, number> = {
  read: 1_200,
  write: 240,
  'sign-in': 30,
  upload: 120,
  interaction: 600,
  checkout: 60,
  unlimited: Number.MAX_SAFE_INTEGER,
};

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: Buffer | undefined;
  }
}

/**
 * Builds the HTTP server from the declarations. Throws when a declared route has no handler, a handler no
 * declaration, or a write leaves its idempotency open: such a server must not start.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { world } = options;
  assertComplete(options.contracts, options.routes);
  const serverOptions: FastifyServerOptions = {
    logger: false,
    trustProxy: world.config.mode === 'production' ? 'loopback, uniquelocal' : false,
    bodyLimit: bodyBytesMaxDefault,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 20_000,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 1_200 },
    frameworkErrors: (error, request, reply) =>
      sendProblem(reply as FastifyReply, asProblem(error), String(request.id)),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket),
    forceCloseConnections: true,
  };
  const app = fastify(serverOptions);
  app.decorateRequest('rawBody', undefined);
  await app.register(cookie);
  await app.register(compress, { global: false });
  await app.register(helmet, {
    global: true,
    enableCSPNonces: true,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: world.config.mode === 'production',
    crossOriginEmbedderPolicy: false,
  });
  if (world.config.rateLimits) {
    await app.register(rateLimit, {
      global: false,
      // Guessing is counted by address: a cookie can be invented. The rest by viewer, so that one address may be many people.
      keyGenerator: (request) => {
        const config = request.routeOptions.config as { rateClass?: RateClass };
        return config.rateClass === 'sign-in' ? request.ip : (request.cookies.haowu_viewer?.slice(0, 36) ?? request.ip);
      },
      errorResponseBuilder: (_request, context) =>
        tooManyRequests({ retryAfterSeconds: Math.ceil(context.ttl / 1_000) }),
    });
  }
  installBodyParser(app);
  installErrors(app, world);
  installFigures(app, world);
  for (const route of options.routes) installRoute(app, options, route);
  const document = JSON.stringify(openApiDocument(options.contracts, '0.1.0'));
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document));
  return app;
}

function assertComplete(contracts: readonly AnyContract[], routes: readonly BoundRoute[]): void {
  const bound = new Set(routes.map((route) => route.contract.id));
  const declared = new Set(contracts.map((contract) => contract.id));
  const unbound = [...declared].filter((id) => !bound.has(id));
  const undeclared = [...bound].filter((id) => !declared.has(id));
  if (unbound.length > 0) throw new Error(`declared routes without a handler: ${unbound.join(', ')}`);
  if (undeclared.length > 0) throw new Error(`handlers without a declared route: ${undeclared.join(', ')}`);
  for (const contract of contracts) {
    if (contract.method !== 'GET' && contract.idempotency === 'none')
      throw new Error(`${contract.id}: a write must say its idempotency`);
  }
}

/** Bodies are JSON only; the bytes are kept for signatures, and NUL (which the database cannot store) is refused here. */
function installBodyParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const buffer = bytes as Buffer;
    request.rawBody = buffer;
    if (buffer.length === 0) return done(null, undefined);
    if (isDeeperThan(buffer, bodyDepthMax))
      return done(malformedRequest({ detail: `A body may be nested ${bodyDepthMax} levels deep.` }), undefined);
    const text = buffer.toString('utf8');
    if (text.includes('\\u0000'))
      return done(malformedRequest({ detail: 'Text must not contain NUL characters.' }), undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(malformedRequest({ detail: 'The body is not valid JSON.' }), undefined);
    }
  });
}

function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): FastifyReply {
  if (problem.options.retryAfterSeconds) reply.header('retry-after', String(problem.options.retryAfterSeconds));
  return reply.status(problem.status).type('application/problem+json').send(problemText(problem, requestId));
}

function problemText(problem: Problem, requestId: string): string {
  return JSON.stringify({
    type: `urn:haowu:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(problem.options.detail ? { detail: problem.options.detail } : {}),
    ...(problem.options.errors ? { errors: problem.options.errors } : {}),
    requestId,
  });
}

/** Bytes that are not HTTP, or too many of them before a body: answered once and cut. */
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = tooLarge
    ? new Problem(431, 'request.too_large', 'The request is too large.')
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? new Problem(408, 'request.too_slow', 'The request took too long to arrive.')
      : malformedRequest();
  const body = problemText(problem, newId());
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}

function installErrors(app: FastifyInstance, world: World): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500)
      world.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed');
    return sendProblem(reply, problem, String(request.id));
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(), String(request.id)));
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(413, 'request.too_large', 'The request is too large.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem(415, 'request.media_type', 'Send JSON (content-type application/json).');
  // SQLSTATE class 22: a value the database cannot represent; it slipped past the schema, and it is the sender's.
  if (/^22[0-9A-Z]{3}$/.test(code)) return malformedRequest({ cause: error });
  if (code === '53100') return databaseUnavailable(error);
  if (status >= 400 && status < 500) return malformedRequest({ cause: error });
  return new Problem(500, 'service.failed', 'Something broke on our side; it has been written down.', { cause: error });
}

function installFigures(app: FastifyInstance, world: World): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = (request.routeOptions.config as { routeId?: string }).routeId ?? 'other';
    world.metrics.requestSeconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
}

function installRoute(app: FastifyInstance, options: ServerOptions, route: BoundRoute): void {
  const { contract } = route;
  const { world } = options;
  app.route({
    method: contract.method,
    url: `/api/v1${contract.path.replace(/\{(\w+)\}/g, ':$1')}`,
    bodyLimit: contract.bodyBytesMax ?? bodyBytesMaxDefault,
    config: {
      routeId: contract.id,
      rateClass: contract.rate,
      ...(world.config.rateLimits && contract.rate !== 'unlimited'
        ? { rateLimit: { max: ratePerMinute[contract.rate], timeWindow: 60_000, groupId: contract.rate } }
        : {}),
    },
    handler: async (request, reply) => {
      const raw = rawCallOf(request, reply, world);
      if (contract.method !== 'GET' && contract.access !== 'provider') assertOwnOrigin(request);
      const principal = await options.resolvePrincipal(world, raw, request.cookies);
      assertAllowed(contract.access, principal);
      const call = {
        world,
        principal,
        params: parse(contract.params, request.params, 'params'),
        query: parse(contract.query, request.query, 'query'),
        body: parse(contract.body, request.body, 'body'),
        raw,
        once: onceOf(world, contract, principal, request),
      } as Call<AnyContract>;
      const answer = await route.handle(call);
      reply.status(contract.status ?? 200).header('cache-control', 'no-store');
      if (answer instanceof JsonText) return reply.type('application/json; charset=utf-8').send(answer.text);
      if (options.checkAnswers) assertAnswer(contract, answer);
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
    },
  });
}

function onceOf(
  world: World,
  contract: AnyContract,
  principal: Principal,
  request: FastifyRequest,
): Call<AnyContract>['once'] {
  const header = request.headers['idempotency-key'];
  const key = typeof header === 'string' && header.length >= 8 && header.length <= 100 ? header : undefined;
  if (contract.idempotency === 'required' && !key) throw idempotencyKeyMissing();
  return (work) => {
    if (contract.idempotency !== 'required' || !key)
      throw new Error(`${contract.id} does not declare idempotency: required`);
    return answerOnce(
      world,
      { personId: principal.viewerId, route: contract.id, key, body: { params: request.params, body: request.body } },
      work,
    );
  };
}

function assertAnswer(contract: AnyContract, answer: unknown): void {
  const parsed = contract.answer.safeParse(answer);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`${contract.id} broke its promise: ${issues.slice(0, 600)}`);
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (!schema) return undefined;
  if (place !== 'body' && JSON.stringify(value ?? null).includes('\\u0000')) throw malformedRequest();
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  if (place === 'params') throw notFound();
  throw invalidRequest({
    errors: parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}

/** Cookies alone prove nothing about the page that sent a write: a browser names its origin, and it must be ours. */
function assertOwnOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (!origin) return;
  let host: string;
  try {
    host = new URL(origin).host;
  } catch {
    throw foreignOrigin();
  }
  if (host !== request.headers.host) throw foreignOrigin();
}

function assertAllowed(access: Access, principal: Principal): void {
  if (access === 'anyone' || access === 'provider') return;
  if (!principal.accountId) throw notSignedIn();
  if (access === 'account') return;
  if (access === 'publisher') {
    if (!principal.roles.has('creator') && !principal.roles.has('merchant')) throw notAllowed();
    return;
  }
  if (!principal.roles.has(access)) throw notAllowed();
}

/** The parts of a request a handler may look at beyond its parsed input; also used by routes outside /api/v1. */
export function rawCallOf(request: FastifyRequest, reply: FastifyReply, world: World): RawCall {
  const secure = world.config.mode === 'production';
  return {
    headers: request.headers,
    bodyBytes: request.rawBody,
    address: request.ip,
    setCookie: (name, value, cookieOptions) =>
      void reply.setCookie(name, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: cookieOptions.maxAgeSeconds,
      }),
    clearCookie: (name) => void reply.clearCookie(name, { path: '/' }),
    setHeader: (name, value) => void reply.header(name, value),
  };
}
