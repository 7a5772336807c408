import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createUser, password } from '../support/people.js';

const frontend = 'https://cams.example.org';
const elsewhere = 'https://cams.example.com';
const publicUrl = 'https://camgate.example.org';
const cookieName = '__Secure-camgate_refresh';
let server: TestServer;

beforeAll(async () => {
  server = await openServer({ CORS_ORIGINS: `${frontend}/,${elsewhere}`, PUBLIC_URL: publicUrl });
  await createUser(server, 'ada');
});
afterAll(() => server.close());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly at?: TestServer;
}

function ask(path: string, origin: string | undefined, { at = server, headers = {}, ...init }: Asked = {}) {
  return fetch(at.url + path, { ...init, headers: { ...(origin === undefined ? {} : { origin }), ...headers } });
}

/** A browser's preflight before an unusual request. */
const preflight = (path: string, origin: string, method: string, wanted?: string, at = server): Promise<Response> =>
  ask(path, origin, {
    at,
    method: 'OPTIONS',
    headers: {
      'access-control-request-method': method,
      ...(wanted === undefined ? {} : { 'access-control-request-headers': wanted }),
    },
  });

/** One path of each dialect, including CAM2 v1, whose paths lie at the root. */
const paths = [
  '/token/',
  '/refresh_token.json',
  '/cameras.json',
  '/cameras/1/',
  '/1/',
  '/query/lat=1,lng=2,radius=3/',
  '/register_app/',
  '/cam2/v2/auth',
  '/cam2/v2/cameras/search',
  '/watcher/client-api/v3/login',
  '/watcher/client-api/v3/streams/north/gate',
  '/watcher/admin-api/v3/streamers',
  '/vsaas/api/v2/cameras/gate/agent',
  '/vsaas/api/camera_auth',
  '/media/mediamtx/token',
  '/oauth/token',
  '/.well-known/jwks.json',
  '/api/v1/cameras/7',
  '/health/ready',
  '/openapi/rest.json',
  '/nothing/at/all',
];

