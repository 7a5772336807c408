import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FoldersService, OrganizationsService } from '#access';
import { system, UsersService } from '#auth';
import { ScopedKeyUses } from '../../../src/auth/accounts/scoped-key-uses.js';
import { createCamera, createTenant, createUser, password, type Person, type Tenant } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import './to-be-problem.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The border: what the server answered, as a test reads it.
  readonly body: Record<string, unknown>;
}

type Credentials = Readonly<Record<string, string>>;

let server: TestServer;
let tenant: Tenant;
let other: Tenant;
let owner: Person;
let people = 0;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  tenant = await createTenant(server, 'harbour');
  other = await createTenant(server, 'airport');
});
afterAll(() => server.close());
beforeEach(async () => {
  owner = await newOwner();
});

/** Somebody who edits the cameras of both organizations. */
async function newOwner(): Promise<Person> {
  people += 1;
  const person = await createUser(server, `owner-${people}`);
  for (const { organizationId } of [tenant, other])
    await server.app
      .get(OrganizationsService)
      .addMember(organizationId, person.id, { canViewStreams: true, canEditStreams: true });
  return person;
}

async function ask(method: string, path: string, headers: Credentials = {}, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}

const basic = ({ login }: Person): Credentials => ({
  authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
});
const bearer = (key: unknown): Credentials => ({ authorization: `Bearer ${String(key)}` });

