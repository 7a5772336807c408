import { RevokedTokensService, UsersService } from '#auth';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type Network, networkTo } from '../support/network.js';
import { openServer, type TestServer } from '../support/server.js';
import { oneStory } from '../support/story.js';

oneStory();

const password = 'a long enough password';
const basic = `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`;
const realNow = performance.now.bind(performance);

let database: TestDatabase;
let server: TestServer;
let network: Network;

beforeAll(async () => {
  database = await cloneDatabase();
  // The feed takes a way of its own to the database, so that it alone can be cut off.
  network = await networkTo(database.url);
  server = await openServer({
    DATABASE_URL: database.url,
    DATABASE_DIRECT_URL: network.url,
    ACCOUNT_STATE_SECONDS: '60',
  });
  await server.app.get(UsersService).create({ login: 'reader', password });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await server.close();
  await network.close();
  await database.drop();
});

async function signIn(): Promise<string> {
  const url = `${server.url}/watcher/client-api/v3/login`;
  const answer = await fetch(url, { method: 'POST', headers: { authorization: basic } });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

async function use(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${server.url}/watcher/client-api/v3/streams`, { headers })).status;
}

function later(seconds: number): void {
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + seconds * 1000);
}

async function readiness(): Promise<unknown> {
  const answer = await fetch(`${server.url}/health/ready`);
  return { code: answer.status, ...((await answer.json()) as object) };
}

describe('A server that hears nothing of other instances', () => {
  it('believes its caches for ten seconds, then asks the database at every request (R-REV-2)', async () => {
    const token = await signIn();
    expect(await use(token)).toBe(200);
    network.cut();
    await server.dataSource.query('UPDATE sessions SET ended_at = now()');
    later(9);
    expect(await use(token)).toBe(200);
    later(12);
    expect(await use(token)).toBe(401);
    expect(await readiness()).toEqual({ code: 200, status: 'ok', database: 'ok' });
  });

  it('asks it for single revoked tokens, too', async () => {
    later(12);
    const token = await signIn();
    expect(await use(token)).toBe(200);
    await server.dataSource.query(
      `INSERT INTO revocations (kind, key, expires_at, transaction_id)
       VALUES ('token', $1, now() + interval '1 hour', pg_current_xact_id()::text::bigint)`,
      [decodeJwt(token).jti],
    );
    expect(server.app.get(RevokedTokensService).isRevoked(decodeJwt(token).jti ?? '')).toBe(false);
    expect(await use(token)).toBe(401);
  });

  it('is not ready after a minute, and is again as soon as it hears', async () => {
    later(61);
    expect(await readiness()).toEqual({
      code: 503,
      status: 'unavailable',
      database: 'ok',
      revocations: 'unavailable',
    });
    await network.mend();
    while (JSON.stringify(await readiness()).includes('unavailable')) await new Promise((go) => setTimeout(go, 50));
    expect(await readiness()).toEqual({ code: 200, status: 'ok', database: 'ok' });
  });

  it('knows what was revoked meanwhile', async () => {
    const [row] = await server.dataSource.query<{ key: string }[]>(`SELECT key FROM revocations WHERE kind = 'token'`);
    expect(server.app.get(RevokedTokensService).isRevoked(row?.key ?? '')).toBe(true);
  });
});
