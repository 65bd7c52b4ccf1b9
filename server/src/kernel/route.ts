import type { z } from 'zod';
import type { Act, World } from './world.ts';

/** Who may call a route. A person always has at least an anonymous viewer identity (a signed cookie). */
export type Access = 'anyone' | 'account' | 'merchant' | 'creator' | 'publisher' | 'operator' | 'provider';

/**
 * Whose things the route touches; the handler's query itself is restricted to them, and a foreign id answers 404.
 * `none`: public or platform-wide; `self`: the caller's own; `shop`: shops the caller works for; `author`: content the caller published.
 */
export type Ownership = 'none' | 'self' | 'shop' | 'author';

/**
 * How a write behaves when it is sent twice. `required`: refuses without an Idempotency-Key and stores the first answer in
 * the effect's own transaction; `natural`: the same request twice has one effect by itself (PUT, DELETE, tokens).
 */
export type Idempotency = 'none' | 'required' | 'natural';

export type RateClass = 'read' | 'write' | 'sign-in' | 'upload' | 'interaction' | 'checkout' | 'unlimited';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** Stable name, `orders.list`: operation id of the OpenAPI document and label of the figures. */
  readonly id: string;
  readonly method: Method;
  /** Path below /api/v1 with `{id}` parameters. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly status?: 200 | 201 | 202 | 204;
  readonly access: Access;
  readonly ownership: Ownership;
  readonly idempotency: Idempotency;
  readonly rate: RateClass;
  /** Largest body, bytes; 64 KiB unless said. */
  readonly bodyBytesMax?: number;
};

export type AnyContract = RouteContract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** Declares a route. The declaration is the source of the OpenAPI document, the client and the authorisation matrix. */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(contract: RouteContract<Params, Query, Body, Answer>): RouteContract<Params, Query, Body, Answer> {
  return contract;
}

/** The caller, as far as the server knows. */
export type Principal = {
  /** Account id when signed in, else the anonymous viewer id; interactions, cart and orders belong to it. */
  readonly viewerId: string;
  readonly accountId: string | undefined;
  /** The anonymous id of this browser, also after signing in. */
  readonly deviceId: string;
  readonly sessionId: string | undefined;
  readonly roles: ReadonlySet<'creator' | 'merchant' | 'operator'>;
  /** Shops the caller works for. */
  readonly shopIds: readonly string[];
  readonly locale: 'zh-CN' | 'en';
};

export type Call<Contract extends AnyContract> = {
  readonly world: World;
  readonly principal: Principal;
  readonly params: z.output<NonNullable<Contract['params']>>;
  readonly query: z.output<NonNullable<Contract['query']>>;
  readonly body: z.output<NonNullable<Contract['body']>>;
  /**
   * Runs the effect of an `idempotency: 'required'` route in one transaction together with its stored answer. The same
   * key again gets the first answer; the same key with another body is refused.
   */
  once(work: (act: Act) => Promise<z.input<Contract['answer']>>): Promise<z.input<Contract['answer']>>;
  /** The raw request, for signatures and cookies. */
  readonly raw: RawCall;
};

export type RawCall = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bodyBytes: Buffer | undefined;
  readonly address: string;
  setCookie(name: string, value: string, options: { maxAgeSeconds: number }): void;
  clearCookie(name: string): void;
  setHeader(name: string, value: string): void;
};

export type BoundRoute = {
  readonly contract: AnyContract;
  handle(call: Call<AnyContract>): Promise<unknown>;
};

/** Binds a handler to its declaration; input and answer types come from the schemas. */
export function bind<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  contract: RouteContract<Params, Query, Body, Answer>,
  handle: (call: Call<RouteContract<Params, Query, Body, Answer>>) => Promise<z.input<Answer> | JsonText>,
): BoundRoute {
  // The server parses with the contract's own schemas before it calls, so the wider type is safe here.
  return { contract, handle: handle as unknown as BoundRoute['handle'] };
}

/** An answer a handler has already written as JSON text (hot lists keep their cards as text). */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
