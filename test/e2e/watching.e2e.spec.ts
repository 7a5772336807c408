import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, OrganizationsService } from '#access';
import { AuditLogService } from '#audit';
import { ApiKeysService, system, UsersService } from '#auth';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';
import { createApplication, createTenant, createUser, password, type Person, type Tenant } from '../support/people.js';

const v3 = '/watcher/client-api/v3';
const v2 = '/vsaas/api/v2';

let server: TestServer;
let north: Tenant;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  north = await createTenant(server, 'north');
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : undefined };
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const basic = (login: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`,
});

/** What nginx, nginx-rtmp and MediaMTX hear of a ticket: at a new session, and where a running one asks again. */
async function mediaAnswers(ticket: string, camera = north.camera.name): Promise<readonly boolean[]> {
  const rtmp = (call: string): Promise<Response> =>
    fetch(`${server.url}/media/nginx-rtmp`, {
      method: 'POST',
      body: new URLSearchParams({ call, app: 'live', name: camera, addr: '192.0.2.7', token: ticket }),
    });
  const flussonic = (type: string): Promise<Response> =>
    fetch(
      `${server.url}/vsaas/api/camera_auth?${new URLSearchParams({ name: camera, token: ticket, request_type: type }).toString()}`,
    );
  const answers = [
    await rtmp('play'),
    await rtmp('update_play'),
    await flussonic('new_session'),
    await flussonic('update_session'),
    await fetch(`${server.url}/media/nginx/auth?prefix=/hls`, {
      headers: { 'x-original-uri': `/hls/${camera}/index.m3u8?token=${ticket}` },
    }),
    await fetch(`${server.url}/media/mediamtx/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'read', path: camera, token: ticket, ip: '192.0.2.7', protocol: 'hls' }),
    }),
  ];
  return answers.map(({ ok }) => ok);
}
const yes = Array.from({ length: 6 }, () => true);
const no = Array.from({ length: 6 }, () => false);

async function tokenAtV3(headers: Record<string, string>): Promise<string | undefined> {
  const { body } = await send('GET', `${v3}/streams/${north.camera.name}`, headers);
  return (body as { readonly stats?: { readonly playback_token?: string } }).stats?.playback_token;
}

async function tokenAtV2(headers: Record<string, string>): Promise<string | undefined> {
  const { body } = await send('GET', `${v2}/cameras/${encodeURIComponent(north.camera.name)}`, headers);
  return (body as { readonly playback_config?: { readonly token?: string } }).playback_config?.token;
}

async function signIn(login: string): Promise<{ readonly access: string; readonly refresh: string }> {
  const { body } = await send('POST', `${v3}/login`, basic(login, password));
  const { access_token: access, refresh_token: refresh } = body as Record<'access_token' | 'refresh_token', string>;
  return { access, refresh };
}

async function sessionAtV2(login: string): Promise<Record<string, string>> {
  const { body } = await send('POST', `${v2}/auth/login`, {}, { login, password });
  return { 'x-vsaas-session': (body as { readonly session: string }).session };
}

async function auditedOf(actor: string): Promise<readonly string[]> {
  await server.app.get(AuditLogService).flush();
  const rows = await server.dataSource.query<{ readonly event: string }[]>(
    'select event from audit_events where actor = $1',
    [actor],
  );
  return rows.map(({ event }) => event);
}

let made = 0;
async function viewer(): Promise<Person> {
  const person = await createUser(server, `viewer-${(made += 1)}`);
  await server.app.get(OrganizationsService).addMember(north.organizationId, person.id, { canViewStreams: true });
  return person;
}

