import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService, UsersService } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import {
  createCamera,
  createTenant,
  createUser,
  createApplication,
  type Person,
  type Program,
  type Tenant,
} from '../support/people.js';

/** One story, run through every API: what differs is where a credential stands and how an error is answered. */
interface ClientApi {
  readonly name: string;
  /** Signs in; undefined when refused. */
  signIn(who: Person | Program): Promise<Keys | undefined>;
  /** Who signs in at this API. */
  readonly callers: 'people' | 'programs';
  readonly list: string;
  item(camera: Tenant['camera']): string;
  /** Names (or what stands for them) of the cameras in a list. */
  names(body: unknown): readonly string[];
  nameOf(camera: Tenant['camera']): string;
  refresh?(keys: Keys): Promise<Keys | undefined>;
  /** How long an access lives and how long it can be refreshed, in seconds. */
  readonly lives: number;
  readonly refreshes: number;
  readonly rejectedCredential: number;
  readonly tokenEndpoint: string;
  readonly unknownRoute: string;
  /** A change of a camera that somebody who may only look is not allowed; absent where the API changes no cameras. */
  forbidden?(camera: Tenant['camera']): { readonly path: string; readonly init: RequestInit };
  /** Whether a body is an error response of this API's own form. */
  isError(body: unknown): boolean;
}

interface Keys {
  readonly headers: Readonly<Record<string, string>>;
  readonly refreshToken?: string;
}

const day = 86_400;
const settings = { ACCESS_TOKEN_SECONDS: '900', REFRESH_TOKEN_SECONDS: String(30 * day) };
let server: TestServer;

const json = { 'content-type': 'application/json' };
const isProgram = (who: Person | Program): who is Program => 'clientId' in who;
const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

async function ask(
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly headers: Headers }> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof ask> =>
  ask(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

const text = (body: unknown, key: string): string => {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'string' ? value : '';
};
const rows = (body: unknown): readonly unknown[] => (Array.isArray(body) ? body : []);
const has = (body: unknown, key: string): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, key);

