import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import {
  Sandbox,
  clusterOf,
  lives,
  pidOf,
  query,
  refusalOf,
  removeSharedEngine,
  until,
  withServer,
} from './embedded-support.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

let sandbox: Sandbox;
beforeEach(() => void (sandbox = new Sandbox()));
afterEach(() => sandbox.clear());
afterAll(removeSharedEngine);

/** Inserts rows one by one until the connection breaks; returns how many were acknowledged. */
async function writeUntilCut(url: string, cut: (acknowledged: number) => void): Promise<number> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE written (id int PRIMARY KEY)');
  let acknowledged = 0;
  try {
    for (; acknowledged < 5000; acknowledged += 1) {
      if (acknowledged === 50) cut(acknowledged);
      await client.query('INSERT INTO written VALUES ($1)', [acknowledged]);
    }
  } catch {
    return acknowledged;
  }
  await client.end();
  return acknowledged;
}

describe('when node is killed', () => {
  it('the next start takes over the server it left, with the same address, and can stop it', async () => {
    const dataDirectory = await sandbox.directory();
    const { child, answer } = await sandbox.otherProcess(dataDirectory);
    await query(answer.url ?? '', 'CREATE TABLE kept (id int)');
    const pid = await pidOf(dataDirectory);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await lives(pid)).toBe(true);
    await withServer(dataDirectory, async ({ url, fresh }) => {
      expect({ url, fresh, pid: await pidOf(dataDirectory) }).toEqual({ url: answer.url, fresh: false, pid });
      expect(await query(url, 'SELECT * FROM kept')).toEqual([]);
    });
    expect(await lives(pid)).toBe(false);
  });

  it('and the server with it, during writes: everything acknowledged is there, a stale pid file is no hindrance', async () => {
    const dataDirectory = await sandbox.directory();
    const { child, answer } = await sandbox.otherProcess(dataDirectory);
    const pid = await pidOf(dataDirectory);
    const acknowledged = await writeUntilCut(answer.url ?? '', () => {
      child.kill('SIGKILL');
      process.kill(pid, 'SIGKILL');
    });
    await withServer(dataDirectory, async ({ url }) => {
      const [row] = await query<{ count: number }>(url, 'SELECT count(*)::int FROM written');
      expect(row?.count).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThanOrEqual(50);
    });
  });

  it('and its pid file names a process that has nothing to do with it, the next start works', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, async () => undefined);
    const port = '54321';
    const lines = [process.pid, clusterOf(dataDirectory), 1_700_000_000, port, '', '127.0.0.1', '', 'ready   '];
    await writeFile(join(clusterOf(dataDirectory), 'postmaster.pid'), `${lines.join('\n')}\n`);
    await withServer(dataDirectory, async ({ url }) => expect(new URL(url).port).not.toBe(port));
  });

  it('during the first initdb, the next start begins anew', async () => {
    const dataDirectory = await sandbox.directory();
    const child = sandbox.launch(dataDirectory);
    const clusters = join(dataDirectory, 'postgres');
    const drafts = async (): Promise<string[]> =>
      (await readdir(clusters).catch(() => [])).filter((name) => name.startsWith('.init-'));
    await until(async () => {
      const [draft] = await drafts();
      return draft !== undefined && (await readdir(join(clusters, draft, 'cluster')).catch(() => [])).length > 5;
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await drafts()).toHaveLength(1);
    await withServer(dataDirectory, async ({ fresh }) => expect(fresh).toBe(true));
    expect(await drafts()).toEqual([]);
  });

  it('during the first copy of the engine, the next start begins anew', async () => {
    const dataDirectory = await sandbox.emptyDirectory();
    const child = sandbox.launch(dataDirectory);
    const engines = join(dataDirectory, 'engine');
    await until(async () => (await readdir(engines).catch(() => [])).length > 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await withServer(dataDirectory, async ({ fresh }) => expect(fresh).toBe(true));
    expect(await readdir(engines)).toHaveLength(1);
  });
});

