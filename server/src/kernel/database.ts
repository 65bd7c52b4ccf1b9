import pg from 'pg';
import { databaseUnavailable } from './errors.ts';
import type { Sql } from './sql.ts';

/** Something that runs statements: the pool, or one transaction. */
export type Queryable = {
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** @throws Error when there is not exactly one row. */
  one<Row>(statement: Sql): Promise<Row>;
  maybe<Row>(statement: Sql): Promise<Row | undefined>;
  /** @returns how many rows were touched. */
  run(statement: Sql): Promise<number>;
};

/** One open transaction. `afterCommit` work starts only when the commit is acknowledged. */
export type Tx = Queryable & {
  afterCommit(work: () => void): void;
  /** Runs several statements of trusted text without parameters (migrations, bulk scripts). */
  script(text: string): Promise<void>;
};

export type Database = Queryable & {
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs migration text: several statements, no parameters. */
  script(text: string): Promise<void>;
  /** Statements sent since start, for measurements. */
  statementCount(): number;
  poolState(): { total: number; idle: number; waiting: number };
  end(): Promise<void>;
  readonly connectionString: string;
};

// int8 arrives as bigint: money and counters must never pass through a float.
const types = {
  getTypeParser(oid: number, format?: string) {
    if (oid === 20) return (value: string) => BigInt(value);
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

const namedStatementsMax = 2_000;
const statementNames = new Map<string, string>();

/** A statement text seen before is prepared once per connection; the bound keeps dynamic texts from piling up. */
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= namedStatementsMax) return undefined;
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

const retryableCodes = new Set(['40001', '40P01']);
const unavailableCodes = new Set(['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']);
const attemptsMax = 4;

/** SQLSTATE or socket code of a database error, when it has one. */
export function databaseErrorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Name of the constraint that refused a write (`23505`, `23514`, …), when that was the reason. */
export function violatedConstraint(error: unknown): string | undefined {
  return databaseErrorCode(error)?.startsWith('23') &&
    typeof error === 'object' &&
    error !== null &&
    'constraint' in error
    ? String(error.constraint)
    : undefined;
}

export function openDatabase(options: {
  connectionString: string;
  poolSize: number;
  acquireTimeoutMs?: number;
}): Database {
  let statements = 0;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    connectionTimeoutMillis: options.acquireTimeoutMs ?? 5_000,
    idleTimeoutMillis: 60_000,
    application_name: 'haowu',
    types,
  });
  // An idle connection that breaks is replaced by the pool; the next request sees the outcome.
  pool.on('error', () => {});

  const translate = (error: unknown): unknown => {
    const code = databaseErrorCode(error);
    const message = error instanceof Error ? error.message : '';
    if (
      (code && unavailableCodes.has(code)) ||
      /timeout exceeded when trying to connect|Connection terminated/.test(message)
    ) {
      return databaseUnavailable(error);
    }
    return error;
  };

  const runOn = async (client: pg.Pool | pg.PoolClient, statement: Sql): Promise<pg.QueryResult> => {
    statements += 1;
    try {
      return await client.query({ name: nameOf(statement.text), text: statement.text, values: [...statement.values] });
    } catch (error) {
      throw translate(error);
    }
  };

  const queryable = (client: pg.Pool | pg.PoolClient): Queryable => ({
    async rows<Row>(statement: Sql) {
      return (await runOn(client, statement)).rows as Row[];
    },
    async one<Row>(statement: Sql) {
      const { rows } = await runOn(client, statement);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${statement.text.slice(0, 120)}`);
      return rows[0] as Row;
    },
    async maybe<Row>(statement: Sql) {
      return (await runOn(client, statement)).rows[0] as Row | undefined;
    },
    async run(statement) {
      return (await runOn(client, statement)).rowCount ?? 0;
    },
  });

  const attempt = async <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      throw translate(error);
    }
    const afterCommit: (() => void)[] = [];
    let broken: Error | undefined;
    try {
      statements += 2;
      await client.query('begin');
      const result = await work({
        ...queryable(client),
        afterCommit: (next) => afterCommit.push(next),
        async script(text) {
          statements += 1;
          await client.query(text);
        },
      });
      await client.query('commit');
      for (const next of afterCommit) next();
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw translate(error);
    } finally {
      client.release(broken);
    }
  };

  return {
    ...queryable(pool),
    connectionString: options.connectionString,
    async transaction(work) {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(work);
        } catch (error) {
          const code = databaseErrorCode(error);
          if (!code || !retryableCodes.has(code) || attempts >= attemptsMax) throw error;
        }
      }
    },
    async script(text) {
      statements += 1;
      await pool.query(text);
    },
    statementCount: () => statements,
    poolState: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end: () => pool.end(),
  };
}
