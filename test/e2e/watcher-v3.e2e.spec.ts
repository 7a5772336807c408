import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { ApiKeysService, ClientTokensService, SignInService, UsersService } from '#auth';
import { type CameraDraft } from '#cameras';
import { filled, paste } from '../support/curl.js';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createCamera, createTenant, createUser, password, type Tenant } from '../support/people.js';
import { oneStory } from '../support/story.js';

oneStory();

const base = '/watcher/client-api/v3';
const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

let server: TestServer;
let tokens: { readonly access: string; readonly refresh: string };

beforeAll(async () => {
  server = await openServer({ ACCESS_TOKEN_SECONDS: '900', RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  await createUser(server, 'user1');
  tokens = await login('user1');
});
afterAll(() => server.close());

async function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
): Promise<Reply> {
  const response = await fetch(server.url + base + path, { ...init, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const get = (path: string, token = tokens.access): Promise<Reply> => ask(path, bearer(token));
const post = (path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Reply> =>
  ask(path, headers, { method: 'POST', ...(body === undefined ? {} : { body }) });

async function login(who: string): Promise<{ readonly access: string; readonly refresh: string }> {
  const { status, body } = await post('/login', { authorization: basic(who, password) });
  expect(status).toBe(200);
  return { access: String(body['access_token']), refresh: String(body['refresh_token']) };
}

type Item = Record<string, unknown>;
const cursorOf = ({ body }: Reply, which: 'next' | 'prev'): string => encodeURIComponent(body[which] as string);
const streamsOf = ({ body }: Reply): readonly Item[] => body['streams'] as readonly Item[];
const namesOf = (reply: Reply): readonly unknown[] => streamsOf(reply).map(({ name }) => name);
const codeOf = ({ body }: Reply): unknown => (body['errors'] as readonly Item[])[0]?.['code'];

describe('the seed, word for word', () => {
  const loginLine = `curl -X POST -u user:password "http://localhost:80/watcher/client-api/v3/login"`;
  const streamsLine = `curl -X GET "http://localhost:80/watcher/client-api/v3/streams" \\
    -H "Authorization: Bearer <access_token>" \\
    -H "Content-Type: application/json"`;
  const refreshLine = `curl -X POST "http://localhost:80/watcher/client-api/v3/login" \\
-H "Authorization: Bearer <refresh_token>" \\
-H "Content-Type: application/json"`;

  it('logs in, lists, is told 401 once expired, refreshes without login and password, and lists again', async () => {
    await server.app.get(UsersService).create({ login: 'user', password: 'Seed-of-the-Watcher' });
    await createCamera(server, { name: 'seed/camera' });
    const place = { 'localhost:80': new URL(server.url).host };
    const list = (token: string): ReturnType<typeof paste> =>
      paste(filled(streamsLine, { ...place, '<access_token>': token }));

    const first = await paste(filled(loginLine, { ...place, 'user:password': 'user:Seed-of-the-Watcher' }));
    expect(first.status).toBe(200);
    const signedIn = JSON.parse(first.text) as Record<string, string>;
    expect(Object.keys(signedIn).sort()).toEqual(['access_token', 'refresh_token']);
    const { access_token: access = '', refresh_token: refresh = '' } = signedIn;
    const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as Item;
    expect(claims['exp']).toBeTypeOf('number');
    expect(claims['session']).toBeTypeOf('string');

    const listed = await list(access);
    expect(listed.status).toBe(200);
    expect(listed.text).toContain('"seed/camera"');

    server.clock.travel(901);
    const expired = await list(access);
    expect(expired.status).toBe(401);
    expect(expired.text).toContain('"token_expired"');
    expect(expired.headers).toMatch(/www-authenticate: Bearer realm="watcher", error="invalid_token"/i);

    const renewed = await paste(filled(refreshLine, { ...place, '<refresh_token>': refresh }));
    expect(renewed.status).toBe(200);
    const again = JSON.parse(renewed.text) as Record<string, string>;
    expect(again['refresh_token']).toBe(refresh);
    expect((await list(again['access_token'] ?? '')).status).toBe(200);
    server.clock.home();
  });
});

describe('POST /login', () => {
  it.each([
    ['no body', undefined, {}],
    ['an empty body of some type', '', { 'content-type': 'application/octet-stream' }],
    ['a literal null (the Go SDK)', 'null', { 'content-type': 'application/json' }],
    ['an empty object', '{}', { 'content-type': 'Application/json' }],
  ])('takes %s', async (_, body, headers) => {
    const authorization = basic('USER1', password);
    expect((await post('/login', { authorization, ...headers }, body)).status).toBe(200);
    expect((await post('/login/', { authorization, ...headers }, body)).status).toBe(200);
  });

  it('answers with tokens that nobody may store on the way (R-HDR-3)', async () => {
    const reply = await post('/login', { authorization: basic('user1', password) });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('x-request-id')).toBeTruthy();
  });

  it('keeps the refresh token the same for ever, and needs no password for it', async () => {
    const once = await post('/login', bearer(tokens.refresh));
    const twice = await post('/login', bearer(tokens.refresh));
    expect([once.body['refresh_token'], twice.body['refresh_token']]).toEqual([tokens.refresh, tokens.refresh]);
  });

  it('refuses a wrong password and an unknown login alike (R-ENUM-1), and asks for Basic (R-HDR-1)', async () => {
    const wrong = await post('/login', { authorization: basic('user1', 'not the password') });
    const unknown = await post('/login', { authorization: basic('nobody', 'not the password') });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.body).toEqual({
      errors: [{ status: '401', code: 'wrong_credentials', title: 'The login or the password is wrong' }],
      error: 'wrong_credentials',
    });
    expect(wrong.headers.get('www-authenticate')).toBe('Basic realm="watcher", charset="UTF-8"');
  });

  it('asks a script in a browser for nothing, so that no prompt opens (R-HDR-1)', async () => {
    const scripted = await post('/login', { 'x-requested-with': 'XMLHttpRequest' });
    expect(scripted.status).toBe(401);
    expect(scripted.headers.get('www-authenticate')).toBeNull();
    const plain = await post('/login');
    expect(codeOf(plain)).toBe('credentials_required');
    expect(plain.headers.get('www-authenticate')).toBe('Basic realm="watcher", charset="UTF-8"');
  });

  it('takes no API key, no access token and no garbage in place of a refresh token', async () => {
    const { id } = await createUser(server, 'with-a-key');
    const key = await server.app.get(ApiKeysService).create(id);
    for (const token of [key, tokens.access, 'garbage', `${tokens.refresh}x`]) {
      const reply = await post('/login', bearer(token));
      expect([reply.status, codeOf(reply)]).toEqual([401, 'invalid_refresh_token']);
      expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });

  it('answers a disabled user like a wrong password, and ends what they had at once', async () => {
    const { id } = await createUser(server, 'leaving');
    const had = await login('leaving');
    await server.app.get(UsersService).disable(id);
    const reply = await post('/login', { authorization: basic('leaving', password) });
    expect([reply.status, codeOf(reply)]).toEqual([401, 'wrong_credentials']);
    expect((await get('/streams', had.access)).status).toBe(401);
    expect((await post('/login', bearer(had.refresh))).status).toBe(401);
  });
});

describe('a refresh token', () => {
  it('ends when it is not used for its life, and lives on when it is', async () => {
    const idle = await openServer({ REFRESH_TOKEN_SECONDS: '3600' });
    try {
      await createUser(idle, 'sleeper');
      const url = `${idle.url}${base}/login`;
      const first = await fetch(url, { method: 'POST', headers: { authorization: basic('sleeper', password) } });
      const { refresh_token: refresh } = (await first.json()) as Record<string, string>;
      const use = async (): Promise<number> =>
        (await fetch(url, { method: 'POST', headers: bearer(refresh ?? '') })).status;
      idle.clock.travel(3000);
      expect(await use()).toBe(200);
      idle.clock.travel(3000);
      expect(await use()).toBe(200);
      idle.clock.travel(3700);
      expect(await use()).toBe(401);
    } finally {
      await idle.close();
    }
  });

  it('ends when the password changes', async () => {
    const { id } = await createUser(server, 'changing');
    const had = await login('changing');
    await server.app.get(UsersService).setPassword(id, 'another long passphrase');
    expect((await post('/login', bearer(had.refresh))).status).toBe(401);
    expect((await get('/streams', had.access)).status).toBe(401);
  });
});

describe('failed logins', () => {
  it('are slowed down, with the time to come back (R-LOCK-1)', async () => {
    const strict = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '20' });
    try {
      await createUser(strict, 'victim');
      const guess = (): Promise<Response> =>
        fetch(`${strict.url}${base}/streams`, { headers: { authorization: basic('victim', 'a wrong guess') } });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 8; attempt += 1) statuses.push((await guess()).status);
      expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
      const last = await guess();
      expect(last.status).toBe(429);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await last.json()).toMatchObject({ error: 'too_many_attempts' });
    } finally {
      await strict.close();
    }
  });
});

