import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clusterOf, pidOf } from '../integration/embedded-support.js';
import { cloneDatabase } from '../support/database.js';
import { dataDirectory, freePort, runToEnd, type ServerProcess, startServer } from '../support/process.js';
import { oneStory } from '../support/story.js';

oneStory();

// Each start compiles the sources; a loaded machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const shell = async (line: string): Promise<string> => (await run('bash', ['-c', line])).stdout;

describe('the first start on an empty data directory', () => {
  const data = dataDirectory();
  let server: ServerProcess;
  const value = (label: string): string => new RegExp(`${label}\\s+(\\S+)`).exec(server.stdout())?.[1] ?? '';
  let login: { readonly password: string; readonly clientId: string; readonly clientSecret: string };

  beforeAll(async () => {
    server = await startServer({ DATA_DIR: data.path });
    login = { password: value('password'), clientId: value('client_id'), clientSecret: value('client_secret') };
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    data.remove();
  });

  it('prints one block with three curl lines that work when pasted', async () => {
    const lines = server
      .stdout()
      .split('\n')
      .filter((line) => line.startsWith('curl '));
    expect(lines).toHaveLength(3);
    const [token, watcher, nearest] = await Promise.all(
      lines.map(async (line): Promise<unknown> => JSON.parse(await shell(line))),
    );
    expect(token).toMatchObject({ 'expires in': 3600, token_type: 'JWT' });
    expect(watcher).toMatchObject({ access_token: expect.stringMatching(/^ey/), refresh_token: expect.any(String) });
    expect(nearest).toMatchObject({ items: [{ country: 'JP' }, expect.anything(), expect.anything()] });
    expect(server.stderr()).toBe('');
  });

  it('finds its data, its keys and its tokens again after kill -9 during writes', async () => {
    const auth = {
      authorization: `Basic ${Buffer.from(`admin:${login.password}`).toString('base64')}`,
      'content-type': 'application/json',
    };
    const acknowledged: number[] = [];
    const write = async (writer: number): Promise<void> => {
      for (let turn = 0; ; turn += 1) {
        const body = JSON.stringify({
          name: `written-${writer}-${turn}`,
          title: 'Written',
          location: { latitude: 1, longitude: 1 },
          streams: { snapshot_url: `http://c.example/${writer}/${turn}.jpg` },
        });
        const answer = await fetch(`${server.url}/api/v1/cameras`, { method: 'POST', headers: auth, body });
        if (answer.status !== 201) throw new Error(`a write was refused: ${answer.status} ${await answer.text()}`);
        const { id } = (await answer.json()) as { id: number };
        acknowledged.push(id);
      }
    };
    // The first failure of each is the kill; a refusal before it would leave too few acknowledgements.
    const writers = Promise.allSettled([write(0), write(1), write(2)]);
    const enough = async (): Promise<void> => {
      while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await Promise.race([enough(), writers]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    await server.end('SIGKILL');
    await writers;

    server = await startServer({ DATA_DIR: data.path });
    expect(server.stdout()).not.toContain('client_secret');
    for (const id of acknowledged) {
      expect((await fetch(`${server.url}/api/v1/cameras/${id}`, { headers: auth })).status).toBe(200);
    }
    const token = await shell(
      `curl -s -X POST ${server.url}/token -d client_id=${login.clientId} -d client_secret=${login.clientSecret}`,
    );
    expect(JSON.parse(token)).toHaveProperty('token');
  });

  it('refuses a second server on the same data in one sentence', async () => {
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('in use by another Camgate');
  });

  it('ends within ten seconds of SIGTERM, with exit code 0', async () => {
    const begun = Date.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(Date.now() - begun).toBeLessThan(10_000);
    server = await startServer({ DATA_DIR: data.path });
  });
});

describe('when the embedded database is killed and the server is not', { shuffle: false }, () => {
  const data = dataDirectory();
  let server: ServerProcess;
  const status = async (path: string): Promise<number> => (await fetch(server.url + path)).status;
  const untilReady = async (): Promise<void> => {
    while ((await status('/health/ready')) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  beforeAll(async () => {
    server = await startServer({ DATA_DIR: data.path, LOG_LEVEL: 'warn' });
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    data.remove();
  });

  it('with kill -9, it is started again with everything in it; callers hear 503 meanwhile', async () => {
    const [, clientId = ''] = /client_id\s+(\S+)/.exec(server.stdout()) ?? [];
    const [, clientSecret = ''] = /client_secret\s+(\S+)/.exec(server.stdout()) ?? [];
    const token = async (): Promise<number> =>
      (
        await fetch(`${server.url}/oauth/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: clientId,
            client_secret: clientSecret,
          }),
        })
      ).status;
    for (const _ of [1, 2]) {
      const killed = await pidOf(data.path);
      process.kill(killed, 'SIGKILL');
      const heard = new Set<number>();
      do {
        heard.add(await token());
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(await status('/health/live')).toBe(200);
      } while ((await pidOf(data.path).catch(() => killed)) === killed || (await status('/health/ready')) !== 200);
      expect([...heard].filter((code) => code !== 200 && code !== 503)).toEqual([]);
      expect(await token()).toBe(200);
    }
    expect(server.stdout()).toContain('it is started again');
    expect(server.stdout() + server.stderr()).not.toMatch(/"stack"|\n\s+at /);
  });

  it('one backend of it, the server recovers by itself and the directory is still ours alone', async () => {
    const backends = await shell(`pgrep -P ${await pidOf(data.path)} -f '127.0.0.1'`);
    const [backend] = backends.trim().split('\n');
    process.kill(Number(backend), 'SIGKILL');
    await untilReady();
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, PORT: String(await freePort()) });
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('in use by another Camgate') });
  });

  it('and cannot be started again, the server ends with one sentence and 1, for whoever watches over it', async () => {
    const pid = await pidOf(data.path);
    const closed = once(server.child, 'close');
    const control = join(clusterOf(data.path), 'global', 'pg_control');
    await rename(control, `${control}.away`);
    process.kill(pid, 'SIGKILL');
    await closed;
    await rename(`${control}.away`, control);
    expect(server.child.exitCode).toBe(1);
    expect(server.stderr().trim().split('\n')).toEqual([
      expect.stringMatching(/^The embedded PostgreSQL could not start in .*: see the log there/),
    ]);
    server = await startServer({ DATA_DIR: data.path });
  });
});

describe('a mistake of whoever starts it', () => {
  const data = dataDirectory();
  afterAll(() => data.remove());

  it.each([
    ['a bad setting', { PORT: 'eighty' }, 'PORT'],
    ['a placeholder in production', { NODE_ENV: 'production', CAMGATE_SECRET: 'x'.repeat(40) }, 'CAMGATE_SECRET'],
    ['a password that anybody would guess', { CAMGATE_ADMIN_PASSWORD: 'password' }, 'CAMGATE_ADMIN_PASSWORD'],
    ['an unreachable database', { DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/none', PORT: '0' }, 'DATABASE_URL'],
    ['a proxy by its name', { TRUST_PROXY: 'nginx' }, 'TRUST_PROXY'],
    ['several hosts', { DATABASE_URL: 'postgres://user:hidden@one,two/none' }, 'DATABASE_URL'],
    ['a directory that cannot be', { DATA_DIR: '/dev/null/data', PORT: '0' }, 'DATA_DIR'],
    ['a directory in a file system that has none', { DATA_DIR: '/proc/camgate', PORT: '0' }, 'DATA_DIR'],
    ['a database address that is none', { DATABASE_URL: 'mysql://x', PORT: '0' }, 'DATABASE_URL'],
  ])('such as %s is one clear sentence and exit code 1', async (_what, environment, named) => {
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, ...environment });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
    expect(stderr).not.toContain('hidden');
  });

  it('such as several at once is one sentence for each', async () => {
    const { code, stderr } = await runToEnd({ PORT: 'eighty', NODE_ENV: 'prod', CAMGATE_SECRET_FILE: '/nowhere' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'The file that CAMGATE_SECRET_FILE names does not exist.',
      'The setting PORT must be a whole number from 0 to 65535.',
      'The setting NODE_ENV must be production, development or test.',
    ]);
  });

  it('such as a database of a newer version, another master secret or an unknown host is one sentence', async () => {
    const database = await cloneDatabase();
    const given = { DATABASE_URL: database.url, CAMGATE_SECRET: 'one master secret of more than 32 characters' };
    const client = new Client({ connectionString: database.url });
    try {
      const unknownHost = await runToEnd({ ...given, HOST: 'nobody.invalid', PORT: '0' });
      expect(unknownHost.stderr).toMatch(/^HOST is a name that nobody knows; [^\n]+\n$/);
      const other = await runToEnd({ ...given, PORT: '0', CAMGATE_SECRET: 'another master secret of 32 characters' });
      expect(other.stderr).toMatch(/^The database was sealed with another CAMGATE_SECRET [^\n]+\n$/);
      await client.connect();
      await client.query(`insert into migrations (timestamp, name) values (1999999999999, 'Tomorrow1999999999999')`);
      await client.query(`update schema_compatibility set needs = 'Tomorrow1999999999999'`);
      const newer = await runToEnd({ ...given, PORT: '0' });
      expect(newer.stderr).toMatch(/^The database postgres:[^\n]+ belongs to a newer Camgate: [^\n]+Tomorrow[^\n]+\n$/);
      expect([unknownHost.code, other.code, newer.code]).toEqual([1, 1, 1]);
    } finally {
      await client.end();
      await database.drop();
    }
  });

  it('such as a name that means nothing, or nobody who could administer, is told while it goes on', async () => {
    const database = await cloneDatabase();
    const server = await startServer({
      DATABASE_URL: database.url,
      CAMGATE_SECRET: 'one master secret of more than 32 characters',
      DATABASE_URI: 'postgres://user:hidden@elsewhere/none',
      NODE_ENV: 'production',
    });
    await server.end('SIGTERM');
    await database.drop();
    expect(server.stderr()).toBe('DATABASE_URI means nothing; did you mean DATABASE_URL?\n');
    expect(server.stdout()).toContain('There is no administrator yet. Make one: camgate user create');
  });

  it('such as a port in use is one clear sentence and exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr.trim()).toBe('The port is in use already; stop what listens there, or set PORT to another one.');
  });
});
