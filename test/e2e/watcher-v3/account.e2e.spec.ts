import { OrganizationsService } from '#access';
import { UsersService } from '#auth';
import { SettingsService } from '#settings';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createUser, password, type Person } from '../../support/people.js';

const base = '/watcher/client-api/v3';
const basic = (name: string, secret = password): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}
interface Signed {
  readonly access: string;
  readonly refresh: string;
}

let server: TestServer;
let root: Person;
let rootToken: string;
let next = 0;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await createUser(server, 'root', { isAdmin: true });
  rootToken = (await login(root.login)).access;
});
afterAll(() => server.close());
afterEach(() => server.clock.home());

async function ask(method: string, path: string, authorization?: string, body?: unknown): Promise<Reply> {
  const response = await fetch(server.url + base + path, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const read: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, body: read as Record<string, unknown> };
}

async function login(who: string, secret = password): Promise<Signed> {
  const { status, body } = await ask('POST', '/login', basic(who, secret), null);
  expect(status).toBe(200);
  return { access: `Bearer ${String(body['access_token'])}`, refresh: `Bearer ${String(body['refresh_token'])}` };
}

async function person(more: Parameters<UsersService['update']>[1] = {}): Promise<Person> {
  next += 1;
  const made = await createUser(server, `person${next}@example.com`);
  await server.app.get(UsersService).update(made.id, more);
  return made;
}

const codesOf = ({ body }: Reply): readonly unknown[] =>
  (body['errors'] as readonly Record<string, unknown>[]).map(({ code }) => code);
const pointerOf = ({ body }: Reply): unknown =>
  (body['errors'] as readonly { source?: { pointer?: string } }[])[0]?.source?.pointer;