describe('every route', () => {
  it('takes Basic, a v2 session, an API key and a native token of a program', async () => {
    const { id } = await createUser(server, 'many-ways');
    const key = await server.app.get(ApiKeysService).create(id);
    const origin = { dialect: 'watcher-v2', ip: '127.0.0.1' };
    const { sessionKey = '' } = await server.app
      .get(SignInService)
      .withPassword(
        'many-ways',
        password,
        { profile: 'watcher', accessSeconds: 900, refreshSeconds: 3600, rotation: 'off', sessionKey: true },
        origin,
      );
    const program = await createApplication(server);
    const native = await server.app
      .get(ClientTokensService)
      .exchange({ ...program, profile: 'native', seconds: 600 }, origin);
    expect((await ask('/streams', { authorization: basic('many-ways', password) })).status).toBe(200);
    expect((await get('/streams', sessionKey)).status).toBe(200);
    expect((await get('/streams', key)).status).toBe(200);
    expect((await get('/streams', native.accessToken)).status).toBe(200);
    expect((await get('/profile', native.accessToken)).status).toBe(403);
    expect((await ask('/streams', { authorization: `bearer ${key}` })).status).toBe(200);
  });

  it('refuses a token of another door (RFC 8725)', async () => {
    const program = await createApplication(server);
    const cam2 = await server.app
      .get(ClientTokensService)
      .exchange({ ...program, profile: 'cam2', seconds: 600 }, { dialect: 'cam2-v1', ip: '127.0.0.1' });
    for (const path of ['/streams', '/%73treams']) expect((await get(path, cam2.accessToken)).status).toBe(401);
    // The same route under another spelling of its path is the same door.
    for (const scheme of ['Bearer', 'JWT']) {
      const disguised = await fetch(`${server.url}/%77atcher/client-api/v3/streams`, {
        headers: { authorization: `${scheme} ${cam2.accessToken}` },
      });
      expect(disguised.status).not.toBe(200);
    }
  });

  it('says nothing of an error where nothing was presented (R-HDR-1)', async () => {
    const reply = await ask('/streams');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="watcher"');
  });

  it.each([
    ['an unsigned token', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
    ['a token cut in half', () => tokens.access.slice(0, tokens.access.length / 2)],
    ['a token with another signature', () => `${tokens.access.slice(0, -8)}AAAAAAAA`],
    ['a token of 20 kB', () => `${tokens.access}${'A'.repeat(20_000)}`],
    [
      'a foreign kid',
      () => `${Buffer.from('{"alg":"ES256","kid":"nobody-knows-it","typ":"wat+jwt"}').toString('base64url')}.e30.AAAA`,
    ],
    ['a refresh token', () => tokens.refresh],
    ['a key of nobody', () => 'x'.repeat(28)],
  ])('refuses %s with 401', async (_, make) => {
    const reply = await get('/streams', make());
    expect(reply.status).toBe(401);
    expect(reply.body['errors']).toBeInstanceOf(Array);
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('refuses two Authorization headers', async () => {
    const { status, text } = await paste(
      `curl "${server.url}${base}/streams" -H "Authorization: Bearer ${tokens.access}" -H "Authorization: Bearer other"`,
    );
    expect(status).toBe(400);
    expect(text).toContain('"repeated_credentials"');
  });

  it.each(['Digest abc', 'Bearer', 'Basic !!!', 'Basic dXNlcg==', 'Bearer a b', `JWT abc`])(
    'cannot read "%s"',
    async (authorization) => {
      const reply = await ask('/streams', { authorization });
      expect([reply.status, codeOf(reply)]).toEqual([401, 'invalid_credentials']);
    },
  );

  it('is 404 where there is none, and 405 with Allow for a wrong method', async () => {
    const missing = await get('/nothing');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'not_found']);
    const wrong = await ask('/login', bearer(tokens.access));
    expect([wrong.status, codeOf(wrong), wrong.headers.get('allow')]).toEqual([405, 'unknown_operation', 'POST']);
    const patched = await ask('/streams/some/name', bearer(tokens.access), { method: 'PATCH' });
    expect([patched.status, patched.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, DELETE']);
  });

  it.each([
    ['text/plain', 'hello', 415, 'unsupported_media_type'],
    ['application/json', '{"a":', 400, 'broken_json'],
    ['application/json', '{"a":1,"a":2}', 400, 'broken_json'],
    ['application/json', '"\\ud800"', 400, 'broken_json'],
    ['application/json', `"${'x'.repeat(1_100_000)}"`, 413, 'too_large'],
  ])('refuses a body of %s that it cannot read', async (type, body, status, code) => {
    const reply = await post('/login', { authorization: basic('user1', password), 'content-type': type }, body);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
  });
});

describe('sessions', () => {
  it('are listed, one of them as the current, and never another user’s', async () => {
    await createUser(server, 'lister');
    const [one, two] = [await login('lister'), await login('lister')];
    const { body } = await get('/sessions', two.access);
    expect(body['estimated_count']).toBe(2);
    const sessions = body['sessions'] as readonly Item[];
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
      ['created_at', 'current', 'id', 'ip', 'last_used_at', 'user_agent'].sort(),
    );
    const foreign = await ask(`/sessions/${String(sessions[0]?.['id'])}`, bearer(tokens.access), { method: 'DELETE' });
    expect(foreign.status).toBe(404);
    expect((await get('/streams', one.access)).status).toBe(200);
  });

  it('end with their v3 token, their refresh token and their v2 session', async () => {
    await createUser(server, 'ending');
    const signedIn = await server.app
      .get(SignInService)
      .withPassword(
        'ending',
        password,
        { profile: 'watcher', accessSeconds: 900, refreshSeconds: 3600, rotation: 'off', sessionKey: true },
        { dialect: 'watcher-v2', ip: '127.0.0.1' },
      );
    const v2 = (): Promise<Response> =>
      fetch(`${server.url}/vsaas/api/v2/cameras`, { headers: { 'x-vsaas-session': signedIn.sessionKey ?? '' } });
    expect((await get('/streams', signedIn.accessToken)).status).toBe(200);
    expect((await v2()).status).toBe(200);
    const other = await login('ending');
    const ended = await ask(`/sessions/${signedIn.caller.sessionId ?? ''}`, bearer(other.access), { method: 'DELETE' });
    expect(ended.status).toBe(204);
    expect((await get('/streams', signedIn.accessToken)).status).toBe(401);
    expect((await post('/login', bearer(signedIn.refreshToken))).status).toBe(401);
    expect((await v2()).status).toBe(403);
    expect((await get('/streams', other.access)).status).toBe(200);
  });

  it('end at logout', async () => {
    await createUser(server, 'logging-out');
    const had = await login('logging-out');
    const reply = await post('/logout', bearer(had.access));
    expect([reply.status, reply.body]).toEqual([204, {}]);
    expect((await get('/streams', had.access)).status).toBe(401);
    expect((await post('/login', bearer(had.refresh))).status).toBe(401);
    expect((await post('/logout', { authorization: basic('logging-out', password) })).status).toBe(204);
  });

  it.each(['x', '00000000-0000-0000-0000-000000000000', '%00', "' or 1=1"])(
    'that are not there: 404 or 400 (%s)',
    async (id) => {
      const reply = await ask(`/sessions/${id}`, bearer(tokens.access), { method: 'DELETE' });
      expect([400, 404]).toContain(reply.status);
    },
  );
});

describe('GET /profile', () => {
  it('says who the caller is', async () => {
    const { status, body } = await get('/profile');
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'user1', is_admin: false, locale: 'en' });
    expect(body['created_at']).toBeGreaterThan(1_000_000_000_000);
  });
});

