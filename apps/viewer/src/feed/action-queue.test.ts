import { expect, test } from 'vitest';
import { type Action, type ActionKind, ActionQueue } from './action-queue.ts';

function action(kind: ActionKind, token: string, watchMs?: number): Action {
  return { kind, impressionToken: token, occurredAt: '2026-11-23T00:00:00.000Z', ...(watchMs && { watchMs }) };
}

test('each kind counts once an impression; of waiting watches the longest', async () => {
  const sent: Action[] = [];
  const queue = new ActionQueue(async (actions) => {
    sent.push(...actions);
    return true;
  });
  queue.record(action('impression', 'a'));
  queue.record(action('impression', 'a'));
  queue.record(action('watch', 'a', 900));
  queue.record(action('watch', 'a', 2_500));
  queue.record(action('watch', 'a', 1_200));
  await queue.flush();
  queue.record(action('impression', 'a'));
  await queue.flush();
  expect(sent.map(({ kind, watchMs }) => [kind, watchMs])).toEqual([
    ['impression', undefined],
    ['watch', 2_500],
  ]);
});

test('what did not arrive is sent again, in order, in batches of fifty', async () => {
  let up = false;
  const batches: number[] = [];
  const queue = new ActionQueue(async (actions) => {
    if (up) batches.push(actions.length);
    return up;
  });
  for (let at = 0; at < 70; at += 1) queue.record(action('impression', `t${at}`));
  await queue.flush();
  expect(queue.waiting).toHaveLength(70);
  expect(queue.waiting[0]?.impressionToken).toBe('t0');
  up = true;
  await queue.flush();
  expect(batches).toEqual([50, 20]);
  expect(queue.waiting).toHaveLength(0);
});

test('a send that throws counts as not arrived', async () => {
  const queue = new ActionQueue(() => Promise.reject(new Error('offline')));
  queue.record(action('share', 'a'));
  await queue.flush();
  expect(queue.waiting).toHaveLength(1);
});

test('the queue is bounded: the oldest are let go', () => {
  const queue = new ActionQueue(async () => true);
  for (let at = 0; at < 500; at += 1) queue.record(action('impression', `t${at}`));
  expect(queue.waiting).toHaveLength(400);
  expect(queue.waiting[0]?.impressionToken).toBe('t100');
});

test('leaving hands over one bounded request', () => {
  const leaving: number[] = [];
  const queue = new ActionQueue(async (actions, options) => {
    if (options.leaving) leaving.push(actions.length);
    return true;
  });
  for (let at = 0; at < 60; at += 1) queue.record(action('impression', `t${at}`));
  queue.flushLeaving();
  expect(leaving).toEqual([40]);
});
