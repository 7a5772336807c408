import { AuditLogService, AuditSealer, AuditVerifierService } from '#audit';
import { OrganizationsService } from '#access';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTenant, createUser, password, type Person, type Tenant } from '../support/people.js';
import { openServer, systemApiKey, type TestServer } from '../support/server.js';
import { restClient } from './rest/rest-client.js';

let server: TestServer;
let north: Tenant;
let editor: Person;
let editorToken: string;
const { send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  north = await createTenant(server, 'north');
  editor = await createUser(server, 'north-editor');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
  editorToken = await bearer(editor.login);
});
afterAll(() => server.close());

type Row = Readonly<Record<string, string | null>>;

async function rows(event: string, subject?: string): Promise<readonly Row[]> {
  await server.app.get(AuditLogService).flush();
  return server.dataSource.query<Row[]>(
    `SELECT event, actor, subject, client, door, ip, user_agent, request_id, outcome, reason FROM audit_events
     WHERE event = $1 AND ($2::text IS NULL OR subject = $2) ORDER BY id`,
    [event, subject ?? null],
  );
}

it('a change of a camera: who, from where, and the names of the fields, no value of them', async () => {
  const url = 'https://viewer:hunter2@cameras.example/gate.jpg';
  const draft = { name: 'audited', organization_id: north.organizationId, streams: { snapshot_url: url } };
  const made = await send(
    'POST',
    '/api/v1/cameras',
    { ...draft, title: 'Gate', location: { latitude: 1, longitude: 2 } },
    editorToken,
  );
  expect(made.status).toBe(201);
  const subject = `camera:${String(made.body['id'])}`;
  const etag = made.headers.get('etag') ?? '';
  const path = made.headers.get('location') ?? '';
  const changed = await send('PATCH', path, { title: 'West gate', frame_rate: 3 }, editorToken, { 'if-match': etag });
  expect(changed.status).toBe(200);
  const by = {
    actor: `user:${editor.id}`,
    subject,
    door: 'rest',
    ip: '127.0.0.1',
    user_agent: 'node',
    request_id: expect.any(String),
    outcome: 'success',
  };
  expect(await rows('camera_created', subject)).toEqual([expect.objectContaining({ ...by, reason: 'audited' })]);
  const [updated] = await rows('camera_updated', subject);
  expect(updated).toMatchObject(by);
  expect(updated?.['reason']?.split(' ').sort((one, other) => one.localeCompare(other))).toEqual([
    'frameRate',
    'title',
  ]);
  const refused = await send('PATCH', path, { title: 'Other' }, editorToken, { 'if-match': etag });
  expect(refused.status).toBe(412);
  expect(await rows('camera_updated', subject)).toHaveLength(1);
  expect((await send('DELETE', path, undefined, editorToken)).status).toBe(204);
  expect(await rows('camera_deleted', subject)).toEqual([expect.objectContaining(by)]);
  expect(JSON.stringify(await server.dataSource.query('SELECT * FROM audit_events'))).not.toContain('hunter2');
});

it('playback that was handed out, once a minute, and watching itself', async () => {
  const viewer = await createUser(server, 'north-viewer');
  await server.app.get(OrganizationsService).addMember(north.organizationId, viewer.id, { canViewStreams: true });
  const login = await send('POST', '/watcher/client-api/v3/login', undefined, basicOf(viewer.login));
  const authorization = `Bearer ${String(login.body['access_token'])}`;
  const read = async (): Promise<string> => {
    const answer = await fetch(`${server.url}/watcher/client-api/v3/streams/${north.camera.name}`, {
      headers: { authorization },
    });
    const body = (await answer.json()) as { readonly stats: { readonly playback_token: string } };
    return body.stats.playback_token;
  };
  await read();
  const token = await read();
  const ask = (): Promise<Response> =>
    fetch(
      `${server.url}/vsaas/api/camera_auth?${new URLSearchParams({ name: north.camera.name, token, ip: '192.0.2.9' }).toString()}`,
    );
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(200);
  const found = (await rows('sensitive_read', `camera:${north.camera.id}`)).filter(
    ({ actor }) => actor === `user:${viewer.id}`,
  );
  expect(found.map(({ reason, ip }) => [reason, ip])).toEqual([
    ['playback token', '127.0.0.1'],
    ['play', '192.0.2.9'],
  ]);
});

it('every use of the system key, and for whom', async () => {
  const use = (more: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${server.url}/vsaas/api/v2/cameras`, { headers: { 'x-vsaas-api-key': systemApiKey, ...more } });
  expect([(await use()).status, (await use()).status]).toEqual([200, 200]);
  expect((await use({ 'x-vsaas-user': editor.login })).status).toBe(200);
  expect((await use({ 'x-vsaas-user': 'nobody' })).status).toBe(403);
  const found = await rows('system_key_used');
  expect(found.map(({ subject, outcome }) => [subject, outcome])).toEqual([
    [null, 'success'],
    [null, 'success'],
    [`user:${editor.id}`, 'success'],
    [null, 'failure'],
  ]);
  expect(new Set(found.map(({ request_id: id }) => id)).size).toBe(4);
});

it('an administrator who makes themselves a member', async () => {
  const chief = await createUser(server, 'chief', { accessLevel: 'admin' });
  const login = await send('POST', '/watcher/client-api/v3/login', undefined, basicOf(chief.login));
  const path = `/watcher/client-api/v3/organizations/${north.organizationId}/users/${chief.id}`;
  const joined = await send('PUT', path, { can_view_streams: true }, `Bearer ${String(login.body['access_token'])}`);
  expect([200, 201]).toContain(joined.status);
  expect((await rows('privilege_permissions_changed', `organization:${north.organizationId}`)).at(-1)).toMatchObject({
    actor: `user:${chief.id}`,
    door: 'watcher-v3',
    ip: '127.0.0.1',
    reason: `membership of user:${chief.id} set by themselves, as an administrator`,
  });
});

it('a sign-in and its failure, with their outcomes', async () => {
  await send('POST', '/api/v1/auth/login', { login: editor.login, password: 'wrong' });
  await send('POST', '/api/v1/auth/login', { login: editor.login, password });
  expect((await rows('authn_login_fail', `user:${editor.id}`)).at(-1)).toMatchObject({
    outcome: 'failure',
    reason: 'password',
    door: 'rest',
  });
  expect((await rows('authn_login_success')).at(-1)).toMatchObject({
    actor: `user:${editor.id}`,
    outcome: 'success',
  });
});

it('all of it is one whole chain', async () => {
  await server.app.get(AuditLogService).flush();
  await server.app.get(AuditSealer).seal();
  expect((await server.app.get(AuditVerifierService).verify()).problems).toEqual([]);
});

function basicOf(login: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
}
