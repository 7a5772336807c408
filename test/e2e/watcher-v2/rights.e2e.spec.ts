import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FoldersService, OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import {
  createApplication,
  createCamera,
  createTenant,
  createUser,
  type Person,
  type Tenant,
} from '../../support/people.js';
import { asSystem, type Item, itemOf, itemsOf, refusal, success, V2Client } from './v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let all: V2Client;
let one: Tenant;
let other: Tenant;
let manager: Person;
let editor: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  all = new V2Client(server);
  one = await createTenant(server, 'one');
  other = await createTenant(server, 'other');
  manager = await createUser(server, 'manager');
  editor = await createUser(server, 'editor');
  const organizations = server.app.get(OrganizationsService);
  await organizations.addMember(one.organizationId, manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(one.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
  await createCamera(server, { name: 'public/square', title: 'Square' });
});
afterAll(() => server.close());

const configuration = [
  'stream_url',
  'substream_url',
  'thumbnails_url',
  'onvif_url',
  'onvif_profile',
  'streamer_id',
  'streamer_hostname',
  'agent_id',
  'agent_key',
  'agent_model',
  'agent_serial',
  'agent_status',
  'extrenal_id',
  'last_change',
];
const names = (items: readonly Item[]): readonly unknown[] => items.map(({ name }) => name);

describe('each way in, at the list of cameras', () => {
  it('shows everything with full configuration to the system key', async () => {
    const cameras = itemsOf(await all.get('/cameras'));
    expect(names(cameras)).toEqual(['one/gate', 'other/gate', 'public/square']);
    for (const camera of cameras) expect(Object.keys(camera)).toEqual(expect.arrayContaining(configuration));
  });

  it.each([
    ['a session', async () => all.login(one.member)],
    ['a user key', async () => all.withKey(one.member)],
    ['the system key acting as the user', async () => all.as({ ...asSystem, 'x-vsaas-user': one.member.login })],
    [
      'a session as Bearer',
      async () => {
        const { authorization } = await all.login(one.member);
        return all.as({ authorization: `Bearer ${authorization['x-vsaas-session'] ?? ''}` });
      },
    ],
  ])('shows the visible ones, reduced, to %s', async (_, enter) => {
    const cameras = itemsOf(await (await enter()).get('/cameras'));
    expect(names(cameras)).toEqual(['one/gate', 'public/square']);
    for (const camera of cameras) {
      expect(Object.keys(camera).filter((key) => configuration.includes(key))).toEqual([]);
      expect(camera['permissions']).toMatchObject({ view: true, edit: false, ptz: false });
    }
    expect(cameras.map(({ permissions }) => (permissions as Item)['dvr'])).toEqual([true, false]);
  });

  it('shows how a camera is reached to whoever may change it, and only of that one', async () => {
    const [mine, open] = itemsOf(await (await all.login(editor)).get('/cameras'));
    expect(Object.keys(mine ?? {})).toEqual(expect.arrayContaining(configuration));
    expect(Object.keys(open ?? {})).not.toContain('stream_url');
  });

  it('gives a playback token to persons who may watch, and to nobody else', async () => {
    const person = await all.login(one.member);
    const camera = itemOf(await person.get('/cameras/one/gate'));
    expect(camera['playback_config']).toEqual({ token: expect.any(String) as unknown });
    expect(itemOf(await all.get('/cameras/one/gate'))['playback_config']).toEqual({});
  });
});

describe('old spellings of the system key', () => {
  it('is taken as X-Vsaas-Apikey, but not in two headers at once', async () => {
    const key = asSystem['x-vsaas-api-key'] ?? '';
    expect((await all.as({ 'X-Vsaas-Apikey': key }).get('/cameras')).status).toBe(200);
    const twice = await all.as({ 'X-Vsaas-Apikey': key, 'x-vsaas-api-key': key }).get('/cameras');
    expect([twice.status, twice.body]).toEqual([400, refusal('BadRequest')]);
    const acting = all.as({ 'X-Vsaas-Apikey': key, 'X-Vsaas-User': one.member.login });
    expect(itemOf(await acting.get('/auth/whoami'))['login']).toBe(one.member.login);
  });
});

