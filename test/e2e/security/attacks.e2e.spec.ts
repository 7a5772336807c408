import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, FoldersService, OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, password, type Person } from '../../support/people.js';
import { V2Client } from '../watcher-v2/v2-client.js';
import { adminApi, callerOf, type V3 } from '../watcher-v3/v3-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

/** Attempts to get more than one may have: each must go on failing, at every API where it was tried. */
const names = ['stranger', 'member', 'keeper', 'owner', 'porter', 'gatekeeper', 'domain', 'root'] as const;
type Name = (typeof names)[number];
type Ids = Readonly<Record<Name | 'city' | 'port', number>>;

let server: TestServer;
let v2: V2Client;
let ids: Ids;
const people = new Map<Name, Person>();
const callers = new Map<Name, V3>();

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  v2 = new V2Client(server);
  for (const name of names) {
    const accessLevel = name === 'root' ? 'admin' : name === 'domain' ? 'domain_admin' : 'generic';
    people.set(name, await createUser(server, name, { accessLevel }));
    callers.set(name, await callerOf(server, person(name)));
  }
  const managed = server.app.get(OrganizationsService);
  const { id: city } = await managed.create(system, { title: 'City', ownerId: person('owner').id });
  const { id: port } = await managed.create(system, { title: 'Port' });
  const both = { canViewStreams: true, canEditStreams: true };
  await managed.addMember(city, person('member').id, {});
  await managed.addMember(city, person('keeper').id, { canViewStreams: true, canEditUsers: true });
  for (const id of [city, port]) await managed.addMember(id, person('porter').id, both);
  const folders = server.app.get(FoldersService);
  const vault = await folders.create(system, city, { title: 'The vault' });
  const hall = await folders.create(system, city, { title: 'Hall', parentId: vault.id });
  await createCamera(server, { name: 'gate', organizationId: city, streamUrl: 'rtsp://u:hunter2@camera.example/gate' });
  await createCamera(server, { name: 'hall', organizationId: city, folderId: hall.id });
  await createCamera(server, { name: 'quay', organizationId: port });
  await server.app.get(CameraPermissionsService).set(system, 'hall', person('gatekeeper').id, { canView: true });
  const numbers = names.map((name) => [name, person(name).id] as const);
  // The border where every name has its number.
  ids = { ...Object.fromEntries(numbers), city, port } as Ids;
});
afterAll(() => server.close());

function person(name: Name): Person {
  const found = people.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
}