describe('/profile', () => {
  it('shows the caller as GO25 has it, without unset values', async () => {
    const bare = await person();
    const { access } = await login(bare.login);
    const { status, body, headers } = await ask('GET', '/profile', access);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(body).sort()).toEqual([
      'created_at',
      'is_admin',
      'is_domain_admin',
      'is_readonly',
      'locale',
      'name',
    ]);
    expect(body).toMatchObject({ name: bare.login, is_admin: false, is_domain_admin: false, is_readonly: false });
    expect(Number(body['created_at'])).toBeGreaterThan(10 ** 12);

    const whole = await person({
      note: 'Works nights',
      externalId: 'C-1',
      maxSessions: 7,
      accessLevel: 'domain_admin',
    });
    const key = (await ask('POST', '/profile/apikey', basic(whole.login), null)).body['apikey'];
    expect((await ask('GET', '/profile', basic(whole.login))).body).toMatchObject({
      note: 'Works nights',
      external_id: 'C-1',
      max_sessions: 7,
      apikey: key,
      is_admin: false,
      is_domain_admin: true,
    });
  });

  it('takes what people may change of themselves, and leaves the rest as it is', async () => {
    const { login: name } = await person({ note: 'kept' });
    const { access } = await login(name);
    const change = { fullname: 'Ada Lovelace', email: 'ada@example.com', phone: '+7 800', locale: 'ru' };
    const sneaky = { name: 'root2', is_admin: true, access_level: 'admin', note: 'mine', max_sessions: 99, id: 1 };
    const changed = await ask('PUT', '/profile', access, { ...change, ...sneaky });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ ...change, name, note: 'kept', is_admin: false });
    expect(changed.body['max_sessions']).toBeUndefined();
    // The official client sends back what it was given.
    expect((await ask('PUT', '/profile', access, changed.body)).body).toEqual(changed.body);
    const cleared = await ask('PUT', '/profile', access, { phone: '', email: null });
    expect(cleared.body).toMatchObject({ fullname: 'Ada Lovelace', locale: 'ru' });
    expect(cleared.body).not.toHaveProperty('phone');
    expect(cleared.body).not.toHaveProperty('email');
    for (const nothing of [null, '', {}])
      expect((await ask('PUT', '/profile', access, nothing)).body).toEqual(cleared.body);
  });

  it.each([
    [{ fullname: 5 }, 'not_string', '/fullname'],
    [{ fullname: 'x'.repeat(256) }, 'too_long', '/fullname'],
    [{ fullname: 'a\nb' }, 'invalid_value', '/fullname'],
    [{ email: 'nobody' }, 'invalid_value', '/email'],
    [{ email: { $ne: 1 } }, 'not_string', '/email'],
    [{ locale: 'xx' }, 'invalid_value', '/locale'],
    [{ locale: 'eng' }, 'too_long', '/locale'],
    [{ phone: '1'.repeat(65) }, 'too_long', '/phone'],
    [{ password: 'short' }, 'password_unacceptable', '/password'],
    [{ password: 'password' }, 'password_unacceptable', '/password'],
    [{ password: null }, 'not_string', '/password'],
    [{ password: 12345678 }, 'not_string', '/password'],
    [[], 'not_object', undefined],
    ['"text"', 'not_object', undefined],
    ['{', 'broken_json', undefined],
  ])('refuses %j with %s, and changes nothing', async (body, code, pointer) => {
    const { login: name } = await person({ fullName: 'Before' });
    const before = await ask('GET', '/profile', basic(name));
    const refused = await ask('PUT', '/profile', basic(name), body);
    expect(refused.status).toBe(400);
    expect(codesOf(refused)).toEqual([code]);
    expect(pointerOf(refused)).toBe(pointer);
    expect((await ask('GET', '/profile', basic(name))).body).toEqual(before.body);
  });

  it('takes a new password in a session that has just begun; it ends all others, and goes on by its refresh token', async () => {
    const { login: name } = await person();
    const [mine, other] = [await login(name), await login(name)];
    expect((await ask('PUT', '/profile', mine.access, { password: 'an entirely new passphrase' })).status).toBe(200);
    expect((await ask('POST', '/login', other.refresh)).status).toBe(401);
    expect((await ask('GET', '/profile', other.access)).status).toBe(401);
    expect(codesOf(await ask('GET', '/profile', mine.access))).toEqual(['token_revoked']);
    const { status, body } = await ask('POST', '/login', mine.refresh);
    expect(status).toBe(200);
    expect((await ask('GET', '/profile', `Bearer ${String(body['access_token'])}`)).status).toBe(200);
    expect((await ask('POST', '/login', basic(name))).status).toBe(401);
    await login(name, 'an entirely new passphrase');
  });

  it('wants the old password in an older session, or with an API key; never with Basic', async () => {
    const { login: name } = await person();
    const { refresh } = await login(name);
    const key = String((await ask('POST', '/profile/apikey', basic(name), null)).body['apikey']);
    server.clock.travel(3700);
    const access = `Bearer ${String((await ask('POST', '/login', refresh)).body['access_token'])}`;
    const change = { password: 'an entirely new passphrase' };
    for (const authorization of [access, `Bearer ${key}`])
      for (const body of [change, { email: 'evil@example.com' }]) {
        const refused = await ask('PUT', '/profile', authorization, body);
        expect([refused.status, codesOf(refused), pointerOf(refused)]).toEqual([
          400,
          ['missing_required'],
          '/old_password',
        ]);
      }
    const wrong = await ask('PUT', '/profile', access, { ...change, old_password: 'wrong' });
    expect([wrong.status, codesOf(wrong)]).toEqual([400, ['wrong_credentials']]);
    expect((await ask('PUT', '/profile', access, { fullname: 'Ada' })).status).toBe(200);
    expect((await ask('PUT', '/profile', access, { ...change, old_password: password })).status).toBe(200);
    const again = basic(name, change.password);
    expect((await ask('PUT', '/profile', again, { password: 'yet another passphrase' })).status).toBe(200);
  });

  it('is not changed by who may not, nor is their API key', async () => {
    const { login: name } = await person({ readonly: true });
    const { access } = await login(name);
    for (const [method, path, body] of [
      ['PUT', '/profile', { fullname: 'x' }],
      ['PUT', '/profile', { password: 'an entirely new passphrase' }],
      ['POST', '/profile/apikey', null],
      ['DELETE', '/profile/apikey', undefined],
    ] as const) {
      const refused = await ask(method, path, access, body);
      expect([refused.status, codesOf(refused)]).toEqual([403, ['account_readonly']]);
    }
    expect((await ask('GET', '/profile', access)).body['is_readonly']).toBe(true);
    expect((await ask('GET', '/profile/apikey', access)).status).toBe(200);
  });

  it('and its key belong to people only', async () => {
    const program = await createApplication(server, { level: 'admin' });
    const token = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: basic(program.clientId, program.clientSecret) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }).then((answer) => answer.json() as Promise<{ access_token: string }>);
    for (const [method, path] of [
      ['GET', '/profile'],
      ['PUT', '/profile'],
      ['GET', '/profile/apikey'],
      ['POST', '/profile/apikey'],
      ['DELETE', '/profile/apikey'],
    ] as const)
      expect((await ask(method, path, `Bearer ${token.access_token}`)).status).toBe(403);
    for (const path of ['/profile', '/profile/apikey']) expect((await ask('GET', path)).status).toBe(401);
  });
});

