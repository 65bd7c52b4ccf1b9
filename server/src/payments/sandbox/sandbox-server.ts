import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { type Notice, openSandboxBank, type SandboxPayment } from './sandbox-bank.ts';
import { signatureHeader, signNotice } from './signature.ts';

/** Misbehaviour on demand, as real providers show it. All off by default. */
export type SandboxControls = {
  captureDelayMs: number;
  /** Payments stay pending for as long as this is so, whatever the delay. */
  capturesHeld: boolean;
  /** How many extra times each notice is sent. */
  duplicates: number;
  /** Notices are held up to this long and sent in random order. */
  reorderWindowMs: number;
  /** Share of calls answered with 500 after they took effect. */
  lostAnswerRate: number;
  /** Share of payments declined. */
  declineRate: number;
  forgeSignatures: boolean;
};

export type SandboxServer = { port: number; controls: SandboxControls; close(): Promise<void> };

const bodyBytesMax = 64 * 1024;
const deliveriesInFlightMax = 32;
const redeliveriesMax = 200;
const heldPollMs = 20;

/**
 * A payment provider to develop against: keys, capture after a delay, signed notices that come until they are
 * acknowledged, refunds, queries, a statement. A `sandbox_card` payment whose total ends in 13 fen is declined.
 */
export async function startSandboxServer(options: {
  port: number;
  host: string;
  secret: string;
  notifyUrl: () => string | undefined;
  folder?: string;
  random?: () => number;
}): Promise<SandboxServer> {
  const bank = openSandboxBank(options.folder);
  const random = options.random ?? Math.random;
  const controls: SandboxControls = {
    captureDelayMs: 0,
    capturesHeld: false,
    duplicates: 0,
    reorderWindowMs: 0,
    lostAnswerRate: 0,
    declineRate: 0,
    forgeSignatures: false,
  };
  const agent = new http.Agent({ keepAlive: true, maxSockets: deliveriesInFlightMax });
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const later = (work: () => void, delayMs: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delayMs);
    timers.add(timer);
  };

  const deliver = (notice: Notice, tries = 0) => {
    const url = options.notifyUrl();
    if (closed || !bank.undelivered.has(notice.id)) return;
    const again = () => {
      if (tries < redeliveriesMax)
        later(() => deliver(notice, tries + 1), Math.min(30_000, 100 * 2 ** Math.min(tries, 9)));
    };
    if (!url) return again();
    const bytes = Buffer.from(JSON.stringify(notice));
    const timestamp = Math.floor(Date.now() / 1_000);
    const signature = signNotice(controls.forgeSignatures ? 'forged secret' : options.secret, timestamp, bytes);
    const request = http.request(
      url,
      {
        agent,
        method: 'POST',
        timeout: 5_000,
        headers: {
          'content-type': 'application/json',
          'content-length': bytes.length,
          [signatureHeader]: `t=${timestamp},v1=${signature}`,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            if (bank.undelivered.has(notice.id)) bank.markDelivered(notice.id);
          } else again();
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', again);
    request.end(bytes);
  };

  const keepAndAnnounce = (payment: SandboxPayment, notice: Notice) => {
    bank.saveAndTell(payment, notice);
    for (let copy = 0; copy <= controls.duplicates; copy += 1) {
      later(() => deliver(notice), controls.reorderWindowMs > 0 ? Math.floor(random() * controls.reorderWindowMs) : 0);
    }
  };

  const settle = (payment: SandboxPayment) => {
    if (closed || payment.state !== 'pending') return;
    if (controls.capturesHeld) return later(() => settle(payment), heldPollMs);
    const declined =
      (payment.method === 'sandbox_card' && payment.amountMinor % 100 === 13) || random() < controls.declineRate;
    payment.state = declined ? 'failed' : 'captured';
    keepAndAnnounce(payment, {
      id: randomUUID(),
      type: declined ? 'payment.failed' : 'payment.captured',
      paymentId: payment.paymentId,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      ...(declined ? { reason: 'declined' } : {}),
      occurredAt: new Date().toISOString(),
    });
  };

  const createPayment = (body: Record<string, unknown>) => {
    const paymentId = String(body.paymentId);
    const key = String(body.key);
    const known = bank.payments.get(paymentId);
    if (known?.keys.includes(key) || known?.state === 'captured')
      return { status: 200, body: { reference: known.reference, cashierUrl: null } };
    const payment: SandboxPayment = known ?? {
      paymentId,
      reference: `sbx_${randomUUID()}`,
      keys: [],
      amountMinor: Number(body.amountMinor),
      currency: String(body.currency),
      method: '',
      state: 'pending',
      refunds: [],
    };
    payment.keys.push(key);
    payment.method = String(body.method);
    payment.state = 'pending';
    bank.save(payment);
    later(() => settle(payment), controls.captureDelayMs);
    return { status: 201, body: { reference: payment.reference, cashierUrl: null } };
  };

  const createRefund = (body: Record<string, unknown>) => {
    const payment = bank.payments.get(String(body.paymentId));
    if (payment?.state !== 'captured') return { status: 404, body: { error: 'no captured payment' } };
    const known = payment.refunds.find((refund) => refund.key === body.key);
    if (known) return { status: 200, body: { reference: known.reference } };
    const amountMinor = Number(body.amountMinor);
    const refunded = payment.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
    if (!(amountMinor > 0) || refunded + amountMinor > payment.amountMinor)
      return { status: 409, body: { error: 'more than was captured' } };
    const refund = {
      refundId: String(body.refundId),
      key: String(body.key),
      amountMinor,
      reference: `sbr_${randomUUID()}`,
    };
    payment.refunds.push(refund);
    keepAndAnnounce(payment, {
      id: randomUUID(),
      type: 'refund.succeeded',
      paymentId: payment.paymentId,
      refundId: refund.refundId,
      amountMinor,
      currency: payment.currency,
      occurredAt: new Date().toISOString(),
    });
    return { status: 201, body: { reference: refund.reference } };
  };

  const answer = (
    method: string,
    url: URL,
    body: Record<string, unknown>,
  ): { status: number; body: unknown; text?: string } => {
    const [, collection, id, verb] = url.pathname.split('/');
    if (method === 'POST' && collection === 'payments' && !id) return createPayment(body);
    if (method === 'POST' && collection === 'refunds') return createRefund(body);
    if (method === 'POST' && collection === 'payments' && id && verb === 'close') {
      const payment = bank.payments.get(id);
      if (payment?.state === 'pending') {
        payment.state = 'closed';
        bank.save(payment);
      }
      return { status: 200, body: {} };
    }
    if (method === 'GET' && collection === 'payments' && id)
      return bank.payments.has(id)
        ? { status: 200, body: { notice: bank.noticeOf(id) ?? null } }
        : { status: 404, body: {} };
    if (method === 'GET' && collection === 'statement')
      return { status: 200, body: null, text: bank.statement(url.searchParams.get('day') ?? '') };
    if (method === 'POST' && collection === 'controls') {
      Object.assign(controls, body);
      return { status: 200, body: controls };
    }
    return { status: 404, body: {} };
  };

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyBytesMax) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      if (request.headers.authorization !== `Bearer ${options.secret}`) return void response.writeHead(401).end();
      let body: Record<string, unknown> = {};
      try {
        body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>) : {};
      } catch {
        return void response.writeHead(400).end();
      }
      const result = answer(request.method ?? 'GET', new URL(request.url ?? '/', 'http://sandbox'), body);
      if (controls.lostAnswerRate > 0 && random() < controls.lostAnswerRate)
        return void response.writeHead(500).end('{}');
      response
        .writeHead(result.status, { 'content-type': result.text === undefined ? 'application/json' : 'text/csv' })
        .end(result.text ?? JSON.stringify(result.body));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  for (const payment of bank.payments.values())
    if (payment.state === 'pending') later(() => settle(payment), controls.captureDelayMs);
  for (const notice of bank.undelivered.values()) later(() => deliver(notice), 0);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    controls,
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      agent.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
