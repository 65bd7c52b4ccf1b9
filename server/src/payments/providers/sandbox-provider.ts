import http from 'node:http';
import { z } from 'zod';
import { badSignature } from '../errors.ts';
import type { PaymentProvider, ProviderNotice } from '../provider.ts';
import { signatureHeader, verifySignature } from '../sandbox/signature.ts';

const callTimeoutMs = 10_000;
const answerBytesMax = 64 * 1024;

const noticeSchema = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(['payment.captured', 'payment.failed', 'refund.succeeded', 'refund.failed']),
  paymentId: z.uuid(),
  refundId: z.uuid().optional(),
  amountMinor: z.number().int().min(0),
  currency: z.string().length(3),
  reason: z.string().max(200).optional(),
  occurredAt: z.iso.datetime(),
});

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The sandbox over HTTP, as a real provider would be: its own process, its own port, keys and signed notices. */
export function createSandboxProvider(options: { url: string; secret: string }): PaymentProvider {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const base = new URL(options.url);

  const call = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: unknown }> =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const request = http.request(
        {
          agent,
          host: base.hostname,
          port: base.port,
          method,
          path,
          timeout: callTimeoutMs,
          headers: {
            authorization: `Bearer ${options.secret}`,
            ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > answerBytesMax) request.destroy(new Error('the provider answered too much'));
            else chunks.push(chunk);
          });
          response.on('error', reject);
          response.on('end', () => {
            try {
              resolve({
                status: response.statusCode ?? 0,
                body: JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null'),
              });
            } catch (error) {
              reject(error);
            }
          });
        },
      );
      request.on('timeout', () => request.destroy(new Error('the provider did not answer in time')));
      request.on('error', reject);
      request.end(bytes);
    });

  const expect2xx = (answer: { status: number; body: unknown }): unknown => {
    if (answer.status < 200 || answer.status > 299) throw new Error(`the provider answered ${answer.status}`);
    return answer.body;
  };

  return {
    name: 'sandbox',
    async createPayment(request) {
      const body = expect2xx(await call('POST', '/payments', { ...request, amountMinor: Number(request.amountMinor) }));
      return z.object({ reference: z.string(), cashierUrl: z.string().nullable() }).parse(body);
    },
    async refund(request) {
      const body = expect2xx(await call('POST', '/refunds', { ...request, amountMinor: Number(request.amountMinor) }));
      return z.object({ reference: z.string() }).parse(body);
    },
    async closePayment(paymentId) {
      expect2xx(await call('POST', `/payments/${paymentId}/close`, {}));
    },
    async query(paymentId) {
      const answer = await call('GET', `/payments/${paymentId}`);
      if (answer.status === 404) return undefined;
      return z.object({ notice: noticeSchema.nullable() }).parse(expect2xx(answer)).notice ?? undefined;
    },
    verifyNotice(headers, bytes, now): ProviderNotice {
      const header = headers[signatureHeader];
      if (
        !verifySignature(
          options.secret,
          typeof header === 'string' ? header : undefined,
          bytes,
          Math.floor(now.getTime() / 1_000),
        )
      )
        throw badSignature();
      const parsed = noticeSchema.safeParse(parseJson(bytes));
      if (!parsed.success) throw badSignature({ detail: 'The notice is signed but not understood.' });
      return parsed.data;
    },
  };
}
