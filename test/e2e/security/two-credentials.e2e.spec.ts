import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';
import { createApplication, createUser, password, type Person, type Program } from '../../support/people.js';

/** A route that takes a credential at each API, and what a valid one looks like there. */
const apis = {
  'CAM2 v1': { path: '/cameras/', scheme: 'JWT' },
  'CAM2 v2': { path: '/cam2/v2/cameras/search', scheme: 'Bearer' },
  'Watcher v3': { path: '/watcher/client-api/v3/streams', scheme: 'Bearer' },
  'Watcher v3 admin': { path: '/watcher/admin-api/v3/streams', scheme: 'Bearer' },
  'Watcher v2': { path: '/vsaas/api/v2/cameras', scheme: 'Bearer' },
  REST: { path: '/api/v1/cameras', scheme: 'Bearer' },
} as const;

let server: TestServer;
let administrator: Person;
let program: Program;
let token: string;
let session: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  administrator = await createUser(server, 'root', { accessLevel: 'admin' });
  program = await createApplication(server, { level: 'admin' });
  token = await fieldOf('access_token', '/api/v1/auth/login', { login: administrator.login, password });
  session = await fieldOf('session', '/vsaas/api/v2/auth/login', { login: administrator.login, password });
});
afterAll(() => server.close());

async function fieldOf(field: string, path: string, body: unknown): Promise<string> {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // The border: what the server answered, as a test reads it.
  return String(((await answer.json()) as Record<string, unknown>)[field]);
}

async function statusOf(path: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) {
  return (await fetch(server.url + path, { ...init, headers })).status;
}

const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

describe.each(Object.entries(apis))('Two kinds of credential in one request at %s', (_, { path, scheme }) => {
  const authorization = (): string => `${scheme} ${token}`;

  it('are a bad request, valid or not', async () => {
    expect(await statusOf(path, { authorization: authorization() })).toBe(200);
    for (const other of ['x-vsaas-session', 'x-vsaas-api-key', 'x-vsaas-apikey'])
      for (const value of [session, systemApiKey, 'nonsense'])
        expect([other, await statusOf(path, { authorization: authorization(), [other]: value })]).toEqual([other, 400]);
  });

  it('are one where the second stands in the URL, however it is spelt there', async () => {
    for (const name of ['access_token', 'api_key', 'ACCESS_TOKEN', 'access%5Ftoken', '%61pi_key'])
      expect([name, await statusOf(`${path}?${name}=x`, { authorization: authorization() })]).toEqual([name, 400]);
  });

  it('are told apart from parameters that only look alike', async () => {
    for (const query of ['access_tokens=x', 'x=access_token', 'x=1%26access_token=x'])
      expect([query, await statusOf(`${path}?${query}`, { authorization: authorization() })]).not.toEqual([query, 401]);
  });
});

describe('Two kinds of credential elsewhere', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('are a bad request where tokens are made', async () => {
    const headers = {
      ...form,
      authorization: basic(program.clientId, program.clientSecret),
      'x-vsaas-session': session,
    };
    const body = 'grant_type=client_credentials';
    expect(await statusOf('/oauth/token', headers, { method: 'POST', body })).toBe(400);
    const signIn = { authorization: basic(administrator.login, password), 'x-vsaas-session': session };
    expect(await statusOf('/watcher/client-api/v3/login', signIn, { method: 'POST' })).toBe(400);
    expect(await statusOf('/media/mediamtx/token', signIn, { method: 'POST' })).toBe(400);
  });

  it('are one where login and password stand in the body', async () => {
    const body = JSON.stringify({ login: administrator.login, password });
    const json = { 'content-type': 'application/json' };
    for (const authorization of [basic(administrator.login, password), `Bearer ${token}`, 'Bearer nonsense'])
      expect(await statusOf('/api/v1/auth/login', { ...json, authorization }, { method: 'POST', body })).toBe(400);
    expect(await statusOf('/api/v1/auth/login', json, { method: 'POST', body })).toBe(200);
  });

  it('are one at Watcher v2, too, except a key with the user it speaks for', async () => {
    const path = '/vsaas/api/v2/cameras';
    expect(await statusOf(path, { 'x-vsaas-session': session, 'x-vsaas-api-key': systemApiKey })).toBe(400);
    expect(await statusOf(path, { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-apikey': systemApiKey })).toBe(400);
    expect(await statusOf(path, { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': administrator.login })).toBe(200);
  });
});
