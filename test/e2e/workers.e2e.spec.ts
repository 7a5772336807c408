import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataDirectory, freePort, runToEnd, type ServerProcess, startServer } from '../support/process.js';
import { oneStory } from '../support/story.js';

oneStory();

// Each process compiles the sources; a loaded machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const data = dataDirectory();
const wanted = Math.min(2, availableParallelism());
let server: ServerProcess;

/** The processes that serve, by their parent: the database's are its children, too. */
const workers = (): readonly number[] => {
  const { pid = 0 } = server.child;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children.filter((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'node');
};
const ready = async (): Promise<number> => (await fetch(`${server.url}/health/ready`)).status;

beforeAll(async () => {
  server = await startServer({ DATA_DIR: data.path, WORKERS: '2' });
});
afterAll(async () => {
  await server.end('SIGTERM');
  data.remove();
});

describe.runIf(process.platform === 'linux')('Several processes behind one port', () => {
  it('are started on an empty database, which one of them fills', async () => {
    await vi.waitFor(() => expect(workers()).toHaveLength(wanted), 60_000);
    expect(server.stdout().match(/Camgate serves on/g)).toHaveLength(1);
    expect(server.stdout()).toContain(server.url);
  });

  it('accept each other’s tokens', async () => {
    const login = /login\s+(\S+)/.exec(server.stdout())?.[1];
    const password = /password\s+(\S+)/.exec(server.stdout())?.[1];
    const answer = await fetch(`${server.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    // A new connection each time: they take turns.
    const asked = Array.from({ length: 6 }, async () => {
      const headers = { authorization: `Bearer ${token}`, connection: 'close' };
      return (await fetch(`${server.url}/api/v1/me`, { headers })).status;
    });
    expect(await Promise.all(asked)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it('are replaced when one dies', async () => {
    const [victim = 0] = workers();
    process.kill(victim, 'SIGKILL');
    await vi.waitFor(() => expect(server.stderr()).toContain('another one takes its place'), 10_000);
    await vi.waitFor(() => {
      expect(workers()).toHaveLength(wanted);
      expect(workers()).not.toContain(victim);
    }, 60_000);
    await vi.waitFor(async () => expect(await ready()).toBe(200), 60_000);
  });

  it('end together, the database last', async () => {
    const pids = workers();
    expect(await server.end('SIGTERM')).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('give up where none can serve', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const { code, stderr } = await runToEnd({ DATA_DIR: data.path, WORKERS: '2', PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain('The port is in use already');
  });
});
