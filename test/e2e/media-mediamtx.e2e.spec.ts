import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, OrganizationsService } from '#access';
import { ApiKeysService, ClientTokensService, system } from '#auth';
import { SharesService, StreamersService } from '#playback';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { type TestServer, openServer } from '../support/server.js';
import { playbackOf, tokenIn } from '../support/media.js';
import { createCamera, createTenant, createUser, password, type Person, type Tenant } from '../support/people.js';
import { oneStory } from '../support/story.js';

oneStory();

let server: TestServer;
let north: Tenant;
let south: Tenant;
let editor: Person;
let admin: Person;
let playToken: string;
let publishToken: string;

beforeAll(async () => {
  server = await openServer();
  north = await createTenant(server, 'north');
  south = await createTenant(server, 'south');
  editor = await createUser(server, 'editor');
  admin = await createUser(server, 'root', { isAdmin: true });
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
  await server.app.get(StreamersService).put(system, 'one', { publicPayloadUrl: 'http://one.example' });
  playToken = (await playbackOf(server, north.member.id, north.camera)).token;
  publishToken = tokenIn((await playbackOf(server, editor.id, north.camera)).publishEndpoint);
});
afterAll(() => server.close());

/** Always all keys (MTX); the first request of an RTSP client brings nothing. */
const empty = {
  ip: '192.0.2.7',
  user: '',
  password: '',
  token: '',
  action: 'read',
  path: '',
  protocol: 'rtsp',
  id: null,
  query: '',
  userAgent: 'Lavf60.3.100',
};
type Question = Readonly<Record<keyof typeof empty, string | null>>;

