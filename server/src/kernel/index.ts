/**
 * Kernel: money, ids, clocks, errors, settings, database, outbox, due work, routes.
 * Promises one transaction per act, facts written with it, and every deadline on the injected business clock.
 * Never holds a rule of the trade, and never knows a room above it.
 */
export * from './clock.ts';
export * from './config.ts';
export * from './database.ts';
export * from './errors.ts';
export * from './http.ts';
export * from './idempotency.ts';
export * from './ids.ts';
export * from './log.ts';
export * from './metrics.ts';
export * from './migrate.ts';
export * from './money.ts';
export * from './openapi.ts';
export * from './pages.ts';
export * from './read-facts.ts';
export * from './route.ts';
export * from './sql.ts';
export * from './subscriptions.ts';
export * from './sweeps.ts';
export * from './world.ts';
