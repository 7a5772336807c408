import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { ApiKeysService, ClientTokensService, UsersService } from '#auth';
import { filled, paste } from '../support/curl.js';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';
import {
  createApplication,
  createCamera,
  createTenant,
  createUser,
  password,
  type Person,
  type Tenant,
} from '../support/people.js';
import { oneStory } from '../support/story.js';

oneStory();

const base = '/vsaas/api/v2';
const json = { 'content-type': 'application/json' };
type Item = Record<string, unknown>;

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

let server: TestServer;
let one: Tenant;
let other: Tenant;
let key: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  one = await createTenant(server, 'one');
  other = await createTenant(server, 'other');
  await createCamera(server, { name: 'public/square', title: 'Square', longitude: -0.5, latitude: 51 });
  key = await server.app.get(ApiKeysService).create(one.member.id);
});
afterAll(() => server.close());

async function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
): Promise<Reply> {
  const response = await fetch(server.url + base + path, { ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const post = (path: string, body?: string, headers: Readonly<Record<string, string>> = json): Promise<Reply> =>
  ask(path, headers, { method: 'POST', ...(body === undefined ? {} : { body }) });

async function login(who: Person): Promise<string> {
  const { status, body } = await post('/auth/login', JSON.stringify({ login: who.login, password: who.password }));
  expect(status).toBe(200);
  return String((body as Item)['session']);
}

const rows = ({ body }: Reply): readonly Item[] => {
  expect(Array.isArray(body)).toBe(true);
  return body as readonly Item[];
};
const names = (reply: Reply): readonly unknown[] => rows(reply).map(({ name }) => name);
const nameOf = ({ body }: Reply): unknown => (body as Item)['error'];

describe('the three authorizations of the seed, word for word', () => {
  const systemLine = `curl -v -X GET -H 'x-vsaas-api-key: 7c75da8fb314183f1f825271898a3687' -H 'content-type: application/json' http://127.0.0.1/vsaas/api/v2/cameras`;
  const sessionLine = `curl -v -X GET -H 'x-vsaas-session: W98uOoiMFf46SyE78RjWIZjsaVM' -H 'content-type: application/json' http://127.0.0.1/vsaas/api/v2/auth/whoami`;
  const userLine = `curl -v -X GET -H 'x-vsaas-api-key: M8rT4KvfT3tZpCj34Qbk5CEt' -H 'x-vsaas-user: user1' -H 'content-type: application/json' http://127.0.0.1/vsaas/api/v2/cameras`;
  const place = (): Readonly<Record<string, string>> => ({ '127.0.0.1': new URL(server.url).host });
  const namesIn = (text: string): readonly unknown[] => (JSON.parse(text) as Item[]).map(({ name }) => name);

  it('1. the system key sees everything', async () => {
    const { status, text } = await paste(
      filled(systemLine, { ...place(), '7c75da8fb314183f1f825271898a3687': systemApiKey }),
    );
    expect(status).toBe(200);
    expect(namesIn(text)).toEqual(['one/gate', 'other/gate', 'public/square']);
  });

  it('2. the session has the rights of the user who logged in', async () => {
    const session = await login(one.member);
    expect(session).toMatch(/^[A-Za-z0-9_-]{27}$/);
    const { status, text } = await paste(filled(sessionLine, { ...place(), W98uOoiMFf46SyE78RjWIZjsaVM: session }));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ login: one.member.login, id: one.member.id, is_logged_in: true });
    expect(names(await ask('/cameras', { 'x-vsaas-session': session }))).toEqual(['one/gate', 'public/square']);
  });

  it('3. the user key has the rights of the named user', async () => {
    const { status, text } = await paste(
      filled(userLine, {
        ...place(),
        M8rT4KvfT3tZpCj34Qbk5CEt: key,
        'x-vsaas-user: user1': `x-vsaas-user: ${one.member.login}`,
      }),
    );
    expect(status).toBe(200);
    expect(namesIn(text)).toEqual(['one/gate', 'public/square']);
  });
});

describe('GET /cameras/{name} under each authorization', () => {
  const cameras = (headers: Readonly<Record<string, string>>): Promise<readonly number[]> =>
    Promise.all(
      ['one/gate', 'other/gate', 'public/square', 'nobody'].map(
        async (name) => (await ask(`/cameras/${name}`, headers)).status,
      ),
    );

  it('shows everything to the system key', async () => {
    expect(await cameras({ 'x-vsaas-api-key': systemApiKey })).toEqual([200, 200, 200, 404]);
  });

  it('shows what the user sees to a session, a user key, and the system key acting as the user', async () => {
    const session = await login(one.member);
    const ways = [
      { 'x-vsaas-session': session },
      { authorization: `Bearer ${session}` },
      { 'x-vsaas-api-key': key, 'x-vsaas-user': one.member.login },
      { 'x-vsaas-api-key': key, 'x-vsaas-user': one.member.login.toUpperCase() },
      { authorization: `Bearer ${key}` },
      { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': one.member.login },
    ];
    for (const headers of ways) expect(await cameras(headers)).toEqual([200, 404, 200, 404]);
  });

  it('takes a v3 access token and a native one, too', async () => {
    const signedIn = await fetch(`${server.url}/watcher/client-api/v3/login`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${one.member.login}:${password}`).toString('base64')}` },
    });
    const { access_token: token } = (await signedIn.json()) as Record<string, string>;
    expect(await cameras({ authorization: `Bearer ${token ?? ''}` })).toEqual([200, 404, 200, 404]);
    const program = await createApplication(server, { organizationId: other.organizationId });
    const native = await server.app
      .get(ClientTokensService)
      .exchange({ ...program, profile: 'native', seconds: 600 }, { dialect: 'oauth', ip: '127.0.0.1' });
    expect(await cameras({ authorization: `Bearer ${native.accessToken}` })).toEqual([404, 200, 200, 404]);
  });

  it('answers for a hidden camera as for a missing one', async () => {
    const headers = { 'x-vsaas-session': await login(one.member) };
    const hidden = await ask('/cameras/other/gate', headers);
    const missing = await ask('/cameras/other/nothing', headers);
    expect(hidden.body).toEqual(missing.body);
    expect(hidden.body).toEqual({ success: false, error: 'NotFound', error_message: 'There is no such camera.' });
  });

  it.each(['one/gate', 'one%2Fgate', 'one/gate/', 'one%2fgate/'])('finds a name with slashes: %s', async (name) => {
    const reply = await ask(`/cameras/${name}`, { 'x-vsaas-api-key': systemApiKey });
    expect((reply.body as Item)['name']).toBe('one/gate');
  });
});

