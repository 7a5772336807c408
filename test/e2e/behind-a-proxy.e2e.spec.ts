import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createUser, password } from '../support/people.js';

/** Every door at which somebody shows a password, each with its answers to a wrong one and to one too many. */
const basic = (login: string, secret: string): string =>
  `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`;
type Ask = (server: TestServer, login: string, secret: string, ip: string) => Promise<Response>;

const post =
  (path: string): Ask =>
  (server, login, secret, ip) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
      body: JSON.stringify({ login, password: secret }),
    });
const get =
  (path: string, method = 'GET'): Ask =>
  (server, login, secret, ip) =>
    fetch(server.url + path, { method, headers: { authorization: basic(login, secret), 'x-forwarded-for': ip } });

const doors: readonly (readonly [string, Ask])[] = [
  ['POST /api/v1/auth/login', post('/api/v1/auth/login')],
  ['Basic at REST', get('/api/v1/me')],
  ['POST /watcher/client-api/v3/login', get('/watcher/client-api/v3/login', 'POST')],
  ['POST /watcher/admin-api/v3/login', get('/watcher/admin-api/v3/login', 'POST')],
  ['Basic at Watcher v3', get('/watcher/client-api/v3/streams')],
  ['POST /vsaas/api/v2/auth/login', post('/vsaas/api/v2/auth/login')],
  ['Basic at media servers', get('/media/mediamtx/token', 'POST')],
  ['Basic at CAM2 v1', get('/register_app/', 'POST')],
];

describe('people behind a trusted proxy', () => {
  let server: TestServer;
  beforeAll(async () => {
    // 2 failures a minute for an account from an address.
    server = await openServer({ TRUST_PROXY: '127.0.0.1', RATE_LIMIT_LOGINS_PER_MINUTE: '2' });
  });
  afterAll(() => server.close());

  it.each(doors)('are told apart by their own addresses and by their accounts: %s', async (door, ask) => {
    const here = `198.51.100.${doors.findIndex(([name]) => name === door) + 1}`;
    const login = `user-${here}`;
    await createUser(server, login, { isAdmin: true });
    await createUser(server, `other-${here}`, { isAdmin: true });
    const wrong = [await ask(server, login, 'wrong', here), await ask(server, login, 'wrong', here)];
    const held = await ask(server, login, password, here);
    expect(new Set(wrong.map(({ status }) => status)).has(429)).toBe(false);
    expect([held.status, Number(held.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const elsewhere = await ask(server, login, password, `203.0.113.${here.split('.')[3]}`);
    const another = await ask(server, `other-${here}`, password, here);
    for (const { status } of [elsewhere, another]) expect([401, 403, 429]).not.toContain(status);
  });

  it('do not hold each other up, however many of them err', async () => {
    const ask = post('/api/v1/auth/login');
    await createUser(server, 'ada');
    for (let guess = 0; guess < 39; guess += 1)
      expect((await ask(server, `nobody-${guess}`, 'wrong', '192.0.2.7')).status).toBe(401);
    expect((await ask(server, 'ada', password, '192.0.2.7')).status).toBe(200);
    expect((await ask(server, 'nobody-40', 'wrong', '192.0.2.7')).status).toBe(401);
    expect((await ask(server, 'nobody-41', 'wrong', '192.0.2.7')).status).toBe(429);
    expect((await ask(server, 'ada', password, '192.0.2.7')).status).toBe(200);
  });

  it('are one household below one IPv6 /64', async () => {
    const ask = post('/api/v1/auth/login');
    for (const ip of ['2001:db8::1', '2001:db8::2'])
      expect((await ask(server, 'nobody-v6', 'wrong', ip)).status).toBe(401);
    expect((await ask(server, ' NOBODY-V6 ', 'wrong', '2001:db8::3')).status).toBe(429);
    expect((await ask(server, 'nobody-v6', 'wrong', '2001:db8:0:1::1')).status).toBe(401);
  });

  it('show clients’ secrets and refresh tokens to a throttle, too', async () => {
    const program = await createApplication(server);
    const token = (secret: string, ip: string): Promise<Response> =>
      fetch(`${server.url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: basic(program.clientId, secret), 'x-forwarded-for': ip },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
    for (let guess = 0; guess < 10; guess += 1) expect((await token('wrong', '192.0.2.8')).status).toBe(401);
    expect((await token(program.clientSecret, '192.0.2.8')).status).toBe(429);
    expect((await token(program.clientSecret, '192.0.2.9')).status).toBe(200);
    const refresh = (): Promise<Response> =>
      fetch(`${server.url}/api/v1/auth/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.10' },
        body: JSON.stringify({ refresh_token: 'cgr_forged' }),
      });
    for (let guess = 0; guess < 30; guess += 1) expect((await refresh()).status).toBe(401);
    expect((await refresh()).status).toBe(429);
  });
});

describe('a proxy that nobody trusts', () => {
  it('changes neither the address nor a link (R-LOCK-6)', async () => {
    const server = await openServer({ TRUST_PROXY: '192.0.2.250', RATE_LIMIT_LOGINS_PER_MINUTE: '2' });
    try {
      const ask = post('/api/v1/auth/login');
      for (const ip of ['192.0.2.1', '192.0.2.2']) expect((await ask(server, 'nobody', 'wrong', ip)).status).toBe(401);
      expect((await ask(server, 'nobody', 'wrong', '192.0.2.3')).status).toBe(429);
      const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', host: 'evil.example' };
      const metadata = await fetch(`${server.url}/.well-known/oauth-authorization-server`, { headers: forwarded });
      expect(await metadata.text()).not.toContain('evil.example');
      const welcome = await fetch(`${server.url}/`, { headers: forwarded });
      expect(await welcome.json()).toBe('CAM2 API. Documentation: http://camgate.test/docs');
    } finally {
      await server.close();
    }
  });
});
