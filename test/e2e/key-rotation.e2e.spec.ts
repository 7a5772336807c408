import { ApplicationsService } from '#auth';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuth } from '../support/auth-core.js';
import { type Compiled, compileSources } from '../support/compiled.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type ServerProcess, startServer } from '../support/process.js';
import { oneStory } from '../support/story.js';

oneStory();

const issuer = 'http://camgate.test';
const setting = {
  CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
  PUBLIC_URL: issuer,
  RATE_LIMIT_TOKENS_PER_MINUTE: '0',
};

let compiled: Compiled;
let database: TestDatabase;
let servers: readonly [ServerProcess, ServerProcess];
let authorization: string;

beforeAll(async () => {
  [compiled, database] = await Promise.all([compileSources(), cloneDatabase()]);
  const core = await openAuth(database, setting);
  const { application, clientSecret } = await core.app
    .get(ApplicationsService)
    .create({ name: 'rotation', level: 'user' });
  authorization = `Basic ${Buffer.from(`${application.clientId}:${clientSecret}`).toString('base64')}`;
  await core.app.close();
  const start = (): Promise<ServerProcess> => startServer({ ...setting, DATABASE_URL: database.url });
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await database.drop();
  compiled.remove();
});

async function camgate(...parameters: readonly string[]): Promise<{ readonly kid: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`${compiled.dist}/cli/main.js`, ...parameters, '--json'],
    { env: { PATH, HOME, ...setting, DATABASE_URL: database.url } },
  );
  return JSON.parse(stdout) as { readonly kid: string };
}

async function tokenOf({ url }: ServerProcess): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const answer = await fetch(`${url}/oauth/token`, { method: 'POST', headers: { authorization }, body });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

async function use({ url }: ServerProcess, token: string): Promise<number> {
  return (await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe('A rotation of the signing keys under load, with two servers', () => {
  it('fails no verification, on either server and at a verifier that keeps the published keys', async () => {
    const [one, other] = servers;
    // It fetches the keys once, before the rotation, and never again.
    const published = createRemoteJWKSet(new URL(`${one.url}/.well-known/jwks.json`), {
      cooldownDuration: 600_000,
      cacheMaxAge: 600_000,
    });
    const first = await tokenOf(one);
    await jwtVerify(first, published, { issuer });
    const kids = new Set<string>();
    const failures: unknown[] = [];
    const load = { runs: true };
    let verified = 0;
    const verifyForEver = async (from: ServerProcess, at: ServerProcess): Promise<void> => {
      while (load.runs) {
        const token = await tokenOf(from);
        kids.add(decodeProtectedHeader(token).kid ?? '');
        const status = await use(at, token);
        if (status !== 200) failures.push(status);
        await jwtVerify(token, published, { issuer }).catch((error: unknown) => failures.push(String(error)));
        verified += 1;
      }
    };
    const loops = [verifyForEver(one, other), verifyForEver(other, one), verifyForEver(one, one)];
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { kid } = await camgate('keys', 'rotate');
    // The command says so: both servers sign with it from now on.
    expect(decodeProtectedHeader(await tokenOf(one)).kid).toBe(kid);
    expect(decodeProtectedHeader(await tokenOf(other)).kid).toBe(kid);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    load.runs = false;
    await Promise.all(loops);
    expect(failures).toEqual([]);
    expect(kids.size).toBe(2);
    expect(verified).toBeGreaterThan(50);
    expect(await Promise.all(servers.map((server) => use(server, first)))).toEqual([200, 200]);
  });

  it('is refused for a day, unless it is forced', async () => {
    await expect(camgate('keys', 'rotate')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The keys were rotated less than 24 hours ago, .* or add --force\.\n$/),
    });
    const { kid } = await camgate('keys', 'rotate', '--force');
    expect(decodeProtectedHeader(await tokenOf(servers[1])).kid).toBe(kid);
  });

  it('after a theft ends every token on both servers', async () => {
    const token = await tokenOf(servers[0]);
    expect(await Promise.all(servers.map((server) => use(server, token)))).toEqual([200, 200]);
    const { kid } = await camgate('keys', 'rotate', '--retire-now');
    expect(await Promise.all(servers.map((server) => use(server, token)))).toEqual([401, 401]);
    const fresh = await tokenOf(servers[1]);
    expect(decodeProtectedHeader(fresh).kid).toBe(kid);
    expect(await Promise.all(servers.map((server) => use(server, fresh)))).toEqual([200, 200]);
  });
});
