import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, password } from '../../support/people.js';
import { basic, restClient } from './rest-client.js';

let server: TestServer;
const { ask, send, login, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', PUBLIC_URL: 'https://camgate.test' });
  await createUser(server, 'root', { isAdmin: true });
});
afterAll(() => server.close());

describe('A person at a first-party frontend', () => {
  it('signs in, asks who they are, refreshes and signs out', async () => {
    const first = await login('ROOT');
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('set-cookie')).toBeNull();
    expect(first.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.stringMatching(/^cgr_/),
    });
    const me = await ask('/api/v1/me', `Bearer ${String(first.body['access_token'])}`);
    expect(me.body).toEqual({
      kind: 'user',
      id: expect.any(Number),
      login: 'root',
      email: null,
      full_name: null,
      phone: null,
      locale: null,
      admin: true,
      permissions:
        'cameras:read cameras:live cameras:write organizations:manage users:manage applications:manage admin'.split(
          ' ',
        ),
    });
    const second = await send('POST', '/api/v1/auth/refresh', { refresh_token: first.body['refresh_token'] });
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first.body['refresh_token']);
    const out = await send('POST', '/api/v1/auth/logout', { refresh_token: second.body['refresh_token'] });
    expect(out.status).toBe(204);
    for (const { body } of [first, second])
      expect(await ask('/api/v1/me', `Bearer ${String(body['access_token'])}`)).toBeProblem(401, 'token.revoked');
    expect(await send('POST', '/api/v1/auth/refresh', { refresh_token: second.body['refresh_token'] })).toBeProblem(
      401,
      'refresh.invalid',
    );
    expect((await send('POST', '/api/v1/auth/logout', { refresh_token: second.body['refresh_token'] })).status).toBe(
      204,
    );
  });

  it('signs out with the access token alone', async () => {
    const token = await bearer('root');
    expect((await ask('/api/v1/auth/logout', token, { method: 'POST' })).status).toBe(204);
    expect(await ask('/api/v1/me', token)).toBeProblem(401, 'token.revoked');
    expect(await ask('/api/v1/auth/logout', undefined, { method: 'POST' })).toBeProblem(401, 'credential.missing');
    expect(await ask('/api/v1/auth/logout', basic('root', password), { method: 'POST' })).toBeProblem(
      401,
      'credential.unsupported',
    );
  });

  it('cannot distinguish a wrong password from an unknown login (R-ENUM-1)', async () => {
    const wrong = await send('POST', '/api/v1/auth/login', { login: 'root', password: 'not the password' });
    const unknown = await send('POST', '/api/v1/auth/login', { login: 'nobody', password: 'not the password' });
    expect(wrong).toBeProblem(401, 'password.wrong');
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="camgate"');
    expect({ ...unknown.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
  });

  it('waits after five wrong passwords, and learns how long (R-LOCK-1)', async () => {
    const strict = await openServer();
    try {
      const guess = (): Promise<Response> =>
        fetch(`${strict.url}/api/v1/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login: 'nobody', password: 'a guess' }),
        });
      for (let index = 0; index < 5; index += 1) expect((await guess()).status).toBe(401);
      const refused = await guess();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ code: 'attempts.exceeded', status: 429 });
    } finally {
      await strict.close();
    }
  });

  it('gets one successor from 64 refreshes at the same moment (R-REF-3)', async () => {
    const { body } = await login('root');
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => send('POST', '/api/v1/auth/refresh', { refresh_token: body['refresh_token'] })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.body['refresh_token'])).size).toBe(1);
  });

  it('may keep the refresh token where no script sees it (R-HDR)', async () => {
    const first = await login('root', { cookie: true });
    expect(Object.keys(first.body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Secure-camgate_refresh=cgr_[\w-]+; Path=\/api\/v1\/auth; Max-Age=2592000; HttpOnly; Secure; SameSite=Strict$/,
    );
    const jar = { cookie: `theme=dark; ${cookie.split(';')[0] ?? ''}` };
    const second = await ask('/api/v1/auth/refresh', undefined, { method: 'POST', headers: jar });
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).toBeUndefined();
    const renewed = second.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(renewed).toMatch(/^__Secure-camgate_refresh=cgr_/);
    expect(renewed).not.toBe(cookie.split(';')[0]);
    const out = await ask('/api/v1/auth/logout', undefined, { method: 'POST', headers: { cookie: renewed } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Secure-camgate_refresh=; Path=\/api\/v1\/auth; Max-Age=0; /);
    const late = await ask('/api/v1/auth/refresh', undefined, { method: 'POST', headers: { cookie: renewed } });
    expect(late).toBeProblem(401, 'refresh.invalid');
  });

  it('is refused with two refresh tokens, or none', async () => {
    const [one, two] = await Promise.all([login('root'), login('root')]);
    const both = await send('POST', '/api/v1/auth/refresh', { refresh_token: one.body['refresh_token'] }, undefined, {
      cookie: `__Secure-camgate_refresh=${String(two.body['refresh_token'])}`,
    });
    expect(both).toBeProblem(400, 'credential.malformed');
    expect(await send('POST', '/api/v1/auth/refresh', {})).toBeProblem(401, 'credential.missing');
    expect(await ask('/api/v1/auth/refresh', undefined, { method: 'POST' })).toBeProblem(401, 'credential.missing');
  });

  it.each([
    ['http://127.0.0.1:8000', 200, /^camgate_refresh=.*; Secure;/],
    ['http://localhost:8000', 200, /^camgate_refresh=.*; Secure;/],
    ['http://cameras.example', 400, /"field":"cookie"/],
  ])('at %s gets a cookie only if browsers keep it there: %i (R-HDR)', async (PUBLIC_URL, status, answer) => {
    const other = await openServer({ PUBLIC_URL });
    try {
      await createUser(other, 'ada');
      const { login: signIn } = restClient(() => other.url);
      const said = await signIn('ada', { cookie: true });
      expect(said.status).toBe(status);
      expect(said.headers.get('set-cookie') ?? JSON.stringify(said.body)).toMatch(answer);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['nothing', {}, 'login'],
    ['no password', { login: 'root' }, 'password'],
    ['a number for a login', { login: 1, password }, 'login'],
    ['a list for a password', { login: 'root', password: [password] }, 'password'],
    ['an endless password', { login: 'root', password: 'x'.repeat(1025) }, 'password'],
    ['a field too many', { login: 'root', password, is_admin: true }, 'is_admin'],
    ['a list for a body', [{ login: 'root', password }], undefined],
    ['a text for a body', '"root"', undefined],
  ])('cannot sign in with %s (R-API)', async (_, body, field) => {
    expect(await send('POST', '/api/v1/auth/login', body)).toBeProblem(400, 'input.invalid', field);
  });
});