describe('who may change what', () => {
  it('lets members who may edit streams make, change and delete cameras of their organization only', async () => {
    const client = await all.login(editor);
    const made = itemOf(await client.post('/cameras', { title: 'Mine', stream_url: 'rtsp://camera.example/1' }));
    expect(made['organization_id']).toBe(one.organizationId);
    expect((await client.put(`/cameras/${String(made['name'])}`, { title: 'Ours' })).status).toBe(200);
    expect((await client.delete(`/cameras/${String(made['name'])}`)).body).toEqual(success);
    expect((await client.put('/cameras/public/square', { title: 'Mine' })).status).toBe(403);
    expect((await client.put('/cameras/other/gate', { title: 'Mine' })).status).toBe(404);
    expect((await client.delete('/cameras/other/gate')).status).toBe(404);
    const elsewhere = await client.post('/cameras', { title: 'x', organization_id: other.organizationId });
    expect([elsewhere.status, elsewhere.body]).toEqual([403, refusal('Forbidden')]);
    expect((await client.put('/cameras/one/gate', { organization_id: other.organizationId })).status).toBe(403);
    expect(
      (await client.post('/cameras/import', [{ name: 'one/x', organization_id: other.organizationId }])).status,
    ).toBe(403);
  });

  it('answers alike for a hidden camera and a missing one, whatever is done to them', async () => {
    const client = await all.login(one.member);
    for (const [method, end] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['PUT', '/ptz'],
      ['GET', '/agent'],
      ['POST', '/user_attributes'],
    ] as const) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      const hidden = await client.send(method, `/cameras/other/gate${end}`, body);
      const missing = await client.send(method, `/cameras/other/none${end}`, body);
      expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
    }
  });

  it('lets who may watch neither turn nor change: 403 before 501', async () => {
    const client = await all.login(one.member);
    expect((await client.put('/cameras/one/gate/ptz', { left: 20 })).status).toBe(403);
    expect((await client.post('/cameras/one/gate/agent-disconnect')).status).toBe(403);
    expect((await (await all.login(editor)).put('/cameras/one/gate/ptz', { left: 20 })).status).toBe(501);
  });

  it('lets a member who may edit users manage those of the organization, and give no more than they have', async () => {
    const client = await all.login(manager);
    const logins = itemsOf(await client.get('/users')).map(({ login }) => login);
    expect(logins).toEqual(expect.arrayContaining(['manager', 'editor', one.member.login]));
    expect(logins).not.toContain(other.member.login);
    const made = itemOf(await client.post('/users', { login: 'hired', password: 'correct horse 6' }));
    expect(made).toMatchObject({ organization_id: one.organizationId, apikey: expect.any(String) as unknown });
    const id = Number(made['id']);
    const place = `/organizations/${one.organizationId}/users`;
    expect((await client.put(`${place}/${id}`, { can_view_organization_cameras: true })).status).toBe(200);
    const tooMuch = await client.put(`${place}/${id}`, { can_edit_organization_cameras: true });
    expect([tooMuch.status, tooMuch.body]).toEqual([403, refusal('Forbidden')]);
    expect((await client.put(`/users/${id}`, { is_admin: '1' })).status).toBe(403);
    expect((await client.put(`/users/${id}`, { note: 'new', is_admin: false })).status).toBe(200);
    expect((await client.get(`/users/${other.member.id}`)).status).toBe(404);
    expect((await client.put(`/users/${editor.id}`, { password: 'correct horse 7' })).status).toBe(403);
    expect(itemOf(await client.get(`/users/${editor.id}`))).not.toHaveProperty('apikey');
    expect((await client.delete(`/users/${id}`)).body).toEqual(success);
  });

  it('lets nobody manage who may not, and shows everybody their own account', async () => {
    const client = await all.login(one.member);
    expect((await client.get(`/organizations/${one.organizationId}/users`)).status).toBe(403);
    expect((await client.get(`/organizations/${other.organizationId}`)).status).toBe(404);
    expect((await client.get(`/organizations/${other.organizationId}/folders`)).status).toBe(404);
    expect((await client.put(`/organizations/${one.organizationId}`, { title: 'Mine' })).status).toBe(403);
    expect((await client.delete(`/organizations/${one.organizationId}`, { force: '1' })).status).toBe(403);
    expect((await client.post('/users', { login: 'x', password: 'correct horse 8' })).status).toBe(403);
    expect((await client.get('/streamers')).status).toBe(403);
    expect((await client.put('/settings', { brand_title: 'Mine' })).status).toBe(403);
    const own = itemOf(await client.get(`/users/${one.member.id}`));
    expect(own).toMatchObject({ login: one.member.login, apikey: expect.any(String) as unknown });
    expect(itemOf(await client.get('/profile'))).toEqual(own);
  });

  it('lets domain administrators manage everything but administrators and settings', async () => {
    const domain = await createUser(server, 'domain', { accessLevel: 'domain_admin' });
    const root = await createUser(server, 'root', { isAdmin: true });
    const client = await all.login(domain);
    const account = itemOf(await client.get('/auth/whoami'));
    expect(account).toMatchObject({ is_admin: false, is_domain_admin: true, can_edit_settings: false });
    expect((await client.get('/settings')).status).toBe(403);
    expect((await client.put(`/users/${root.id}`, { password: 'correct horse 9' })).status).toBe(403);
    expect((await client.post('/users', { login: 'y', is_admin: '1' })).status).toBe(403);
    const made = itemOf(await client.post('/organizations', { title: 'Theirs' }));
    expect((await client.delete(`/organizations/${Number(made['id'])}`)).body).toEqual(success);
    const boss = itemOf(await client.post('/users', { login: 'boss', is_domain_admin: 'true' }));
    expect(boss).toMatchObject({ is_domain_admin: true, is_admin: false, can_edit_organizations: true });
  });

  it('lets programs do what they were given', async () => {
    const token = async (scope: string): Promise<V2Client> => {
      const { clientId, clientSecret } = await createApplication(server, { level: 'admin' });
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      });
      const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body });
      const { access_token } = (await answer.json()) as { readonly access_token: string };
      return all.as({ authorization: `Bearer ${access_token}` });
    };
    const reader = await token('cameras:read');
    expect((await reader.get('/cameras')).status).toBe(200);
    expect((await reader.put('/cameras/one/gate', { title: 'x' })).status).toBe(403);
    expect((await reader.post('/users', { login: 'z' })).status).toBe(403);
    expect((await reader.get('/users')).status).toBe(403);
    expect(itemOf(await reader.get(`/users/${one.member.id}`))).not.toHaveProperty('apikey');
    expect((await reader.get('/profile')).status).toBe(403);
    expect((await (await token('cameras:read cameras:write')).put('/cameras/one/gate', { comment: 'x' })).status).toBe(
      200,
    );
  });
});