describe('administering', () => {
  it.each(['admin', 'domain_admin'] as const)(
    'as %s manages a private camera, and watches nothing of it',
    async (accessLevel) => {
      const person = await createUser(server, `chief-${accessLevel}`, { accessLevel });
      const { access } = await signIn(person.login);
      const key = await server.app.get(ApiKeysService).create(person.id);
      const session = await sessionAtV2(person.login);
      const changed = await send('PUT', `${v3}/streams/${north.camera.name}`, bearer(access), { comment: accessLevel });
      expect(changed.status).toBe(200);
      expect(JSON.stringify(changed.body)).not.toContain('playback_token');
      const listed = await send('GET', `${v3}/streams?name=${encodeURIComponent(north.camera.name)}`, bearer(access));
      expect(JSON.stringify(listed.body)).toContain(north.camera.name);
      expect(JSON.stringify(listed.body)).not.toContain('playback_token');
      for (const headers of [bearer(access), bearer(key), basic(person.login, password)])
        expect(await tokenAtV3(headers)).toBeUndefined();
      for (const headers of [session, { 'x-vsaas-api-key': key, 'x-vsaas-user': person.login }]) {
        expect(await tokenAtV2(headers)).toBeUndefined();
        const { body } = await send('GET', `${v2}/cameras/${encodeURIComponent(north.camera.name)}`, headers);
        expect(body).toMatchObject({ permissions: { view: false, dvr: false, edit: true }, playback_config: {} });
      }
      expect(await mediaAnswers(key)).toEqual(no);
      const native = await send('POST', '/api/v1/auth/login', {}, { login: person.login, password });
      const token = (native.body as { readonly access_token: string }).access_token;
      expect(await mediaAnswers(token)).toEqual(no);
      expect((await send('POST', '/media/mediamtx/token', bearer(token), { stream: north.camera.name })).status).toBe(
        403,
      );
    },
  );

  it('by a program of level admin watches nothing either', async () => {
    const { clientId, clientSecret } = await createApplication(server, { level: 'admin' });
    const answer = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: basic(clientId, clientSecret),
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    const { body } = await send('GET', `/api/v1/cameras/${north.camera.id}`, bearer(token));
    expect(body).toMatchObject({ name: north.camera.name });
    expect(await mediaAnswers(token)).toEqual(no);
  });

  it('does not hide what everybody may watch', async () => {
    const { id } = await server.app.get(OrganizationsService).createWithoutOwner({ title: 'Plaza', isPublic: true });
    const name = 'plaza/clock';
    const { access } = await signIn((await createUser(server, 'chief-of-plaza', { isAdmin: true })).login);
    await send('PUT', `${v3}/streams/${name}`, bearer(access), { organization: { id }, inputs: [] });
    const { body } = await send('GET', `${v3}/streams/${name}`, bearer(access));
    const token = (body as { readonly stats: { readonly playback_token: string } }).stats.playback_token;
    expect(await mediaAnswers(token, name)).toEqual(yes);
  });

  it('lets an administrator in who becomes a member or gets a permission, which is audited', async () => {
    const person = await createUser(server, 'chief-who-joins', { isAdmin: true });
    const { access } = await signIn(person.login);
    const places = [
      `${v3}/organizations/${north.organizationId}/users/${person.id}`,
      `${v3}/streams/${north.camera.name}/permissions/users/${person.id}`,
    ];
    for (const [place, body] of [
      [places[0], { can_view_streams: true }],
      [places[1], { can_view: true }],
    ] as const) {
      expect((await send('PUT', place ?? '', bearer(access), body)).status).toBe(200);
      const token = (await tokenAtV3(bearer(access))) ?? 'none';
      expect(await mediaAnswers(token)).toEqual(yes);
      expect(await auditedOf(`user:${person.id}`)).toContain('privilege_permissions_changed');
      expect((await send('DELETE', place ?? '', bearer(access))).status).toBe(204);
      expect(await mediaAnswers(token)).toEqual(no);
      expect(await tokenAtV3(bearer(access))).toBeUndefined();
    }
  });

  it('is not what the system key does: it may ask anything, and each use is audited', async () => {
    const headers = { 'x-vsaas-api-key': systemApiKey };
    const { status, body } = await send('GET', `${v2}/cameras/${encodeURIComponent(north.camera.name)}`, headers);
    expect([status, body]).toEqual([200, expect.objectContaining({ name: north.camera.name })]);
    expect(body).toMatchObject({ permissions: { view: true } });
    expect(await auditedOf('system')).toContain('system_key_used');
  });
});

