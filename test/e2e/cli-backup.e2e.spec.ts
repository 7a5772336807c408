import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSources, type Compiled } from '../support/compiled.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

const secret = 'the master secret of the tests, 32+ characters';
const cameras = 100_000;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let database: TestDatabase;
let target: TestDatabase;
let folder: string;
let compiled: Compiled;
let file: string;

beforeAll(async () => {
  [database, target, compiled] = await Promise.all([cloneDatabase(), emptyDatabase(), compileSources()]);
  folder = mkdtempSync(join(tmpdir(), 'camgate-backup-'));
  file = join(folder, 'one.backup');
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO cameras (name, object_id, organization_id, folder_id, kind, title, latitude, longitude)
     SELECT 'c' || n, lpad(to_hex(n), 24, '0'), 1, (SELECT min(id) FROM folders), 'stream', md5(n::text), n % 90, n % 180
     FROM generate_series(1, ${cameras}) n`,
  );
  await client.end();
}, 240_000);
afterAll(async () => {
  compiled.remove();
  rmSync(folder, { recursive: true, force: true });
  await target.drop();
  await database.drop();
});

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  output: number | 'pipe' = 'pipe',
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [join(compiled.dist, 'cli/main.js'), ...args], {
    env: { PATH, HOME, DATABASE_URL: database.url, CAMGATE_SECRET: secret, ...environment },
    stdio: ['pipe', output, 'pipe'],
  });
}

async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  output: number | 'pipe' = 'pipe',
): Promise<Ran> {
  const child = start(args, environment, output);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (piece) => (stdout += String(piece)));
  child.stderr?.on('data', (piece) => (stderr += String(piece)));
  child.stdin?.end();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function camerasIn(url: string): Promise<number | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('cameras') IS NOT NULL AS there`);
  const counted = rows[0]?.there ? await client.query<{ count: string }>('SELECT count(*) FROM cameras') : undefined;
  await client.end();
  return counted === undefined ? undefined : Number(counted.rows[0]?.count);
}

describe('camgate backup', { timeout: 200_000 }, () => {
  it('leaves nothing behind when it is interrupted', async () => {
    const child = start(['backup', file]);
    while (!existsSync(file) || statSync(file).size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(existsSync(file)).toBe(false);
  });

  it('writes a file that its owner alone reads, and tells what is in it', async () => {
    const { code, stdout } = await run(['backup', file, '--json']);
    expect(code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const told = JSON.parse(stdout) as { tables: { name: string; rows: number }[] };
    expect(told.tables.find(({ name }) => name === 'cameras')?.rows).toBe(cameras);
    expect(readFileSync(file).includes(secret)).toBe(false);
  });

  it('overwrites nothing', async () => {
    const before = statSync(file);
    const again = await run(['backup', file]);
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('exists already') });
    expect(statSync(file).mtimeMs).toBe(before.mtimeMs);
  });

  it('says that the disk is full', async () => {
    const full = await run(['backup', '-'], {}, openSync('/dev/full', 'w'));
    expect(full.code).toBe(1);
    expect(full.stderr).toMatch(/^The output cannot be written: ENOSPC[^\n]+\n$/);
  });

  it('is not made with another secret', async () => {
    await run(['backup', join(folder, 'noted.backup')]);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`INSERT INTO sealing_keys (key_id) VALUES ('00000000')`);
    const other = await run(['backup', join(folder, 'other.backup')]);
    await client.query(`DELETE FROM sealing_keys WHERE key_id = '00000000'`);
    await client.end();
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('sealed with another CAMGATE_SECRET') });
    expect(existsSync(join(folder, 'other.backup'))).toBe(false);
  });
});

describe('camgate restore', { timeout: 200_000 }, () => {
  it('with another secret, or of a damaged file, changes nothing', async () => {
    const into = { DATABASE_URL: target.url };
    const other = await run(['restore', file], {
      ...into,
      CAMGATE_SECRET: 'another secret of more than 32 characters',
    });
    expect(other).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('another master secret') });
    const bytes = readFileSync(file);
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1;
    writeFileSync(join(folder, 'damaged'), bytes);
    const damaged = await run(['restore', join(folder, 'damaged')], into);
    expect(damaged).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The backup is damaged: [^\n]+\n$/) });
    expect(await camerasIn(target.url)).toBeUndefined();
  });

  it('changes nothing when it is interrupted', async () => {
    const child = start(['restore', file], { DATABASE_URL: target.url });
    const client = new Client({ connectionString: target.url });
    await client.connect();
    const loading = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY "cameras"%'`;
    while ((await client.query(loading)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    // The server ends what is cut off when it notices.
    while (((await client.query(loading)).rowCount ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await client.end();
    expect(await camerasIn(target.url)).toBeUndefined();
  });

  it('fills an empty database, once', async () => {
    const into = { DATABASE_URL: target.url };
    expect(await run(['restore', file], into)).toMatchObject({ code: 0, stderr: '' });
    expect(await camerasIn(target.url)).toBe(cameras);
    expect(await run(['restore', file], into)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not empty'),
    });
  });
});

describe('camgate move', { timeout: 200_000 }, () => {
  it('copies everything into another database, and refuses while a server works with the first one', async () => {
    const third = await emptyDatabase();
    const server = new Client({ connectionString: database.url, application_name: 'camgate' });
    await server.connect();
    expect(await run(['move', '--to', third.url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('A server works with this database'),
    });
    await server.end();
    expect(await run(['move', '--to', third.url])).toMatchObject({ code: 0, stderr: '' });
    expect(await camerasIn(third.url)).toBe(cameras);
    expect(await camerasIn(database.url)).toBe(cameras);
    await third.drop();
  });
});

describe('camgate migrate', { timeout: 60_000 }, () => {
  it('shows what is pending, and changes nothing before it is run', async () => {
    const client = new Client({ connectionString: target.url });
    await client.connect();
    await client.query(`DELETE FROM migrations WHERE name = 'TagsInTheFeed1796019900000'`);
    await client.query('DROP TRIGGER feed_rights ON tag_permissions');
    const plan = await run(['migrate', '--plan'], { DATABASE_URL: target.url });
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(
      /TagsInTheFeed1796019900000 +expand +tag_permissions +create trigger +writers, a moment/,
    );
    const pending = 'SELECT name FROM migrations WHERE name LIKE $1';
    expect((await client.query(pending, ['TagsInTheFeed%'])).rows).toEqual([]);
    const ran = await run(['migrate', '--json'], { DATABASE_URL: target.url });
    expect(JSON.parse(ran.stdout)).toEqual({ migrated: ['TagsInTheFeed1796019900000'] });
    expect((await run(['migrate'], { DATABASE_URL: target.url })).stdout).toBe('The schema is up to date.\n');
    await client.end();
  });
});