describe('GET /users/{id}/cameras', () => {
  it('shows what the user sees, as far as the caller sees it', async () => {
    expect(names(itemsOf(await all.get(`/users/${one.member.id}/cameras`)))).toEqual(['one/gate', 'public/square']);
    expect(names(itemsOf(await all.get(`/users/${one.member.id}/cameras?search=gate`)))).toEqual(['one/gate']);
    const client = await all.login(manager);
    expect(names(itemsOf(await client.get(`/users/${one.member.id}/cameras`)))).toEqual(['one/gate', 'public/square']);
    expect((await client.get(`/users/${other.member.id}/cameras`)).status).toBe(404);
    const both = await createUser(server, 'both');
    const organizations = server.app.get(OrganizationsService);
    for (const { organizationId } of [one, other])
      await organizations.addMember(organizationId, both.id, { canViewStreams: true });
    expect(names(itemsOf(await client.get(`/users/${both.id}/cameras`)))).toEqual(['one/gate', 'public/square']);
    expect(names(itemsOf(await all.get(`/users/${both.id}/cameras`)))).toEqual([
      'one/gate',
      'other/gate',
      'public/square',
    ]);
    await all.put(`/users/${both.id}`, { enabled: '0' });
    expect(itemsOf(await all.get(`/users/${both.id}/cameras`))).toEqual([]);
  });
});

describe('folders', () => {
  it('reach the cameras below, and nothing else', async () => {
    const folders = server.app.get(FoldersService);
    const house1 = await folders.create(system, other.organizationId, { title: 'House' });
    const room = await folders.create(system, other.organizationId, { title: 'Room', parentId: house1.id });
    await createCamera(server, { organizationId: other.organizationId, name: 'other/room', folderId: room.id });
    const guest = await createUser(server, 'guest-of-house');
    const place = `/organizations/${other.organizationId}`;
    const put = await all.put(`${place}/users/${guest.id}`, { folders_permissions: String(house1.id) });
    expect(itemOf(put)['folders_permissions']).toEqual([house1.id]);
    const client = await all.login(guest);
    expect(names(itemsOf(await client.get('/cameras')))).toEqual(['public/square', 'other/room']);
    const seen = itemsOf(await client.get(`${place}/folders`)).map(({ title }) => title);
    expect(seen).toEqual(expect.arrayContaining(['House', 'Room']));
    expect(itemsOf(await all.get(`/cameras?folder_id=${room.id}`)).map(({ name }) => name)).toEqual(['other/room']);
    expect(
      itemOf(await all.put(`${place}/users/${guest.id}`, { folders_permissions: [] }))['folders_permissions'],
    ).toEqual([]);
    expect(names(itemsOf(await client.get('/cameras')))).toEqual(['public/square']);
  });

  it('move behind, before and into each other, never below themselves', async () => {
    const place = `/organizations/${one.organizationId}/folders`;
    const make = async (title: string): Promise<number> => Number(itemOf(await all.post(place, { title }))['id']);
    const [a, b, c] = [await make('a'), await make('b'), await make('c')];
    const order = async (): Promise<unknown> =>
      itemsOf(await all.get(place))
        .filter(({ level }) => level === 1)
        .map(({ title }) => title);
    expect(await order()).toEqual(['a', 'b', 'c']);
    await all.put(`${place}/${c}`, { move_before: String(a) });
    expect(await order()).toEqual(['c', 'a', 'b']);
    await all.put(`${place}/${c}`, { move_after: b });
    expect(await order()).toEqual(['a', 'b', 'c']);
    expect(itemOf(await all.put(`${place}/${c}`, { move_inside: a }))).toMatchObject({ parent_id: a, level: 2 });
    expect((await all.put(`${place}/${a}`, { move_inside: c })).status).toBe(400);
    const read = itemOf(await all.get(`${place}/${c}`));
    expect(itemOf(await all.put(`${place}/${c}`, read))).toEqual(read);
    expect(itemOf(await all.put(`${place}/${c}`, { ...read, parent_id: b }))).toMatchObject({ parent_id: b });
    const root = itemsOf(await all.get(place)).find(({ parent_id }) => parent_id === null);
    expect((await all.delete(`${place}/${Number(root?.['id'])}`)).status).toBe(400);
  });
});
