import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, password, type Person } from '../../support/people.js';

const v3 = '/watcher/client-api/v3';
const v2 = '/vsaas/api/v2';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The border: what the server answered, as a test reads it.
  readonly body: Record<string, unknown>;
}

let server: TestServer;
let administrator: Person;
let person: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  administrator = await createUser(server, 'root', { accessLevel: 'admin' });
  person = await createUser(server, 'ada');
});
afterAll(() => server.close());

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

function send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function signIn({ login }: Person): Promise<string> {
  const { body } = await send('POST', '/api/v1/auth/login', { login, password });
  return String(body['refresh_token']);
}

function refresh(token: string, scope?: string): Promise<Answer> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token });
  if (scope !== undefined) form.set('scope', scope);
  return ask('/oauth/token', { method: 'POST', body: form });
}

async function narrowed(who: Person, scope: string): Promise<{ readonly authorization: string }> {
  const { body } = await refresh(await signIn(who), scope);
  return { authorization: `Bearer ${String(body['access_token'])}` };
}

describe('A refresh with a scope', () => {
  it('gives an access token of that scope and states it (RFC 6749 §6)', async () => {
    const { status, body } = await refresh(await signIn(administrator), 'cameras:read');
    expect([status, body['scope']]).toEqual([200, 'cameras:read']);
    expect(decodeJwt(String(body['access_token']))['scope']).toBe('cameras:read');
  });

  it('leaves the refresh token what it was: the next token without a scope has all of it again (R-REF-1)', async () => {
    const { body } = await refresh(await signIn(administrator), 'cameras:read');
    const next = await refresh(String(body['refresh_token']));
    expect(next.body['scope']).toBe(
      'cameras:read cameras:live cameras:write organizations:manage users:manage applications:manage admin',
    );
  });

  it.each([
    'admin',
    'cameras:read applications:manage',
    'accounts:manage',
    'everything',
    'cameras:read  cameras:read',
    '"',
    'a'.repeat(2000),
  ])('that goes beyond or is malformed is refused and uses nothing up: %.30s (R-REF-6)', async (scope) => {
    const token = await signIn(person);
    const { status, body } = await refresh(token, scope);
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
    expect((await refresh(token)).status).toBe(200);
  });

  it('that is empty is none (RFC 6749 §3.2)', async () => {
    expect((await refresh(await signIn(person), '')).body['scope']).toBe(
      'cameras:read cameras:live cameras:write organizations:manage users:manage',
    );
  });

  it('beyond what there was does not hide that an old token came back (R-REF-4)', async () => {
    const stolen = await signIn(person);
    const { body } = await refresh(stolen);
    server.clock.travel(11);
    try {
      expect((await refresh(stolen, 'admin')).body['error']).toBe('invalid_grant');
      expect((await refresh(String(body['refresh_token']))).body['error']).toBe('invalid_grant');
    } finally {
      server.clock.travel(-11);
    }
  });
});

describe('A token narrowed to cameras:read', () => {
  it('reads at every API that takes it', async () => {
    const headers = await narrowed(administrator, 'cameras:read');
    for (const path of ['/api/v1/cameras', `${v3}/streams`, `${v2}/cameras`, '/cameras/', '/cam2/v2/cameras/search'])
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 200]);
  });

  it('changes nothing, whoever it belongs to', async () => {
    for (const who of [administrator, person]) {
      const headers = await narrowed(who, 'cameras:read');
      const tries: readonly (readonly [string, string, unknown])[] = [
        ['POST', '/api/v1/cameras', { title: 'Gate', latitude: 1, longitude: 1 }],
        ['PUT', `${v3}/streams/narrowed`, { title: 'Gate' }],
        ['POST', `${v3}/organizations`, { title: 'Mine' }],
        ['POST', `${v3}/mosaics`, { title: 'Mine' }],
        ['POST', `${v2}/cameras`, [{ title: 'Gate' }]],
        ['POST', `${v2}/organizations`, [{ title: 'Mine' }]],
        ['POST', '/cameras/', { lat: 1, lng: 1, retrieval_model: { url: 'http://camera.example/1.jpg' } }],
        ['POST', '/cam2/v2/cameras/create', { type: 'ip' }],
      ];
      for (const [method, path, body] of tries) {
        const { status } = await send(method, path, body, headers);
        expect([method, path, [401, 403].includes(status)]).toEqual([method, path, true]);
      }
    }
  });

  it('neither shows nor makes what opens the account', async () => {
    for (const who of [administrator, person]) {
      const headers = await narrowed(who, 'cameras:read');
      for (const [method, path] of [
        ['GET', `${v3}/profile/apikey`],
        ['POST', `${v3}/profile/apikey`],
        ['GET', `${v3}/profile`],
        ['PUT', `${v3}/profile`],
        ['GET', `${v2}/profile`],
        ['POST', `${v3}/autologin/generate`],
        ['POST', `${v2}/auth/generate-autologin-token`],
      ] as const)
        expect([method, path, (await send(method, path, method === 'GET' ? undefined : {}, headers)).status]).toEqual([
          method,
          path,
          403,
        ]);
    }
  });

  it('learns which scope it lacks (RFC 6750 §3.1)', async () => {
    const headers = await narrowed(administrator, 'cameras:read');
    const { headers: answered } = await send('DELETE', '/api/v1/cameras/1', undefined, headers);
    expect(answered.get('www-authenticate')).toContain('error="insufficient_scope", scope="cameras:write"');
  });

  it('can still sign its session out', async () => {
    for (const [path, status] of [
      [`${v3}/logout`, 204],
      [`${v2}/auth/logout`, 200],
    ] as const)
      expect((await send('POST', path, undefined, await narrowed(person, 'cameras:read'))).status).toBe(status);
  });

  it('shows no API key in a list of users', async () => {
    const { body } = await ask(`${v2}/users`, { headers: await narrowed(administrator, 'cameras:read') });
    expect(JSON.stringify(body)).not.toMatch(/cgk_/);
  });
});
