import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogService } from '#audit';
import { PasswordRecoveryService } from '#auth';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { type MailServer, openMailServer } from '../../support/smtp.js';
import { asSystem, itemOf, itemsOf, refusal, success, V2Client } from './v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let mail: MailServer;
let system: V2Client;
let nobody: V2Client;
let next = 0;

beforeAll(async () => {
  mail = await openMailServer();
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', SMTP_URL: `smtp://127.0.0.1:${mail.port}` });
  system = new V2Client(server);
  nobody = system.as({});
});
afterAll(async () => {
  await server.close();
  await mail.close();
});
afterEach(() => server.clock.home());

async function person(): Promise<Person & { readonly email: string }> {
  next += 1;
  const made = await createUser(server, `person-${next}`);
  const email = `person-${next}@example.com`;
  expect((await system.put(`/users/${made.id}`, { notification_email: email })).status).toBe(200);
  return { ...made, email };
}

async function audited(): Promise<readonly string[]> {
  await server.app.get(AuditLogService).flush();
  const rows = await server.dataSource.query<{ event: string }[]>('select event from audit_events order by id');
  return rows.map(({ event }) => event);
}

describe('POST /auth/forgot-password and /auth/restore-password', () => {
  const fresh = 'an entirely new passphrase';

  async function tokenFor(fields: Readonly<Record<string, string>>): Promise<string> {
    mail.letters.length = 0;
    expect((await nobody.post('/auth/forgot-password', fields)).body).toEqual(success);
    await server.app.get(PasswordRecoveryService).settled();
    const [letter] = mail.letters;
    return /restore-password\?token=(\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
  }

  it('sends an email to a login or an address, whose token sets a password and opens a session, once', async () => {
    const who = await person();
    const old = await nobody.login(who);
    const token = await tokenFor({ login: who.login });
    expect(token).not.toBe('');
    const body = { token, password1: fresh, password2: fresh };
    const restored = itemOf(await nobody.post('/auth/restore-password', body));
    expect(restored).toEqual({
      login: who.login,
      session: expect.stringMatching(/^[A-Za-z0-9_-]{27}$/) as unknown,
      is_admin: false,
      notification_email: who.email,
    });
    expect((await old.get('/profile')).status).toBe(403);
    expect((await nobody.as({ 'x-vsaas-session': String(restored['session']) }).get('/profile')).status).toBe(200);
    const again = await nobody.post('/auth/restore-password', body);
    expect([again.status, again.body]).toEqual([400, refusal('ValidationError')]);
    expect((await nobody.form('POST', '/auth/login', { login: who.login, password: fresh })).status).toBe(200);
    expect(await tokenFor({ email: who.email })).not.toBe('');
  });

  it('answers alike for nobody, whom it sends nothing (R-ENUM-4)', async () => {
    const who = await person();
    const known = await nobody.post('/auth/forgot-password', { login: who.login });
    const unknown = await nobody.post('/auth/forgot-password', { login: 'nobody-at-all' });
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await server.app.get(PasswordRecoveryService).settled();
    expect(await tokenFor({ login: 'nobody-at-all' })).toBe('');
  });

  it('refuses two passwords that differ and one that is none, and keeps the token', async () => {
    const token = await tokenFor({ login: (await person()).login });
    const differ = await nobody.post('/auth/restore-password', { token, password1: fresh, password2: `${fresh}x` });
    expect([differ.status, differ.body]).toEqual([400, refusal('ValidationError', 'password2')]);
    const weak = await nobody.post('/auth/restore-password', { token, password1: 'password', password2: 'password' });
    expect([weak.status, weak.body]).toEqual([400, refusal('ValidationError')]);
    expect((await nobody.post('/auth/restore-password', { token, password1: fresh, password2: fresh })).status).toBe(
      200,
    );
  });

  it('is a page for people, whose form works without scripts', async () => {
    const token = await tokenFor({ login: (await person()).login });
    const page = await nobody.get(`/auth/restore-password?token=${token}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain(`value="${token}"`);
    const strange = await nobody.get('/auth/restore-password?token=%22%3E%3Cscript%3E');
    expect(strange.text).not.toContain('<script>');
    const browser = { accept: 'text/html,application/xhtml+xml' };
    const wrong = await nobody.form(
      'POST',
      '/auth/restore-password',
      { token, password1: fresh, password2: 'other' },
      browser,
    );
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('not the same')]);
    const right = await nobody.form(
      'POST',
      '/auth/restore-password',
      { token, password1: fresh, password2: fresh },
      browser,
    );
    expect([right.status, right.text]).toEqual([200, expect.stringContaining('The password is set')]);
  });
});

describe('automatic sign-in', () => {
  const generate = async (fields: object, client = system): Promise<string> => {
    const item = itemOf(await client.post('/auth/generate-autologin-token', fields));
    expect(item['success']).toBe(true);
    return String(item['autologin_token']);
  };
  const open = (token: string, headers = {}): ReturnType<V2Client['form']> =>
    nobody.form('POST', '/vsaas/autologin', { autologin_token: token }, headers);

  it('has a token in the documented form', async () => {
    const who = await person();
    const till = Math.floor(server.clock.now().getTime() / 1000) + 600;
    const token = await generate({ login: who.login, valid_till: String(till), lifetime: '60' });
    expect(token).toMatch(new RegExp(`^${who.login}:${till}:[0-9a-f]{4}:[0-9a-f]{40}$`));
    expect(await generate({ login: who.login }, await nobody.login(await createAdmin()))).toMatch(/^person-/);
  });

  it('sends a browser on with a session in a cookie, once', async () => {
    const who = await person();
    const token = await generate({ login: who.login });
    const reply = await open(token);
    expect([reply.status, reply.headers.get('location')]).toEqual([303, 'http://camgate.test/']);
    const cookie = reply.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vsaas_session=[A-Za-z0-9_-]{27}; Path=\/vsaas; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const browser = nobody.as({ cookie: cookie.split(';')[0] ?? '' });
    expect(itemOf(await browser.get('/auth/whoami'))['login']).toBe(who.login);
    const again = await open(token);
    expect([again.status, again.body, again.headers.get('set-cookie')]).toEqual([
      400,
      refusal('ValidationError'),
      null,
    ]);
    expect((await browser.put('/profile', { name: 'x' })).status).toBe(403);
    expect((await browser.put('/profile', { name: 'x' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.put('/profile', { name: 'x' }, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await browser.put('/profile', { name: 'x' }, { origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await browser.put('/profile', { name: 'x' }, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await browser.put('/profile', { name: 'y' }, { origin: server.url })).status).toBe(200);
    const out = await browser.post('/auth/logout', undefined, { 'sec-fetch-site': 'same-origin' });
    expect(out.headers.get('set-cookie')).toMatch(/^vsaas_session=; Path=\/vsaas; Max-Age=0/);
    expect((await browser.get('/auth/whoami')).status).toBe(403);
  });

  it('answers a program as a login does; a header counts before the cookie', async () => {
    const who = await person();
    const item = itemOf(await open(await generate({ login: who.login }), { accept: 'application/json' }));
    expect(item).toMatchObject({ login: who.login, is_logged_in: true });
    const mixed = nobody.as({ ...asSystem, cookie: `vsaas_session=${String(item['session'])}` });
    expect(itemOf(await mixed.get('/auth/whoami'))['login']).toBe('system');
    const planted = nobody.as({ cookie: `vsaas_session=${String(item['session'])}; vsaas_session=x` });
    expect(itemOf(await planted.get('/auth/whoami'))['login']).toBe('guest');
  });

  it('lets nobody in for whom the caller may not answer, nor for long', async () => {
    const [one, two] = [await person(), await person()];
    const client = await nobody.login(one);
    expect((await client.post('/auth/generate-autologin-token', { login: two.login })).status).toBe(404);
    expect((await client.post('/auth/generate-autologin-token', { login: one.login })).status).toBe(403);
    expect((await nobody.post('/auth/generate-autologin-token', { login: one.login })).status).toBe(403);
    const now = Math.floor(server.clock.now().getTime() / 1000);
    for (const valid_till of [now - 10, now + 90_000])
      expect((await system.post('/auth/generate-autologin-token', { login: one.login, valid_till })).status).toBe(400);
    const token = await generate({ login: one.login });
    server.clock.travel(16 * 60);
    expect((await open(token)).status).toBe(400);
  });

  it('lets one in of twenty at the same moment', async () => {
    const token = await generate({ login: (await person()).login });
    const replies = await Promise.all(Array.from({ length: 20 }, () => open(token)));
    expect(replies.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([303, 400]));
  });

  async function createAdmin(): Promise<Person> {
    next += 1;
    return createUser(server, `admin-${next}`, { isAdmin: true });
  }
});

describe('the own profile', () => {
  it('changes what people may change of themselves, and ignores the rest', async () => {
    const client = await nobody.login(await person());
    const body = { name: 'Ada', phone: 4711, locale: 'en', is_admin: '1', enabled: '0', login: 'root' };
    expect(itemOf(await client.put('/profile', body))).toMatchObject({
      name: 'Ada',
      phone: '4711',
      locale: 'en',
      is_admin: false,
      enabled: true,
    });
    expect(itemOf(await client.put('/profile', { name: '', phone: null }))).toMatchObject({ name: null, phone: null });
  });

  it('takes a new password with the old one beside it, and ends the other sessions', async () => {
    const who = await person();
    const [client, second] = [await nobody.login(who), await nobody.login(who)];
    server.clock.travel(2 * 3600);
    const missing = await client.put('/profile', { password: 'another good passphrase' });
    expect([missing.status, missing.body]).toEqual([400, refusal('ValidationError', 'old_password')]);
    const wrong = await client.put('/profile', { password: 'another good passphrase', old_password: 'not it' });
    expect([wrong.status, wrong.body]).toEqual([400, refusal('ValidationError', 'old_password')]);
    expect((await client.put('/profile', { notification_email: 'thief@example.com' })).status).toBe(400);
    expect((await client.put('/profile', { name: 'Ada' })).status).toBe(200);
    const right = { password: 'another good passphrase', old_password: who.password };
    expect((await client.put('/profile', right)).status).toBe(200);
    expect((await client.get('/profile')).status).toBe(200);
    expect((await second.get('/profile')).status).toBe(403);
  });

  it('is closed to those who may only read', async () => {
    const who = await person();
    await system.put(`/users/${who.id}`, { readonly: 'true' });
    const client = await nobody.login(who);
    expect(itemOf(await client.get('/auth/whoami'))['readonly']).toBe(true);
    const reply = await client.put('/profile', { name: 'x' });
    expect([reply.status, reply.body]).toEqual([403, refusal('Forbidden')]);
  });
});

describe('the key of a user', () => {
  it('is made with the user, and shown again to whoever controls the account', async () => {
    const made = itemOf(await system.post('/users', { login: 'keyed', password: 'correct horse battery 9' }));
    const own = nobody.as({ 'x-vsaas-api-key': String(made['apikey']), 'x-vsaas-user': 'keyed' });
    expect(itemOf(await own.get('/profile'))['apikey']).toBe(made['apikey']);
    expect(itemOf(await system.get(`/users/${Number(made['id'])}`))['apikey']).toBe(made['apikey']);
    const listed = itemsOf(await system.get('/users?login=keyed'));
    expect(listed).toHaveLength(1);
    expect(listed[0]).not.toHaveProperty('apikey');
    expect(await audited()).toEqual(expect.arrayContaining(['apikey_created', 'sensitive_read']));
  });
});

describe('users in lists', () => {
  it('are found by what billing systems know of them', async () => {
    await system.post('/users', {
      login: 'billed',
      password: 'correct horse battery 9',
      external_id: 'A-1',
      name: 'B',
    });
    const logins = async (query: string): Promise<unknown> =>
      itemsOf(await system.get(`/users?${query}`)).map(({ login }) => login);
    expect(await logins('external_id=A-1')).toEqual(['billed']);
    expect(await logins('search=BILL')).toEqual(['billed']);
    await system.put(`/users/${Number(itemsOf(await system.get('/users?login=billed'))[0]?.['id'])}`, {
      enabled: 'False',
    });
    expect(await logins('enabled=0')).toEqual(['billed']);
    expect(await logins('enabled=0&search=nobody')).toEqual([]);
    expect((await system.get('/users?sort=password')).status).toBe(400);
    const sorted = await logins('sort=-login&limit=1000');
    expect(sorted).toEqual((sorted as string[]).toSorted().toReversed());
  });
});

describe('POST /users/import', () => {
  it('makes and changes users by login, and names each that it could not', async () => {
    const rows = [
      { login: 'import-1', password: 'correct horse battery 1', external_id: 1 },
      { login: 'import-2', name: 'Two', enabled: '0' },
    ];
    expect(itemOf(await system.post('/users/import', rows))).toMatchObject({
      success: true,
      zc: 2,
      zu: 0,
      cameras: [],
    });
    const again = itemOf(
      await system.post('/users/import', [...rows, { login: 'import:3' }, { login: 'IMPORT-1' }].slice(0, 3)),
    );
    expect(again).toMatchObject({
      success: false,
      zc: 0,
      zu: 2,
      users: [
        { login: 'import-1', created: false },
        { login: 'import-2', created: false },
        { login: 'import:3', id: null, created: false, error: 'account.invalid' },
      ],
    });
  });

  it.each([
    ['no array', { login: 'x' }],
    ['a row that is none', [{ login: 'ok-row' }, 'x']],
    ['a row without a login', [{ login: 'ok-row' }, { name: 'x' }]],
    ['one login twice', [{ login: 'ok-row' }, { login: 'OK-ROW' }]],
    ['more than 500', Array.from({ length: 501 }, (_, index) => ({ login: `m-${index}` }))],
  ])('refuses %s, and has done nothing', async (_, body) => {
    const reply = await system.post('/users/import', body);
    expect([reply.status, reply.body]).toEqual([400, refusal('ValidationError')]);
    expect(itemsOf(await system.get('/users?login=ok-row'))).toEqual([]);
  });
});

describe('POST /users/import as a table', () => {
  it('makes users, too', async () => {
    const table = 'login,name\r\ntable-1,One\r\n,\r\ntable-2,Two\r\n';
    const reply = await system.raw('POST', '/users/import', table, { 'content-type': 'text/csv' });
    expect(itemOf(reply)).toMatchObject({ success: true, zc: 2, users: [{ login: 'table-1' }, { login: 'table-2' }] });
    expect(itemsOf(await system.get('/users?login=table-2'))).toMatchObject([{ name: 'Two' }]);
  });

  it.each([
    ['no known column', 'nome\nx\n'],
    ['one column twice', 'login,LOGIN\nx,y\n'],
    ['a row without a login', 'login,name\nok-row,One\n,Two\n'],
  ])('is refused for %s', async (_, table) => {
    const reply = await system.raw('POST', '/users/import', table, { 'content-type': 'text/csv' });
    expect([reply.status, reply.body]).toEqual([400, refusal('ValidationError')]);
    expect(itemsOf(await system.get('/users?login=ok-row'))).toEqual([]);
  });
});

describe('the very old proof of the system key', () => {
  it('works for ten minutes', async () => {
    const time = Math.floor(server.clock.now().getTime() / 1000);
    const proof = `f8b1:${time}:${createHash('md5').update(`f8b1:${time}:${systemApiKey}`).digest('hex')}`;
    const old = nobody.as({ 'X-Vsaas-Api-Key': proof });
    expect(itemOf(await old.get('/auth/whoami'))['login']).toBe('system');
    expect((await nobody.as({ authorization: `Bearer ${proof}` }).get('/auth/whoami')).status).toBe(403);
    server.clock.travel(11 * 60);
    expect((await old.get('/auth/whoami')).status).toBe(403);
  });
});

describe('a person without any right', () => {
  it.each([
    ['POST', '/users/import', [{ login: 'by-nobody' }]],
    ['POST', '/users', { login: 'by-nobody' }],
    ['POST', '/cameras/import', [{ name: 'by/nobody' }]],
    ['POST', '/cameras', { name: 'by/nobody' }],
    ['POST', '/organizations', { title: 'By nobody' }],
    ['POST', '/presets', { title: 'By nobody' }],
    ['POST', '/streamers', { api_url: 'http://by.nobody' }],
    ['GET', '/streamers', undefined],
    ['GET', '/settings', undefined],
    ['PUT', '/settings', { brand_title: 'By nobody' }],
  ])('is refused alike: %s %s', async (method, path, body) => {
    const who = await nobody.login(await person());
    const reply = await who.send(method, path, body);
    expect([reply.status, reply.body]).toEqual([403, refusal('Forbidden')]);
    expect(itemsOf(await system.get('/users?login=by-nobody'))).toEqual([]);
  });

  it('cannot import as a table either, nor change themselves by an import', async () => {
    const who = await person();
    const client = await nobody.login(who);
    for (const path of ['/users/import', '/cameras/import'])
      expect((await client.raw('POST', path, 'login,name\nx,y', { 'content-type': 'text/csv' })).status).toBe(403);
    expect((await client.post('/users/import', [{ login: who.login, name: 'Me' }])).status).toBe(403);
  });
});
