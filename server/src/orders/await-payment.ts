import type { World } from '../kernel/index.ts';
import type { PaymentRow } from '../payments/index.ts';

/** Somebody who waits here hears at once when this process decided the payment; another process's decision is seen by looking. */
const waiting = new Map<string, Set<() => void>>();
const lookEveryMs = 250;
const waitersMax = 2_000;

export function tellDecided(paymentIds: readonly string[]): void {
  for (const id of paymentIds) for (const tell of waiting.get(id) ?? []) tell();
}

function isPending(row: PaymentRow): boolean {
  return row.state === 'created' || row.state === 'submitted';
}

/** Reads until the payment is decided or the time is over; a page that waits asks once instead of ten times. */
export async function untilDecided(
  world: World,
  id: string,
  waitMs: number,
  read: () => Promise<PaymentRow>,
): Promise<PaymentRow> {
  const until = performance.now() + (waiting.size < waitersMax ? waitMs : 0);
  for (;;) {
    let tell: () => void = () => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const tellers = waiting.get(id) ?? new Set();
    waiting.set(id, tellers.add(tell));
    try {
      const row = await read();
      const leftMs = until - performance.now();
      if (!isPending(row) || leftMs <= 0) return row;
      const timer = new AbortController();
      await Promise.race([told, sleep(Math.min(leftMs, lookEveryMs), timer.signal)]);
      timer.abort();
    } finally {
      tellers.delete(tell);
      if (tellers.size === 0) waiting.delete(id);
    }
    if (world.database.poolState().waiting > 50) return read();
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