describe('a page of a named origin (R-HDR-4)', () => {
  it.each(paths)('may send a preflight to %s', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY']) {
      const { status, headers } = await preflight(path, frontend, method, 'authorization,x-vsaas-session');
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(frontend);
      expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, PUT, PATCH, DELETE, QUERY');
      expect(headers.get('access-control-allow-headers')).toBe('authorization,x-vsaas-session');
      expect(headers.get('access-control-max-age')).toBe('600');
    }
  });

  it('may send the headers of every dialect, and gets their list where its preflight names none', async () => {
    const { headers } = await preflight('/api/v1/cameras', frontend, 'PATCH');
    const allowed = (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(', ');
    for (const header of [
      'authorization',
      'content-type',
      'x-vsaas-session',
      'x-vsaas-api-key',
      'x-vsaas-apikey',
      'x-vsaas-user',
      'x-page-limit',
      'x-page-offset',
      'if-match',
      'if-none-match',
      'idempotency-key',
      'x-request-id',
      'x-requested-with',
      'dpop',
    ])
      expect(allowed).toContain(header);
    const odd = await preflight('/api/v1/cameras', frontend, 'PATCH', 'a b\tc(');
    expect(odd.headers.get('access-control-allow-headers')).toContain('If-Match');
  });

  it('may read the exposed headers', async () => {
    const { headers } = await ask('/api/v1/cameras', frontend);
    const exposed = (headers.get('access-control-expose-headers') ?? '').split(', ');
    for (const header of [
      'Location',
      'Link',
      'ETag',
      'Age',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
      'WWW-Authenticate',
      'DPoP-Nonce',
      'Deprecation',
      'Sunset',
      'X-Request-Id',
      'X-Page-Limit',
      'X-Page-Offset',
    ])
      expect(exposed).toContain(header);
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each([
    [400, '/api/v1/cameras/%ff', {}],
    [400, '/cameras/%00', {}],
    [400, '/%ff%fe/', {}],
    [401, '/watcher/client-api/v3/streams', {}],
    [403, '/vsaas/api/v2/cameras', {}],
    [404, '/nothing', {}],
    [404, `/api/v1/cameras/${'x'.repeat(3000)}`, {}],
    [405, '/api/v1/cameras', { method: 'PATCH' }],
    [413, '/oauth/token', { method: 'POST', body: 'x'.repeat(100_000) }],
    [415, '/api/v1/auth/login', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
  ])('may read a %i at %s, too', async (status, path, init) => {
    const answer = await ask(path, frontend, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(frontend);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('may read a 429 and its Retry-After', async () => {
    const guess = (): Promise<Response> =>
      ask('/api/v1/auth/login', frontend, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'nobody', password: 'a guess' }),
      });
    for (let index = 0; index < 5; index += 1) await guess();
    const answer = await guess();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answer.headers.get('access-control-allow-origin')).toBe(frontend);
  });
});

describe('cookies', () => {
  it('are allowed for named origins of the same site only, and never for a public document', async () => {
    const credentials = async (path: string, origin: string): Promise<readonly (string | null)[]> => {
      const { headers } = await ask(path, origin);
      return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
    };
    expect(await credentials('/api/v1/cameras', frontend)).toEqual([frontend, 'true']);
    expect(await credentials('/api/v1/cameras', elsewhere)).toEqual([elsewhere, null]);
    expect(await credentials('/api/v1/cameras', 'https://other.example.org')).toEqual([null, null]);
    expect(await credentials('/api/v1/cameras', 'null')).toEqual([null, null]);
    expect(await credentials('/.well-known/jwks.json', 'https://any.example')).toEqual(['*', null]);
    expect(await credentials('/openapi/rest.json', 'null')).toEqual(['*', null]);
    expect(await credentials('/.well-known/nothing', elsewhere)).toEqual([elsewhere, null]);
  });

  it('are never allowed where any origin is', async () => {
    const open = await openServer({ CORS_ORIGINS: `*,${frontend}`, PUBLIC_URL: publicUrl });
    try {
      for (const origin of [frontend, 'https://any.example', 'null']) {
        const answers = [
          await ask('/api/v1/cameras', origin, { at: open }),
          await preflight('/api/v1/cameras', origin, 'POST', 'authorization', open),
        ];
        for (const { headers } of answers) {
          expect(headers.get('access-control-allow-origin')).toBe('*');
          expect(headers.get('access-control-allow-credentials')).toBeNull();
        }
      }
    } finally {
      await open.close();
    }
  });

  it('no page of another origin may read an answer where no origin is named', async () => {
    const closed = await openServer();
    try {
      const asked = await preflight('/api/v1/cameras', frontend, 'POST', 'authorization', closed);
      expect(asked.status).toBe(204);
      for (const { headers } of [asked, await ask('/api/v1/cameras', frontend, { at: closed })])
        expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    } finally {
      await closed.close();
    }
  });

  const signIn = (origin: string | undefined, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    ask('/api/v1/auth/login', origin, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ login: 'ada', password, cookie: true }),
    });

  const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

  it.each([
    ['a page of ours', publicUrl, 'same-origin'],
    ['a page of ours that an old browser shows', publicUrl, undefined],
    ['a named page of the same site', frontend, 'same-site'],
    ['a program', undefined, undefined],
    ['a person who types the address', undefined, 'none'],
  ])('are set, renewed and deleted for %s', async (_, origin, site) => {
    const headers: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
    const first = await signIn(origin, headers);
    expect(first.status).toBe(200);
    expect(cookieOf(first)).toMatch(new RegExp(`^${cookieName}=cgr_`));
    const again = await ask('/api/v1/auth/refresh', origin, {
      method: 'POST',
      headers: { ...headers, cookie: cookieOf(first) },
    });
    expect(again.status).toBe(200);
    const out = await ask('/api/v1/auth/logout', origin, {
      method: 'POST',
      headers: { ...headers, cookie: cookieOf(again) },
    });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it.each([
    ['a named page of another site', elsewhere, 'cross-site'],
    ['a named page of another site that an old browser shows', elsewhere, undefined],
    ['a page of the same site that is not named', 'https://other.example.org', 'same-site'],
    ['the same page, unencrypted', 'http://camgate.example.org', undefined],
    ['a page without an origin', 'null', 'cross-site'],
    ['a form of another site', undefined, 'cross-site'],
    ['a form of a page of the same site', undefined, 'same-site'],
  ])('do not authenticate a request from %s (CSRF)', async (_, origin, site) => {
    const headers: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
    const refused = await signIn(origin, headers);
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    const cookie = cookieOf(await signIn(undefined));
    for (const path of ['/api/v1/auth/refresh', '/api/v1/auth/logout']) {
      const answer = await ask(path, origin, { method: 'POST', headers: { ...headers, cookie } });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
      expect(await answer.json()).toMatchObject({ status: 403, code: 'permission.missing' });
    }
    const still = await ask('/api/v1/auth/refresh', undefined, { method: 'POST', headers: { cookie } });
    expect(still.status).toBe(200);
  });
});
