/**
 * One Idempotency-Key for one intent to buy: the same request keeps its key through retries and reloads of this tab,
 * a changed request gets another one, and `settleCheckoutKey` ends it once the server has answered for good.
 */
const storageKey = 'haowu.checkout.key';

type Kept = { request: string; key: string };

/** Used when the tab may not store anything; the key then lives as long as the page. */
let inMemory: Kept | null = null;

export function checkoutKey(body: object): string {
  const request = JSON.stringify(body);
  const kept = read();
  if (kept?.request === request) return kept.key;
  const next = { request, key: crypto.randomUUID() };
  write(next);
  return next.key;
}

export function settleCheckoutKey(): void {
  write(null);
}

/** Whether an answer leaves open if the order exists (network, timeout, 5xx): then the same key must be used again. */
export function isOpenAnswer(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function read(): Kept | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    return text === null ? inMemory : (JSON.parse(text) as Kept);
  } catch {
    return inMemory;
  }
}

function write(kept: Kept | null): void {
  inMemory = kept;
  try {
    if (kept === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(kept));
  } catch {
    // Kept in memory only.
  }
}