async function makeKey(limits: Record<string, unknown> = {}, by: Person = owner): Promise<Record<string, unknown>> {
  const { status, body } = await ask('POST', '/api/v1/api-keys', basic(by), { name: 'a key', ...limits });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

/** The names of the cameras of private organizations that a key lists. */
async function camerasOf(key: unknown, query = ''): Promise<readonly unknown[]> {
  const { status, body } = await ask('GET', `/api/v1/cameras?${query}`, bearer(key));
  expect(status).toBe(200);
  return (body['items'] as readonly { readonly name: string }[]).map(({ name }) => name).toSorted();
}

describe('An API key', () => {
  it('is made by its owner, shown once, and stored as a hash', async () => {
    const made = await ask('POST', '/api/v1/api-keys', basic(owner), {
      name: 'Lobby',
      scopes: ['cameras:live', 'cameras:read'],
      networks: ['127.0.0.0/8', '::1'],
      expires_at: '2099-01-01T00:00:00Z',
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.headers.get('location')).toBe(`/api/v1/api-keys/${String(made.body['id'])}`);
    expect(made.body['key']).toMatch(/^cgk_[0-9A-Za-z]{36}$/);
    const { key, ...shown } = made.body;
    expect(shown).toEqual({
      id: expect.any(Number),
      name: 'Lobby',
      prefix: String(key).slice(0, 8),
      scopes: ['cameras:read', 'cameras:live'],
      cameras: null,
      networks: ['127.0.0.0/8', '::1'],
      expires_at: '2099-01-01T00:00:00.000Z',
      previous_expires_at: null,
      last_used_at: null,
      last_used_ip: null,
      created_at: expect.any(String),
    });
    const { body: list } = await ask('GET', '/api/v1/api-keys', basic(owner));
    expect(list).toEqual({ items: [shown], next: null, prev: null });
    expect((await ask('GET', `/api/v1/api-keys/${String(shown['id'])}`, basic(owner))).body).toEqual(shown);
    const [{ text }] = await server.dataSource.query<[{ text: string }]>(
      'select string_agg(row_to_json(k)::text, chr(10)) as text from scoped_keys k',
    );
    expect(text).not.toContain(String(key).slice(9));
  });

  it('does what its owner may, with the owner’s rights of the moment', async () => {
    const { key } = await makeKey();
    expect((await ask('GET', '/api/v1/me', bearer(key))).body).toMatchObject({ login: owner.login });
    expect(await camerasOf(key)).toEqual(['airport/gate', 'harbour/gate']);
    await server.dataSource.query('delete from memberships where user_id = $1 and organization_id = $2', [
      owner.id,
      other.organizationId,
    ]);
    expect(await camerasOf(key)).toEqual(['harbour/gate']);
    await server.app.get(UsersService).disable(owner.login);
    expect(await ask('GET', '/api/v1/me', bearer(key))).toBeProblem(401, 'key.invalid');
  });

  it('does no more than its scopes', async () => {
    const { key } = await makeKey({ scopes: 'cameras:read' });
    const path = `/api/v1/cameras/${tenant.camera.id}`;
    expect((await ask('GET', path, bearer(key))).status).toBe(200);
    const refused = await ask('PATCH', path, bearer(key), { title: 'x' });
    expect(refused).toBeProblem(403, 'permission.missing');
    expect(refused.headers.get('www-authenticate')).toContain('scope="cameras:write"');
    expect(refused.body['scope']).toBe('cameras:write');
    const writing = await makeKey({ scopes: ['cameras:write'] });
    expect((await ask('PATCH', path, bearer(writing['key']), { title: 'x' })).status).toBe(200);
  });

  it('is never wider than its owner, nor than the token that makes it', async () => {
    const wide = await ask('POST', '/api/v1/api-keys', basic(owner), { name: 'x', scopes: ['admin'] });
    expect(wide).toBeProblem(400, 'scope.invalid');
    const { body } = await ask('POST', '/api/v1/auth/login', {}, { login: owner.login, password });
    const refreshed = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: String(body['refresh_token']),
        scope: 'cameras:read users:manage',
      }),
    });
    const { access_token: token } = Object(await refreshed.json()) as Record<string, string>;
    const made = await ask('POST', '/api/v1/api-keys', bearer(token), { name: 'x' });
    expect([made.status, made.body['scopes']]).toEqual([201, ['cameras:read', 'users:manage']]);
    const more = await ask('POST', '/api/v1/api-keys', bearer(token), { name: 'x', scopes: ['cameras:write'] });
    expect(more).toBeProblem(400, 'scope.invalid');
  });

  it('makes no key, changes none, and opens nothing else of the account', async () => {
    const admin = await createUser(server, `admin-${owner.login}`, { isAdmin: true });
    const { key, id } = await makeKey({}, admin);
    const headers = bearer(key);
    for (const [method, path, body] of [
      ['POST', '/api/v1/api-keys', { name: 'x' }],
      ['PATCH', `/api/v1/api-keys/${String(id)}`, { networks: null }],
      ['POST', `/api/v1/api-keys/${String(id)}/rotate`, {}],
      ['GET', '/watcher/client-api/v3/profile/apikey', undefined],
      ['POST', '/watcher/client-api/v3/profile/apikey', undefined],
      ['POST', '/watcher/client-api/v3/autologin/generate', {}],
      ['POST', '/vsaas/api/v2/auth/generate-autologin-token', {}],
    ] as const)
      expect([path, (await ask(method, path, headers, body)).status]).toEqual([path, 403]);
    const personal = await ask('POST', '/watcher/client-api/v3/profile/apikey', basic(owner));
    expect(personal.status).toBe(200);
    const byPersonal = await ask('POST', '/api/v1/api-keys', bearer(Object.values(personal.body)[0]), { name: 'x' });
    expect(byPersonal).toBeProblem(403, 'permission.missing');
  });

  it('ends when it is deleted, and at its expiry', async () => {
    const { key, id } = await makeKey();
    expect((await ask('DELETE', `/api/v1/api-keys/${String(id)}`, basic(owner))).status).toBe(204);
    expect(await ask('GET', '/api/v1/me', bearer(key))).toBeProblem(401, 'key.invalid');
    expect(await ask('DELETE', `/api/v1/api-keys/${String(id)}`, basic(owner))).toBeProblem(404, 'object.not-found');
    const expiresAt = new Date(server.clock.now().getTime() + 60_000).toISOString();
    const short = await makeKey({ expires_at: expiresAt });
    expect((await ask('GET', '/api/v1/me', bearer(short['key']))).status).toBe(200);
    server.clock.travel(60);
    try {
      expect(await ask('GET', '/api/v1/me', bearer(short['key']))).toBeProblem(401, 'key.invalid');
    } finally {
      server.clock.travel(-60);
    }
  });

  it('is taken from its networks only, and a wrong place looks like a wrong key', async () => {
    const { key: here } = await makeKey({ networks: ['10.0.0.0/8', '127.0.0.1'] });
    expect((await ask('GET', '/api/v1/me', bearer(here))).status).toBe(200);
    const { key: elsewhere } = await makeKey({ networks: ['10.0.0.0/8', '2001:db8::/32'] });
    const away = await ask('GET', '/api/v1/me', bearer(elsewhere));
    const wrong = await ask('GET', '/api/v1/me', bearer(`${String(here).slice(0, -1)}_`));
    for (const answer of [away, wrong]) expect(answer).toBeProblem(401, 'key.invalid');
    expect({ ...away.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
    expect(away.headers.get('www-authenticate')).toBe(wrong.headers.get('www-authenticate'));
  });

  it('has a secret more for the time of a rotation, and two at most', async () => {
    const { key: first, id } = await makeKey();
    const rotate = async (seconds?: number) =>
      (await ask('POST', `/api/v1/api-keys/${String(id)}/rotate`, basic(owner), { overlap_seconds: seconds })).body;
    const works = async (key: unknown) => (await ask('GET', '/api/v1/me', bearer(key))).status === 200;
    const { key: second, previous_expires_at: until } = await rotate(60);
    expect(Date.parse(String(until))).toBeGreaterThan(server.clock.now().getTime());
    expect([await works(first), await works(second)]).toEqual([true, true]);
    const { key: third } = await rotate(60);
    expect([await works(first), await works(second), await works(third)]).toEqual([false, true, true]);
    server.clock.travel(60);
    try {
      expect([await works(second), await works(third)]).toEqual([false, true]);
    } finally {
      server.clock.travel(-60);
    }
    const { key: fourth } = await rotate();
    expect([await works(second), await works(third), await works(fourth)]).toEqual([false, false, true]);
  });

  it('notes its last use at most once a minute', async () => {
    const { key, id } = await makeKey();
    const lastUse = async () => {
      await server.app.get(ScopedKeyUses).flush();
      const { body } = await ask('GET', `/api/v1/api-keys/${String(id)}`, basic(owner));
      return [body['last_used_at'], body['last_used_ip']];
    };
    expect(await lastUse()).toEqual([null, null]);
    await ask('GET', '/api/v1/me', bearer(key));
    const first = await lastUse();
    expect(first).toEqual([expect.any(String), '127.0.0.1']);
    server.clock.travel(30);
    await ask('GET', '/api/v1/me', bearer(key));
    expect(await lastUse()).toEqual(first);
    server.clock.travel(31);
    await ask('GET', '/api/v1/me', bearer(key));
    const [later] = await lastUse();
    server.clock.travel(-61);
    expect(Date.parse(String(later)) - Date.parse(String(first[0]))).toBeGreaterThanOrEqual(60_000);
  });

  it('is one of twenty at most, however many are made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => ask('POST', '/api/v1/api-keys', basic(owner), { name: 'one of many' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(answer).toBeProblem(409, 'key.too-many');
    const { body: page } = await ask('GET', '/api/v1/api-keys?limit=15', basic(owner));
    const { body: rest } = await ask('GET', `/api/v1/api-keys?limit=15&cursor=${String(page['next'])}`, basic(owner));
    const ids = [page, rest].flatMap(({ items }) => (items as { id: number }[]).map(({ id }) => id));
    expect(new Set(ids).size).toBe(20);
    expect(rest['next']).toBeNull();
  });

  it('of somebody else is not there', async () => {
    const { id } = await makeKey();
    const stranger = await newOwner();
    const path = `/api/v1/api-keys/${String(id)}`;
    for (const [method, at, body] of [
      ['GET', path],
      ['PATCH', path, { name: 'mine' }],
      ['POST', `${path}/rotate`, {}],
      ['DELETE', path],
      ['GET', '/api/v1/api-keys/999999999'],
      ['GET', '/api/v1/api-keys/x'],
    ] as const)
      expect(await ask(method, at, basic(stranger), body)).toBeProblem(404, 'object.not-found');
  });

  it('works at the Watcher APIs beside its owner’s login, with its limits', async () => {
    const { key } = await makeKey({ scopes: ['cameras:read'], cameras: { organization_id: tenant.organizationId } });
    const v2 = { 'x-vsaas-api-key': String(key), 'x-vsaas-user': owner.login };
    const listed = await ask('GET', '/vsaas/api/v2/cameras', v2);
    expect(JSON.stringify(listed.body)).toContain('harbour/gate');
    expect(JSON.stringify(listed.body)).not.toContain('airport/gate');
    expect((await ask('GET', '/vsaas/api/v2/cameras', { 'x-vsaas-api-key': String(key) })).status).toBe(403);
    const v3 = await ask('GET', '/watcher/client-api/v3/streams', bearer(key));
    expect(JSON.stringify(v3.body)).toContain('harbour/gate');
    expect(JSON.stringify(v3.body)).not.toContain('airport/gate');
  });

  it.each([
    [{ name: '' }, 'input.invalid'],
    [{ name: 'x', scopes: [] }, 'input.invalid'],
    [{ name: 'x', scopes: ['everything'] }, 'input.invalid'],
    [{ name: 'x', networks: ['10.0.0.0/33'] }, 'object.invalid'],
    [{ name: 'x', networks: ['fe80::1%eth0'] }, 'object.invalid'],
    [{ name: 'x', networks: ['example.com'] }, 'object.invalid'],
    [{ name: 'x', expires_at: '2001-01-01T00:00:00Z' }, 'object.invalid'],
    [{ name: 'x', expires_at: 'tomorrow' }, 'input.invalid'],
    [{ name: 'x', cameras: {} }, 'input.invalid'],
    [{ name: 'x', cameras: { organization_id: 1, ids: [1] } }, 'input.invalid'],
    [{ name: 'x', cameras: { ids: [999_999] } }, 'object.invalid'],
    [{ name: 'x', cameras: { organization_id: 999_999 } }, 'object.invalid'],
    [{ name: 'x', cameras: { folder_id: 999_999 } }, 'object.invalid'],
    [{ name: 'x', colour: 'red' }, 'input.invalid'],
    [{}, 'input.invalid'],
  ])('is not made of %j', async (body, code) => {
    expect(await ask('POST', '/api/v1/api-keys', basic(owner), body)).toBeProblem(400, code);
    expect((await ask('GET', '/api/v1/api-keys', basic(owner))).body['items']).toEqual([]);
  });
});

