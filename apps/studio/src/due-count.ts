import type { Schemas } from '@haowu/api-client';

/** How many things wait: late orders, and those due soon, are among the ones to dispatch and count once. */
export function dueCount(due: Schemas['Today']['due']): number {
  return due.awaitingDispatch + due.aftersales;
}
