import { toast } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, ask, keys } from '../api.ts';
import { problemSentence } from '../shell/problem.tsx';
import { freshKey } from '../shop/fresh-key.ts';
import type { Order } from './order-state.ts';
import { useOrdersWords } from './use-orders-words.ts';

export type CancelReason = 'changed_mind' | 'wrong_address' | 'cheaper_elsewhere' | 'too_slow' | 'other';

/** What a buyer can do with one order; the answer replaces the order everywhere and is said in a toast. */
export function useOrderActs(order: Order) {
  const { t } = useOrdersWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = { id: order.id };
  function done(next: Order, sentence: string) {
    client.setQueryData(['order', order.id], next);
    void client.invalidateQueries({ queryKey: keys.orders });
    toast(sentence, 'jade');
  }
  const onError = (error: unknown) => {
    toast(problemSentence(error), 'plum');
    void client.invalidateQueries({ queryKey: ['order', order.id] });
    void client.invalidateQueries({ queryKey: keys.orders });
  };
  const cancel = useMutation({
    mutationFn: (reason: CancelReason) =>
      ask(api.POST('/api/v1/orders/{id}/cancel', { params: { path, header: freshKey() }, body: { reason } })),
    onSuccess: (next) => done(next, t('cancelled')),
    onError,
  });
  const confirm = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/orders/{id}/receipt', { params: { path, header: freshKey() } })),
    onSuccess: (next) => done(next, t('received')),
    onError,
  });
  const extend = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/orders/{id}/receipt-extension', { params: { path } })),
    onSuccess: (next) => done(next, t('extended')),
    onError,
  });
  const remind = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/orders/{id}/dispatch-reminder', { params: { path } })),
    onSuccess: (next) => done(next, t('reminded')),
    onError,
  });
  const buyAgain = useMutation({
    mutationFn: async () => {
      for (const line of order.lines)
        await ask(
          api.PUT('/api/v1/cart/lines/{id}', {
            params: { path: { id: line.skuId } },
            body: { quantity: line.quantity, selected: true },
          }),
        );
    },
    onSuccess: () => {
      toast(t('boughtAgain'), 'jade');
      navigate('/cart');
    },
    onError,
    onSettled: () => void client.invalidateQueries({ queryKey: keys.cart }),
  });
  return { cancel, confirm, extend, remind, buyAgain };
}
