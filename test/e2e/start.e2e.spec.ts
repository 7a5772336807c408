import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataDirectory, freePort, runToEnd, type ServerProcess, startServer } from '../support/process.js';

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

describe('a mistake of whoever starts it', () => {
  const data = dataDirectory();
  afterAll(() => data.remove());

  it.each([
    ['a bad setting', { PORT: 'eighty' }, 'PORT'],
    ['a placeholder in production', { NODE_ENV: 'production', CAMGATE_SECRET: 'x'.repeat(40) }, 'CAMGATE_SECRET'],
    ['a password that anybody would guess', { CAMGATE_ADMIN_PASSWORD: 'password' }, 'CAMGATE_ADMIN_PASSWORD'],
    ['an unreachable database', { DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/none', PORT: '0' }, 'DATABASE_URL'],
    ['a database address that is none', { DATABASE_URL: 'mysql://x', PORT: '0' }, 'DATABASE_URL'],
  ])('such as %s is one clear sentence and exit code 1', async (_what, environment, named) => {
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, ...environment });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
    expect(stderr).not.toContain('hidden');
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
