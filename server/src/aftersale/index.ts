/**
 * After-sale: refund and return, each waiting state with a deadline and an outcome of its own.
 * Promises that no case waits for ever, that money goes back once, and that a wrong refusal costs more than granting.
 * Never judges quality figures; it tells what was decided and whose fault it was.
 */
export { advanceCase } from './act-on-case.ts';
export { openCase } from './open-case.ts';
export { routes } from './routes.ts';
export { findCase } from './store.ts';
export { subscribers } from './subscribers.ts';
export { sweeps } from './sweeps.ts';
