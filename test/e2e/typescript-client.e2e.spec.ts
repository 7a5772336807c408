import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService } from '#auth';
import {
  answered,
  type CamgateClient,
  CamgateProblem,
  createCamgate,
  everyItem,
} from '../../clients/typescript/src/index.js';
import { createUser, password } from '../support/people.js';
import { openServer, type TestServer } from '../support/server.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let server: TestServer;
let program: { readonly clientId: string; readonly clientSecret: string };
let person: CamgateClient;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  await createUser(server, 'root', { isAdmin: true });
  const { application, clientSecret } = await server.app
    .get(ApplicationsService)
    .create({ name: 'sdk', level: 'admin' });
  program = { clientId: application.clientId, clientSecret };
  person = createCamgate({ baseUrl: `${server.url}/`, credentials: { login: 'root', password } });
  const cameras = Array.from({ length: 25 }, (_, number) => ({
    create: { name: `tower-${number}`, location: { latitude: 35 + number / 100, longitude: 139 } },
  }));
  for (const { create } of cameras) await answered(person.POST('/api/v1/cameras', { body: create }));
});
afterAll(() => server.close());

/** Counts requests by path, and lets a test change an answer. */
function watched(change: (path: string, nth: number) => Response | undefined = () => undefined) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (...request) => {
    const [target, init] = request;
    const { pathname } = new URL(target instanceof Request ? target.url : String(target));
    asked.push(pathname);
    return change(pathname, asked.filter((path) => path === pathname).length) ?? globalThis.fetch(target, init);
  };
  return { asked, fetch };
}

describe('A program with the TypeScript client', () => {
  it('gets one token for all its requests, and every camera of a list in order', async () => {
    const { asked, fetch } = watched();
    const camgate = createCamgate({ baseUrl: server.url, credentials: program, fetch });
    const names: string[] = [];
    const page = (cursor?: string) =>
      camgate.GET('/api/v1/cameras', { params: { query: { limit: 10, ...(cursor ? { cursor } : {}) } } });
    await Promise.all([page(), page()]);
    for await (const { name } of everyItem(page)) names.push(name);
    expect(names).toEqual(Array.from({ length: 25 }, (_, number) => `tower-${number}`));
    expect(asked.filter((path) => path === '/oauth/token')).toHaveLength(1);
  });

  it('is told what is wrong, with its code', async () => {
    const camgate = createCamgate({ baseUrl: server.url, credentials: program });
    const missing = answered(camgate.GET('/api/v1/cameras/{id}', { params: { path: { id: '4000000' } } }));
    await expect(missing).rejects.toThrow(CamgateProblem);
    await expect(missing).rejects.toMatchObject({ status: 404, code: 'camera.not-found' });
    const wrong = createCamgate({ baseUrl: server.url, credentials: { ...program, clientSecret: 'wrong' } });
    await expect(answered(wrong.GET('/api/v1/me'))).rejects.toMatchObject({ status: 401 });
  });

  it('asks once more with another token when one is refused, with the same body', async () => {
    const refused = watched((path, nth) =>
      path === '/api/v1/cameras' && nth === 1 ? new Response('{}', { status: 401 }) : undefined,
    );
    const camgate = createCamgate({ baseUrl: server.url, credentials: program, fetch: refused.fetch });
    const { id, name } = await answered(camgate.POST('/api/v1/cameras', { body: { name: 'sent-twice' } }));
    expect(name).toBe('sent-twice');
    expect(refused.asked).toEqual(['/oauth/token', '/api/v1/cameras', '/oauth/token', '/api/v1/cameras']);
    const gone = await answered(camgate.DELETE('/api/v1/cameras/{id}', { params: { path: { id: String(id) } } }));
    expect(gone).toBeUndefined();
  });
});

describe('A person with the TypeScript client', () => {
  it('signs in once and refreshes the session, and begins a new one when it has ended', async () => {
    const { asked, fetch } = watched((path, nth) =>
      path === '/api/v1/me' && (nth === 2 || nth === 4) ? new Response('{}', { status: 401 }) : undefined,
    );
    const camgate = createCamgate({ baseUrl: server.url, credentials: { login: 'root', password }, fetch });
    expect(await answered(camgate.GET('/api/v1/me'))).toMatchObject({ login: 'root' });
    await answered(camgate.GET('/api/v1/me'));
    await server.dataSource.query('delete from sessions');
    await answered(camgate.GET('/api/v1/me'));
    expect(asked.filter((path) => path.includes('/auth/'))).toEqual([
      '/api/v1/auth/login',
      '/api/v1/auth/refresh',
      '/api/v1/auth/refresh',
      '/api/v1/auth/login',
    ]);
  });
});

describe('The example for Node.js', () => {
  beforeAll(() => run('npm', ['run', '--silent', 'client'], { cwd: root }), 120_000);
  const example = (secret: string): Promise<{ stdout: string }> =>
    run(process.execPath, ['examples/node/cameras-nearby.mjs', '35,139', '3000'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        CAMGATE_URL: server.url,
        CAMGATE_CLIENT_ID: program.clientId,
        CAMGATE_CLIENT_SECRET: secret,
      },
    });

  it('prints the cameras near a place, nearest first', async () => {
    const { stdout } = await example(program.clientSecret);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^ +0 m {2}tower-0/),
      expect.stringMatching(/^ +1112 m {2}tower-1/),
      expect.stringMatching(/^ +2224 m {2}tower-2/),
    ]);
  });

  it('says in a line what is wrong', async () => {
    await expect(example('wrong')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^401: .+\n$/) });
  });
});
