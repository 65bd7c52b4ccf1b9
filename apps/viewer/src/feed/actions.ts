import { ApiProblem, api, ask, onSessionChange } from '../api.ts';
import { type ActionKind, ActionQueue } from './action-queue.ts';
import type { FeedItem } from './feed-list.ts';

const flushEveryMs = 5_000;
const flushAt = 10;

const queue = new ActionQueue(async (actions, { leaving }) => {
  try {
    await ask(api.POST('/api/v1/interactions', { body: { actions: [...actions] }, keepalive: leaving }));
    return true;
  } catch (problem) {
    // A refusal will not become an acceptance; only silence and server trouble are worth another try.
    return problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  }
});

let timer: ReturnType<typeof setTimeout> | undefined;

/** Remembers one act upon an impression; it leaves with the next batch, at most five seconds later. */
export function recordAction(
  kind: ActionKind,
  item: Pick<FeedItem, 'impressionToken'>,
  more: { watchMs?: number; productId?: string } = {},
): void {
  queue.record({ kind, impressionToken: item.impressionToken, occurredAt: new Date().toISOString(), ...more });
  if (queue.waiting.length >= flushAt) void flushActions();
  else timer ??= setTimeout(() => void flushActions(), flushEveryMs);
}

/** Sends what waits; asked before the next page, so that the page knows. */
export async function flushActions(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  await queue.flush();
}

export function flushActionsLeaving(): void {
  clearTimeout(timer);
  timer = undefined;
  queue.flushLeaving();
}

onSessionChange(() => queue.clear());