describe('/profile/apikey', () => {
  it('shows the key, makes a new one that ends the old one, and ends it', async () => {
    const { login: name } = await person();
    const { access } = await login(name);
    expect((await ask('GET', '/profile/apikey', access)).body).toEqual({});
    const first = String((await ask('POST', '/profile/apikey', access, null)).body['apikey']);
    expect(first).toMatch(/^cgk_[0-9A-Za-z]{36}$/);
    expect((await ask('GET', '/profile/apikey', access)).body).toEqual({ apikey: first });
    expect((await ask('GET', '/profile', `Bearer ${first}`)).body['name']).toBe(name);
    const second = String((await ask('POST', '/profile/apikey', access)).body['apikey']);
    expect(codesOf(await ask('GET', '/profile', `Bearer ${first}`))).toEqual(['invalid_apikey']);
    expect((await ask('GET', '/profile', `Bearer ${second}`)).status).toBe(200);
    for (let times = 0; times < 2; times += 1) {
      const removed = await ask('DELETE', '/profile/apikey', access);
      expect([removed.status, removed.text]).toEqual([204, '']);
    }
    expect((await ask('GET', '/profile', `Bearer ${second}`)).status).toBe(401);
  });

  it('has one key, however many are made at the same moment', async () => {
    const { login: name } = await person();
    const { access } = await login(name);
    const made = await Promise.all(Array.from({ length: 20 }, () => ask('POST', '/profile/apikey', access, null)));
    expect(made.every(({ status }) => status === 200)).toBe(true);
    const tries = await Promise.all(made.map(({ body }) => ask('GET', '/profile', `Bearer ${String(body['apikey'])}`)));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('/autologin', () => {
  it('signs a person in once, by a token that an administrator made', async () => {
    const { id, login: name } = await person();
    const made = await ask('POST', '/autologin/generate', rootToken, { login: name.toUpperCase() });
    expect(made.status).toBe(200);
    expect(Object.keys(made.body)).toEqual(['autologin_token']);
    const token = String(made.body['autologin_token']);
    expect(token).toMatch(new RegExp(`^${id}:\\d+:\\d{10}:[0-9a-f]{4}:[0-9a-f]{40}$`));
    const uses = await Promise.all(
      Array.from({ length: 20 }, () => ask('POST', '/autologin', undefined, { autologin_token: token })),
    );
    const [came, ...others] = uses.filter(({ status }) => status === 200);
    expect(others).toHaveLength(0);
    expect(Object.keys(came?.body ?? {}).sort()).toEqual(['access_token', 'refresh_token']);
    expect(came?.headers.get('cache-control')).toBe('no-store');
    expect((await ask('GET', '/profile', `Bearer ${String(came?.body['access_token'])}`)).body['name']).toBe(name);
    expect((await ask('POST', '/login', `Bearer ${String(came?.body['refresh_token'])}`)).status).toBe(200);
    const late = uses.find(({ status }) => status !== 200);
    expect(late?.status).toBe(401);
    expect(late === undefined ? [] : codesOf(late)).toEqual(['invalid_token']);
  });

  it('does not sign in a person who is disabled meanwhile, and works for 15 minutes', async () => {
    const [one, other] = [await person(), await person()];
    const token = async (name: string): Promise<unknown> =>
      (await ask('POST', '/autologin/generate', rootToken, { login: name })).body['autologin_token'];
    const [ofOne, ofOther] = [await token(one.login), await token(other.login)];
    await server.app.get(UsersService).disable(one.id);
    expect((await ask('POST', '/autologin', undefined, { autologin_token: ofOne })).status).toBe(401);
    server.clock.travel(901);
    expect((await ask('POST', '/autologin', undefined, { autologin_token: ofOther })).status).toBe(401);
    const refused = await ask('POST', '/autologin/generate', basic(root.login), { login: one.login });
    expect([refused.status, codesOf(refused)]).toEqual([400, ['invalid_value']]);
  });

  it('is made by those who control the account, and by no others', async () => {
    const [manager, member, stranger, shared] = [await person(), await person(), await person(), await person()];
    const organizations = server.app.get(OrganizationsService);
    const { id: ours } = await organizations.createWithoutOwner({ title: `Ours ${next}`, isPublic: false });
    const { id: theirs } = await organizations.createWithoutOwner({ title: `Theirs ${next}`, isPublic: false });
    await organizations.addMember(ours, manager.id, { canEditUsers: true });
    await organizations.addMember(ours, member.id, {});
    await organizations.addMember(ours, shared.id, {});
    await organizations.addMember(theirs, shared.id, {});
    const { access } = await login(manager.login);
    const attempt = async (who: string, by = access): Promise<number> =>
      (await ask('POST', '/autologin/generate', by, { login: who })).status;
    expect(await attempt(member.login)).toBe(200);
    expect(await attempt(shared.login)).toBe(403);
    expect(await attempt(stranger.login)).toBe(404);
    expect(await attempt('nobody@example.com')).toBe(404);
    expect(await attempt(root.login)).toBe(404);
    expect(await attempt(member.login, (await login(stranger.login)).access)).toBe(404);
    const domain = await person({ accessLevel: 'domain_admin' });
    expect(await attempt(stranger.login, (await login(domain.login)).access)).toBe(200);
    expect(await attempt(root.login, (await login(domain.login)).access)).toBe(403);
    expect((await ask('POST', '/autologin/generate', undefined, { login: member.login })).status).toBe(401);
  });

  it.each([
    ['/autologin', {}, 'missing_required'],
    ['/autologin', null, 'missing_required'],
    ['/autologin', { autologin_token: '' }, 'too_short'],
    ['/autologin', { autologin_token: 5 }, 'not_string'],
    ['/autologin', { autologin_token: 'x'.repeat(513) }, 'too_long'],
    ['/autologin/generate', {}, 'missing_required'],
    ['/autologin/generate', { login: ['root'] }, 'not_string'],
  ])('POST %s with %j is %s', async (path, body, code) => {
    const refused = await ask('POST', path, path === '/autologin' ? undefined : rootToken, body);
    expect([refused.status, codesOf(refused)]).toEqual([400, [code]]);
  });

  it('takes a form of a browser, and no more than 64 kB', async () => {
    const { login: name } = await person();
    const made = await ask('POST', '/autologin/generate', rootToken, { login: name });
    const form = new URLSearchParams({ autologin_token: String(made.body['autologin_token']) });
    const came = await fetch(`${server.url}${base}/autologin`, { method: 'POST', body: form });
    expect(came.status).toBe(200);
    expect((await ask('POST', '/autologin', undefined, { autologin_token: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('sessions of other people', () => {
  it('are listed and ended by who controls the account', async () => {
    const { id, login: name } = await person();
    const theirs = await login(name);
    const listed = await ask('GET', `/users/${id}/sessions`, rootToken);
    const sessions = listed.body['sessions'] as readonly Record<string, unknown>[];
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ current: false, ip: '127.0.0.1' });
    const session = String(sessions[0]?.['id']);
    const stranger = await login((await person()).login);
    expect((await ask('GET', `/users/${id}/sessions`, stranger.access)).status).toBe(404);
    expect((await ask('DELETE', `/users/${id}/sessions/${session}`, stranger.access)).status).toBe(404);
    expect((await ask('DELETE', `/users/${root.id}/sessions/${session}`, rootToken)).status).toBe(404);
    const ended = await ask('DELETE', `/users/${id}/sessions/${session}`, rootToken);
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect((await ask('GET', '/profile', theirs.access)).status).toBe(401);
    expect((await ask('POST', '/login', theirs.refresh)).status).toBe(401);
    expect((await ask('DELETE', `/users/${id}/sessions/${session}`, rootToken)).status).toBe(404);
    for (const wrong of ['0', '-1', 'x', '99999999999', '2000000000'])
      expect((await ask('GET', `/users/${wrong}/sessions`, rootToken)).status).toBe(404);
  });
});

describe('max_sessions', () => {
  it('leaves exactly so many of 50 logins at the same moment, through both Watcher APIs', async () => {
    const { id, login: name } = await person({ maxSessions: 4 });
    const replies = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        if (at % 2 === 0) return (await login(name)).access;
        const answer = await fetch(`${server.url}/vsaas/api/v2/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login: name, password }),
        });
        expect(answer.status).toBe(200);
        return `Bearer ${String(((await answer.json()) as Record<string, unknown>)['session'])}`;
      }),
    );
    const tries = await Promise.all(replies.map((authorization) => ask('GET', '/profile', authorization)));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(46);
    const listed = await ask('GET', `/users/${id}/sessions`, rootToken);
    expect(listed.body['estimated_count']).toBe(4);
  });
});

describe('GET /ui_settings', () => {
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

  it('shows anybody how the interface looks', async () => {
    const before = await ask('GET', '/ui_settings');
    expect(before.status).toBe(200);
    expect(before.body).toEqual({
      title: 'Camgate',
      colors: {},
      favicons: {},
      default_locale: 'en',
      locales: ['en'],
    });
    const appearance = { title: 'City cameras', favicon: pixel, logo: pixel, logoAuth: pixel, primaryColor: '#fff' };
    const mail = { host: 'mail.example.com', password: 'canary-mail-password' };
    await server.app.get(SettingsService).change({ appearance, mail, others: { global_secret: 'canary-other' } });
    const after = await ask('GET', '/ui_settings/');
    expect(after.body).toMatchObject({
      title: 'City cameras',
      colors: { primary: '#fff' },
      favicons: { 16: pixel },
      logo: pixel,
      logo_auth: pixel,
    });
    expect(after.text).not.toContain('canary');
    expect((await ask('GET', '/ui_settings', 'Bearer nonsense')).status).toBe(200);
  });
});

describe('GET /access_log', () => {
  interface Entry {
    readonly id: number;
    readonly created_at: number;
    readonly action: { readonly type: string };
    readonly object?: { readonly id: string; readonly type: string; readonly representation: string };
    readonly user: {
      readonly id?: number;
      readonly login: string;
      readonly request_data?: { readonly ip?: string; readonly user_agent?: string };
    };
  }
  const entriesOf = ({ body }: Reply): readonly Entry[] => body['access_log'] as readonly Entry[];

  async function read(query: string): Promise<readonly Entry[]> {
    // What happened is on disk within a quarter of a second.
    await expect
      .poll(async () => entriesOf(await ask('GET', `/access_log?${query}`, rootToken)).length, { timeout: 5000 })
      .toBeGreaterThan(0);
    return entriesOf(await ask('GET', `/access_log?${query}`, rootToken));
  }

  it('shows administrators who did what, newest first', async () => {
    const { id, login: name } = await person();
    await ask('POST', '/login', basic(name, 'wrong'));
    await ask('POST', '/login', basic('nobody-at-all', 'wrong'));
    await login(name);
    await ask('POST', '/profile/apikey', basic(name), null);
    const mine = await read(`user.login=${encodeURIComponent(name)}&action.type=apikey_created`);
    expect(mine).toEqual([
      {
        id: expect.any(Number),
        created_at: expect.any(Number),
        action: { type: 'apikey_created' },
        object: { id: String(id), type: 'User', representation: name },
        user: { id, login: name, request_data: { ip: '127.0.0.1', user_agent: 'node' } },
        event_data: expect.objectContaining({ door: 'watcher-v3' }),
      },
    ]);
    expect(mine[0]?.created_at).toBeGreaterThan(10 ** 9);
    expect(mine[0]?.created_at).toBeLessThan(10 ** 10);
    const failed = await read('action.type=authn_login_fail&user.login=&event_data.reason=unknown');
    expect(failed[0]?.user).toEqual({ login: '', request_data: { ip: '127.0.0.1', user_agent: 'node' } });
    const known = await read(`action.type=authn_login_fail&user.login=${encodeURIComponent(name)}`);
    expect(known[0]).toMatchObject({ user: { login: name }, event_data: { reason: 'password' } });
    const all = await read('limit=50');
    const ids = all.map((entry) => entry.id);
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
  });

  it('is a list like the others: pages, filters, orders, select, and their errors', async () => {
    await read('limit=3');
    const first = await ask('GET', '/access_log?limit=3&sort=created_at', rootToken);
    const cursor = encodeURIComponent(String(first.body['next']));
    const second = await ask('GET', `/access_log?limit=3&sort=created_at&cursor=${cursor}`, rootToken);
    const ids = [...entriesOf(first), ...entriesOf(second)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    const selected = await ask('GET', '/access_log?select=user.login&limit=1', rootToken);
    expect(Object.keys(entriesOf(selected)[0] ?? {}).sort()).toEqual(['action', 'created_at', 'id', 'user']);
    expect(Number(first.body['estimated_count'])).toBeGreaterThan(6);
    for (const [query, code] of [
      ['limit=0', 'limit_out_of_range'],
      ['limit=1001', 'limit_out_of_range'],
      ['sort=object', 'sort_not_supported'],
      ['created_at_gt=yesterday', 'not_integer'],
      ['cursor=nonsense', 'bad_cursor'],
      ['id_gt=x', 'not_integer'],
    ] as const)
      expect(codesOf(await ask('GET', `/access_log?${query}`, rootToken))).toEqual([code]);
    expect((await ask('GET', '/access_log?id_gt=99999999999999999', rootToken)).status).toBeLessThan(500);
  });

  it('is for domain administrators and administrators only', async () => {
    const domain = await login((await person({ accessLevel: 'domain_admin' })).login);
    expect((await ask('GET', '/access_log', domain.access)).status).toBe(200);
    const manager = await person();
    const { id } = await server.app
      .get(OrganizationsService)
      .createWithoutOwner({ title: `Managed ${next}`, isPublic: false });
    await server.app.get(OrganizationsService).addMember(id, manager.id, { canEditUsers: true, canViewStats: true });
    const refused = await ask('GET', '/access_log', (await login(manager.login)).access);
    expect([refused.status, codesOf(refused)]).toEqual([403, ['forbidden']]);
    expect((await ask('GET', '/access_log')).status).toBe(401);
  });
});
