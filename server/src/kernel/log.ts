import { type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard output. Secrets never enter: cookies, keys and codes are redacted by name. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.password',
        '*.code',
        '*.cookie',
        '*.authorization',
        '*.secret',
        'headers.cookie',
        'headers.authorization',
      ],
      censor: '[redacted]',
    },
  });
}
