import { createHash, randomBytes } from 'node:crypto';
import { Duplex, Readable, Writable } from 'node:stream';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Vault } from '#config';
import { entities } from '../../src/database/entities.js';
import { BackupError } from '../../src/database/backup/backup-format.js';
import { openBackup, verifyBackup } from '../../src/database/backup/backup-reader.js';
import { writeBackup, type WrittenBackup } from '../../src/database/backup/backup-writer.js';
import { leftOutTables } from '../../src/database/backup/left-out-tables.js';
import { restoreBackup } from '../../src/database/backup/restore.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { migrations } from '../../src/database/migrations/index.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';

const secret = 'the master secret of the tests: 32+ characters';
const vault = new Vault(secret);

interface Kept {
  readonly bytes: Buffer;
  readonly written: WrittenBackup;
}

let database: TestDatabase;
let client: Client;
let kept: Kept;

beforeAll(async () => {
  database = await cloneDatabase();
  client = await connect(database.url);
  await fill(client);
  kept = await backup(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('a backup', () => {
  it('has every table that is not left out for a reason', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND relpersistence = 'p' AND NOT relispartition`,
    );
    const backedUp = kept.written.header.tables.map(({ name }) => name);
    expect([...backedUp, ...Object.keys(leftOutTables)].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    expect(backedUp.length).toBeGreaterThan(entities.length - Object.keys(leftOutTables).length);
  });

  it('restores every row, and goes on counting where the other one was', async () => {
    const empty = await emptyDatabase();
    await restore(empty.url, kept.bytes);
    const again = await backup(empty.url);
    expect(again.written.manifest).toEqual(kept.written.manifest);
    expect(await definitions(empty.url)).toEqual(await definitions(database.url));
    await empty.drop();
  });

  it('restores into a database that was migrated, and that nobody has used', async () => {
    const unused = await cloneDatabase();
    await restore(unused.url, kept.bytes);
    expect(await countCameras(unused.url)).toBe(3);
    await unused.drop();
  });

  it('leaves triggers on, and the log of changes to what changes from now on', async () => {
    const empty = await emptyDatabase();
    await restore(empty.url, kept.bytes);
    const restored = await connect(empty.url);
    const feed = 'SELECT kind FROM camera_feed';
    expect((await restored.query(feed)).rows).toEqual([]);
    await restored.query(`UPDATE cameras SET version = version + 1 WHERE name = 'a'`);
    expect((await restored.query(feed)).rows).toEqual([{ kind: 'updated' }]);
    await expect(restored.query('DELETE FROM audit_events')).rejects.toThrow('append-only');
    await restored.end();
    await empty.drop();
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    let writes = 0;
    // Between two pieces of the backup.
    const writing = Duplex.from(async (pieces: AsyncIterable<Buffer>) => {
      for await (const _ of pieces) {
        writes += 1;
        await client.query(`INSERT INTO users (subject, login) VALUES (gen_random_uuid(), 'late-${writes}')`);
      }
    });
    const before = await client.query<{ count: string }>('SELECT count(*) FROM users');
    const { manifest } = await writeBackup(sourceOf(database.url), writing);
    expect(writes).toBeGreaterThan(1);
    expect(String(manifest.tables.find(({ name }) => name === 'users')?.rows)).toBe(before.rows[0]?.count);
    await client.query(`DELETE FROM users WHERE login LIKE 'late-%'`);
  });

  it('never has the master secret', () => {
    expect(kept.bytes.includes(secret)).toBe(false);
    expect(JSON.stringify(kept.written)).not.toContain(secret);
  });
});

describe('a damaged backup', () => {
  it.each([0, 1, 10, 500, 5_000, -1, -20, -33, -200])('with one bit flipped at %i is refused', async (at) => {
    const bytes = Buffer.from(kept.bytes);
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = (bytes[place] ?? 0) ^ 0x04;
    await expect(verifyBackup(Readable.from([bytes]), vault)).rejects.toThrow(BackupError);
    if (at === 5_000 || at === -1) await expectUnchanged(bytes);
  });

  it.each([0, 1, 100, 8_000, -1, -32, -33, -1000])('cut off at %i is refused', async (at) => {
    const bytes = kept.bytes.subarray(0, at < 0 ? kept.bytes.length + at : at);
    await expect(verifyBackup(Readable.from([bytes]), vault)).rejects.toThrow(BackupError);
    if (at === 8_000 || at === -1000) await expectUnchanged(bytes);
  });

  it('with something behind its end is refused', async () => {
    const longer = Buffer.concat([kept.bytes, Buffer.from('x')]);
    await expect(verifyBackup(Readable.from([longer]), vault)).rejects.toThrow(BackupError);
  });

  it('that is something else is refused', async () => {
    for (const bytes of [randomBytes(100_000), Buffer.from('{"cameras": []}\n')])
      await expect(verifyBackup(Readable.from([bytes]), vault)).rejects.toMatchObject({ reason: 'foreign' });
  });

  it('with any bit of a hundred flipped is refused', async () => {
    for (let round = 0; round < 100; round += 1) {
      const bytes = Buffer.from(kept.bytes);
      const place = createHash('sha256').update(String(round)).digest().readUInt32BE() % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (round % 8));
      await expect(verifyBackup(Readable.from([bytes]), vault)).rejects.toThrow(BackupError);
    }
  });

  /** From a pipe, where it turns out at the end. */
  async function expectUnchanged(bytes: Buffer): Promise<void> {
    const target = await emptyDatabase();
    await expect(restore(target.url, bytes)).rejects.toThrow(BackupError);
    const looking = await connect(target.url);
    const { rows } = await looking.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`);
    expect(rows).toEqual([]);
    await looking.end();
    await target.drop();
  }
});

describe('restoring', () => {
  it('with another secret changes nothing', async () => {
    const target = await emptyDatabase();
    const other = new Vault('another master secret of the tests, 32+ characters');
    await expect(restore(target.url, kept.bytes, other)).rejects.toMatchObject({ reason: 'secret' });
    await target.drop();
  });

  it('with the secret of that time behind a new one works', async () => {
    const target = await emptyDatabase();
    await restore(target.url, kept.bytes, new Vault(`another master secret of the tests: 32+ chars,${secret}`));
    expect(await countCameras(target.url)).toBe(3);
    await target.drop();
  });

  it('into a database with something in it changes nothing', async () => {
    const target = await cloneDatabase();
    const used = await connect(target.url);
    await used.query(`INSERT INTO users (subject, login) VALUES (gen_random_uuid(), 'somebody')`);
    await expect(restore(target.url, kept.bytes)).rejects.toMatchObject({ reason: 'not-empty' });
    expect((await used.query('SELECT login FROM users')).rows).toEqual([{ login: 'somebody' }]);
    await used.end();
    await target.drop();
  });

  it('under a server that works with the database changes nothing', async () => {
    const target = await cloneDatabase();
    const server = new Client({ connectionString: target.url, application_name: 'camgate' });
    await server.connect();
    await expect(restore(target.url, kept.bytes)).rejects.toMatchObject({ reason: 'in-use' });
    await server.end();
    await target.drop();
  });

  it('takes a backup of an older schema and migrates on', async () => {
    const older = await emptyDatabase();
    const newest = migrations.length - 3;
    await migrateTo(older.url, newest);
    const old = await connect(older.url);
    await fill(old);
    await old.end();
    const { bytes } = await backup(older.url);
    const target = await cloneDatabase();
    await restore(target.url, bytes);
    expect(await countCameras(target.url)).toBe(3);
    expect(await definitions(target.url)).toEqual(await definitions(database.url));
    await older.drop();
    await target.drop();
  });

  it('refuses a backup of a newer schema', async () => {
    const newer = await cloneDatabase();
    const looking = await connect(newer.url);
    await looking.query(`INSERT INTO migrations (timestamp, name) VALUES (1900000000000, 'Later1900000000000')`);
    await expect(backup(newer.url)).rejects.toMatchObject({ reason: 'newer' });
    await looking.end();
    await newer.drop();
  });
});

function sourceOf(url: string): Parameters<typeof writeBackup>[0] {
  return { url, session: DatabaseSession.of(url), vault, program: '0.0.0', now: new Date(0) };
}

async function backup(url: string): Promise<Kept> {
  const pieces: Buffer[] = [];
  const sink = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  const written = await writeBackup(sourceOf(url), sink);
  return { written, bytes: Buffer.concat(pieces) };
}

async function restore(url: string, bytes: Buffer, with_ = vault): Promise<void> {
  // In small pieces, as a pipe gives them.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
    bytes.subarray(index * 1000, (index + 1) * 1000),
  );
  const opened = await openBackup(Readable.from(pieces), with_);
  await restoreBackup({ url, session: DatabaseSession.of(url), vault: with_ }, opened);
}

async function connect(url: string): Promise<Client> {
  const made = new Client({ connectionString: url });
  await made.connect();
  return made;
}

async function countCameras(url: string): Promise<number> {
  const looking = await connect(url);
  const { rows } = await looking.query<{ count: string }>('SELECT count(*) FROM cameras');
  await looking.end();
  return Number(rows[0]?.count);
}

/** Tables, columns, indexes, constraints, triggers and functions, as texts. */
async function definitions(url: string): Promise<readonly string[]> {
  const looking = await connect(url);
  const { rows } = await looking.query<{ text: string }>(
    `SELECT indexdef AS text FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     UNION ALL SELECT table_name || column_name || data_type || is_nullable || coalesce(column_default, '')
       || is_generated || is_identity FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
  );
  await looking.end();
  return rows.map(({ text }) => text);
}

async function migrateTo(url: string, count: number): Promise<void> {
  const { DataSource } = await import('typeorm');
  const { dataSourceOptions } = await import('../../src/database/data-source.options.js');
  const sorted = migrations.toSorted((a, b) => Number(a.name.slice(-13)) - Number(b.name.slice(-13)));
  const dataSource = await new DataSource({
    ...dataSourceOptions(url),
    migrations: sorted.slice(0, count),
  }).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}

/** Rows with what texts of COPY must escape, in every kind of column. */
async function fill(filled: Client): Promise<void> {
  await filled.query(`INSERT INTO sealing_keys (key_id) VALUES ($1)`, [vault.keyId]);
  await filled.query(
    `INSERT INTO users (subject, login, full_name) VALUES (gen_random_uuid(), 'ann', E'tab\\t line\\n back\\\\slash \\\\. \\\\N ü 𝒳')`,
  );
  await filled.query(
    `INSERT INTO cameras (name, object_id, organization_id, folder_id, kind, title, latitude, longitude, tags, media, credentials_sealed)
     SELECT n, md5(n), o.id, f.id, 'stream', NULLIF(n, 'b'), 1.0 / 3, -179.999999999999, ARRAY['x y', '"', '{', NULL, ''],
       jsonb_build_object('a', E'\\\\ "'), NULL
     FROM organizations o JOIN folders f ON f.organization_id = o.id, unnest(ARRAY['a', 'b', E'c\\n']) n`,
  );
  await filled.query(`UPDATE cameras SET credentials_sealed = $1 WHERE name = 'a'`, [
    vault.seal('{"user":"u","password":"p"}', 'cameras.credentials_sealed:a'),
  ]);
  await filled.query(
    `INSERT INTO audit_events (at, event, mark) SELECT now(), 'user_created', decode('00ff5c0a09', 'hex') FROM generate_series(1, 3000)`,
  );
}
