import type { Vault } from '#config';
import { createHash, createHmac, type Hmac } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { clientOptions, type DatabaseSession } from '../database-session.js';
import { migrations } from '../migrations/index.js';
import {
  type BackupColumns,
  BackupError,
  type BackupHeader,
  type BackupManifest,
  type BackupTable,
  canaryPlace,
  formatVersion,
  frame,
  macPurpose,
} from './backup-format.js';
import { type Queries, quotedName, readSequences, storedTables } from './catalogue.js';
import { checkUnused } from './empty-database.js';
import { replacedColumns } from './left-out-tables.js';

/** What was written. */
export interface WrittenBackup {
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
  /** Tables of the same schema that are not ours. */
  readonly foreign: readonly string[];
}

/** What a backup is made of, and with. */
export interface BackupSource {
  readonly url: string;
  readonly session: DatabaseSession;
  readonly vault: Vault;
  readonly program: string;
  readonly now: Date;
  /** What is written afterwards would be lost: nobody may work with the database. */
  readonly alone?: boolean;
  /** Is told how many rows were written in all, of about how many. */
  readonly progressed?: (rows: number, of: number) => void;
}

// A higher level costs twice the time for a tenth of the size.
const compression = 4;
const newline = 0x0a;

/**
 * Writes everything that one moment's snapshot has, while others read and write. The memory that it takes does not depend on how
 * much there is. The sink is ended when the backup is whole.
 * @throws BackupError where the schema is a newer program's
 */
export async function writeBackup(source: BackupSource, sink: Writable): Promise<WrittenBackup> {
  const { url, session, vault } = source;
  const client = new Client({ ...clientOptions(url, session.tls), keepAlive: true });
  // Without a listener, a broken connection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const queries: Queries = {
      query: async <Row>(statement: string, parameters?: readonly unknown[]) =>
        (await client.query(statement, parameters && [...parameters])).rows as Row[],
    };
    if (source.alone === true) await checkUnused(queries);
    await beginSnapshot(queries);
    const { stored, foreign } = await storedTables(queries);
    await lockTables(queries, stored);
    const header = await makeHeader(queries, source, stored);
    const mac = createHmac('sha256', vault.derive(macPurpose));
    let manifest: BackupManifest | undefined;
    const frames = async function* (): AsyncGenerator<Buffer> {
      const tables: BackupTable[] = [];
      const count = await rowCounter(queries, source.progressed);
      for (const table of stored) tables.push(yield* tableFrames(client, table, count));
      manifest = {
        tables,
        sequences: await readSequences(
          queries,
          stored.map(({ name }) => name),
        ),
      };
      yield* frame('M', manifest);
    };
    const compressed = createGzip({ level: compression });
    // The second knows why: what fails in the first reaches it, and a full disk ends the first without a reason.
    const [read, written] = await Promise.allSettled([
      pipeline(Readable.from(frames(), { objectMode: false, highWaterMark: 1 << 20 }), compressed),
      pipeline(authenticated(header, compressed, mac), sink),
    ]);
    for (const outcome of [written, read]) if (outcome.status === 'rejected') throw outcome.reason;
    if (manifest === undefined) throw new Error('The stream ended before its manifest.');
    return { header, manifest, foreign };
  } finally {
    await client.end();
  }
}

async function beginSnapshot(queries: Queries): Promise<void> {
  await queries.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const [name, value] of Object.entries({
    statement_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    lock_timeout: '60s',
    // Texts that every server reads alike.
    datestyle: 'ISO',
    intervalstyle: 'postgres',
    timezone: 'UTC',
    bytea_output: 'hex',
    extra_float_digits: '3',
    // The same rows in the same order, when nothing was written in between.
    synchronize_seqscans: 'off',
    client_encoding: 'UTF8',
  }))
    await queries.query(`SELECT set_config($1, $2, true)`, [name, value]);
}

/** No migration may change a table before it was read. */
async function lockTables(queries: Queries, tables: readonly BackupColumns[]): Promise<void> {
  if (tables.length === 0) return;
  await queries.query(`LOCK TABLE ${tables.map(({ name }) => quotedName(name)).join(', ')} IN ACCESS SHARE MODE`);
}

async function makeHeader(
  queries: Queries,
  { vault, program, now }: BackupSource,
  tables: readonly BackupColumns[],
): Promise<BackupHeader> {
  if (tables.length === 0)
    throw new BackupError('schema', 'There is nothing to back up: the database has no schema yet.');
  const [server] = await queries.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  const done = await queries.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  const known = new Set<string>(migrations.map(({ name }) => name));
  const newer = done.find(({ name }) => !known.has(name));
  if (newer !== undefined)
    throw new BackupError(
      'newer',
      `The database has the migration ${newer.name}, which this version does not know: make the backup with the version that did that.`,
    );
  const keys = tables.some(({ name }) => name === 'sealing_keys')
    ? await queries.query<{ key: string }>('SELECT key_id AS key FROM sealing_keys ORDER BY key_id')
    : [];
  const sealingKeys = keys.map(({ key }) => key);
  checkKeys(sealingKeys, vault);
  return {
    camgate_backup: formatVersion,
    created_at: now.toISOString(),
    program,
    server: server?.version ?? '',
    migrations: done.map(({ name }) => name),
    key: vault.keyId,
    sealing_keys: sealingKeys,
    canary: vault.seal('camgate', canaryPlace),
    tables,
  };
}

/** A backup that nobody could use is not made. */
function checkKeys(sealingKeys: readonly string[], vault: Vault): void {
  const missing = sealingKeys.filter((key) => !vault.keyIds.includes(key));
  if (missing.length > 0)
    throw new BackupError(
      'secret',
      'The database was sealed with another CAMGATE_SECRET (or another DATA_DIR/secret) than the one that is set.',
    );
}

type RowCount = (rows: number) => void;

async function rowCounter(queries: Queries, progressed: BackupSource['progressed']): Promise<RowCount> {
  if (progressed === undefined) return () => undefined;
  const [estimate] = await queries.query<{ rows: number }>(
    `SELECT coalesce(sum(greatest(reltuples, 0)), 0)::float8 AS rows FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`,
  );
  let done = 0;
  return (rows) => progressed((done += rows), estimate?.rows ?? 0);
}

async function* tableFrames(
  client: Client,
  { name, columns }: BackupColumns,
  count: RowCount,
): AsyncGenerator<Buffer, BackupTable> {
  const values = columns.map((column) => replacedColumns[`${name}.${column}`] ?? quotedName(column)).join(', ');
  const copied = client.query(copyTo(`COPY (SELECT ${values} FROM ${quotedName(name)}) TO STDOUT`));
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  yield* frame('T', { name });
  // The border: the stream of a COPY is of buffers.
  for await (const piece of copied as AsyncIterable<Buffer>) {
    hash.update(piece);
    const ended = linesIn(piece);
    rows += ended;
    bytes += piece.length;
    yield* frame('D', piece);
    count(ended);
  }
  const table = { name, rows, bytes, sha256: hash.digest('hex') };
  yield* frame('E', table);
  return table;
}

/** Every row ends with a line feed, and line feeds in values are written as `\n`. */
function linesIn(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1)) count += 1;
  return count;
}

async function* authenticated(header: BackupHeader, body: AsyncIterable<Buffer>, mac: Hmac): AsyncGenerator<Buffer> {
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  mac.update(line);
  yield line;
  for await (const piece of body) {
    mac.update(piece);
    yield piece;
  }
  yield mac.digest();
}