describe('A key for chosen cameras', () => {
  const media = (key: unknown, camera: string) =>
    ask('GET', '/media/nginx/auth?prefix=/hls', {
      ...bearer(key),
      'x-original-uri': `/hls/${camera}/index.m3u8`,
    });

  it('reaches these on every path, and no others', async () => {
    const folders = server.app.get(FoldersService);
    const { items } = await folders.list(system, tenant.organizationId, { where: [] }, { limit: 1 });
    const below = await folders.create(system, tenant.organizationId, { title: 'Pier', parentId: items[0]?.id ?? 0 });
    const pier = await createCamera(server, {
      organizationId: tenant.organizationId,
      folderId: below.id,
      name: `pier/${owner.login}`,
    });
    const all = ['airport/gate', 'harbour/gate', pier.name];
    const choices: readonly (readonly [Record<string, unknown>, readonly string[]])[] = [
      [{ organization_id: tenant.organizationId }, ['harbour/gate', pier.name]],
      [{ folder_id: below.id }, [pier.name]],
      [{ ids: [other.camera.id, pier.id] }, ['airport/gate', pier.name]],
    ];
    for (const [cameras, expected] of choices) {
      const { key } = await makeKey({ cameras });
      expect(await camerasOf(key)).toEqual(expected.toSorted());
      expect(await camerasOf(key, 'near=35,139')).toEqual(expected.toSorted());
      const { body } = await ask('GET', '/api/v1/cameras?total=true&limit=1', bearer(key));
      expect(body['total']).toBe(expected.length);
      for (const name of all) {
        const isChosen = expected.includes(name);
        const { id } = [tenant.camera, other.camera, pier].find((one) => one.name === name) ?? pier;
        expect([name, (await ask('GET', `/api/v1/cameras/${id}`, bearer(key))).status]).toEqual([
          name,
          isChosen ? 200 : 404,
        ]);
        const written = await ask('PATCH', `/api/v1/cameras/${id}`, bearer(key), { description: 'by a key' });
        expect([name, written.status]).toEqual([name, isChosen ? 200 : 404]);
        expect([name, (await media(key, name)).status]).toEqual([name, isChosen ? 204 : 403]);
        const token = await ask('POST', '/media/mediamtx/token', bearer(key), { name });
        expect([name, token.status]).toEqual([name, isChosen ? 200 : 404]);
        const v3 = await ask('GET', `/watcher/client-api/v3/streams/${encodeURIComponent(name)}`, bearer(key));
        expect([name, v3.status]).toEqual([name, isChosen ? 200 : 404]);
      }
      const outside = await ask('POST', '/api/v1/cameras', bearer(key), {
        title: 'Mine',
        organization_id: other.organizationId,
      });
      expect(outside.status).toBe(403);
    }
  });

  it('hands out playback that ends and narrows with the key', async () => {
    const { key, id } = await makeKey({ cameras: { ids: [tenant.camera.id] } });
    const { body } = await ask('GET', '/watcher/client-api/v3/streams/harbour%2Fgate', bearer(key));
    const { playback_token: token } = Object(body['stats']) as Record<string, string>;
    expect((await media(token, 'harbour/gate')).status).toBe(204);
    const path = `/api/v1/api-keys/${String(id)}`;
    await ask('PATCH', path, basic(owner), { scopes: ['cameras:read'] });
    expect((await media(token, 'harbour/gate')).status).toBe(403);
    await ask('PATCH', path, basic(owner), { scopes: null });
    expect((await media(token, 'harbour/gate')).status).toBe(204);
    await ask('PATCH', path, basic(owner), { cameras: { ids: [other.camera.id] } });
    expect((await media(token, 'harbour/gate')).status).toBe(403);
    await ask('PATCH', path, basic(owner), { cameras: null });
    expect((await media(token, 'harbour/gate')).status).toBe(204);
    await ask('DELETE', path, basic(owner));
    expect((await media(token, 'harbour/gate')).status).toBe(403);
  });

  it('opens nothing beside cameras, even for an administrator', async () => {
    const admin = await createUser(server, `chief-${owner.login}`, { isAdmin: true });
    const { key } = await makeKey({ cameras: { organization_id: tenant.organizationId } }, admin);
    const statuses = await Promise.all(
      (
        [
          ['GET', '/watcher/admin-api/v3/users'],
          ['GET', '/watcher/admin-api/v3/streamers'],
          ['GET', '/watcher/client-api/v3/profile'],
          ['GET', '/watcher/client-api/v3/sessions'],
          ['GET', '/watcher/client-api/v3/messages'],
          ['POST', '/watcher/client-api/v3/organizations'],
          ['GET', '/vsaas/api/v2/settings'],
        ] as const
      ).map(async ([method, path]) => [
        path,
        (await ask(method, path, bearer(key), method === 'POST' ? {} : undefined)).status,
      ]),
    );
    expect(statuses.filter(([, status]) => status !== 403)).toEqual([]);
    const { body } = await ask('GET', '/watcher/client-api/v3/organizations', bearer(key));
    expect((body['organizations'] as readonly { title: string }[]).map(({ title }) => title)).toEqual(['harbour']);
  });

  it('cannot be made for cameras that its owner does not see', async () => {
    const stranger = await createUser(server, `stranger-${owner.login}`);
    for (const cameras of [{ ids: [tenant.camera.id] }, { organization_id: tenant.organizationId }]) {
      const refused = await ask('POST', '/api/v1/api-keys', basic(stranger), { name: 'x', cameras });
      expect(refused).toBeProblem(400, 'object.invalid');
    }
  });
});