function as(name: Name): V3 {
  const found = callers.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Attempt = readonly [who: Name, method: Method, path: (all: Ids) => string, body: unknown];
const wished = 'a password of their wish';
const refused = [403, 404];

describe('no more rights by', () => {
  it.each<Attempt>([
    ['domain', 'put', ({ root }) => `/users/${root}`, { password: wished }],
    ['domain', 'delete', ({ root }) => `/users/${root}`, undefined],
    ['domain', 'get', ({ root }) => `/users/${root}/apikey`, undefined],
    ['domain', 'post', ({ root }) => `/users/${root}/apikey`, undefined],
    ['domain', 'get', ({ root }) => `/users/${root}/sessions`, undefined],
    ['domain', 'post', () => '/autologin/generate', { login: 'root' }],
    ['domain', 'put', ({ domain }) => `/users/${domain}`, { access_level: 'admin' }],
    ['keeper', 'put', ({ keeper }) => `/users/${keeper}`, { access_level: 'admin' }],
    ['keeper', 'put', ({ city, keeper }) => `/organizations/${city}/users/${keeper}`, { can_edit_streams: true }],
    ['keeper', 'put', ({ city, owner }) => `/organizations/${city}/users/${owner}`, { can_view_streams: false }],
    ['keeper', 'post', () => '/autologin/generate', { login: 'owner' }],
    ['keeper', 'get', () => '/access_log', undefined],
    ['owner', 'put', ({ city }) => `/organizations/${city}`, { limits: { streams: 1_000_000 } }],
    ['porter', 'put', ({ city }) => `/organizations/${city}`, { title: 'Mine' }],
    ['porter', 'put', ({ city }) => `/organizations/${city}/users/1`, { can_edit_users: true }],
  ])('Watcher v3: %s %s %s (%#)', async (who, method, path, body) => {
    const said = await as(who)[method](path(ids), body);
    expect(refused).toContain(said.status);
  });

  it.each<readonly [who: Name, method: string, path: (all: Ids) => string, fields: Readonly<Record<string, string>>]>([
    ['domain', 'PUT', ({ domain }) => `/users/${domain}`, { is_admin: '1' }],
    ['domain', 'PUT', ({ root }) => `/users/${root}`, { password: wished }],
    ['domain', 'POST', () => '/users', { login: 'made', password: wished, is_admin: 'true' }],
    ['domain', 'POST', () => '/auth/generate-autologin-token', { login: 'root' }],
    ['domain', 'PUT', () => '/settings', { api_key: 'k'.repeat(20) + 'y'.repeat(20) }],
    ['keeper', 'PUT', ({ keeper }) => `/users/${keeper}`, { is_domain_admin: 'true' }],
    ['keeper', 'POST', () => '/users', { login: 'made', password: wished, is_domain_admin: '1' }],
    ['owner', 'PUT', ({ city }) => `/organizations/${city}`, { camera_limit: '99999' }],
  ])('Watcher v2, as a form: %s %s %s (%#)', async (who, method, path, fields) => {
    const client = await v2.login(person(who));
    expect(refused).toContain((await client.form(method, path(ids), fields)).status);
  });

  it("an account in somebody else's organization", async () => {
    const client = await v2.login(person('keeper'));
    const account = { login: 'planted', password: wished, organization_id: ids.port };
    expect((await client.post('/users', account)).status).toBe(404);
    expect((await as('root').get('/users?name=planted')).body).toMatchObject({ users_list: [] });
  });

  it('a table of users', async () => {
    const client = await v2.login(person('domain'));
    const { body } = await client.post('/users/import', [
      { login: 'root', password: wished },
      { login: 'imported', password: wished, is_admin: 'true' },
    ]);
    expect(body).toMatchObject({ success: false, zc: 0, zu: 0 });
    expect((await as('root').get('/profile')).status).toBe(200);
  });

  it("one's own profile", async () => {
    const all = { access_level: 'admin', is_admin: true, is_domain_admin: true, can_edit_settings: true };
    expect((await as('member').put('/profile', all)).body).toMatchObject({ is_admin: false, is_domain_admin: false });
    const client = await v2.login(person('member'));
    expect((await client.put('/profile', all)).body).toMatchObject({ is_admin: false, is_domain_admin: false });
  });

  // Of two organizations whose streams somebody edits, only its owner takes a stream out of one.
  it('taking a stream elsewhere, however it is said', async () => {
    const { city, port } = ids;
    const client = await v2.login(person('porter'));
    await as('porter').put('/streams/gate', { organization_id: port });
    await as('porter').post('/streams/multiedit', { streams: [{ name: 'gate', organization: { id: port } }] });
    await client.put('/cameras/gate', { organization_id: port });
    await client.form('PUT', '/cameras/gate', { organization_id: String(port) });
    await client.post('/cameras/import', [{ name: 'gate', organization_id: port }]);
    expect((await as('root').get('/streams/gate')).body['organization_id']).toBe(city);
  });

  it.each(['/users', '/streams', '/domain_config', '/shares', '/streamers', '/zones'])(
    'the administrators\u2019 interface, as a domain administrator: %s',
    async (path) => {
      const { status } = await (await callerOf(server, person('domain'), adminApi)).get(path);
      expect(status).toBe(403);
    },
  );

  it("somebody else's name beside one's own key", async () => {
    const own = await v2.withKey(person('member'));
    const wrong = { ...own.authorization, 'x-vsaas-user': 'root' };
    expect((await v2.as(wrong).get('/auth/whoami')).status).toBe(403);
    const nobody = { ...v2.authorization, 'x-vsaas-user': 'nobody' };
    expect((await v2.as(nobody).get('/auth/whoami')).status).toBe(403);
  });
});

describe('what is hidden', () => {
  it.each<readonly [hidden: (all: Ids) => string, missing: string]>([
    [({ city }) => `/organizations/${city}`, '/organizations/999999'],
    [({ city }) => `/organizations/${city}/users`, '/organizations/999999/users'],
    [({ city }) => `/organizations/${city}/folders`, '/organizations/999999/folders'],
    [({ root }) => `/users/${root}`, '/users/999999'],
    [({ root }) => `/users/${root}/sessions`, '/users/999999/sessions'],
    [() => '/streams/gate', '/streams/none'],
    [() => '/streams/gate/permissions/users', '/streams/none/permissions/users'],
  ])('answers a stranger as what is missing (%#)', async (hidden, missing) => {
    const [one, other] = [await as('stranger').get(hidden(ids)), await as('stranger').get(missing)];
    expect([one.status, one.body]).toEqual([404, other.body]);
  });

  it('so does a login that is somebody’s, to who asks for a token to come in', async () => {
    const ask = (login: string) => as('stranger').post('/autologin/generate', { login });
    expect((await ask('root')).text).toBe((await ask('nobody-at-all')).text);
    const client = await v2.login(person('stranger'));
    const askThere = (login: string) => client.post('/auth/generate-autologin-token', { login });
    expect((await askThere('root')).text).toBe((await askThere('nobody-at-all')).text);
  });

  it('is neither counted nor found', async () => {
    for (const query of ['', '?name=gate', '?q=gate', `?organization_id=${ids.city}`, '?sort=-title&limit=1'])
      expect((await as('stranger').get(`/streams${query}`)).body).toMatchObject({ streams: [], estimated_count: 0 });
    expect((await as('stranger').get('/users?name=root')).body).toMatchObject({ users_list: [], estimated_count: 0 });
    expect((await as('stranger').get('/organizations')).body).toMatchObject({ estimated_count: 0 });
  });

  it('is not said by the way to a camera that somebody may see alone', async () => {
    const said = await as('gatekeeper').get('/streams/hall');
    expect(said.status).toBe(200);
    expect(said.text).not.toContain('The vault');
  });

  it('stays so at every API: the password of a camera', async () => {
    const client = await v2.login(person('owner'));
    const answers = [
      await as('owner').get('/streams/gate'),
      await as('owner').get('/streams'),
      await (await callerOf(server, person('root'), adminApi)).get('/streams/gate'),
      await client.get('/cameras/gate'),
      await v2.get('/cameras'),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toContain('hunter2');
    }
  });
});

describe('tokens', () => {
  it('open only the API that they are for', async () => {
    const basic = `Basic ${Buffer.from(`keeper:${password}`).toString('base64')}`;
    const { body: tokens } = await (await callerOf(server, basic)).post('/login');
    const stats = (await as('keeper').get('/streams/gate')).body['stats'] as Readonly<Record<string, unknown>>;
    for (const token of [String(tokens['refresh_token']), String(stats['playback_token'])]) {
      const bearer = `Bearer ${token}`;
      expect((await (await callerOf(server, bearer)).get('/profile')).status).toBe(401);
      expect((await v2.as({ authorization: bearer }).get('/profile')).status).toBe(403);
      expect((await v2.as({ 'x-vsaas-session': token }).get('/profile')).status).toBe(403);
    }
    const stranger = await callerOf(server, undefined);
    for (const parameter of ['token', 'access_token'])
      expect((await stranger.get(`/profile?${parameter}=${String(tokens['access_token'])}`)).status).toBe(401);
  });

  it('that work once work once, whole, and for nothing else', async () => {
    const stranger = await callerOf(server, undefined);
    const { body } = await as('owner').post('/autologin/generate', { login: 'member' });
    const token = String(body['autologin_token']);
    const use = async (text: string) => (await stranger.post('/autologin', { autologin_token: text })).status;
    expect((await stranger.post('/reset_password', { token, password: wished })).status).toBe(401);
    for (const wrong of [token.slice(0, -1), `${token} `, token.replace(/:[0-9]+:/, ':1:')])
      expect(await use(wrong)).toBe(401);
    expect([await use(token), await use(token)]).toEqual([200, 401]);
    expect((await v2.as({}).form('POST', '/vsaas/autologin', { autologin_token: token })).status).toBe(400);
  });

  it('of playback are for one camera, one use and one person as they were, to the bit', async () => {
    const stats = (await as('keeper').get('/streams/gate')).body['stats'] as Readonly<Record<string, unknown>>;
    const token = String(stats['playback_token']);
    const ask = async (path: string, ticket: string, action = 'read'): Promise<number> => {
      const question = {
        ip: '192.0.2.7',
        user: '',
        password: '',
        token: ticket,
        action,
        path,
        protocol: 'rtsp',
        query: '',
      };
      const { status } = await fetch(`${server.url}/media/mediamtx/auth`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...question, id: null, userAgent: '' }),
      });
      return status;
    };
    expect(await ask('gate', token)).toBe(204);
    expect(await ask('gate', '')).toBe(401);
    for (const [path, ticket, action] of [
      ['quay', token, 'read'],
      ['hall', token, 'read'],
      ['none', token, 'read'],
      ['gate', token, 'publish'],
      ['', token, 'api'],
      ['gate', token.slice(0, -1), 'read'],
      ['gate', `${token}A`, 'read'],
    ] as const)
      expect(await ask(path, ticket, action)).toBe(403);
    const bytes = Buffer.from(token.slice(2), 'base64url');
    const flipped = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return `4.${copy.toString('base64url')}`;
    });
    for (const wrong of flipped) expect(await ask('gate', wrong)).toBe(403);
    for (const disabled of [true, false]) {
      expect((await as('root').put(`/users/${ids.keeper}`, { disabled })).status).toBe(200);
      expect(await ask('gate', token)).toBe(403);
      expect((await as('keeper').get('/profile')).status).toBe(401);
    }
  });
});

describe('what is sent to harm', () => {
  it('comes back as text in pages', async () => {
    const bad = encodeURIComponent('"><script>alert(1)</script>');
    for (const path of ['/watcher/client-api/v3/reset_password', '/vsaas/api/v2/auth/restore-password']) {
      const answer = await fetch(`${server.url}${path}?token=${bad}`);
      expect(await answer.text()).not.toContain('<script');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('is refused before it costs much', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const many = { streams: Array.from({ length: 5000 }, (_, index) => ({ name: `x${index}` })) };
    expect((await as('porter').put('/streams/gate', `{"vision":${deep}}`)).status).toBe(400);
    expect((await as('porter').post('/streams/multiedit', many)).status).toBe(400);
    for (const query of ['limit=1000000000', `sort=${Array(200).fill('name').join(',')}`, 'sort=name;drop table users'])
      expect((await as('stranger').get(`/streams?${encodeURI(query)}`)).status).toBe(400);
    expect((await as('stranger').get(`/streams?q=${encodeURIComponent('%_'.repeat(500))}`)).status).toBe(200);
  });
});
