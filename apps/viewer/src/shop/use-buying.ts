import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, api, ask, keys, type Schemas } from '../api.ts';
import { checkoutKey, isOpenAnswer, settleCheckoutKey } from './checkout-key.ts';
import { looksMax, outcomeOf, type Payment, pollDelayMs } from './payment-wait.ts';

export type CheckoutItem = {
  skuId: string;
  quantity: number;
  scene: 'video' | 'product_card' | 'search' | 'shop_page' | 'cart';
  impressionToken: string | null;
  contentId: string | null;
};
export type PaymentMethod = Payment['method'];
type DeliverTo = { addressId: string } | Schemas['AddressFields'];
export type Buying =
  | { stage: 'review'; problem: unknown }
  | { stage: 'placing' }
  | { stage: 'waiting'; payment: Payment; slow: boolean }
  | { stage: 'paid'; payment: Payment }
  | { stage: 'failed'; payment: Payment; problem: unknown }
  | { stage: 'closed'; payment: Payment };

/**
 * From 提交并支付 to a paid order: places once, then looks at the payment with growing pauses until it is captured,
 * failed or closed. A payment that stays pending is reported as pending, never as an error.
 */
export function useBuying() {
  const queries = useQueryClient();
  const [buying, setBuying] = useState<Buying>({ stage: 'review', problem: null });
  const [orders, setOrders] = useState<Schemas['Checkout']['orders']>([]);
  const alive = useRef(true);
  const busy = useRef(false);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const show = useCallback((next: Buying) => {
    if (alive.current) setBuying(next);
  }, []);

  const settle = useCallback(
    async (payment: Payment): Promise<void> => {
      void queries.invalidateQueries({ queryKey: keys.cart });
      void queries.invalidateQueries({ queryKey: keys.orders });
      void queries.invalidateQueries({ queryKey: ['order'] });
      const last = await watch(
        payment,
        () => alive.current,
        (slow, seen) => show({ stage: 'waiting', payment: seen, slow }),
      );
      if (last === null) return;
      const outcome = outcomeOf(last.state);
      if (outcome === 'captured') show({ stage: 'paid', payment: last });
      else if (outcome === 'failed') show({ stage: 'failed', payment: last, problem: null });
      else if (outcome === 'closed') show({ stage: 'closed', payment: last });
      else show({ stage: 'waiting', payment: last, slow: true });
      void queries.invalidateQueries({ queryKey: keys.orders });
      void queries.invalidateQueries({ queryKey: ['order'] });
      void queries.invalidateQueries({ queryKey: keys.notices });
    },
    [queries, show],
  );

  async function place(input: {
    items: CheckoutItem[];
    address: DeliverTo;
    method: PaymentMethod;
    expectedTotal: Schemas['Money'];
    note: string;
    fromCart: boolean;
  }): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const body = {
      items: input.items,
      address: input.address,
      paymentMethod: input.method,
      expectedTotal: input.expectedTotal,
      note: input.note,
      fromCart: input.fromCart,
    };
    show({ stage: 'placing' });
    try {
      const checkout = await ask(
        api.POST('/api/v1/checkouts', { body, params: { header: { 'Idempotency-Key': checkoutKey(body) } } }),
      );
      settleCheckoutKey();
      if (alive.current) setOrders(checkout.orders);
      await settle(checkout.payment);
    } catch (error) {
      if (!(error instanceof ApiProblem && isOpenAnswer(error.status))) settleCheckoutKey();
      show({ stage: 'review', problem: error });
    } finally {
      busy.current = false;
    }
  }

  /** Pays an existing payment again, perhaps with another method. */
  async function payAgain(payment: Payment, method: PaymentMethod): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    show({ stage: 'waiting', payment, slow: false });
    const body = { payment: payment.id, method, state: payment.state };
    try {
      const next = await ask(
        api.POST('/api/v1/payments/{id}/attempts', {
          params: { path: { id: payment.id }, header: { 'Idempotency-Key': checkoutKey(body) } },
          body: { method },
        }),
      );
      settleCheckoutKey();
      await settle(next);
    } catch (error) {
      if (!(error instanceof ApiProblem && isOpenAnswer(error.status))) settleCheckoutKey();
      show({ stage: 'failed', payment, problem: error });
    } finally {
      busy.current = false;
    }
  }

  return {
    buying,
    orders,
    place,
    payAgain,
    settle,
    backToReview: () => setBuying({ stage: 'review', problem: null }),
  };
}

/** @returns the last seen payment, or null when the screen was left. A look that fails is tried again at the next turn. */
async function watch(
  payment: Payment,
  isAlive: () => boolean,
  onLook: (slow: boolean, payment: Payment) => void,
): Promise<Payment | null> {
  let seen = payment;
  for (let look = 0; look < looksMax; look++) {
    if (!isAlive()) return null;
    if (seen.state !== 'pending') return seen;
    onLook(look > 10, seen);
    await new Promise((resolve) => setTimeout(resolve, pollDelayMs(look)));
    try {
      seen = await ask(api.GET('/api/v1/payments/{id}', { params: { path: { id: payment.id } } }));
    } catch {
      // The payment goes on without us; the next look tells.
    }
  }
  return seen;
}
