import { subscribe } from '../events/index.ts';
import type { Subscriber } from '../kernel/index.ts';
import { moneyEvents, moveMoney } from './move-money.ts';
import { saveContent, saveTitles, withdrawContents } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({ name: 'settlement.money', types: moneyEvents, handle: moveMoney }),
  subscribe({
    name: 'settlement.copies',
    types: ['video.published', 'video.withdrawn', 'product.published', 'product.changed'],
    async handle(act, events) {
      const titles = new Map<string, string>();
      for (const event of events) {
        // In their order: a video may be published again after it was withdrawn.
        if (event.type === 'video.published') {
          const { videoId, authorId, shopId, productIds } = event.data;
          await saveContent(act, { contentId: videoId, authorId, shopId, productIds });
        } else if (event.type === 'video.withdrawn') await withdrawContents(act, [event.data.videoId]);
        else titles.set(event.data.productId, event.data.title);
      }
      await saveTitles(act, titles);
    },
  }),
];