describe('a bad authorization is 403 without a challenge', () => {
  it.each([
    ['nothing', () => ({}), 'Forbidden'],
    ['a session of nobody', () => ({ 'x-vsaas-session': 'W98uOoiMFf46SyE78RjWIZjsaVM' }), 'Forbidden'],
    ['a session of another form', () => ({ 'x-vsaas-session': 'x' }), 'Forbidden'],
    ['a key of nobody', () => ({ 'x-vsaas-api-key': '7c75da8fb314183f1f825271898a3687' }), 'WrongApikey'],
    ['a user key without its user', () => ({ 'x-vsaas-api-key': key }), 'WrongApikey'],
    [
      'a user key with another user',
      () => ({ 'x-vsaas-api-key': key, 'x-vsaas-user': other.member.login }),
      'WrongApikey',
    ],
    [
      'the system key with nobody',
      () => ({ 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': 'nobody' }),
      'WrongApikey',
    ],
    ['the system key as Bearer', () => ({ authorization: `Bearer ${systemApiKey}` }), 'WrongApikey'],
    ['a user without a key', () => ({ 'x-vsaas-user': 'one' }), 'Forbidden'],
    ['a token cut in half', () => ({ authorization: 'Bearer a.b.c' }), 'WrongApikey'],
    ['Basic', () => ({ authorization: `Basic ${Buffer.from('a:b').toString('base64')}` }), 'Forbidden'],
    ['a key of 20 kB', () => ({ 'x-vsaas-api-key': 'x'.repeat(20_000) }), 'WrongApikey'],
  ])('%s', async (_, headers, name) => {
    const reply = await ask('/cameras', headers());
    expect([reply.status, nameOf(reply)]).toEqual([403, name]);
    expect(reply.body).toEqual({ success: false, error: name, error_message: expect.any(String) as unknown });
    expect(reply.headers.get('www-authenticate')).toBeNull();
  });

  it.each([
    ['two sessions', `-H "x-vsaas-session: a" -H "x-vsaas-session: b"`],
    ['two users', `-H "x-vsaas-api-key: a" -H "x-vsaas-user: a" -H "x-vsaas-user: b"`],
    ['a session and a key', `-H "x-vsaas-session: a" -H "x-vsaas-api-key: b"`],
    ['two Authorization headers', `-H "Authorization: Bearer a" -H "Authorization: Bearer b"`],
  ])('but %s are a bad request', async (_, headers) => {
    const { status, text } = await paste(`curl ${headers} ${server.url}${base}/cameras`);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ success: false, error: 'BadRequest' });
  });

  it('ends a disabled user’s session and key at once', async () => {
    const leaving = await createUser(server, 'leaving');
    const session = await login(leaving);
    const own = await server.app.get(ApiKeysService).create(leaving.id);
    expect((await ask('/cameras', { 'x-vsaas-session': session })).status).toBe(200);
    await server.app.get(UsersService).disable(leaving.id);
    expect((await ask('/cameras', { 'x-vsaas-session': session })).status).toBe(403);
    expect((await ask('/cameras', { 'x-vsaas-api-key': own, 'x-vsaas-user': 'leaving' })).status).toBe(403);
    expect((await ask('/cameras', { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': 'leaving' })).status).toBe(403);
  });
});

describe('POST /auth/login', () => {
  it('opens a session and answers what a client draws its menus from', async () => {
    const { status, body, headers } = await post('/auth/login', JSON.stringify({ login: one.member.login, password }));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      session: expect.stringMatching(/^[A-Za-z0-9_-]{27}$/) as unknown,
      login: one.member.login,
      id: one.member.id,
      is_logged_in: true,
      is_admin: false,
      is_domain_admin: false,
      is_organization_admin: false,
      can_edit_organizations: false,
      can_view_organizations: true,
      can_edit_settings: false,
      domain_id: 1,
      notification_email: null,
      locale: 'en',
      locales: ['en'],
      organizations: [1, one.organizationId],
      name: null,
      phone: null,
      readonly: false,
      unread_messages_count: 0,
      server_info: {},
      settings: {
        brand_title: null,
        brand_logo: null,
        brand_logo_auth: null,
        brand_favicon: null,
        brand_primary_color: null,
        brand_secondary_color: null,
        brand_background_color: null,
        global_anonymous_access: false,
        global_demo_access: false,
        global_allow_registration: false,
        global_auth_backend: null,
      },
      user_settings: { camera_list_display_mode: 'list' },
    });
  });

  it.each([
    ['a form', 'login=one-form&password=correct+horse+battery+staple', 'application/x-www-form-urlencoded'],
    [
      'a form under another case',
      'login=ONE-FORM&password=correct%20horse%20battery%20staple',
      'Application/X-WWW-Form-Urlencoded; charset=utf-8',
    ],
    ['JSON under another case', JSON.stringify({ login: 'one-form', password }), 'Application/json'],
    ['JSON with more in it', JSON.stringify({ login: 'one-form', password, remember: 1 }), 'application/json'],
  ])('takes %s, with and without a slash at the end', async (_, body, type) => {
    if ((await server.app.get(UsersService).findByLogin('one-form')) === undefined)
      await createUser(server, 'one-form');
    for (const path of ['/auth/login', '/auth/login/'])
      expect((await post(path, body, { 'content-type': type })).status).toBe(200);
  });

  it('takes a number for a text', async () => {
    await server.app.get(UsersService).create({ login: '4711', password: '8467120935128' });
    expect((await post('/auth/login', '{"login":4711,"password":8467120935128}')).status).toBe(200);
  });

  it('refuses a wrong password and an unknown login alike with 403 (R-ENUM-1)', async () => {
    const wrong = await post('/auth/login', JSON.stringify({ login: one.member.login, password: 'not it at all' }));
    const unknown = await post('/auth/login', JSON.stringify({ login: 'nobody', password: 'not it at all' }));
    expect([wrong.status, unknown.status]).toEqual([403, 403]);
    expect(wrong.body).toEqual(unknown.body);
    expect(nameOf(wrong)).toBe('Forbidden');
  });

  it.each([
    ['no body', undefined],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['an empty login', '{"login":"","password":"x"}'],
    ['an array', '[]'],
    ['a text', '"x"'],
    ['objects', '{"login":{},"password":[]}'],
    ['a login of 1000 characters', `{"login":"${'x'.repeat(1000)}","password":"x"}`],
    ['nulls', '{"login":null,"password":null}'],
    ['booleans', '{"login":true,"password":false}'],
  ])('does not validate %s', async (_, body) => {
    const reply = await post('/auth/login', body);
    expect([reply.status, nameOf(reply)]).toEqual([400, 'ValidationError']);
    expect((reply.body as Item)['error_message']).toBeTypeOf('string');
  });

  it.each([
    ['broken JSON', '{"login":', 'application/json', 400],
    ['a repeated key', '{"login":"a","login":"b","password":"x"}', 'application/json', 400],
    ['a NUL', '{"login":"a\\u0000","password":"x"}', 'application/json', 400],
    ['a lone surrogate', '{"login":"\\ud800","password":"x"}', 'application/json', 400],
    ['plain text', 'hello', 'text/plain', 415],
    ['too much', `{"login":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
  ])('cannot read %s', async (_, body, type, status) => {
    const reply = await post('/auth/login', body, { 'content-type': type });
    expect([reply.status, nameOf(reply)]).toEqual([status, 'BadRequest']);
  });
});

describe('POST /auth/check-login', () => {
  it('answers yes or no and opens no session', async () => {
    const user = await createUser(server, 'checked');
    const body = { login: user.login, password };
    expect(await post('/auth/check-login', JSON.stringify(body))).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect((await post('/auth/check-login', JSON.stringify({ ...body, password: 'wrong one' }))).status).toBe(403);
    const session = await login(user);
    const { body: sessions } = await (async () => {
      const response = await fetch(`${server.url}/watcher/client-api/v3/sessions`, {
        headers: { authorization: `Bearer ${session}` },
      });
      return { body: (await response.json()) as Item };
    })();
    expect(sessions['estimated_count']).toBe(1);
  });
});

describe('GET /auth/whoami', () => {
  it('answers the guest without authorization, and 403 with a bad one', async () => {
    const guest = await ask('/auth/whoami');
    expect(guest).toMatchObject({
      status: 200,
      body: { is_logged_in: false, is_admin: false, id: null, organizations: [] },
    });
    expect((await ask('/auth/whoami', { 'x-vsaas-session': 'W98uOoiMFf46SyE78RjWIZjsaVM' })).status).toBe(403);
    expect((await ask('/auth/whoami', { 'x-vsaas-api-key': key })).status).toBe(403);
  });

  it('answers the system, and whoever it acts as', async () => {
    const alone = await ask('/auth/whoami', { 'x-vsaas-api-key': systemApiKey });
    expect(alone.body).toMatchObject({ login: 'system', is_admin: true, is_logged_in: true });
    const acting = await ask('/auth/whoami', { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': one.member.login });
    expect(acting.body).toMatchObject({ login: one.member.login, is_admin: false });
    expect(acting.body).not.toHaveProperty('session');
  });

  it('knows logins beyond ASCII', async () => {
    const { id } = await createUser(server, 'jürgen');
    const own = await server.app.get(ApiKeysService).create(id);
    const { status, text } = await paste(
      `curl -H 'x-vsaas-api-key: ${own}' -H 'x-vsaas-user: jürgen' ${server.url}${base}/auth/whoami`,
    );
    expect([status, (JSON.parse(text) as Item)['login']]).toEqual([200, 'jürgen']);
  });
});

describe('POST /auth/logout', () => {
  it('ends the session', async () => {
    const session = await login(one.member);
    const reply = await post('/auth/logout', undefined, { 'x-vsaas-session': session });
    expect([reply.status, reply.body]).toEqual([200, { success: true }]);
    expect((await ask('/auth/whoami', { 'x-vsaas-session': session })).status).toBe(403);
    expect((await post('/auth/logout', undefined, {})).status).toBe(403);
  });
});

describe('a camera', () => {
  it('has the types that the SDKs read, and nothing that is not so', async () => {
    const { body } = await ask('/cameras/public/square', { 'x-vsaas-api-key': systemApiKey });
    expect(body).toMatchObject({
      name: 'public/square',
      title: 'Square',
      enabled: true,
      dvr_depth: 0,
      coordinates: '51 -0.5',
      groups: [],
      organization_id: 1,
      permissions: { view: true, dvr: true, ptz: true, edit: true },
      playback_config: {},
      stream_status: { alive: false },
      user_attributes: { favorite: false, motion_alarm: false },
    });
    expect(JSON.stringify(body)).not.toContain('token');
  });

  it('shows no credentials, and a place only where there is one', async () => {
    await createCamera(server, {
      name: 'two/secret',
      organizationId: other.organizationId,
      kind: 'stream',
      snapshotUrl: null,
      streamUrl: 'rtsp://bob:hunter2@camera.example/1',
      latitude: null,
      longitude: null,
      title: null,
    });
    const { body } = await ask('/cameras/two/secret', { 'x-vsaas-api-key': systemApiKey });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|bob/);
    expect(body).toMatchObject({ title: 'two/secret', stream_url: 'rtsp://camera.example/1', coordinates: null });
  });

  it('states who may change it', async () => {
    const editor = await createUser(server, 'editor');
    await server.app
      .get(OrganizationsService)
      .addMember(one.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
    const headers = { 'x-vsaas-session': await login(editor) };
    const edits = async (name: string): Promise<unknown> =>
      ((await ask(`/cameras/${name}`, headers)).body as { readonly permissions: Item }).permissions['edit'];
    expect([await edits('one/gate'), await edits('public/square')]).toEqual([true, false]);
  });
});

describe('GET /cameras', () => {
  let headers: Readonly<Record<string, string>>;
  let org: number;

  beforeAll(async () => {
    const organizations = server.app.get(OrganizationsService);
    ({ id: org } = await organizations.createWithoutOwner({ title: 'Pages', isPublic: false }));
    const pager = await createUser(server, 'pager');
    await organizations.addMember(org, pager.id, { canViewStreams: true });
    for (let index = 0; index < 105; index += 1) {
      await createCamera(server, {
        organizationId: org,
        name: `p/${String(index).padStart(3, '0')}`,
        title: `Page ${index}`,
      });
    }
    headers = { 'x-vsaas-session': await login(pager) };
  });

  const list = (query: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    ask(`/cameras?organization_id=${org}${query}`, { ...headers, ...more });

  it.each([
    ['', {}, 100, '100', '0'],
    ['&limit=3', {}, 3, '3', '0'],
    ['&limit=3&offset=104', {}, 1, '3', '104'],
    ['', { 'X-Page-Limit': '99' }, 99, '99', '0'],
    ['', { 'x-page-limit': '10', 'x-page-offset': '100' }, 5, '10', '100'],
    ['&limit=2', { 'X-Page-Limit': '99', 'X-Page-Offset': '1' }, 2, '2', '1'],
    ['&limit=50000', {}, 105, '1000', '0'],
    ['', { 'X-Page-Limit': '1000000' }, 105, '1000', '0'],
    ['&limit=&offset=', {}, 100, '100', '0'],
    ['&offset=100000', {}, 0, '100', '100000'],
  ])('pages (%s %j)', async (query, more, count, limit, offset) => {
    const reply = await list(query, more);
    expect(rows(reply)).toHaveLength(count);
    expect([reply.headers.get('x-page-limit'), reply.headers.get('x-page-offset')]).toEqual([limit, offset]);
  });

  it('gives every camera once to a client that pages until a short page comes', async () => {
    const seen: unknown[] = [];
    for (let offset = 0; ; offset += 50) {
      const page = names(await list(`&limit=50&offset=${offset}`));
      seen.push(...page);
      if (page.length < 50) break;
    }
    expect(seen).toEqual(Array.from({ length: 105 }, (_, index) => `p/${String(index).padStart(3, '0')}`));
  });

  it.each([
    ['&search=PAGE 104', 1],
    ['&search=', 100],
    ['&search=%25', 0],
    ['&favorite=1', 0],
    ['&favorite=0', 100],
    ['&agent=True', 0],
    ['&agent=False', 100],
    ['&favorite=', 100],
    ['&nonsense=1', 100],
  ])('filters (%s)', async (query, count) => {
    expect(rows(await list(query))).toHaveLength(count);
  });

  it('takes a slash at the end, and no organization for an empty one', async () => {
    expect(rows(await ask('/cameras/', headers))).toHaveLength(100);
    expect(rows(await ask('/cameras?organization_id=&limit=1000', headers))).toHaveLength(106);
    expect(rows(await ask(`/cameras?organization_id=${one.organizationId}`, headers))).toHaveLength(0);
    expect(rows(await ask('/cameras?organization_id=99999999999', headers))).toHaveLength(0);
  });

  it.each([
    ['&limit=0', {}],
    ['&limit=-1', {}],
    ['&limit=x', {}],
    ['&limit=1e9', {}],
    ['&limit=1.5', {}],
    ['&limit=1&limit=2', {}],
    ['&offset=-1', {}],
    ['&offset=99999999999999', {}],
    ['', { 'X-Page-Limit': '0' }],
    ['', { 'X-Page-Limit': 'many' }],
    ['', { 'X-Page-Offset': '-1' }],
    ['&organization_id=x', {}],
    ['&favorite=maybe', {}],
    ['&search=%00', {}],
    [`&search=${'x'.repeat(1001)}`, {}],
  ])('refuses %s %j as a bad request', async (query, more) => {
    const reply = await list(query, more);
    expect([reply.status, nameOf(reply)]).toEqual([400, 'BadRequest']);
  });
});

describe('unknown paths and methods', () => {
  it('use the names of API v2', async () => {
    expect(await ask('/nothing', { 'x-vsaas-api-key': systemApiKey })).toMatchObject({
      status: 404,
      body: { success: false, error: 'NotFound' },
    });
    const wrong = await ask('/auth/login');
    expect([wrong.status, nameOf(wrong), wrong.headers.get('allow')]).toEqual([405, 'BadRequest', 'POST']);
  });
});