async function post(body: unknown): Promise<number> {
  const { status } = await fetch(`${server.url}/media/mediamtx/auth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return status;
}
const ask = (more: Partial<Question> = {}): Promise<number> => post({ ...empty, path: north.camera.name, ...more });

describe('MediaMTX with authMethod http', () => {
  it('asks with nothing first, and hears that something is needed', async () => {
    expect(await ask()).toBe(401);
    expect(await ask({ userAgent: '', id: null })).toBe(401);
  });

  it.each([
    ['as token (Bearer, or ?token= of RTSP)', (token: string) => ({ token })],
    [
      'as the password, which MediaMTX copies into the token',
      (token: string) => ({ user: 'any', password: token, token }),
    ],
    ['as the password alone', (token: string) => ({ password: token })],
    ['in the query of HLS', (token: string) => ({ protocol: 'hls', query: `token=${token}` })],
    [
      'in the query of WebRTC, under MediaMTX’s own name',
      (token: string) => ({ protocol: 'webrtc', query: `a=b&jwt=${token}` }),
    ],
    ['in the query of SRT and RTMP', (token: string) => ({ protocol: 'rtmp', query: `token=${token}`, token })],
  ])('takes a playback token %s', async (_, put) => {
    const id = '7b1b4f58-0d3c-4b8a-9a6e-6f6b6f7a2c11';
    expect(await ask({ ...put(playToken), id })).toBe(204);
    expect(await ask({ ...put(playToken), id, path: south.camera.name })).toBe(403);
    expect(await ask({ ...put(`${playToken.slice(0, -2)}AA`), id })).toBe(403);
    expect(await ask({ ...put(publishToken), id, action: 'publish' })).toBe(204);
    expect(await ask({ ...put(playToken), id, action: 'publish' })).toBe(403);
  });

  it('takes login and password, an API key, a shared link and a program’s native token', async () => {
    const key = await server.app.get(ApiKeysService).create(north.member.id);
    const { key: link } = await server.app
      .get(SharesService)
      .create(system, { name: 'm', cameraName: north.camera.name });
    const { accessToken } = await server.app
      .get(ClientTokensService)
      .exchange({ ...north.program, profile: 'native', seconds: 300 }, { dialect: 'test', ip: '192.0.2.1' });
    const { login } = north.member;
    expect(await ask({ user: login, password, token: password })).toBe(204);
    expect(await ask({ user: login, password: 'wrong', token: 'wrong' })).toBe(403);
    expect(await ask({ user: login, password, token: password, path: south.camera.name })).toBe(403);
    expect(await ask({ user: login, password, token: password, action: 'publish' })).toBe(403);
    expect(await ask({ user: editor.login, password, token: password, action: 'publish' })).toBe(204);
    for (const token of [key, link, accessToken]) {
      expect(await ask({ token })).toBe(204);
      expect(await ask({ user: 'x', password: token, token })).toBe(204);
      expect(await ask({ token, path: south.camera.name })).toBe(403);
      expect(await ask({ token, action: 'publish' })).toBe(403);
    }
  });

  it('keeps recordings for those who may see the archive, as far back as they may', async () => {
    const { id } = await createUser(server, 'with-a-limit');
    const rights = { canView: true, canViewDvr: true, dvrDepthLimitSeconds: 3600 };
    await server.app.get(CameraPermissionsService).set(system, north.camera.name, id, rights);
    const { token } = await playbackOf(server, id, north.camera);
    const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
    const playback = (query: string): Promise<number> => ask({ token, action: 'playback', protocol: '', query });
    expect(await playback(`path=${north.camera.name}&start=${encodeURIComponent(ago(1800))}&duration=60`)).toBe(204);
    expect(await playback(`path=${north.camera.name}&start=${encodeURIComponent(ago(7200))}&duration=60`)).toBe(403);
    expect(await playback(`path=${north.camera.name}`)).toBe(403);
    expect(await ask({ token: playToken, action: 'playback', protocol: '' })).toBe(204);
    await server.app
      .get(CameraPermissionsService)
      .set(system, north.camera.name, id, { canView: true, canViewDvr: false });
    expect(await playback(`start=${encodeURIComponent(ago(60))}`)).toBe(403);
    expect(await ask({ token })).toBe(204);
  });

  it('opens its own interface to administrators only', async () => {
    const key = await server.app.get(ApiKeysService).create(admin.id);
    const theirs = await server.app.get(ApiKeysService).create(editor.id);
    for (const action of ['api', 'metrics', 'pprof']) {
      const operate = (more: Partial<Question>): Promise<number> => ask({ action, path: '', protocol: '', ...more });
      expect(await operate({ token: key })).toBe(204);
      expect(await operate({ user: 'root', password: key, token: key })).toBe(204);
      expect(await operate({ user: admin.login, password, token: password })).toBe(204);
      expect(await operate({ user: editor.login, password, token: password })).toBe(403);
      expect(await operate({ token: theirs })).toBe(403);
      expect(await operate({ token: playToken })).toBe(403);
      expect(await operate({})).toBe(401);
    }
    const domain = await createUser(server, 'domain', { accessLevel: 'domain_admin' });
    expect(await ask({ action: 'api', protocol: '', user: domain.login, password, token: password })).toBe(403);
  });

  const without = (key: string): Record<string, unknown> => {
    const { [key as keyof typeof empty]: _, ...rest } = {
      ...empty,
      path: north.camera.name,
      query: `jwt=${playToken}`,
    };
    return rest;
  };

  it.each(['action', 'path'])('hears no without %s', async (key) => {
    expect(await post(without(key))).toBe(403);
  });

  it.each(['ip', 'user', 'password', 'token', 'protocol', 'id', 'userAgent'])(
    'of an older version says no %s, and is answered all the same',
    async (key) => expect(await post(without(key))).toBe(204),
  );

  it('needs the action, the path and what the viewer brings', async () => {
    const { name: path } = north.camera;
    expect(await post({ action: 'read', path, token: playToken })).toBe(204);
    expect(await post({ action: 'read', path, password: playToken })).toBe(204);
    expect(await post({ action: 'read', path })).toBe(401);
    expect(await post({ action: 'read', path: south.camera.name, token: playToken })).toBe(403);
  });

  it.each([
    ['another action', { action: 'anything' }],
    ['an action that every object has', { action: 'constructor' }],
    ['a path that is a number', { path: 7 }],
    ['a token that is null', { token: null }],
    ['an id that is a number', { id: 7 }],
    ['a path that begins with a slash', { path: '/north/gate' }],
    ['no path', { path: '' }],
  ])('hears no with %s', async (_, more) => {
    expect(await post({ ...empty, path: north.camera.name, token: playToken, ...more })).toBe(403);
  });

  it('hears no with no object at all', async () => {
    for (const body of [null, [], 'a', 7]) expect(await post(body)).toBe(403);
  });

  it('does not try a playback token as a password, whose failures would be counted', async () => {
    const login = north.member.login;
    server.clock.travel(400);
    for (let attempt = 0; attempt < 30; attempt += 1)
      expect(await ask({ user: login, password: playToken, token: playToken })).toBe(403);
    expect(await ask({ user: login, password, token: password })).toBe(204);
    server.clock.home();
  });

  it('slows guessing of passwords down by the viewer’s address, not MediaMTX’s own', async () => {
    const { login } = await createUser(server, 'guessed');
    await server.app
      .get(OrganizationsService)
      .addMember(north.organizationId, (await userId(login)) ?? 0, { canViewStreams: true });
    const from = (ip: string, secret: string): Promise<number> =>
      ask({ ip, user: login, password: secret, token: secret });
    for (let guess = 0; guess < 12; guess += 1) expect(await from('198.51.100.66', `guess ${guess}`)).toBe(403);
    expect(await from('198.51.100.66', password)).toBe(403);
    expect(await from('198.51.100.67', password)).toBe(204);
  });
});

async function userId(login: string): Promise<number | undefined> {
  const [row] = await server.dataSource.query<{ id: number }[]>('select id from users where login = $1', [login]);
  return row?.id;
}

describe('a token for MediaMTX with authMethod jwt', () => {
  const basic = (login: string): string => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

  async function fetchToken(
    body: unknown,
    authorization = basic(north.member.login),
  ): Promise<{ readonly status: number; readonly token: string; readonly body: Readonly<Record<string, unknown>> }> {
    const answer = await fetch(`${server.url}/media/mediamtx/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    const read = (answer.ok ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: answer.status, token: String(read['token']), body: read };
  }

  it('is verified with the published keys, names one action on one camera, and nothing that its reader rejects', async () => {
    const { status, token, body } = await fetchToken({ stream: north.camera.name });
    expect([status, Object.keys(body).sort()]).toEqual([200, ['expires_in', 'token']]);
    expect(body['expires_in']).toBe(300);
    const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: 'http://camgate.test',
      audience: 'http://camgate.test/media',
    });
    expect(payload.sub).toBe(north.member.login);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload['mediamtx_permissions']).toEqual([{ action: 'read', path: north.camera.name }]);
    expect(protectedHeader.alg).toBe('ES256');
    expect(protectedHeader.typ).toBe('media+jwt');
    expect(protectedHeader.kid).toBeTypeOf('string');
    expect(token.length).toBeLessThan(1000);
  });

  it('finds its key in a set as MediaMTX’s library wants it (KF): the key’s algorithm, and at most 128 KiB', async () => {
    const { token } = await fetchToken({ stream: north.camera.name });
    const text = await (await fetch(`${server.url}/.well-known/jwks.json`)).text();
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024);
    const { keys } = JSON.parse(text) as { keys: Readonly<Record<string, string>>[] };
    const named = keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid);
    expect(named).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(named).not.toHaveProperty('d');
  });

  it('is given as far as the caller’s rights go', async () => {
    const { name } = north.camera;
    expect((await fetchToken({ name, action: 'playback' })).status).toBe(200);
    expect((await fetchToken({ name, action: 'publish' })).status).toBe(403);
    const published = await fetchToken({ name, action: 'publish' }, basic(editor.login));
    expect(decodeJwt(published.token)['mediamtx_permissions']).toEqual([{ action: 'publish', path: name }]);
    const hidden = await fetchToken({ name: south.camera.name });
    const missing = await fetchToken({ name: 'nothing' });
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body).toEqual(missing.body);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty name', { name: '' }],
    ['a number', { stream: 7 }],
    ['another action', { name: 'x', action: 'api' }],
    ['a list of actions', { name: 'x', action: ['read'] }],
  ])('is refused for %s', async (_, body) => {
    expect((await fetchToken(body)).status).toBe(400);
  });

  it('is given for native and Watcher tokens and API keys, and for nothing else', async () => {
    const { name } = north.camera;
    const key = await server.app.get(ApiKeysService).create(north.member.id);
    const login = await fetch(`${server.url}/watcher/client-api/v3/login`, {
      method: 'POST',
      headers: { authorization: basic(north.member.login) },
    });
    const { access_token: watcher } = (await login.json()) as Record<string, string>;
    expect((await fetchToken({ name }, `Bearer ${watcher}`)).status).toBe(200);
    expect((await fetchToken({ name }, `Bearer ${key}`)).status).toBe(200);
    const exchange = (profile: 'native' | 'cam2'): Promise<string> =>
      server.app
        .get(ClientTokensService)
        .exchange({ ...north.program, profile, seconds: 300 }, { dialect: 'test', ip: '192.0.2.1' })
        .then(({ accessToken }) => accessToken);
    const program = await fetchToken({ name }, `Bearer ${await exchange('native')}`);
    expect(decodeJwt(program.token).sub).toBe(north.program.clientId);
    expect((await fetchToken({ name }, `Bearer ${await exchange('cam2')}`)).status).toBe(401);
    expect((await fetchToken({ name }, `Bearer ${playToken}`)).status).toBe(401);
    expect((await fetchToken({ name }, 'Bearer x')).status).toBe(401);
  });

  it('is accepted by no API of ours (RFC 8725 §3.11)', async () => {
    const { token } = await fetchToken({ name: north.camera.name });
    const headers = { authorization: `Bearer ${token}` };
    for (const path of [
      '/api/v1/cameras',
      '/watcher/client-api/v3/streams',
      '/vsaas/api/v2/cameras',
      '/cam2/v2/cameras/search',
      '/cameras/',
    ]) {
      const { status } = await fetch(server.url + path, { headers });
      expect([401, 403], `at ${path}`).toContain(status);
    }
    const jwt = { headers: { authorization: `JWT ${token}` } };
    expect((await fetch(`${server.url}/cameras/`, jwt)).status).toBe(401);
    expect((await fetchToken({ name: north.camera.name }, `Bearer ${token}`)).status).toBe(401);
    expect(await ask({ token })).toBe(403);
    const refresh = await fetch(`${server.url}/refresh_token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(refresh.status).toBe(400);
  });

  it('is for one camera also where MediaMTX would read its name as a regular expression', async () => {
    const { name } = await createCamera(server, { name: '~north.v2/gate', organizationId: north.organizationId });
    const { token } = await fetchToken({ name });
    const [permission] = decodeJwt(token)['mediamtx_permissions'] as { path: string }[];
    expect(permission?.path).toBe('~^~north\\.v2/gate$');
    const expression = new RegExp(permission?.path.slice(1) ?? '');
    expect([name, 'north.v2/gate', '~north_v2/gate', `${name}2`].map((path) => expression.test(path))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