describe('a stream', () => {
  it('is shown as client-api v3 has it, without credentials and without what is not known', async () => {
    await createCamera(server, {
      name: 'tokyo/shibuya',
      title: 'Shibuya',
      snapshotUrl: null,
      kind: 'stream',
      streamUrl: 'rtsp://bob:hunter2@camera.example/stream1',
      latitude: 35.6595,
      longitude: 139.7005,
      city: 'Shibuya',
      state: 'Tokyo',
      country: 'JP',
    });
    const { status, body } = await get('/streams/tokyo/shibuya');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|bob/);
    const { created_at, last_change, organization, organization_id, folder_id, path, stats, ...rest } = body;
    expect(rest).toEqual({
      name: 'tokyo/shibuya',
      title: 'Shibuya',
      inputs: [{ url: 'rtsp://camera.example/stream1' }],
      static: true,
      disabled: false,
      coordinates: { latitude: 35.6595, longitude: 139.7005 },
      map_coordinates: { latitude: 35.6595, longitude: 139.7005 },
      postal_address: 'Shibuya, Tokyo, JP',
      is_favourite: false,
      notifications_enabled: false,
    });
    expect(stats).toEqual({ status: 'waiting', alive: false, playback_token: expect.any(String) });
    // Of a public organization others see the cameras, not the folders that they lie in.
    expect([path, typeof folder_id]).toEqual([undefined, 'number']);
    expect(organization).toEqual({ id: organization_id, title: 'Public cameras' });
    expect(created_at).toBeTypeOf('number');
    expect(last_change).toEqual({ user: 'system', created_at });
  });

  it.each(['tokyo/shibuya', 'tokyo%2Fshibuya', 'tokyo%2fshibuya/', 'tokyo/shibuya/', 'tokyo//shibuya'])(
    'is found under the name as %s',
    async (name) => {
      expect((await get(`/streams/${name}`)).body['name']).toBe('tokyo/shibuya');
    },
  );

  it.each(['nobody', 'tokyo', 'tokyo/shibuya/x', 'tokyo%2F%2Fshibuya', '..%2F..%2Fetc', 'a%252Fb', 'x'.repeat(3000)])(
    'that is not there is 404: %s',
    async (name) => {
      const reply = await get(`/streams/${name}`);
      expect([reply.status, ['stream_not_found', 'not_found'].includes(String(codeOf(reply)))]).toEqual([404, true]);
    },
  );

  it.each(['%', '%00', '%ff', 'a%C3'])('whose name cannot be read is 400: %s', async (name) => {
    expect((await get(`/streams/${name}`)).status).toBe(400);
  });
});

