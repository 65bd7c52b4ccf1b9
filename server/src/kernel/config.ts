import path from 'node:path';
import { z } from 'zod';

const positiveInteger = z.coerce.number().int().positive();

/** Every setting, read once at start from the environment. Unknown HAOWU_ keys are refused, so a typing error is not a silent default. */
const settings = {
  HAOWU_MODE: z
    .enum(['demo', 'production'])
    .default('demo')
    .describe('demo: loopback only, demo accounts, sandbox payment'),
  HAOWU_ROLE: z.enum(['all', 'api', 'worker']).default('all').describe('which part of the server this process runs'),
  HAOWU_DATA_DIR: z.string().default('./data').describe('folder of the embedded database, uploads and media'),
  HAOWU_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('port to listen on; 0 takes a free one'),
  DATABASE_URL: z.string().optional().describe('external PostgreSQL 15 or newer; without it the embedded server runs'),
  HAOWU_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('signs cookies and impression tokens; made and kept in the data folder in demo mode'),
  HAOWU_ZONE: z.string().default('Asia/Shanghai').describe('time zone of a business day'),
  HAOWU_DATABASE_POOL: positiveInteger.default(12).describe('connections of this process'),
  HAOWU_UPLOAD_BYTES_MAX: positiveInteger.default(512 * 1024 * 1024).describe('largest upload, bytes'),
  HAOWU_FEED_SOURCE_DEADLINE_MS: positiveInteger
    .default(100)
    .describe(
      'longest wait of a feed page for one of its sources; what comes later, goods too, is missing until the app asks again',
    ),
  HAOWU_RATE_LIMITS: z.enum(['on', 'off']).default('on').describe('off only for measurements on loopback'),
  HAOWU_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('what is worth a line of the log'),
  HAOWU_PUBLIC_URL: z.string().optional().describe('address people reach the site at, for share links'),
  HAOWU_DEMO_TOWN: z.enum(['on', 'off']).default('on').describe('off starts demo mode with an empty platform'),
  HAOWU_APPS: z
    .enum(['on', 'off'])
    .default('on')
    .describe('off serves the API without building or serving the three apps'),
  HAOWU_POLICY_FILE: z
    .string()
    .optional()
    .describe('ranking policy to start with while none is published; the same file for every process'),
  HAOWU_PAYMENT_WEBHOOK_SECRET: z.string().min(32).optional().describe('verifies webhooks of the payment provider'),
  HAOWU_TEST_DATA: z.string().optional().describe('tests only: folder of real catalogues, photographs and clips'),
  HAOWU_TEST_DATABASE_URL: z.string().optional().describe('tests only: an external PostgreSQL to run them on'),
  HAOWU_TEST_LONG: z.string().optional().describe('tests only: 1 runs the long form of random and fault tests'),
  HAOWU_TEST_SEED: z.string().optional().describe('tests only: replays the random choices of a run'),
  HAOWU_TEST_LOG: z.string().optional().describe('tests only: log level of the worlds they open'),
} as const;

/** Every setting as the documents show it; `fallback` is undefined when there is none. */
export function listSettings(): { key: string; values: string; fallback: string | undefined; meaning: string }[] {
  return Object.entries(settings).map(([key, shape]) => {
    const schema = z.toJSONSchema(shape, { io: 'input' });
    const fallback = shape.safeParse(undefined).data;
    return {
      key,
      values:
        schema.enum?.join(', ') ??
        (schema.minLength ? `text of ${schema.minLength} or more` : String(schema.type ?? 'text')),
      fallback: fallback === undefined ? undefined : String(fallback),
      meaning: schema.description ?? '',
    };
  });
}

export type Config = {
  mode: 'demo' | 'production';
  role: 'all' | 'api' | 'worker';
  dataDir: string;
  host: string;
  port: number;
  databaseUrl: string | undefined;
  secret: string | undefined;
  zone: string;
  databasePool: number;
  uploadBytesMax: number;
  feedSourceDeadlineMs: number;
  rateLimits: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  publicUrl: string | undefined;
  demoTown: boolean;
  apps: boolean;
  policyFile: string | undefined;
  paymentWebhookSecret: string | undefined;
};

export class ConfigError extends Error {}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

/** @throws ConfigError with one line per mistake, each saying what to do. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const mistakes: string[] = [];
  for (const key of Object.keys(environment)) {
    if (key.startsWith('HAOWU_') && !(key in settings))
      mistakes.push(`${key} is not a setting; see HACKING.md for the list`);
  }
  const parsed = z.object(settings).safeParse(environment);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) mistakes.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (mistakes.length > 0 || !parsed.success) throw new ConfigError(mistakes.join('\n'));
  const read = parsed.data;
  if (read.HAOWU_MODE === 'demo' && !loopbackHosts.has(read.HAOWU_HOST)) {
    throw new ConfigError(
      'HAOWU_HOST: demo mode listens on loopback only; set HAOWU_MODE=production and HAOWU_SECRET to serve others',
    );
  }
  if (read.HAOWU_MODE === 'production') {
    if (!read.HAOWU_SECRET) throw new ConfigError('HAOWU_SECRET: production needs a secret of at least 32 characters');
    if (!read.HAOWU_PAYMENT_WEBHOOK_SECRET) {
      throw new ConfigError(
        'HAOWU_PAYMENT_WEBHOOK_SECRET: production refuses the sandbox provider; set the secret of yours',
      );
    }
  }
  return {
    mode: read.HAOWU_MODE,
    role: read.HAOWU_ROLE,
    dataDir: path.resolve(read.HAOWU_DATA_DIR),
    host: read.HAOWU_HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    secret: read.HAOWU_SECRET,
    zone: read.HAOWU_ZONE,
    databasePool: read.HAOWU_DATABASE_POOL,
    uploadBytesMax: read.HAOWU_UPLOAD_BYTES_MAX,
    feedSourceDeadlineMs: read.HAOWU_FEED_SOURCE_DEADLINE_MS,
    rateLimits: read.HAOWU_RATE_LIMITS === 'on',
    logLevel: read.HAOWU_LOG_LEVEL,
    publicUrl: read.HAOWU_PUBLIC_URL,
    demoTown: read.HAOWU_DEMO_TOWN === 'on',
    apps: read.HAOWU_APPS === 'on',
    policyFile: read.HAOWU_POLICY_FILE === undefined ? undefined : path.resolve(read.HAOWU_POLICY_FILE),
    paymentWebhookSecret: read.HAOWU_PAYMENT_WEBHOOK_SECRET,
  };
}
