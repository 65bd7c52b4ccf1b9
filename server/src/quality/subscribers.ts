import { subscribe } from '../events/index.ts';
import type { Subscriber } from '../kernel/index.ts';
import { bookEvents, factsOfEvent, linesOfEvent } from './facts-of-event.ts';
import { recordInBook } from './record-facts.ts';

/** One reader for everything the book knows, so that a batch prices each line once. */
const keepTheBook = subscribe({
  name: 'quality.book',
  types: bookEvents,
  batchMax: 300,
  handle: (act, events) =>
    recordInBook(act, { lines: events.flatMap(linesOfEvent), facts: events.flatMap(factsOfEvent) }),
});

export const subscribers: readonly Subscriber[] = [keepTheBook];
