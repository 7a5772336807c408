import { ApplicationsService, UsersService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { createUser, password as adminPassword } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { restClient } from '../rest/rest-client.js';

const callback = 'https://app.example.org/callback';
const temporary = 'a temporary password 7';
const chosen = 'what only Ann knows';
let server: TestServer;
let clientId: string;
let login: string;
const { send } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  await createUser(server, 'root', { isAdmin: true });
  const { application } = await server.app
    .get(ApplicationsService)
    .register({ name: 'Harbour', level: 'user' }, { authMethod: 'none', redirectUris: [callback], firstParty: true });
  ({ clientId } = application);
});
afterAll(() => server.close());
beforeEach(async () => {
  login = `ann-${randomBytes(4).toString('hex')}`;
  await server.app.get(UsersService).create({ login, password: temporary, mustChangePassword: true });
});

function authorizeUrl(): string {
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');
  return `${server.url}/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid cameras:read',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString()}`;
}

describe('A person with a temporary password', () => {
  it('chooses another on the page after the first sign-in, and goes on to the client', async () => {
    const browser = new BrowserPerson(server.url);
    const page = await browser.open(authorizeUrl());
    const asked = await page.submit('sign-in', { login, password: temporary });
    expect(asked.status).toBe(200);
    expect(asked.html).toContain('Your password is temporary');
    expect(browser.cookies.has('camgate_session')).toBe(false);

    const same = await asked.submit('new-password', { password: temporary });
    expect(same.status).toBe(400);
    expect(same.html).toContain('role="alert"');
    const granted = await same.submit('new-password', { password: chosen });
    expect(granted.status).toBe(303);
    expect(granted.answer.get('code')).toMatch(/./);

    const later = await new BrowserPerson(server.url).open(authorizeUrl());
    expect((await later.submit('sign-in', { login, password: chosen })).answer.get('code')).toMatch(/./);
    expect((await later.submit('sign-in', { login, password: temporary })).status).toBe(401);
  });

  it('cannot use the page of the new password twice, nor after five minutes', async () => {
    const browser = new BrowserPerson(server.url);
    const first = await (await browser.open(authorizeUrl())).submit('sign-in', { login, password: temporary });
    server.clock.travel(301);
    expect((await first.submit('new-password', { password: chosen })).status).toBe(403);
    const second = await (await browser.open(authorizeUrl())).submit('sign-in', { login, password: temporary });
    const both = await Promise.all([
      second.submit('new-password', { password: chosen }),
      second.submit('new-password', { password: `${chosen} too` }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403]);
  });

  it('sends the new one with the login at REST, and is told to', async () => {
    const asked = await send('POST', '/api/v1/auth/login', { login, password: temporary });
    expect(asked).toBeProblem(403, 'password.change-required');
    const wrong = await send('POST', '/api/v1/auth/login', { login, password: 'not it at all', new_password: chosen });
    expect(wrong).toBeProblem(401, 'password.wrong');
    const weak = await send('POST', '/api/v1/auth/login', { login, password: temporary, new_password: 'password1' });
    expect(weak).toBeProblem(400, 'password.unacceptable');
    const done = await send('POST', '/api/v1/auth/login', { login, password: temporary, new_password: chosen });
    expect(done.status).toBe(200);
    expect((await send('POST', '/api/v1/auth/login', { login, password: chosen })).status).toBe(200);
  });

  it('goes on at Watcher, which has no way to ask, and a password that a manager chose there is temporary', async () => {
    const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
    const v3 = (name: string, secret: string) =>
      fetch(`${server.url}/watcher/client-api/v3/login`, {
        method: 'POST',
        headers: { authorization: basic(name, secret) },
      });
    expect((await v3(login, temporary)).status).toBe(200);
    const made = await fetch(`${server.url}/vsaas/api/v2/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vsaas-session': await v2Session() },
      body: JSON.stringify({ login: `by-root-${login}`, password: temporary }),
    });
    expect(made.status).toBe(200);
    const theirs = { login: `by-root-${login}`, password: temporary };
    expect(await send('POST', '/api/v1/auth/login', theirs)).toBeProblem(403, 'password.change-required');
    expect((await v3(theirs.login, temporary)).status).toBe(200);
  });
});

async function v2Session(): Promise<string> {
  const answer = await fetch(`${server.url}/vsaas/api/v2/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'root', password: adminPassword }),
  });
  return ((await answer.json()) as { session: string }).session;
}
