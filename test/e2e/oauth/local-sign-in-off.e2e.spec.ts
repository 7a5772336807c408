import { createHash, randomBytes } from 'node:crypto';
import { ApiKeysService, UsersService } from '#auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from '../../support/server.js';
import { oneStory } from '../../support/story.js';

oneStory();

const password = 'a quiet harbour at dawn';

let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await openServer({ LOCAL_SIGN_IN: 'administrators' });
  const users = server.app.get(UsersService);
  await users.create({ login: 'root', password, accessLevel: 'admin' });
  await users.create({ login: 'manager', password, accessLevel: 'domain_admin' });
  const { user } = await users.create({ login: 'ann', password });
  key = await server.app.get(ApiKeysService).create(user.id);
});
afterAll(() => server.close());

const basic = (login: string): string => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
const json = { 'content-type': 'application/json' };

const ways: readonly [string, (login: string) => Promise<Response>][] = [
  [
    'REST',
    (login) =>
      fetch(`${server.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ login, password }),
      }),
  ],
  [
    'Watcher v3',
    (login) =>
      fetch(`${server.url}/watcher/client-api/v3/login`, { method: 'POST', headers: { authorization: basic(login) } }),
  ],
  [
    'Watcher v2',
    (login) =>
      fetch(`${server.url}/vsaas/api/v2/auth/login`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ login, password }),
      }),
  ],
];

describe('with local sign-in off', () => {
  it.each(ways)('only administrators sign in with a password at %s', async (_, signIn) => {
    expect((await signIn('root')).status).toBe(200);
    expect((await signIn('manager')).status).not.toBe(200);
    expect((await signIn('ann')).status).not.toBe(200);
  });

  it.each([
    ['root', 'string'],
    ['ann', 'object'],
  ])('the link of an email from before opens a session for administrators only (%s)', async (login, session) => {
    const token = randomBytes(20).toString('hex');
    await server.dataSource.query(
      `INSERT INTO one_time_tokens (hash, purpose, user_id, user_epoch, created_at, expires_at)
       SELECT $1, 'password-reset', id, epoch, $3, $3::timestamptz + interval '1 hour' FROM users WHERE login = $2`,
      [createHash('sha256').update(token).digest(), login, server.clock.now()],
    );
    const answer = await fetch(`${server.url}/vsaas/api/v2/auth/restore-password`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ token, password1: password, password2: password }),
    });
    expect(answer.status).toBe(200);
    // A session key, or null.
    expect(typeof ((await answer.json()) as { session: unknown }).session).toBe(session);
  });

  it('API keys go on working', async () => {
    const answer = await fetch(`${server.url}/vsaas/api/v2/cameras`, {
      headers: { 'x-vsaas-user': 'ann', 'x-vsaas-api-key': key },
    });
    expect(answer.status).toBe(200);
  });

  it('the reason is in the audit log, not in the answer', async () => {
    const rows = await server.dataSource.query<unknown[]>(
      `SELECT 1 FROM audit_events WHERE event = 'authn_login_fail' AND reason = 'local-sign-in-off'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
