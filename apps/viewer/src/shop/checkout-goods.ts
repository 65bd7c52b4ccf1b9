import type { CheckoutItem } from './use-buying.ts';

/** What a page hands to /checkout. */
export type CheckoutGoods = { items: CheckoutItem[]; fromCart: boolean };

const storageKey = 'haowu.checkout.goods';

/** Kept for a reload of the page or a sign-in on the way. */
export function keepGoods(goods: CheckoutGoods): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(goods));
  } catch {
    // The history entry carries them too.
  }
}

export function keptGoods(state: unknown): CheckoutGoods | null {
  if (isGoods(state)) return state;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return isGoods(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function forgetGoods(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was kept.
  }
}

function isGoods(value: unknown): value is CheckoutGoods {
  return (
    typeof value === 'object' &&
    value !== null &&
    'items' in value &&
    Array.isArray(value.items) &&
    value.items.length > 0
  );
}
