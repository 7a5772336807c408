import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { permissions } from '#auth';
import { dataSourceOptions } from '../../../src/database/data-source.options.js';
import { migrate } from '../../../src/database/migrate.js';
import { migrations } from '../../../src/database/migrations/index.js';
import { emptyDatabase } from '../../support/database.js';
import {
  createApplication,
  createTenant,
  createUser,
  password,
  type Person,
  type Tenant,
} from '../../support/people.js';
import { type TestServer, openServer } from '../../support/server.js';

const v3 = '/watcher/client-api/v3';
const admin3 = '/watcher/admin-api/v3';
const v2 = '/vsaas/api/v2';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The border: what the server answered, as a test reads it.
  readonly body: unknown;
}

let server: TestServer;
let administrator: Person;
let tenant: Tenant;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  administrator = await createUser(server, 'root', { accessLevel: 'admin' });
  tenant = await createTenant(server, 'harbour');
});
afterAll(() => server.close());

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

async function tokenFor(form: Record<string, string>): Promise<Record<string, string>> {
  const response = await fetch(`${server.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body = Object(await response.json()) as Record<string, string>;
  expect(body).toMatchObject({ scope: form['scope'] });
  return { authorization: `Bearer ${body['access_token']}` };
}

/** A person's token of a scope. */
async function narrowed({ login }: Person, scope: string): Promise<Record<string, string>> {
  const { body } = await ask('POST', '/api/v1/auth/login', { login, password });
  const { refresh_token } = Object(body) as Record<string, string>;
  return tokenFor({ grant_type: 'refresh_token', refresh_token: refresh_token ?? '', scope });
}

/** The token of a program that may do everything, of a scope. */
async function programs(scope: string): Promise<Record<string, string>> {
  const { clientId, clientSecret } = await createApplication(server, { level: 'admin' });
  return tokenFor({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope });
}

/** One request for each permission, which needs this permission and no other. */
const needing: readonly (readonly [(typeof permissions)[number], string, string, unknown?])[] = [
  ['cameras:read', 'GET', '/api/v1/cameras'],
  ['cameras:read', 'GET', `${v3}/streams`],
  ['cameras:read', 'GET', `${v2}/cameras`],
  ['cameras:live', 'PUT', `${v2}/cameras/harbour/gate/ptz`],
  ['cameras:live', 'POST', `${v3}/streams/harbour%2Fgate/ptz`],
  ['cameras:live', 'POST', '/media/mediamtx/token', { name: 'harbour/gate' }],
  ['cameras:write', 'POST', '/media/mediamtx/token', { name: 'harbour/gate', action: 'publish' }],
  ['cameras:write', 'POST', '/api/v1/cameras', { title: 'Gate', latitude: 1, longitude: 1 }],
  ['cameras:write', 'PUT', `${admin3}/streams/by-scope`, { title: 'Gate' }],
  ['organizations:manage', 'POST', `${v3}/organizations`, { title: 'Mine' }],
  ['organizations:manage', 'POST', `${v2}/organizations`, { title: 'Mine' }],
  ['users:manage', 'GET', `${admin3}/users`],
  ['users:manage', 'POST', `${v2}/users/import`],
  ['applications:manage', 'GET', '/cam2/v2/apps/by-owner?owner=ada'],
  ['admin', 'GET', `${admin3}/domain_config`],
  ['admin', 'GET', `${admin3}/streamers`],
  ['admin', 'GET', `${v2}/settings`],
];

describe('A token with one scope', () => {
  for (const who of ['an administrator', 'a program of level admin'])
    it(`of ${who} opens what needs this scope and nothing else`, async () => {
      const opened = [];
      const expected = [];
      for (const scope of permissions) {
        const headers = await (who === 'an administrator' ? narrowed(administrator, scope) : programs(scope));
        for (const [needed, method, path, body] of needing) {
          const { status } = await ask(method, path, body, headers);
          const isOpen = ![401, 403].includes(status);
          opened.push([scope, method, path, isOpen]);
          const isContained = scope === 'admin' && needed === 'applications:manage';
          // Administering is not watching, and PTZ is a right on the camera: there the scope alone opens nothing.
          const isWatching = needed === 'cameras:live' || path === '/media/mediamtx/token';
          const hasIt = scope === needed || isContained;
          expected.push([scope, method, path, isWatching ? hasIt && isOpen : hasIt]);
        }
      }
      expect(opened).toEqual(expected);
    });

  it('says which one is missing, in the challenge and in the body (RFC 6750 §3)', async () => {
    const headers = await narrowed(administrator, 'cameras:live');
    const answer = await ask('GET', '/api/v1/cameras', undefined, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer realm="camgate", error="insufficient_scope", scope="cameras:read"',
    );
    expect(answer.body).toMatchObject({ code: 'permission.missing', scope: 'cameras:read' });
  });

  it('tells its holder who they are, whatever it is', async () => {
    const { status, body } = await ask('GET', '/api/v1/me', undefined, await narrowed(administrator, 'users:manage'));
    expect([status, body]).toMatchObject([200, { login: 'root', permissions: ['users:manage'] }]);
  });

  it('of a person reaches as far as their memberships', async () => {
    const editor = await createUser(server, 'editor');
    await server.app
      .get(OrganizationsService)
      .addMember(tenant.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
    const path = `/api/v1/cameras/${tenant.camera.id}`;
    const change = { title: 'Quay' };
    expect((await ask('PATCH', path, change, await narrowed(editor, 'cameras:write'))).status).toBe(200);
    expect((await ask('PATCH', path, change, await narrowed(editor, 'cameras:read'))).status).toBe(403);
    const member = await narrowed(tenant.member, 'cameras:read cameras:write');
    expect((await ask('PATCH', path, change, member)).status).toBe(403);
    expect((await ask('GET', path, undefined, member)).status).toBe(200);
  });
});

describe('Reading without watching', () => {
  const nginx = (headers: Record<string, string>) =>
    ask('GET', '/media/nginx/auth?prefix=/hls', undefined, {
      ...headers,
      'x-original-uri': '/hls/harbour/gate/index.m3u8',
    });
  const shown = async (path: string, headers: Record<string, string>) =>
    JSON.stringify((await ask('GET', path, undefined, headers)).body);

  it('gives no token to watch with, at any API', async () => {
    const reading = await narrowed(tenant.member, 'cameras:read');
    const watching = await narrowed(tenant.member, 'cameras:read cameras:live');
    for (const path of [
      `${v3}/streams/harbour%2Fgate`,
      `${v3}/streams`,
      `${v2}/cameras`,
      `${v2}/cameras/harbour/gate`,
    ]) {
      expect(await shown(path, watching)).toMatch(/"4\.[\w-]{20}/);
      expect(await shown(path, reading)).not.toMatch(/"4\.[\w-]{20}/);
    }
    const token = (headers: Record<string, string>) =>
      ask('POST', '/media/mediamtx/token', { name: 'harbour/gate' }, headers);
    expect((await token(watching)).status).toBe(200);
    expect((await token(reading)).status).toBe(403);
  });

  it('is no answer to a media server that asks', async () => {
    expect((await nginx(await narrowed(tenant.member, 'cameras:live'))).status).toBe(204);
    expect((await nginx(await narrowed(tenant.member, 'cameras:read cameras:write'))).status).toBe(403);
  });
});

describe('Managing accounts', () => {
  it('without the scope admin makes no administrator, and takes over none', async () => {
    for (const headers of [await narrowed(administrator, 'users:manage'), await programs('users:manage')]) {
      const made = await ask('POST', `${admin3}/users`, { name: 'mine', password, access_level: 'admin' }, headers);
      expect(made.status).toBe(403);
      const other = await createUser(server, `other-${Math.random().toString(36).slice(2)}`, { isAdmin: true });
      const taken = await ask('PUT', `${admin3}/users/${other.id}`, { password: `${password}!` }, headers);
      expect(taken.status).toBe(403);
    }
  });

  it('of applications without the scope admin makes none of level admin', async () => {
    const given = { owner: 'ada', permissionLevel: 'admin' };
    const register = async (headers: Record<string, string>) =>
      (await ask('POST', '/cam2/v2/apps/register', given, headers)).status;
    expect(await register(await programs('applications:manage'))).toBe(401);
    expect(await register(await programs('admin'))).toBe(200);
  });
});

describe('A registration of before', () => {
  it('keeps what it could do, in the new words', async () => {
    const database = await emptyDatabase();
    try {
      const known = migrations.filter(({ name }) => name !== 'Scopes1796003000000');
      const before = await new DataSource({ ...dataSourceOptions(database.url), migrations: known }).initialize();
      await before.runMigrations();
      const scopes = [
        'cameras:read',
        'cameras:write',
        'cameras:read cameras:write',
        'cameras:read accounts:manage',
        'cameras:read cameras:write applications:manage accounts:manage',
        null,
      ];
      for (const [index, scope] of scopes.entries())
        await before.query(
          `insert into applications (client_id, name, level, scope, secret_hash) values ($1, 'old', 'admin', $2, '\\x00')`,
          [`client-${index}`, scope],
        );
      await before.destroy();
      await migrate(database.url);
      const after = await new DataSource(dataSourceOptions(database.url)).initialize();
      const rows = await after.query<{ scope: string | null }[]>('select scope from applications order by client_id');
      expect(rows.map(({ scope }) => scope)).toEqual([
        'cameras:read cameras:live',
        'cameras:write',
        'cameras:read cameras:live cameras:write',
        'cameras:read cameras:live organizations:manage users:manage',
        'cameras:read cameras:live cameras:write organizations:manage users:manage applications:manage admin',
        null,
      ]);
      await after.destroy();
    } finally {
      await database.drop();
    }
  });
});
