import { EmbeddedPostgresError } from '../kernel/embedded-postgres/index.ts';
import { ConfigError, databaseErrorCode, MigrationError } from '../kernel/index.ts';
import { BackupRefused } from './backup/manifest.ts';

/** A failure at start as a sentence that tells what to do; only a broken invariant shows its stack. */
export function sayFailure(error: unknown): string {
  if (error instanceof ConfigError) return `Haowu does not start with these settings:\n${error.message}`;
  if (error instanceof MigrationError) return `The database cannot be brought to this version: ${error.message}`;
  if (error instanceof EmbeddedPostgresError) return error.message;
  if (error instanceof StartRefused || error instanceof BackupRefused) return error.message;
  const code = databaseErrorCode(error);
  if (code === 'EADDRINUSE')
    return 'The port is in use. Stop the other program, or choose another port: PORT=3001 npm start';
  if (code === 'EACCES')
    return `Permission denied: ${error instanceof Error ? error.message : code}. Choose a port above 1023 and a data folder you may write.`;
  if (code === 'ENOSPC' || code === '53100')
    return 'The disk is full. Free some space and try again; nothing that was acknowledged is lost.';
  if (code === 'ECONNREFUSED' || code === '28P01' || code === '3D000')
    return `The database of DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : code}.`;
  return `Haowu could not go on: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** A start that was refused for a reason the person can mend. */
export class StartRefused extends Error {}
