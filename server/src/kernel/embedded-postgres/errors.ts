export type EmbeddedPostgresErrorCode =
  | 'platform_unsupported'
  | 'binaries_broken'
  | 'settings_invalid'
  | 'user_switch_refused'
  | 'user_unknown'
  | 'data_directory_version'
  | 'data_directory_foreign'
  | 'data_directory_denied'
  | 'data_directory_mount'
  | 'disk_full'
  | 'password_missing'
  | 'wrong_server'
  | 'start_failed'
  | 'start_timeout'
  | 'stop_failed';

/** A start or stop that cannot succeed as things are. `code` is stable; the message says what happened and what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}

/** The end of every refusal that a server of one's own would avoid. */
export const useOwnServer = 'or set DATABASE_URL to a PostgreSQL server of your own';
const shownLinesMax = 8;

const recognised: { pattern: RegExp; code: EmbeddedPostgresErrorCode; advice: string }[] = [
  {
    pattern: /No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes|\bENOSPC\b|\bEDQUOT\b/,
    code: 'disk_full',
    advice:
      'The disk that holds the database is full. Free some space and start again; nothing that was confirmed is lost.',
  },
  {
    pattern: /error while loading shared libraries|cannot open shared object|Library not loaded|invalid binary/,
    code: 'binaries_broken',
    advice: `The PostgreSQL programs cannot be loaded. Run "npm ci" again, ${useOwnServer}.`,
  },
  {
    pattern: /could not look up effective user ID/,
    code: 'user_unknown',
    advice: `This system has no name for the user that would own the database. Add it to /etc/passwd, ${useOwnServer}.`,
  },
  {
    pattern: /database files are incompatible with server|was initialized by PostgreSQL version/,
    code: 'data_directory_version',
    advice: 'The data directory was written by another PostgreSQL version. Restore a backup into an empty directory.',
  },
  {
    pattern: /Permission denied|Operation not permitted|\bEACCES\b|\bEPERM\b|\bEROFS\b|has wrong ownership/,
    code: 'data_directory_denied',
    advice: `The database may not use its files there. Give the data directory to the user that runs Haowu, ${useOwnServer}.`,
  },
];

/** Failures that pass by themselves: remains of a killed server that is still on its way out. */
export function isTransient(serverLog: string): boolean {
  return /lock file "[^"]*" already exists|pre-existing shared memory block|Address already in use/.test(serverLog);
}

/** Turns what a program wrote before it failed into an error that says what to do. */
export function explainFailure(what: string, output: string, cause?: unknown): EmbeddedPostgresError {
  const shown = output.trim().split('\n').slice(-shownLinesMax).join('\n');
  const known = recognised.find(({ pattern }) => pattern.test(output));
  const advice = known?.advice ?? `Look at the lines below, ${useOwnServer}.`;
  return new EmbeddedPostgresError(known?.code ?? 'start_failed', `${what}. ${advice}\n${shown}`, cause);
}

/** File errors of the launcher itself are told the same way; anything unknown passes unchanged. */
export function explainFileError(dataDir: string, error: unknown): unknown {
  if (error instanceof EmbeddedPostgresError || !(error instanceof Error) || !('code' in error)) return error;
  const known = recognised.some(({ pattern }) => pattern.test(String(error.code)));
  return known ? explainFailure(`The database at ${dataDir} could not be started`, error.message, error) : error;
}
