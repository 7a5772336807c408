import { execFile } from 'node:child_process';
import { access, constants, cp, lstat, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EngineSettings,
} from '../../src/database/embedded/embedded-postgres.js';
import { findEnginePackage, thisPlatform } from '../../src/database/embedded/engine-package.js';
import { Sandbox, clusterOf, pidOf, query, refusalOf, removeSharedEngine, withServer } from './embedded-support.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

let sandbox: Sandbox;
beforeEach(() => void (sandbox = new Sandbox()));
afterEach(() => sandbox.clear());
afterAll(removeSharedEngine);

/** The ground of this machine with a package of our making in place of the installed one. */
function groundWith(packageDirectory: string): EngineSettings {
  const resolve = (): string => join(packageDirectory, 'dist', 'index.js');
  return { platform: { ...thisPlatform, resolve }, fallbackDirectory: '/nowhere' };
}

async function makePackage(version: string): Promise<string> {
  const directory = await sandbox.directory();
  await writeFile(join(directory, 'package.json'), JSON.stringify({ version }));
  return directory;
}

describe('the embedded PostgreSQL', () => {
  it('serves a durable UTF-8, UTC database with checksums, to pg and to TypeORM, with cube and pg_trgm', async () => {
    await withServer(await sandbox.directory(), async ({ url, fresh }) => {
      expect(fresh).toBe(true);
      const [facts] = await query(
        url,
        'CREATE EXTENSION cube',
        'CREATE EXTENSION pg_trgm',
        `SELECT current_database() AS name, current_setting('fsync') AS fsync, current_setting('TimeZone') AS zone,
           current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding,
           current_setting('is_superuser') AS superuser, lower('ÅÉ') AS lower, similarity('camera', 'cameras') > 0.5 AS trgm`,
      );
      expect(facts).toEqual({
        name: 'camgate',
        fsync: 'on',
        zone: 'UTC',
        checksums: 'on',
        encoding: 'UTF8',
        superuser: 'off',
        lower: 'åé',
        trgm: true,
      });
      const typeorm = await new DataSource({ type: 'postgres', url }).initialize();
      expect(await typeorm.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await typeorm.destroy();
    });
  });

  it('lets the application create and clone databases, as the tests do', async () => {
    await withServer(await sandbox.directory(), async ({ url }) => {
      await query(url, 'CREATE EXTENSION cube', 'CREATE TABLE kept (id int)');
      await query(url.replace(/camgate$/, 'postgres'), 'CREATE DATABASE clone TEMPLATE camgate');
      expect(await query(url.replace(/camgate$/, 'clone'), 'SELECT * FROM kept')).toEqual([]);
      await query(url, 'DROP DATABASE clone WITH (FORCE)');
    });
  });

  it('accepts nobody without the password, and hides its passwords from other users', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, async ({ url }) => {
      expect(new URL(url).hostname).toBe('127.0.0.1');
      await expect(query(url.replace(/:[^:@/]+@/, ':guess@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
      const rules = (await readFile(join(clusterOf(dataDirectory), 'pg_hba.conf'), 'utf8')).match(/^[^#\s].*$/gm);
      expect(rules?.every((rule) => rule.endsWith('scram-sha-256'))).toBe(true);
      const { mode } = await stat(join(dataDirectory, 'postgres', 'credentials.json'));
      expect(mode & 0o777).toBe(0o600);
    });
  });

  it('keeps its data and its passwords over a restart, and shuts down with a checkpoint', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, ({ url }) =>
      query(url, 'CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (7)'),
    );
    await withServer(dataDirectory, async (server) => {
      const { url, fresh } = server;
      expect(fresh).toBe(false);
      expect(await query(url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
      await Promise.all([server.stop(), server.stop()]);
    });
    const log = await readFile(join(dataDirectory, 'postgres', 'postgres.log'), 'utf8');
    expect(log).toContain('database system was shut down at');
    expect(log).not.toContain('recovery');
    expect(log).toMatch(/database system is shut down\n$/);
  });

  it('is found by another command while it runs, and only then', async () => {
    const options = { dataDirectory: await sandbox.directory(), explicit: true };
    expect(await findRunningEmbeddedPostgres(options)).toBeUndefined();
    const { answer } = await sandbox.otherProcess(options.dataDirectory);
    expect(await findRunningEmbeddedPostgres(options)).toEqual({
      url: answer.url,
      dataDirectory: options.dataDirectory,
    });
    process.kill(await pidOf(options.dataDirectory), 'SIGKILL');
    expect(await findRunningEmbeddedPostgres(options)).toBeUndefined();
  });
});

describe('its engine', () => {
  it('runs although npm did not run install scripts, so that the libraries have no symlinks', async () => {
    const engine = findEnginePackage(thisPlatform);
    const packageDirectory = await makePackage(engine.version);
    const library = join(packageDirectory, 'native', 'lib');
    await cp(engine.nativeDirectory, join(packageDirectory, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const name of await readdir(library)) {
      if ((await lstat(join(library, name))).isSymbolicLink()) await rm(join(library, name));
    }
    const options = { dataDirectory: await sandbox.emptyDirectory(), explicit: true };
    const server = await startEmbeddedPostgres(options, groundWith(packageDirectory));
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is replaced by a newer minor version, and the old one is removed', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, ({ url }) => query(url, 'CREATE TABLE kept (id int)'));
    const { major, nativeDirectory } = findEnginePackage(thisPlatform);
    const newer = await makePackage(`${major}.99.0`);
    await symlink(nativeDirectory, join(newer, 'native'));
    const server = await startEmbeddedPostgres({ dataDirectory, explicit: true }, groundWith(newer));
    expect(await query(server.url, 'SELECT * FROM kept')).toEqual([]);
    await server.stop();
    expect(await readdir(join(dataDirectory, 'engine'))).toEqual([`${major}.99.0`]);
  });

  it('is copied again when a power cut left a file of it empty', async () => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, async () => undefined);
    const { version } = findEnginePackage(thisPlatform);
    const program = join(dataDirectory, 'engine', version, 'bin', 'postgres');
    await rm(program);
    await writeFile(program, '');
    await withServer(dataDirectory, async ({ fresh }) => expect(fresh).toBe(false));
  });

  it.each([
    ['a platform without binaries', { ...thisPlatform, platform: 'sunos' }],
    [
      'an install without optional packages',
      {
        ...thisPlatform,
        resolve: (name: string) => {
          throw new Error(`Cannot find package ${name}`);
        },
      },
    ],
  ])('names DATABASE_URL on %s', async (_, platform) => {
    const options = { dataDirectory: await sandbox.directory(), explicit: true };
    const refusal = await refusalOf(startEmbeddedPostgres(options, { platform, fallbackDirectory: '/nowhere' }));
    expect(refusal.code).toBe('engine.unsupported');
    expect(refusal.message).toContain('DATABASE_URL');
  });

  it('names DATABASE_URL where the C library is another one (musl)', async () => {
    const engine = findEnginePackage(thisPlatform);
    const packageDirectory = await makePackage(engine.version);
    const programs = join(packageDirectory, 'native', 'bin');
    await mkdir(programs, { recursive: true });
    for (const name of ['initdb', 'postgres', 'pg_ctl'])
      await writeFile(join(programs, name), '#!/lib64/no-such-loader\n');
    const options = { dataDirectory: await sandbox.directory(), explicit: true };
    const refusal = await refusalOf(startEmbeddedPostgres(options, groundWith(packageDirectory)));
    expect(refusal.code).toBe('engine.unsupported');
    expect(refusal.message).toMatch(/glibc.*DATABASE_URL/);
  });

  it.each([99, 12])('refuses a database that PostgreSQL %i wrote, in one sentence', async (major) => {
    const dataDirectory = await sandbox.directory();
    await withServer(dataDirectory, async () => undefined);
    await writeFile(join(clusterOf(dataDirectory), 'PG_VERSION'), `${major}\n`);
    const refusal = await refusalOf(startEmbeddedPostgres({ dataDirectory, explicit: true }));
    expect(refusal.code).toBe('engine.version');
    expect(refusal.message).toContain(`written by PostgreSQL ${major}`);
  });
});

describe('the user it runs as', () => {
  it.runIf(isRoot)('is an unprivileged one when root starts it, even in a closed directory of its own', async () => {
    const dataDirectory = await sandbox.closedDirectory();
    await writeFile(join(dataDirectory, 'master-secret'), 'secret', { mode: 0o600 });
    await withServer(dataDirectory, async () => {
      const { stdout } = await run('ps', ['-o', 'user=', '-p', String(await pidOf(dataDirectory))]);
      expect(stdout.trim()).toBe('nobody');
    });
    for (const file of ['master-secret', 'postgres/credentials.json']) {
      await expect(run('cat', [join(dataDirectory, file)], nobody)).rejects.toThrow('Permission denied');
    }
    await expect(run('ls', [dataDirectory], nobody)).rejects.toThrow('Permission denied');
  });

  it.runIf(isRoot)('moves the default directory where that user cannot go, and says so', async () => {
    const dataDirectory = join(await sandbox.closedDirectory(), 'data');
    const fallbackDirectory = await sandbox.directory();
    const runtime = { platform: thisPlatform, fallbackDirectory };
    const options = { dataDirectory, explicit: false };
    const server = await startEmbeddedPostgres(options, runtime);
    expect(server).toMatchObject({ dataDirectory: fallbackDirectory, movedFrom: dataDirectory });
    expect(await findRunningEmbeddedPostgres(options, runtime)).toMatchObject({ dataDirectory: fallbackDirectory });
    await server.stop();
  });

  it.runIf(isRoot)(
    'cannot reach a directory that was set and lies in a closed one: one sentence, nothing made',
    async () => {
      const closed = await sandbox.closedDirectory();
      const dataDirectory = join(closed, 'data');
      const refusal = await refusalOf(startEmbeddedPostgres({ dataDirectory, explicit: true }));
      expect(refusal.code).toBe('engine.unreachable');
      expect(refusal.message).toMatch(/DATA_DIR.*DATABASE_URL/);
      expect(await readdir(closed)).toEqual([]);
    },
  );

  it.runIf(isRoot)('leaves a closed directory of other people closed', async () => {
    const home = await sandbox.closedDirectory();
    await mkdir(join(home, '.ssh'));
    const refusal = await refusalOf(startEmbeddedPostgres({ dataDirectory: home, explicit: true }));
    expect(refusal.code).toBe('engine.unreachable');
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it('is the ordinary user who starts it, and root afterwards runs it as that user', async ({ skip }) => {
    if (!isRoot) return withServer(await sandbox.directory(), async () => undefined);
    const reachable = await run('/bin/sh', ['-c', `cd "${process.cwd()}"`], nobody).then(
      () => true,
      () => false,
    );
    if (!reachable) skip('the checkout lies where an ordinary user cannot go');
    const dataDirectory = await sandbox.directory();
    await run('chown', ['65534:65534', dataDirectory]);
    const { child, answer } = await sandbox.otherProcess(dataDirectory, nobody);
    expect(answer).toMatchObject({ fresh: true });
    child.stdin?.write('stop');
    await new Promise((resolve) => child.once('exit', resolve));
    await withServer(dataDirectory, async ({ fresh }) => expect(fresh).toBe(false));
    const again = await sandbox.otherProcess(dataDirectory, nobody);
    expect(again.answer).toMatchObject({ fresh: false });
  });

  it.runIf(isRoot)('who may not write there gets one sentence', async () => {
    const dataDirectory = await sandbox.directory();
    const { answer } = await sandbox.otherProcess(dataDirectory, nobody);
    expect(answer.code).toBe('engine.unreachable');
    await expect(access(join(dataDirectory, 'postgres'), constants.F_OK)).rejects.toThrow('ENOENT');
  });
});