describe('when two processes want one directory', () => {
  it('the second gets one sentence that names the first, and the first goes on', async () => {
    const dataDirectory = await sandbox.directory();
    const { child, answer } = await sandbox.otherProcess(dataDirectory);
    const refusal = await refusalOf(startEmbeddedPostgres({ dataDirectory, explicit: true }));
    expect(refusal.code).toBe('engine.busy');
    expect(refusal.message).toContain(`process ${child.pid}`);
    expect(await query(answer.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('at the very first start and at once, exactly one gets it', async () => {
    const dataDirectory = await sandbox.emptyDirectory();
    const all = await Promise.all([1, 2, 3].map(() => sandbox.otherProcess(dataDirectory)));
    const codes = all.map(({ answer }) => answer.code ?? 'started').toSorted();
    expect(codes).toEqual(['engine.busy', 'engine.busy', 'started']);
  });

  it('and the first is just stopping, the second waits and starts', async () => {
    const dataDirectory = await sandbox.directory();
    const { child } = await sandbox.otherProcess(dataDirectory);
    child.stdin?.write('stop');
    await until(async () => {
      const pidFile = await readFile(join(clusterOf(dataDirectory), 'postmaster.pid'), 'utf8').catch(() => 'stopping');
      return pidFile.includes('stopping');
    });
    await withServer(dataDirectory, async ({ fresh }) => expect(fresh).toBe(false));
  });
});

describe('when the process ends', () => {
  it('without stop(), the server ends with it', async () => {
    const dataDirectory = await sandbox.directory();
    const { child } = await sandbox.otherProcess(dataDirectory);
    const pid = await pidOf(dataDirectory);
    child.stdin?.write('exit');
    await once(child, 'exit');
    await until(async () => !(await lives(pid)));
    const log = await readFile(join(dataDirectory, 'postgres', 'postgres.log'), 'utf8');
    expect(log).toContain('received fast shutdown request');
  });

  it('by Ctrl-C, the server lives until it is stopped', async () => {
    const dataDirectory = await sandbox.directory();
    const { child, answer } = await sandbox.otherProcess(dataDirectory);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await once(child.stdout ?? child, 'data');
    expect(await query(answer.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const pid = await pidOf(dataDirectory);
    child.stdin?.write('stop');
    await once(child, 'exit');
    expect(await lives(pid)).toBe(false);
  });
});

describe('when the server loses a backend', () => {
  it('the directory stays taken', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, async ({ url }) => {
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
      const taken = async (): Promise<boolean> =>
        (await refusalOf(startEmbeddedPostgres({ dataDirectory, explicit: true }))).code === 'engine.busy';
      await until(() =>
        query(url, 'SELECT 1').then(
          () => true,
          () => false,
        ),
      );
      await until(() =>
        owned(url).then(
          (is) => is,
          () => false,
        ),
      );
      expect(await taken()).toBe(true);
    });
  });
});

async function owned(url: string): Promise<boolean> {
  const rows = await query(url, "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted");
  return rows.length === 1;
}

describe('when the disk is full', () => {
  const canMount = isRoot && process.platform === 'linux';

  it.runIf(canMount).each(['20m', '80m'])('one sentence says so (%s), and room is all it needs', async (size) => {
    const disk = join(await sandbox.directory(), 'disk');
    await mkdir(disk);
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', disk]);
    try {
      const refusal = await refusalOf(startEmbeddedPostgres({ dataDirectory: disk, explicit: true }));
      expect(refusal.code).toBe('engine.disk-full');
      expect(refusal.message).toMatch(/^The disk of .* is full.*DATABASE_URL/);
      await run('mount', ['-o', 'remount,size=300m', disk]);
      await withServer(disk, async ({ fresh }) => expect(fresh).toBe(true));
    } finally {
      await run('umount', [disk]);
    }
  });
});
