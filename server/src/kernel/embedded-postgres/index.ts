// The PostgreSQL server that comes with Haowu: created on first use, found again afterwards, stopped cleanly.
// Promises: durable by default, reachable by this user alone, one server per data directory, and every refusal says what to do.
// Never: upgrades, repairs or deletes anybody's data, listens on a network, or runs as root.

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors.ts';
export { processIdentity } from './server-process.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
export { holdStartLock } from './start-lock.ts';
export { stopEmbeddedPostgres } from './stop-embedded-postgres.ts';
