import { z } from 'zod';

/** The body of every error answer (RFC 9457). Clients match on `code`, never on text. */
export const problemJson = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export type ProblemOptions = {
  /** What happened, what it means, what to do next; English (apps translate by code). */
  detail?: string;
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** An expected refusal: carries a stable code and an HTTP status. Broken invariants throw plain errors instead. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly options: ProblemOptions;

  constructor(status: number, code: string, title: string, options: ProblemOptions = {}) {
    super(title, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = code;
    this.options = options;
  }
}

/** Declares one entry of a room's error table: `const soldOut = problem(409, 'inventory.sold_out', 'Sold out')`. */
export function problem(status: number, code: string, title: string): (options?: ProblemOptions) => Problem {
  return (options) => new Problem(status, code, title, options);
}

export const notFound = problem(404, 'request.not_found', 'There is nothing here that you may see.');
export const notSignedIn = problem(401, 'request.sign_in_required', 'Please sign in first.');
export const notAllowed = problem(403, 'request.not_allowed', 'Your account may not do this.');
export const invalidRequest = problem(422, 'request.invalid', 'Some fields need another look.');
export const malformedRequest = problem(400, 'request.malformed', 'The request could not be read.');
export const foreignOrigin = problem(
  403,
  'request.foreign_origin',
  'This request came from another site and was refused.',
);
export const tooManyRequests = problem(429, 'request.too_many', 'Too many requests; please wait a moment.');
export const idempotencyKeyMissing = problem(400, 'request.idempotency_key_missing', 'Send an Idempotency-Key header.');
export const idempotencyKeyReused = problem(
  422,
  'request.idempotency_key_reused',
  'This Idempotency-Key was used for another request.',
);
export const databaseUnavailable = (cause: unknown): Problem =>
  new Problem(503, 'service.unavailable', 'The service is restarting; please try again in a moment.', {
    retryAfterSeconds: 2,
    cause,
  });
