import { subscribe } from '../events/index.ts';
import type { Subscriber } from '../kernel/index.ts';
import { saveContent } from './store.ts';

export const subscribers: readonly Subscriber[] = [
  subscribe({
    name: 'boards.contents',
    types: ['video.published'],
    async handle(act, events) {
      for (const { data } of events) {
        await saveContent(act, { contentId: data.videoId, authorId: data.authorId, title: data.title });
      }
    },
  }),
];
