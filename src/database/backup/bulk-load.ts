import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  type BackupColumns,
  BackupError,
  type BackupManifest,
  type BackupSequence,
  type BackupTable,
  damaged,
} from './backup-format.js';
import type { Frame } from './backup-reader.js';
import { type Queries, quotedName, storedTables } from './catalogue.js';

/** What was taken away for the load, and is made again behind it. */
interface Removed {
  readonly statements: readonly string[];
}

/**
 * Loads the frames of a backup into a schema that this transaction made. Triggers are off, because what they write is in the
 * backup, too; foreign keys and indexes are made behind the rows, which takes a third of the time and needs no order of tables.
 * @param rows is told how many rows were loaded in all
 */
export async function loadFrames(
  client: PoolClient,
  queries: Queries,
  tables: readonly BackupColumns[],
  frames: AsyncIterable<Frame>,
): Promise<BackupManifest> {
  await checkColumns(queries, tables);
  const removed = await prepare(queries, tables);
  const manifest = await copyAll(client, tables, frames);
  for (const statement of removed.statements) await queries.query(statement);
  for (const { name } of tables) await queries.query(`ALTER TABLE ${quotedName(name)} ENABLE TRIGGER USER`);
  for (const sequence of manifest.sequences) await advance(queries, sequence);
  return manifest;
}

/** The header may come from a damaged file: its names become statements only where they are ours. */
async function checkColumns(queries: Queries, tables: readonly BackupColumns[]): Promise<void> {
  const { stored } = await storedTables(queries);
  for (const { name, columns } of tables) {
    const known = stored.find((table) => table.name === name)?.columns;
    const unknown = known === undefined ? name : columns.find((column) => !known.includes(column));
    if (unknown !== undefined)
      throw new BackupError(
        'schema',
        `The schema of the backup has no ${known === undefined ? '' : `${name}.`}${unknown}.`,
      );
  }
}

async function prepare(queries: Queries, tables: readonly BackupColumns[]): Promise<Removed> {
  const names = tables.map(({ name }) => name);
  const keys = await queries.query<{ table: string; name: string; definition: string }>(
    `SELECT c.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1)`,
    [names],
  );
  for (const { table, name } of keys)
    await queries.query(`ALTER TABLE ${quotedName(table)} DROP CONSTRAINT ${quotedName(name)}`);
  const indexes = await queries.query<{ name: string; definition: string }>(
    `SELECT x.indexrelid::regclass::text AS name, pg_get_indexdef(x.indexrelid) AS definition
     FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid)`,
    [names],
  );
  for (const { name } of indexes) await queries.query(`DROP INDEX ${name}`);
  for (const name of names) await queries.query(`ALTER TABLE ${quotedName(name)} DISABLE TRIGGER USER`);
  // What the migrations wrote, such as the first organization.
  await queries.query(`TRUNCATE ${names.map(quotedName).join(', ')}`);
  return {
    statements: [
      ...indexes.map(({ definition }) => definition),
      ...keys.map(
        ({ table, name, definition }) =>
          `ALTER TABLE ${quotedName(table)} ADD CONSTRAINT ${quotedName(name)} ${definition}`,
      ),
    ],
  };
}

async function copyAll(
  client: PoolClient,
  tables: readonly BackupColumns[],
  frames: AsyncIterable<Frame>,
): Promise<BackupManifest> {
  const loaded: BackupTable[] = [];
  let load: TableLoad | undefined;
  let manifest: BackupManifest | undefined;
  try {
    for await (const { kind, content } of frames) {
      if (manifest !== undefined) throw damaged('something follows its end');
      if (kind === 'T') {
        const table = tables[loaded.length];
        if (load !== undefined || table === undefined) throw damaged('its tables are in disorder');
        load = new TableLoad(client, table);
      } else if (kind === 'M') manifest = parsed(content) as BackupManifest;
      else if (load === undefined) throw damaged('its tables are in disorder');
      else if (kind === 'D') await load.write(content);
      else {
        const ended = await load.end();
        load = undefined;
        if (!isSame(ended, parsed(content) as BackupTable))
          throw damaged(`the rows of ${ended.name} are not all there`);
        loaded.push(ended);
      }
    }
  } catch (error) {
    load?.abort();
    throw error;
  }
  if (manifest === undefined || loaded.length < tables.length) throw damaged('its end is missing');
  return manifest;
}

/** One COPY. */
class TableLoad {
  private readonly copy: ReturnType<typeof copyFrom>;
  private readonly hash = createHash('sha256');
  private readonly done: Promise<void>;
  private bytes = 0;

  constructor(
    client: PoolClient,
    private readonly table: BackupColumns,
  ) {
    const columns = table.columns.map(quotedName).join(', ');
    // FREEZE: the table was emptied in this transaction; its rows need no further writing later.
    this.copy = client.query(copyFrom(`COPY ${quotedName(table.name)} (${columns}) FROM STDIN WITH (FREEZE)`));
    this.done = finished(this.copy);
    // It is awaited at the end; an error in between is an error of the next write, too.
    this.done.catch(() => undefined);
  }

  async write(content: Buffer): Promise<void> {
    this.hash.update(content);
    this.bytes += content.length;
    if (this.copy.destroyed) await this.done;
    // An error means that no drain comes.
    if (!this.copy.write(content)) await Promise.race([once(this.copy, 'drain'), this.done]);
  }

  async end(): Promise<BackupTable> {
    this.copy.end();
    await this.done;
    return { name: this.table.name, rows: this.copy.rowCount, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  abort(): void {
    this.copy.destroy();
  }
}

function isSame(one: BackupTable, other: BackupTable): boolean {
  return one.name === other.name && one.rows === other.rows && one.sha256 === other.sha256;
}

/** Our own text, genuine before anything of it is committed. @throws BackupError */
function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw damaged('its content makes no sense');
  }
}

async function advance(queries: Queries, { table, column, value, given }: BackupSequence): Promise<void> {
  await queries.query(`SELECT setval(pg_get_serial_sequence($1, $2), $3::bigint, $4)`, [
    quotedName(table),
    column,
    value,
    given,
  ]);
}