describe('GET /streams', () => {
  let org: number;
  let list: (query: string) => Promise<Reply>;
  const rows: readonly (CameraDraft & { readonly name: string })[] = [
    { name: 't/a', title: 'Alpha', description: 'first', latitude: 10, longitude: 1 },
    { name: 't/b', title: null, latitude: 20, longitude: -5.5 },
    { name: 't/c', title: 'alpha', latitude: null, longitude: null },
    { name: 't/d', title: 'Beta', description: '100% _x', latitude: 10, longitude: 1 },
    { name: 't/e', title: null, latitude: null, longitude: null, enabled: false },
    { name: 't/f', title: 'Beta', latitude: -5, longitude: 100 },
    { name: 't/g', title: 'Ünïcode, comma', latitude: 10, longitude: 2 },
  ];

  beforeAll(async () => {
    const organizations = server.app.get(OrganizationsService);
    ({ id: org } = await organizations.createWithoutOwner({ title: 'Tables', isPublic: false }));
    const { id } = await createUser(server, 'tabler');
    await organizations.addMember(org, id, { canViewStreams: true });
    for (const row of rows) await createCamera(server, { organizationId: org, ...row });
    const { access } = await login('tabler');
    list = (query) => get(`/streams?organization.id=${org}${query === '' ? '' : `&${query}`}`, access);
  });

  const names = (letters: string): readonly string[] => letters.split('').map((letter) => `t/${letter}`);

  it('answers with the envelope, in order of making', async () => {
    const { body } = await list('');
    expect(Object.keys(body)).toEqual(['streams', 'estimated_count']);
    expect(body['estimated_count']).toBe(7);
    expect(namesOf(await list(''))).toEqual(names('abcdefg'));
  });

  it.each([
    ['title=Alpha', 'a'],
    ['title=Alpha,Beta', 'adf'],
    ['title=', ''],
    ['title_ne=Beta', 'abceg'],
    ['title_gt=Alpha', 'cdfg'],
    ['title_gte=Alpha&title_lt=alpha', 'adf'],
    ['title_like=lph', 'ac'],
    ['title_like=LPH', ''],
    ['title_like=%25', ''],
    ['comment_like=%25 _', 'd'],
    ['title_like=comma', 'g'],
    ['title_is=null', 'be'],
    ['title_is_not=null', 'acdfg'],
    ['coordinates.latitude=10', 'adg'],
    ['coordinates.latitude=10,20', 'abdg'],
    ['coordinates.latitude_ne=10', 'bcef'],
    ['coordinates.latitude_gt=-5', 'abdg'],
    ['coordinates.latitude_gte=-5', 'abdfg'],
    ['coordinates.latitude_lt=10', 'f'],
    ['coordinates.latitude_lte=10', 'adfg'],
    ['coordinates.latitude_gt=0&coordinates.latitude_lt=15', 'adg'],
    ['coordinates.latitude_gt=0&coordinates.latitude_gt=15', 'b'],
    ['coordinates.longitude=-5.5', 'b'],
    ['map_coordinates.latitude_is=null', 'ce'],
    ['coordinates.latitude_like=1', ''],
    ['disabled', 'e'],
    ['disabled=false', 'abcdfg'],
    ['disabled_ne=false', 'e'],
    ['disabled=true,false', 'abcdefg'],
    ['disabled_gt=false', 'e'],
    ['organization.id_gt=0', 'abcdefg'],
    ['organization_id_lt=99999999999', 'abcdefg'],
    ['organization_id=99999999999', ''],
    ['static=true', 'abcdefg'],
    ['static=false', ''],
    ['stats.status=waiting,running', 'abcdefg'],
    ['stats.status=running', ''],
    ['stats.status_like=wait', 'abcdefg'],
    ['stats.alive_ne=true', 'abcdefg'],
    ['stats.bitrate_gt=187', ''],
    ['stats.bitrate_ne=187', 'abcdefg'],
    ['stats.bitrate_is=null', 'abcdefg'],
    ['created_at_gt=0', 'abcdefg'],
    ['created_at_lt=1000000000000', ''],
    ['nonsense=1', 'abcdefg'],
    ['nonsense.deep_gt=1', 'abcdefg'],
    ['title_is_not_null=x', 'abcdefg'],
    ['q=ALPHA', 'ac'],
    ['q=FIRST', 'a'],
    ['q=t%2Fb', 'b'],
    ['q=%25', 'd'],
    ['q=', 'abcdefg'],
    ['title=Beta&coordinates.latitude_lt=0', 'f'],
  ])('filters by %s', async (query, expected) => {
    const reply = await list(query);
    expect(reply.status).toBe(200);
    expect(namesOf(reply)).toEqual(names(expected));
    expect(reply.body['estimated_count']).toBe(expected.length);
  });

  it.each([
    ['sort=name', 'abcdefg'],
    ['sort=-name', 'gfedcba'],
    ['sort=title', 'beadfcg'],
    ['sort=-title', 'gcfdaeb'],
    ['sort=title,-name', 'ebafdcg'],
    ['sort=coordinates.latitude,name', 'cefadgb'],
    ['sort=-coordinates.latitude,name', 'badgfce'],
    ['sort=coordinates.latitude,-coordinates.longitude,name', 'cefgadb'],
    ['sort=disabled,-name', 'gfdcbae'],
    ['sort=-disabled,name', 'eabcdfg'],
    ['sort=stats.bitrate,-name', 'gfedcba'],
    ['sort=', 'abcdefg'],
  ])('orders by %s; missing values are the smallest', async (query, expected) => {
    expect(namesOf(await list(query))).toEqual(names(expected));
  });

  it.each([
    '',
    'sort=title',
    'sort=-title',
    'sort=title,-coordinates.latitude',
    'sort=-coordinates.latitude,title',
    'sort=disabled',
  ])(
    'pages through %s forwards and backwards, losing and repeating nothing under ties and missing values',
    async (query) => {
      const whole = namesOf(await list(query));
      for (const limit of [1, 2, 3, 7]) {
        const forwards: unknown[] = [];
        let reply = await list(`${query}&limit=${limit}`);
        for (;;) {
          forwards.push(...namesOf(reply));
          expect(reply.body['estimated_count']).toBe(7);
          if (reply.body['next'] === undefined) break;
          reply = await list(`${query}&limit=${limit}&cursor=${cursorOf(reply, 'next')}`);
        }
        expect(forwards).toEqual(whole);
        const backwards = [...namesOf(reply)];
        while (reply.body['prev'] !== undefined) {
          reply = await list(`${query}&limit=${limit}&cursor=${cursorOf(reply, 'prev')}`);
          backwards.unshift(...namesOf(reply));
        }
        expect(backwards).toEqual(whole);
      }
    },
  );

  it.each([
    ['title', 't/a', { name: 't/a', title: 'Alpha' }],
    ['title', 't/b', { name: 't/b' }],
    ['coordinates', 't/a', { name: 't/a', coordinates: { latitude: 10, longitude: 1 } }],
    [
      'coordinates.latitude,stats.alive',
      't/a',
      { name: 't/a', coordinates: { latitude: 10 }, stats: { alive: false } },
    ],
    ['nonsense, title ', 't/a', { name: 't/a', title: 'Alpha' }],
    ['name', 't/a', { name: 't/a' }],
  ])('selects %s of %s', async (select, name, expected) => {
    const reply = await list(`name=${name}&select=${encodeURIComponent(select)}`);
    expect(streamsOf(reply)).toEqual([expected]);
  });

  it.each([
    ['limit=x', 'not_integer', 'limit'],
    ['limit=1e9', 'not_integer', 'limit'],
    ['limit=0', 'limit_out_of_range', 'limit'],
    ['limit=-1', 'limit_out_of_range', 'limit'],
    ['limit=1001', 'limit_out_of_range', 'limit'],
    ['limit=99999999999999999999999999', 'limit_out_of_range', 'limit'],
    ['limit=1&limit=2', 'repeated_parameter', 'limit'],
    ['cursor=abc', 'bad_cursor', 'cursor'],
    ['cursor=JTI0cG9zaXRpb25fZ3Q9MA==', 'bad_cursor', 'cursor'],
    ['sort=nonsense', 'unknown_sort_field', 'sort'],
    ['sort=inputs', 'sort_not_supported', 'sort'],
    ['sort=__proto__', 'unknown_sort_field', 'sort'],
    [`sort=${Array(11).fill('name').join(',')}`, 'too_many_items', 'sort'],
    ['coordinates.latitude=north', 'not_number', 'coordinates.latitude'],
    ['coordinates.latitude_gt=1e999', 'not_number', 'coordinates.latitude_gt'],
    ['organization_id=1.5', 'not_integer', 'organization_id'],
    ['organization_id=', 'not_integer', 'organization_id'],
    ['disabled=maybe', 'not_boolean', 'disabled'],
    ['created_at_gt=-5', 'input_out_of_range', 'created_at_gt'],
    ['created_at_gt=99999999999999', 'input_out_of_range', 'created_at_gt'],
    ['title_is=something', 'not_null', 'title_is'],
    ['inputs=rtsp', 'filter_not_supported', 'inputs'],
  ])('refuses %s with %s', async (query, code, parameter) => {
    const reply = await list(query);
    expect([reply.status, codeOf(reply), reply.body['error']]).toEqual([400, code, code]);
    expect((reply.body['errors'] as readonly Item[])[0]?.['source']).toEqual({ parameter });
  });

  it('refuses a cursor of another query, and one that was edited', async () => {
    const { body } = await list('limit=2&sort=title');
    const next = String(body['next']);
    expect(codeOf(await list(`limit=2&sort=name&cursor=${next}`))).toBe('bad_cursor');
    expect(codeOf(await list(`limit=2&sort=title&title_ne=x&cursor=${next}`))).toBe('bad_cursor');
    const edited = next.slice(0, -3) + (next.endsWith('AAA') ? 'BBB' : 'AAA');
    expect(codeOf(await list(`limit=2&sort=title&cursor=${edited}`))).toBe('bad_cursor');
    expect((await list(`limit=3&sort=title&cursor=${next}`)).status).toBe(200);
  });

  it.each(['title=%00', 'title=%ff', 'title=%', '%00=1', 'q=%ED%A0%80'])('cannot read %s', async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  it('survives a flood of filters', async () => {
    const flood = Array.from({ length: 200 }, (_, index) => `title_ne=${index}`).join('&');
    expect(codeOf(await list(flood))).toBe('too_many_items');
    expect((await list(`title=${Array.from({ length: 5000 }, (_, index) => index).join(',')}`)).status).toBe(200);
  });

  it('filters and sorts by time to the millisecond', async () => {
    const { body } = await list('limit=1');
    const [first] = body['streams'] as readonly Item[];
    const at = Number(first?.['created_at']);
    expect(namesOf(await list(`created_at_lt=${at}`))).toEqual([]);
    expect(namesOf(await list(`created_at_gte=${at}`))).toEqual(names('abcdefg'));
    expect(namesOf(await list(`created_at=${at}`))).toContain('t/a');
    expect(namesOf(await list(`created_at_gt=${at}`))).not.toContain('t/a');
    expect(namesOf(await list(`created_at_lte=${at}`))).toContain('t/a');
    expect(namesOf(await list('sort=-created_at'))).toHaveLength(7);
  });
});

describe('two private organizations', () => {
  let one: Tenant;
  let other: Tenant;

  beforeAll(async () => {
    one = await createTenant(server, 'one');
    other = await createTenant(server, 'other');
  });

  it('never see each other, in a list, a count, a search or by name', async () => {
    const { access } = await login(one.member.login);
    const mine = await get('/streams?q=gate', access);
    expect(namesOf(mine)).toEqual([one.camera.name]);
    expect(mine.body['estimated_count']).toBe(1);
    expect((await get(`/streams/${one.camera.name}`, access)).status).toBe(200);
    const hidden = await get(`/streams/${other.camera.name}`, access);
    const missing = await get('/streams/other/nothing', access);
    expect(hidden.status).toBe(404);
    expect(hidden.body).toEqual(missing.body);
    const theirs = await get(`/streams?organization.id=${other.organizationId}`, access);
    expect([namesOf(theirs), theirs.body['estimated_count']]).toEqual([[], 0]);
    expect(JSON.stringify((await get('/streams', access)).body)).not.toContain('Gate of other');
  });

  it('lose each other at once when a membership goes', async () => {
    const { access } = await login(other.member.login);
    expect((await get(`/streams/${other.camera.name}`, access)).status).toBe(200);
    await server.app.get(OrganizationsService).addMember(other.organizationId, other.member.id, {});
    expect((await get(`/streams/${other.camera.name}`, access)).status).toBe(404);
  });
});
