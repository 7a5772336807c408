import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '#database';
import { freePort } from '../support/process.js';
import { missingPostgres } from './debian-postgres.js';

const programs = '/usr/lib/postgresql/15/bin';
const nobody = { uid: 65_534, gid: 65_534 };
const as = process.getuid?.() === 0 ? nobody : {};
const options = { ...as, cwd: '/', stdio: 'ignore', env: { LC_ALL: 'C' } } as const;

/** The recipe of docs/operations.md, Point-in-time recovery. */
describe.skipIf(missingPostgres() !== undefined)('a base backup and the archived log', { timeout: 120_000 }, () => {
  let folder: string;
  let data: string;
  let archive: string;
  let server: ChildProcess | undefined;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'camgate-pitr-'));
    chmodSync(folder, 0o755);
    data = join(folder, 'data');
    archive = join(folder, 'archive');
    for (const path of [data, archive, join(archive, 'wal')]) {
      mkdirSync(path, { mode: 0o700 });
      if ('uid' in as) chownSync(path, nobody.uid, nobody.gid);
    }
    execFileSync(`${programs}/initdb`, ['-D', data, '-U', 'me', '--auth=trust', '--encoding=UTF8'], options);
    port = await freePort();
    appendFileSync(
      join(data, 'postgresql.conf'),
      `\nport = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nwal_level = replica\narchive_mode = on
archive_command = 'test ! -f ${archive}/wal/%f && cp %p ${archive}/wal/%f'\n`,
    );
    await start();
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('bring back the moment before a mistake', async () => {
    const url = `postgres://me@127.0.0.1:${port}/postgres?sslmode=disable`;
    await migrate(url);
    execFileSync(
      `${programs}/pg_basebackup`,
      [
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'me',
        `--pgdata=${archive}/base`,
        '--checkpoint=fast',
        '--wal-method=stream',
      ],
      options,
    );
    const client = await connect();
    await client.query(`INSERT INTO users (subject, login) VALUES (gen_random_uuid(), 'ann')`);
    const { rows } = await client.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
    await client.query('DELETE FROM users');
    await client.query('SELECT pg_switch_wal()');
    while (readdirSync(join(archive, 'wal')).length === 0 || !(await isArchived(client)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await client.end();
    await stop();

    rmSync(data, { recursive: true });
    cpSync(join(archive, 'base'), data, { recursive: true });
    chmodSync(data, 0o700);
    appendFileSync(
      join(data, 'postgresql.auto.conf'),
      `restore_command = 'cp ${archive}/wal/%f %p'\nrecovery_target_time = '${rows[0]?.now}'\nrecovery_target_action = 'promote'\n`,
    );
    writeFileSync(join(data, 'recovery.signal'), '');
    if ('uid' in as) execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, data]);
    await start();
    const recovered = await connect();
    while ((await recovered.query('SELECT WHERE pg_is_in_recovery()')).rowCount !== 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await recovered.query('SELECT login FROM users')).rows).toEqual([{ login: 'ann' }]);
    expect(await migrate(url)).toEqual([]);
    await recovered.end();
  });

  async function isArchived(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ done: boolean }>(
      `SELECT last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) OR last_archived_wal IS NOT NULL
         AND NOT EXISTS (SELECT FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready') AS done FROM pg_stat_archiver`,
    );
    return rows[0]?.done === true;
  }

  async function connect(): Promise<Client> {
    const client = new Client({ host: '127.0.0.1', port, user: 'me', database: 'postgres' });
    await client.connect();
    return client;
  }

  async function start(): Promise<void> {
    server = spawn(`${programs}/postgres`, ['-D', data], options);
    for (;;) {
      if (server.exitCode !== null) throw new Error('PostgreSQL did not start.');
      try {
        await (await connect()).end();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null) return;
    const closed = once(server, 'close');
    server.kill('SIGINT');
    await closed;
    server = undefined;
  }
});