// Every API that people or programs sign in at. Media servers have none of their own: test/e2e/media*.e2e.spec.ts.
const apis: readonly ClientApi[] = [
  {
    name: 'CAM2 v1',
    callers: 'programs',
    async signIn(who) {
      if (!isProgram(who)) return undefined;
      const { status, body } = await post('/token/', { client_id: who.clientId, client_secret: who.clientSecret });
      return status === 201
        ? { headers: { authorization: `JWT ${text(body, 'token')}` }, refreshToken: text(body, 'token') }
        : undefined;
    },
    async refresh({ refreshToken }) {
      const { status, body } = await post('/refresh_token/', { token: refreshToken });
      return status === 201
        ? { headers: { authorization: `JWT ${text(body, 'token')}` }, refreshToken: text(body, 'token') }
        : undefined;
    },
    list: '/cameras/',
    item: (camera) => `/cameras/${camera.cameraId}/`,
    names: (body) => rows(body).map((row) => String(Reflect.get(Object(row), 'camera_id'))),
    nameOf: (camera) => String(camera.cameraId),
    lives: 3600,
    refreshes: day,
    rejectedCredential: 401,
    tokenEndpoint: '/token/',
    unknownRoute: '/nothing/here',
    forbidden: (camera) => ({ path: `/cameras/${camera.cameraId}/`, init: { method: 'DELETE' } }),
    isError: (body) => has(body, 'detail') || has(body, 'non_field_errors') || has(body, 'client_id'),
  },
  {
    name: 'CAM2 v2',
    callers: 'programs',
    async signIn(who) {
      if (!isProgram(who)) return undefined;
      const query = new URLSearchParams({ clientID: who.clientId, clientSecret: who.clientSecret });
      const { status, body } = await ask(`/cam2/v2/auth?${query.toString()}`);
      return status === 200 ? { headers: { authorization: `Bearer ${text(body, 'token')}` } } : undefined;
    },
    list: '/cam2/v2/cameras/search',
    item: (camera) => `/cam2/v2/cameras/${camera.objectId}`,
    names: (body) => rows(body).map((row) => text(row, 'cameraID')),
    nameOf: (camera) => camera.objectId,
    lives: 300,
    refreshes: 0,
    rejectedCredential: 401,
    // The token itself is had by GET.
    tokenEndpoint: '/cam2/v2/apps/register',
    unknownRoute: '/cam2/v2/nothing/here',
    forbidden: (camera) => ({
      path: `/cam2/v2/cameras/${camera.objectId}`,
      init: { method: 'PUT', body: 'city=Elsewhere' },
    }),
    isError: (body) => has(body, 'message'),
  },
  {
    name: 'Watcher v3',
    callers: 'people',
    async signIn(who) {
      if (isProgram(who)) return undefined;
      const { status, body } = await ask('/watcher/client-api/v3/login', {
        method: 'POST',
        headers: { authorization: basic(who.login, who.password) },
      });
      return status === 200
        ? {
            headers: { authorization: `Bearer ${text(body, 'access_token')}` },
            refreshToken: text(body, 'refresh_token'),
          }
        : undefined;
    },
    async refresh({ refreshToken }) {
      const { status, body } = await ask('/watcher/client-api/v3/login', {
        method: 'POST',
        headers: { authorization: `Bearer ${refreshToken ?? ''}` },
      });
      return status === 200
        ? {
            headers: { authorization: `Bearer ${text(body, 'access_token')}` },
            refreshToken: text(body, 'refresh_token'),
          }
        : undefined;
    },
    list: '/watcher/client-api/v3/streams',
    item: (camera) => `/watcher/client-api/v3/streams/${camera.name}`,
    names: (body) => rows(Reflect.get(Object(body), 'streams')).map((row) => text(row, 'name')),
    nameOf: (camera) => camera.name,
    lives: 900,
    refreshes: 30 * day,
    rejectedCredential: 401,
    tokenEndpoint: '/watcher/client-api/v3/login',
    unknownRoute: '/watcher/client-api/v3/nothing/here',
    isError: (body) => has(body, 'errors'),
  },
  {
    name: 'Watcher v2',
    callers: 'people',
    async signIn(who) {
      if (isProgram(who)) return undefined;
      const { status, body } = await post('/vsaas/api/v2/auth/login', { login: who.login, password: who.password });
      return status === 200 ? { headers: { 'x-vsaas-session': text(body, 'session') } } : undefined;
    },
    list: '/vsaas/api/v2/cameras',
    item: (camera) => `/vsaas/api/v2/cameras/${camera.name}`,
    names: (body) => rows(body).map((row) => text(row, 'name')),
    nameOf: (camera) => camera.name,
    // A session lives as long as it is used; thirty days unused end it.
    lives: 30 * day,
    refreshes: 30 * day,
    rejectedCredential: 403,
    tokenEndpoint: '/vsaas/api/v2/auth/login',
    unknownRoute: '/vsaas/api/v2/nothing/here',
    isError: (body) => has(body, 'error_message') && Reflect.get(Object(body), 'success') === false,
  },
  {
    name: 'OAuth 2.0',
    callers: 'programs',
    async signIn(who) {
      if (!isProgram(who)) return undefined;
      const { status, body } = await ask('/oauth/token', {
        method: 'POST',
        headers: {
          authorization: basic(who.clientId, who.clientSecret),
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
      });
      return status === 200 ? { headers: { authorization: `Bearer ${text(body, 'access_token')}` } } : undefined;
    },
    list: '/api/v1/cameras',
    item: (camera) => `/api/v1/cameras/${camera.id}`,
    names: (body) => rows(Reflect.get(Object(body), 'items')).map((row) => text(row, 'name')),
    nameOf: (camera) => camera.name,
    lives: 900,
    refreshes: 0,
    rejectedCredential: 401,
    tokenEndpoint: '/oauth/token',
    unknownRoute: '/oauth/nothing/here',
    forbidden: (camera) => ({ path: `/api/v1/cameras/${camera.id}`, init: { method: 'DELETE' } }),
    isError: (body) => has(body, 'error') || has(body, 'title'),
  },
  {
    name: 'REST',
    callers: 'people',
    async signIn(who) {
      if (isProgram(who)) return undefined;
      const { status, body } = await post('/api/v1/auth/login', { login: who.login, password: who.password });
      return status === 200
        ? {
            headers: { authorization: `Bearer ${text(body, 'access_token')}` },
            refreshToken: text(body, 'refresh_token'),
          }
        : undefined;
    },
    async refresh({ refreshToken }) {
      const { status, body } = await post('/api/v1/auth/refresh', { refresh_token: refreshToken });
      return status === 200
        ? {
            headers: { authorization: `Bearer ${text(body, 'access_token')}` },
            refreshToken: text(body, 'refresh_token'),
          }
        : undefined;
    },
    list: '/api/v1/cameras',
    item: (camera) => `/api/v1/cameras/${camera.id}`,
    names: (body) => rows(Reflect.get(Object(body), 'items')).map((row) => text(row, 'name')),
    nameOf: (camera) => camera.name,
    lives: 900,
    refreshes: 30 * day,
    rejectedCredential: 401,
    tokenEndpoint: '/api/v1/auth/login',
    unknownRoute: '/api/v1/nothing/here',
    forbidden: (camera) => ({ path: `/api/v1/cameras/${camera.id}`, init: { method: 'DELETE' } }),
    isError: (body) => has(body, 'title') && has(body, 'status') && has(body, 'request_id'),
  },
];

describe.each(apis)('a caller of the $name API', (api) => {
  let one: Tenant;
  let other: Tenant;
  let publicCamera: Tenant['camera'];
  const asks = (tenant: Tenant): Person | Program => (api.callers === 'people' ? tenant.member : tenant.program);
  const list = (keys: Keys | undefined): ReturnType<typeof ask> => ask(api.list, { headers: { ...keys?.headers } });
  const signIn = async (who: Person | Program): Promise<Keys> => {
    const keys = await api.signIn(who);
    if (!keys) throw new Error('a good credential was refused');
    return keys;
  };

  beforeAll(async () => {
    server = await openServer(settings);
    one = await createTenant(server, 'north');
    other = await createTenant(server, 'south');
    publicCamera = await createCamera(server, { name: 'public/square' });
  });

  afterAll(() => server.close());

  it('lists cameras with a good credential: the public ones and their own organization’s', async () => {
    const { status, body } = await list(await signIn(asks(one)));
    expect(status).toBe(200);
    expect([...api.names(body)].sort()).toEqual([api.nameOf(one.camera), api.nameOf(publicCamera)].sort());
  });

  it('gets no credential for a wrong secret, and cannot tell it from an unknown name (R-ENUM-1)', async () => {
    const known = asks(one);
    const wrong = isProgram(known)
      ? { ...known, clientSecret: 'f'.repeat(48) }
      : { ...known, password: 'not the password' };
    const unknown = isProgram(known) ? { ...known, clientId: 'nobody' } : { ...known, login: 'nobody-at-all' };
    expect(await api.signIn(wrong)).toBeUndefined();
    expect(await api.signIn(unknown)).toBeUndefined();
  });

  it('is refused without a credential, in the form of the API', async () => {
    const { status, body } = await list(undefined);
    expect(status).toBe(api.rejectedCredential);
    expect(api.isError(body)).toBe(true);
  });

  it('is refused with a forged credential', async () => {
    const keys = await signIn(asks(one));
    const forged = Object.fromEntries(
      Object.entries(keys.headers).map(([name, value]) => [name, `${value.slice(0, -6)}AAAAAA`]),
    );
    const { status, body } = await ask(api.list, { headers: forged });
    expect(status).toBe(api.rejectedCredential);
    expect(api.isError(body)).toBe(true);
  });

  it('is refused once the credential has expired, and let in again with a new one (refreshed where the API can)', async () => {
    const keys = await signIn(asks(one));
    server.clock.travel(api.lives + 1);
    const { status, body } = await list(keys);
    expect(status).toBe(api.rejectedCredential);
    expect(api.isError(body)).toBe(true);
    const again = api.refresh ? await api.refresh(keys) : await api.signIn(asks(one));
    expect((await list(again)).status).toBe(200);
    server.clock.home();
  });

  it.skipIf(!api.refresh)('cannot refresh past the end', async () => {
    const keys = await signIn(asks(one));
    server.clock.travel(api.refreshes + 1);
    expect(await api.refresh?.(keys)).toBeUndefined();
    server.clock.home();
  });

  it('is out at once when the account is revoked, and cannot come back', async () => {
    const name = `revoked-at-${api.name.replace(/\W/g, '')}`;
    const who = api.callers === 'people' ? await createUser(server, name) : await createApplication(server);
    const keys = await signIn(who);
    expect((await list(keys)).status).toBe(200);
    if (isProgram(who)) await server.app.get(ApplicationsService).revoke(who.clientId);
    else await server.app.get(UsersService).disable(who.id);
    expect((await list(keys)).status).toBe(api.rejectedCredential);
    expect(await api.refresh?.(keys)).toBeUndefined();
    expect(await api.signIn(who)).toBeUndefined();
  });

  it.skipIf(!api.forbidden)('is told that it may not, when it may only look, and nothing has changed', async () => {
    const keys = await signIn(asks(one));
    const before = await ask(api.item(one.camera), { headers: keys.headers });
    const { path, init } = api.forbidden?.(one.camera) ?? { path: '', init: {} };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await ask(path, { ...init, headers: { ...(init.body ? form : {}), ...keys.headers } });
    expect(status).toBe(403);
    expect(api.isError(body)).toBe(true);
    expect((await ask(api.item(one.camera), { headers: keys.headers })).body).toEqual(before.body);
  });

  it('gets the API’s own error response at an unknown route', async () => {
    const { status, body } = await ask(api.unknownRoute, { headers: (await signIn(asks(one))).headers });
    expect(status).toBe(404);
    expect(api.isError(body)).toBe(true);
  });

  it('gets the API’s own error response with a malformed body', async () => {
    const { status, body } = await ask(api.tokenEndpoint, { method: 'POST', headers: json, body: '{"broken"' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(api.isError(body)).toBe(true);
  });

  it('gets the API’s own error response with a body over the limit', async () => {
    const { status, body } = await ask(api.tokenEndpoint, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ a: 'x'.repeat(1_100_000) }),
    });
    expect(status).toBe(413);
    expect(api.isError(body)).toBe(true);
  });

  it('gets the API’s own error response, and Allow, with a wrong method', async () => {
    const { status, body, headers } = await ask(api.tokenEndpoint, { method: 'PATCH', headers: json, body: '{}' });
    expect(status).toBe(405);
    expect(headers.get('allow')).toContain('POST');
    expect(api.isError(body)).toBe(true);
  });

  it('never sees another organization’s camera: it answers as one that does not exist', async () => {
    const keys = await signIn(asks(one));
    const own = await ask(api.item(one.camera), { headers: keys.headers });
    expect(own.status).toBe(200);
    const hidden = await ask(api.item(other.camera), { headers: keys.headers });
    const missing = await ask(
      api.item({ id: 999_999, cameraId: 999_999, name: 'south/none', objectId: 'f'.repeat(24) }),
      {
        headers: keys.headers,
      },
    );
    expect(hidden.status).toBe(404);
    expect(missing.status).toBe(404);
    const withoutId = (body: unknown): string =>
      JSON.stringify(body).replaceAll(/"(request_id|instance|id)":"[^"]*",?/g, '');
    expect(withoutId(hidden.body)).toBe(withoutId(missing.body));
  });

  it('finds a request id on every answer, and never a stack', async () => {
    const answers = [await list(undefined), await list(await signIn(asks(one))), await ask(api.unknownRoute)];
    for (const { headers, body } of answers) {
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
      expect(JSON.stringify(body)).not.toMatch(/\bat .+\.(ts|js):\d+/);
    }
  });
});
