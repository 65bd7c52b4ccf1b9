import { realpath } from 'node:fs/promises';
import pg from 'pg';
import type { ClusterPaths } from './cluster-paths.ts';
import { EmbeddedPostgresError, useOwnServer } from './errors.ts';
import { connectionStringOf, type ServerState } from './server-state.ts';

/** The server answers, but not to us yet: it is starting, stopping, or its socket is not (or no longer) there. */
export class NotAnswering extends Error {
  readonly socketMissing: boolean;

  constructor(cause: unknown, socketMissing: boolean) {
    super('the server does not answer yet', { cause });
    this.socketMissing = socketMissing;
  }
}

/**
 * Makes sure that what answers is this cluster, and that the database `haowu` exists.
 * @throws NotAnswering, EmbeddedPostgresError wrong_server, password_missing
 */
export async function confirmDatabase(paths: ClusterPaths, state: ServerState, password: string): Promise<void> {
  try {
    await confirmDirectory('haowu');
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    await confirmDirectory('postgres', 'create database haowu');
  }

  async function confirmDirectory(database: string, statement?: string): Promise<void> {
    const client = new pg.Client({
      connectionString: connectionStringOf(state, password, database),
      connectionTimeoutMillis: 5_000,
    });
    // A server killed meanwhile must not end this process; the statement under way fails by itself.
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ directory: string }>(
        "select current_setting('data_directory') as directory",
      );
      const directory = await realpath(rows[0]?.directory ?? '').catch(() => rows[0]?.directory);
      if (directory !== paths.dataDir) {
        throw new EmbeddedPostgresError(
          'wrong_server',
          `Another PostgreSQL server, with the data in ${directory}, answers in place of ours. Stop it and start again.`,
        );
      }
      if (statement) await client.query(statement);
    } catch (error) {
      throw translate(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  function translate(error: unknown): unknown {
    const code = (error as { code?: string }).code ?? '';
    if (code === '28P01') {
      return new EmbeddedPostgresError(
        'password_missing',
        `The database refuses the password in ${paths.passwordFile}. Put back the file of a backup of the same data, ${useOwnServer}.`,
        error,
      );
    }
    const early = [
      '57P03',
      '57P01',
      '57P02',
      '53300',
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'EAGAIN',
      'ENOENT',
    ].includes(code);
    const cut = error instanceof Error && /Connection terminated|timeout expired/.test(error.message);
    return early || cut ? new NotAnswering(error, code === 'ENOENT') : error;
  }
}