describe('the end of a session ends the playback that it began', () => {
  const ends: Readonly<
    Record<string, (person: Person, session: { access: string; refresh: string }) => Promise<void>>
  > = {
    'logout at v3': async (_, { access }) => {
      await send('POST', `${v3}/logout`, bearer(access));
    },
    'DELETE of the session': async (person, { access }) => {
      const other = await signIn(person.login);
      const { body } = await send('GET', `${v3}/sessions`, bearer(access));
      const { sessions } = body as { readonly sessions: readonly { readonly id: string; readonly current: boolean }[] };
      const mine = sessions.find(({ current }) => current);
      expect((await send('DELETE', `${v3}/sessions/${mine?.id ?? ''}`, bearer(other.access))).status).toBe(204);
    },
    'a newer session than there is room for': async (person) => {
      await server.app.get(UsersService).update(person.id, { maxSessions: 1 });
      await signIn(person.login);
    },
    'a new password': (person) => server.app.get(UsersService).setPassword(person.id, 'another long password'),
    disabling: async (person) => {
      await server.app.get(UsersService).disable(person.id);
      await server.app.get(UsersService).enable(person.id);
    },
    'another access level': async (person) => {
      await server.app.get(UsersService).update(person.id, { accessLevel: 'domain_admin' });
    },
  };

  it.each(Object.keys(ends))('%s', async (way) => {
    const person = await viewer();
    const session = await signIn(person.login);
    const token = (await tokenAtV3(bearer(session.access))) ?? 'none';
    expect(await mediaAnswers(token)).toEqual(yes);
    await ends[way]?.(person, session);
    expect(await mediaAnswers(token)).toEqual(no);
  });

  it('logout at v2, also what v3 gave in the same session', async () => {
    const person = await viewer();
    const session = await sessionAtV2(person.login);
    const tokens = [await tokenAtV2(session), await tokenAtV3(bearer(session['x-vsaas-session'] ?? ''))];
    for (const token of tokens) expect(await mediaAnswers(token ?? 'none')).toEqual(yes);
    await send('POST', `${v2}/auth/logout`, session);
    for (const token of tokens) expect(await mediaAnswers(token ?? 'none')).toEqual(no);
  });

  it('a refresh token that is used twice', async () => {
    const person = await viewer();
    const first = await send('POST', '/api/v1/auth/login', {}, { login: person.login, password });
    const { access_token: access, refresh_token: refresh } = first.body as Record<string, string>;
    expect(await mediaAnswers(access ?? '')).toEqual(yes);
    const again = (): Promise<Answer> => send('POST', '/api/v1/auth/refresh', {}, { refresh_token: refresh });
    expect((await again()).status).toBe(200);
    server.clock.travel(60);
    expect((await again()).status).toBe(401);
    expect(await mediaAnswers(access ?? '')).toEqual(no);
    server.clock.home();
  });

  it('is the end of that session only', async () => {
    const person = await viewer();
    const [one, other] = [await signIn(person.login), await signIn(person.login)];
    const token = (await tokenAtV3(bearer(other.access))) ?? 'none';
    await send('POST', `${v3}/logout`, bearer(one.access));
    expect(await mediaAnswers(token)).toEqual(yes);
  });

  it('and so does the end of an API key, and of the right', async () => {
    const person = await viewer();
    const keys = server.app.get(ApiKeysService);
    const ofKey = async (): Promise<string> => (await tokenAtV3(bearer(await keys.create(person.id)))) ?? 'none';
    const first = await ofKey();
    expect(await mediaAnswers(first)).toEqual(yes);
    const second = await ofKey();
    expect([await mediaAnswers(first), await mediaAnswers(second)]).toEqual([no, yes]);
    await keys.remove(person.id);
    expect(await mediaAnswers(second)).toEqual(no);
    const byPassword = (await tokenAtV3(basic(person.login, password))) ?? 'none';
    expect(await mediaAnswers(byPassword)).toEqual(yes);
    await server.app.get(CameraPermissionsService).set(system, north.camera.name, person.id, { canView: false });
    await server.app.get(OrganizationsService).addMember(north.organizationId, person.id, {});
    expect(await mediaAnswers(byPassword)).toEqual(no);
  });
});
