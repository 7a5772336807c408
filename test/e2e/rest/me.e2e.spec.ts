import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApplication, createUser, password, type Person } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse } from './north-and-south.js';
import { basic, restClient } from './rest-client.js';

let server: TestServer;
let person: Person;
let people = 0;
const { ask, send, login, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
});
afterAll(() => server.close());
beforeEach(async () => {
  people += 1;
  person = await createUser(server, `person-${people}`);
});

const path = '/api/v1/me';
const newPassword = 'another quiet harbour at dawn';

describe('A person, over REST', () => {
  it('reads and changes their own account, and clears what they gave', async () => {
    const own = await bearer(person.login);
    const change = { full_name: 'Ann Lee', phone: '+1 555 0100', locale: 'de' };
    const changed = await send('PATCH', path, change, own);
    expect(changed).toMatchObject({ status: 200, body: { ...change, login: person.login, email: null } });
    expect((await ask(path, own)).body).toEqual(changed.body);
    expect((await send('PATCH', path, { full_name: null }, own)).body).toMatchObject({ full_name: null, locale: 'de' });
  });

  it('needs the password as it is for another password or email address', async () => {
    const own = await bearer(person.login);
    for (const change of [{ password: newPassword }, { email: 'ann@example.com' }]) {
      expect(await send('PATCH', path, { ...change, current_password: 'wrong' }, own)).toBeProblem(
        400,
        'input.invalid',
        'current_password',
      );
      expect((await login(person.login)).status).toBe(200);
    }
    expect((await ask(path, own)).body).toMatchObject({ email: null });
    const mailed = await send('PATCH', path, { email: 'ann@example.com', current_password: password }, own);
    expect(mailed.body).toMatchObject({ email: 'ann@example.com' });
  });

  it('ends all other sessions with a new password, and goes on in this one', async () => {
    const other = await bearer(person.login);
    const session = await login(person.login);
    const own = `Bearer ${String(session.body['access_token'])}`;
    const changed = await send('PATCH', path, { password: newPassword, current_password: password }, own);
    expect(changed.status).toBe(200);
    expect(await ask(path, other)).toBeProblem(401, 'token.revoked');
    const renewed = await send('POST', '/api/v1/auth/refresh', { refresh_token: session.body['refresh_token'] });
    expect(renewed.status).toBe(200);
    expect((await login(person.login)).status).toBe(401);
    expect((await ask(path, basic(person.login, newPassword))).status).toBe(200);
  });

  it.each([
    [{ full_name: 'x'.repeat(256) }, 'full_name'],
    [{ locale: 'english' }, 'locale'],
    [{ password: null }, 'password'],
    [{ fullname: 'Ann' }, 'fullname'],
    [{ login: 'root' }, 'login'],
  ])('is told what is wrong with %o, and nothing changes', async (body, field) => {
    const own = await bearer(person.login);
    expect(await send('PATCH', path, body, own)).toBeProblem(400, 'input.invalid', field);
    expect((await ask(path, own)).body).toMatchObject({ login: person.login, full_name: null, locale: null });
  });

  it('cannot be changed by a program, nor with a narrower token', async () => {
    const program = await tokenOf(await createApplication(server));
    expect(await send('PATCH', path, { full_name: 'x' }, program)).toBeProblem(403, 'permission.missing');
    expect((await ask(path, program)).body).not.toHaveProperty('email');
    const session = await login(person.login);
    const narrowed = await ask('/oauth/token', undefined, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: String(session.body['refresh_token']),
        scope: 'cameras:read',
      }),
    });
    const reader = `Bearer ${String(narrowed.body['access_token'])}`;
    expect(await send('PATCH', path, { full_name: 'x' }, reader)).toBeProblem(403, 'permission.missing');
  });
});
