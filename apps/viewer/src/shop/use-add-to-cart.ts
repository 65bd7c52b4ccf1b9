import { toast } from '@haowu/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys, type Schemas } from '../api.ts';
import { problemSentence } from '../shell/problem.tsx';
import { usePutCartLine } from './queries.ts';
import { useShopWords } from './use-shop-words.ts';

/** Adds to what the cart already holds of a variant, and says so. */
export function useAddToCart() {
  const { t } = useShopWords();
  const client = useQueryClient();
  const putLine = usePutCartLine();
  const [addedSkuId, setAddedSkuId] = useState<string | null>(null);
  function add(skuId: string, quantity: number, contentId: string | null): void {
    const cart = client.getQueryData<Schemas['Cart']>(keys.cart);
    const held = cart?.shops.flatMap((part) => part.lines).find((line) => line.skuId === skuId)?.quantity ?? 0;
    putLine.mutate(
      { skuId, quantity: Math.min(999, held + quantity), selected: true, contentId },
      {
        onSuccess: () => {
          setAddedSkuId(skuId);
          toast(t('addedToCart'), 'jade');
        },
        onError: (error) => toast(problemSentence(error), 'plum'),
      },
    );
  }
  return { add, busy: putLine.isPending, addedSkuId };
}
