import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { UsersService } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, password, type Person } from '../../support/people.js';
import { adminApi, callerOf, itemsOf, refusalOf, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let camgate: TestServer;
let root: V3;
let chief: Person;
let somebody: Person;
let administrator: Person;
let city: number;

const basic = ({ login, password: secret }: Person): string =>
  `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`;

beforeAll(async () => {
  camgate = await openServer({
    RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    LOG_LEVEL: 'silent',
    ALLOWED_NETWORKS: '127.0.0.1',
  });
  administrator = await createUser(camgate, 'root', { isAdmin: true });
  chief = await createUser(camgate, 'chief', { accessLevel: 'domain_admin' });
  somebody = await createUser(camgate, 'somebody');
  root = await callerOf(camgate, administrator, adminApi);
  city = (await camgate.app.get(OrganizationsService).createWithoutOwner({ title: 'City', isPublic: false })).id;
  await createCamera(camgate, { name: 'city/gate', organizationId: city });
});
afterAll(() => camgate.close());

describe('POST /login', () => {
  it('gives administrators tokens that open both interfaces', async () => {
    const caller = await callerOf(camgate, basic(administrator), adminApi);
    const said = await caller.post('/login', null);
    expect(said.status).toBe(200);
    expect(said.headers.get('cache-control')).toBe('no-store');
    expectShape(said.body, shapes.tokens);
    const token = `Bearer ${String(said.body['access_token'])}`;
    expect((await (await callerOf(camgate, token, adminApi)).get('/users')).status).toBe(200);
    expect((await (await callerOf(camgate, token)).get('/profile')).status).toBe(200);
    const refresh = await callerOf(camgate, `Bearer ${String(said.body['refresh_token'])}`, adminApi);
    expect((await refresh.post('/login')).body).toMatchObject({ refresh_token: said.body['refresh_token'] });
  });

  it('is 403 for others, and begins no session for them', async () => {
    for (const who of [chief, somebody]) {
      const sessions = async (): Promise<number> =>
        (await camgate.dataSource.query('select from sessions where user_id = $1', [who.id])).length;
      const before = await sessions();
      const caller = await callerOf(camgate, basic(who), adminApi);
      expect(refusalOf(await caller.post('/login', null))).toEqual([403, 'forbidden']);
      expect(await sessions()).toBe(before);
    }
    const client = await callerOf(camgate, basic(somebody));
    const { body } = await client.post('/login');
    const refresh = await callerOf(camgate, `Bearer ${String(body['refresh_token'])}`, adminApi);
    expect(refusalOf(await refresh.post('/login'))).toEqual([403, 'forbidden']);
  });

  it('is 401 for wrong and missing credentials', async () => {
    const wrong = await callerOf(camgate, basic({ ...administrator, password: 'wrong' }), adminApi);
    expect((await wrong.post('/login')).status).toBe(401);
    expect((await (await callerOf(camgate, undefined, adminApi)).post('/login')).status).toBe(401);
  });
});

describe("the administrators' interface", () => {
  const doors: readonly (readonly [keyof V3, string])[] = [
    ['get', '/users'],
    ['post', '/users'],
    ['get', '/users/1'],
    ['put', '/users/nonsense'],
    ['delete', '/users/1'],
    ['get', '/users/1/apikey'],
    ['post', '/users/1/apikey'],
    ['get', '/presets'],
    ['put', '/organizations/1/presets'],
    ['delete', '/organizations/1/presets/1'],
    ['get', '/shares'],
    ['post', '/shares'],
    ['delete', '/shares/x'],
    ['get', '/streamers'],
    ['put', '/streamers/x'],
    ['delete', '/streamers/x'],
    ['get', '/zones'],
    ['put', '/zones/x'],
    ['get', '/domain_config'],
    ['put', '/domain_config'],
    ['get', '/system_config'],
    ['get', '/cluster/stats'],
    ['get', '/agents'],
    ['get', '/agents/1'],
    ['get', '/nvrs'],
    ['get', '/usage/cameras'],
    ['get', '/events'],
    ['get', '/streams/discover'],
    ['put', '/streams/discover'],
    ['delete', '/streams/discover'],
    ['get', '/tls/letsencrypt'],
    ['post', '/tls/letsencrypt'],
    ['get', '/peeklio/check_watcher_status'],
    ['post', '/peeklio/create_operator_id'],
    ['post', '/streamers/x/preview_layout_change'],
  ];

  it.each(doors)('is closed to everybody else: %s %s', async (method, path) => {
    for (const who of [chief, somebody]) {
      const said = await (await callerOf(camgate, basic(who), adminApi))[method](path);
      expect(refusalOf(said)).toEqual([403, 'forbidden']);
    }
    expect((await (await callerOf(camgate, undefined, adminApi))[method](path)).status).toBe(401);
  });

  it('knows no system key of v2', async () => {
    const response = await fetch(`${camgate.url}${adminApi}/users`, {
      headers: { 'x-vsaas-api-key': 'system-key-of-the-tests-0123456789abcdef' },
    });
    expect(response.status).toBe(401);
  });
});

describe('users', () => {
  it('are all listed, made, changed and deleted', async () => {
    const made = await root.post('/users', {
      name: 'made',
      password,
      fullname: 'Made by an administrator',
      access_level: 'domain_admin',
    });
    expect(made.status).toBe(200);
    expectShape(made.body, shapes.user);
    expect(made.body).toMatchObject({ name: 'made', access_level: 'domain_admin' });
    expect(made.body).not.toHaveProperty('password');
    const id = Number(made.body['id']);
    expect(made.body['organizations']).toMatchObject([{ title: expect.any(String) as string }]);
    expect((await root.get(`/users/${id}`)).body).toEqual(made.body);
    expect((await root.put(`/users/${id}`, { note: 'A note' })).body).toMatchObject({ note: 'A note' });
    const listed = itemsOf(await root.get('/users?limit=1000'), 'users_list');
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['root', 'chief', 'somebody', 'made']));
    const key = await root.post(`/users/${id}/apikey`, null);
    expect((await root.get(`/users/${id}/apikey`)).body).toEqual(key.body);
    expect(key.headers.get('cache-control')).toBe('no-store');
    expect(refusalOf(await root.post('/users', { name: 'MADE', password }))).toEqual([409, 'login_taken', '/name']);
    expect((await root.delete(`/users/${id}`)).status).toBe(204);
    expect(refusalOf(await root.get(`/users/${id}`))).toEqual([404, 'user_not_found']);
    expect(await camgate.app.get(UsersService).find(id)).toBeUndefined();
  });

  it('are walked in pages', async () => {
    expect((await walk(root, '/users?sort=-name', 'users_list')).length).toBeGreaterThanOrEqual(3);
    expect(itemsOf(await root.get(`/users?organization_id=${city}`), 'users_list')).toEqual([]);
  });
});

describe('presets', () => {
  it('are made, given, taken away and deleted; deleted ones are listed only when asked for', async () => {
    const made = await root.post('/presets', { title: 'Week', dvr: { expiration: 604800 } });
    expectShape(made.body, shapes.preset);
    const id = Number(made.body['id']);
    expect((await root.put(`/presets/${id}`, { title: 'Fortnight' })).body).toMatchObject({ title: 'Fortnight' });
    const given = await root.put(`/organizations/${city}/presets`, { preset_id: id });
    expect(given.body).toMatchObject({ id, stats: { organizations_count: 1 } });
    expect(itemsOf(await root.get(`/presets?organization_id=${city}`), 'presets')).toHaveLength(1);
    expect((await root.delete(`/organizations/${city}/presets/${id}`)).status).toBe(204);
    expect(refusalOf(await root.put(`/organizations/${city}/presets`, null))).toEqual([
      400,
      'missing_required',
      '/preset_id',
    ]);
    expect((await root.delete(`/presets/${id}`)).status).toBe(204);
    expect(itemsOf(await root.get('/presets'), 'presets')).toEqual([]);
    const deleted = itemsOf(await root.get('/presets?deleted_at_is_not=null'), 'presets');
    expect(deleted).toMatchObject([{ id, deleted_at: expect.any(Number) as number }]);
  });
});

describe('shares', () => {
  const lobby = { name: 'Lobby', media: 'city/gate' };

  it('are not made of streams that their maker may not watch', async () => {
    expect(refusalOf(await root.post('/shares', lobby))).toEqual([403, 'forbidden']);
    expect(itemsOf(await root.get('/shares'), 'shared_tokens')).toEqual([]);
    // Administrators let themselves in, and everybody can read that they did.
    const client = await callerOf(camgate, administrator);
    const join = `/organizations/${city}/users/${administrator.id}`;
    expect((await client.put(join, { can_view_streams: true })).status).toBe(200);
  });

  it('of streams that one may not watch are shown without their key, and ended by what is in its place', async () => {
    const made = await root.post('/shares', { ...lobby, name: 'Hall' });
    const other = await createUser(camgate, 'other-root', { isAdmin: true });
    const second = await callerOf(camgate, other, adminApi);
    const [shown] = itemsOf(await second.get('/shares'), 'shared_tokens');
    expect(shown).toEqual({ ...made.body, key: expect.stringMatching(/^share-\d+$/) as string });
    expect((await second.delete(`/shares/${String(shown?.['key'])}`)).status).toBe(204);
    expect(itemsOf(await root.get('/shares'), 'shared_tokens')).toEqual([]);
  });

  it('are made with a key, listed and ended', async () => {
    const made = await root.post('/shares', {
      name: 'Lobby',
      media: 'city/gate',
      permissions: [{ live: true, dvr: true, dvr_depth_limit: 3600 }],
    });
    expect(made.status).toBe(200);
    expectShape(made.body, shapes.shared);
    expect(made.body).toMatchObject({
      key: expect.stringMatching(/^[0-9A-Za-z]{27}$/) as string,
      name: 'Lobby',
      media: 'city/gate',
      permissions: [{ live: true, dvr: true, export: false, ptz: false, advert: false, dvr_depth_limit: 3600 }],
    });
    expect(itemsOf(await root.get('/shares'), 'shared_tokens')).toEqual([made.body]);
    expect(itemsOf(await root.get('/shares?media=city%2Fgate&select=name'), 'shared_tokens')).toHaveLength(1);
    expect(refusalOf(await root.post('/shares', { name: 'Lobby', media: 'city/gate' }))).toEqual([
      409,
      'shared_token_exists',
    ]);
    expect(refusalOf(await root.post('/shares', { name: 'x', media: 'nothing' }))).toEqual([
      400,
      'invalid_value',
      '/media',
    ]);
    expect(refusalOf(await root.post('/shares', null))[0]).toBe(400);
    expect((await root.delete(`/shares/${String(made.body['key'])}`)).status).toBe(204);
    expect(refusalOf(await root.delete(`/shares/${String(made.body['key'])}`))).toEqual([
      404,
      'shared_token_not_found',
    ]);
  });
});

describe('streamers and zones', () => {
  it('are registered, changed and unregistered', async () => {
    expect((await root.put('/zones/north', { is_dedicated: true })).body).toMatchObject({
      name: 'north',
      is_dedicated: true,
      created: { created_at: expect.any(Number) as number, user: { id: expect.any(Number) as number, name: 'root' } },
      stats: { streamers_count: 0 },
    });
    const made = await root.put('/streamers/ms1.example', {
      api_url: 'http://ms1.example:8080/',
      public_payload_url: 'https://ms1.example',
      cluster_key: 'xS6i6Q3DCc5nEvnu',
      role: 'streamer',
      channel_limit: 5,
      labels: { rack: 'a' },
      zones: ['north'],
      dvrs: [{ name: 'disk' }],
      config: { any: 1 },
    });
    expect(made.status).toBe(200);
    expectShape(made.body, shapes.streamer);
    expect(made.text).not.toContain('xS6i6Q3DCc5nEvnu');
    expect(made.body).toMatchObject({
      hostname: 'ms1.example',
      has_cluster_key: true,
      channel_limit: 5,
      labels: { rack: 'a' },
      zones: ['north'],
      dvrs: [{ name: 'disk' }],
      config: { any: 1 },
    });
    expect((await root.put('/streamers/ms1.example', { channel_limit: null })).body).not.toHaveProperty(
      'channel_limit',
    );
    expect((await root.get('/streamers/ms1.example')).body).toMatchObject({
      public_payload_url: 'https://ms1.example',
    });
    expect(itemsOf(await root.get('/streamers?role=streamer'), 'streamers')).toHaveLength(1);
    expect(refusalOf(await root.delete('/zones/north'))).toEqual([409, 'zone_exists']);
    expect((await root.get('/cluster/stats')).body).toMatchObject({
      streamers_count: 1,
      streamer_metrics: [{ hostname: 'ms1.example' }],
    });
    expect((await root.delete('/streamers/ms1.example')).status).toBe(204);
    expect(refusalOf(await root.get('/streamers/ms1.example'))).toEqual([404, 'streamer_not_found']);
    expect((await root.get('/zones/north')).status).toBe(200);
    expect((await root.delete('/zones/north')).status).toBe(204);
    expect(refusalOf(await root.get('/zones/north'))).toEqual([404, 'zone_not_found']);
  });

  it.each([
    [{ hostname: 'other.example' }, '/hostname'],
    [{ api_url: 'file:///etc/passwd' }, '/api_url'],
    [{ api_url: 5 }, '/api_url'],
    [{ role: 'cook' }, '/role'],
    [{ labels: { rack: 1 } }, '/labels'],
    [{ labels: ['a'] }, '/labels'],
    [{ dvrs: {} }, '/dvrs'],
    [{ dvrs: ['x'] }, '/dvrs'],
    [{ config: [] }, '/config'],
    [{ zones: ['nowhere'] }, '/zones'],
    [{ zones: 'north' }, '/zones'],
    [{ channel_limit: -1 }, '/channel_limit'],
  ])('with wrong parts are refused and not registered (%#)', async (body, place) => {
    const said = await root.put('/streamers/odd.example', body);
    expect(said.status).toBe(400);
    expect(refusalOf(said)[2]).toBe(place);
    expect((await root.get('/streamers/odd.example')).status).toBe(404);
  });

  it('are rejected when they are to be checked and do not answer', async () => {
    const server: Server = createServer((_request, reply) => reply.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // The border: a listening TCP server has an address with a port.
    const { port } = server.address() as AddressInfo;
    const body = { api_url: `http://127.0.0.1:${port}` };
    expect((await root.put('/streamers/live.example?checks_enable=true', body)).status).toBe(200);
    await new Promise((resolve) => server.close(resolve));
    expect((await root.put('/streamers/dead.example?checks_enable=true', body)).status).toBe(400);
    expect((await root.put('/streamers/dead.example?checks_enable=false', body)).status).toBe(200);
    expect(refusalOf(await root.put('/streamers/dead.example?checks_enable=perhaps', body))[1]).toBe('not_boolean');
    for (const name of ['live', 'dead']) await root.delete(`/streamers/${name}.example`);
  });

  it('with impossible names are rejected', async () => {
    expect((await root.put('/zones/with%20space', null)).status).toBe(400);
    expect((await root.put('/streamers/with%20space', null)).status).toBe(400);
    expect(refusalOf(await root.put('/zones/north', { name: 'south' }))).toEqual([400, 'invalid_value', '/name']);
  });
});

describe('the settings', () => {
  it('are changed bit by bit, and show no secret', async () => {
    const changed = await root.put('/domain_config', {
      mail: {
        sending_method: 'SMTP',
        host: 'mail.example.com',
        port: 587,
        login: 'cameras',
        password: 'mailbox-secret',
        security: 'starttls',
        sender: { title: 'Cameras', email: 'cameras@example.com' },
      },
      appearance: { title: 'City', colors: { primary: '#112233' } },
    });
    expect(changed.status).toBe(200);
    expect(changed.text).not.toContain('mailbox-secret');
    expect(changed.body).toEqual({
      mail: {
        sending_method: 'SMTP',
        host: 'mail.example.com',
        port: 587,
        login: 'cameras',
        security: 'starttls',
        sender: { title: 'Cameras', email: 'cameras@example.com' },
      },
      appearance: { title: 'City', colors: { primary: '#112233' } },
    });
    const kept = await root.put('/domain_config', { mail: { host: 'other.example.com', password: '' } });
    expect(kept.body).toMatchObject({ mail: { host: 'other.example.com', port: 587 }, appearance: { title: 'City' } });
    expect((await root.put('/domain_config', null)).body).toEqual(kept.body);
    expect((await root.get('/domain_config')).body).toEqual(kept.body);
    expect((await (await callerOf(camgate, undefined)).get('/ui_settings')).body).toMatchObject({ title: 'City' });
    const cleared = await root.put('/domain_config', { mail: null, appearance: null });
    expect(cleared.body).toEqual({ appearance: { colors: {} } });
  });

  it.each([
    [{ mail: 'x' }, '/mail'],
    [{ mail: { sending_method: 'pigeon' } }, '/mail/sending_method'],
    [{ mail: { port: 0 } }, '/mail/port'],
    [{ mail: { port: '25' } }, '/mail/port'],
    [{ mail: { security: 'some' } }, '/mail/security'],
    [{ appearance: { title: 5 } }, '/appearance/title'],
    [{ appearance: { logo: 'https://example.com/logo.png' } }, '/appearance/logo'],
    [{ appearance: { colors: { primary: 'url(x)' } } }, '/appearance/colors/primary'],
    [{ mail: { host: 'a b' } }, '/mail/host'],
  ])('are refused whole when a part is wrong (%#)', async (body, place) => {
    const before = await root.get('/domain_config');
    const said = await root.put('/domain_config', body);
    expect(said.status).toBe(400);
    expect(refusalOf(said)[2]).toBe(place);
    expect((await root.get('/domain_config')).body).toEqual(before.body);
  });

  it('of the environment are shown without secrets', async () => {
    const said = await root.get('/system_config');
    expect(said.body).toMatchObject({
      api_url: 'http://camgate.test',
      listeners: { http: [{ port: expect.any(Number) as number }] },
      loglevel: 'silent',
    });
    const { username, pathname } = new URL(camgate.databaseUrl);
    expect(said.text).toContain(pathname);
    expect(said.text).not.toContain('@');
    expect(said.text).not.toContain(`${username}:`);
    expect(said.text).not.toContain('master secret');
    expect(said.text).not.toContain('system-key');
  });
});

describe('the probes', () => {
  it('answer strangers', async () => {
    const stranger = await callerOf(camgate, undefined, adminApi);
    for (const path of ['/monitoring/liveness', '/monitoring/readiness']) {
      const said = await stranger.get(path);
      expect(said.status).toBe(200);
      expectShape(said.body, shapes.monitoring);
    }
  });

  it('answer 503 while the database is away, and live on', async () => {
    const other = await openServer();
    const stranger = await callerOf(other, undefined, adminApi);
    await other.dataSource.destroy();
    const said = await stranger.get('/monitoring/readiness');
    expect(said.status).toBe(503);
    expectShape(said.body, shapes.monitoring);
    expect((await stranger.get('/monitoring/liveness')).status).toBe(200);
    await other.dataSource.initialize();
    expect((await stranger.get('/monitoring/readiness')).status).toBe(200);
    await other.close();
  });
});

describe('what is not here', () => {
  it.each([
    ['/agents', 'agents'],
    ['/agents?organization_id=1&stream_is=null&title_like=x', 'agents'],
    ['/nvrs', 'nvrs'],
    ['/usage/cameras?from=2025-01-01', 'usage'],
    ['/streams/discover', 'devices'],
  ])('is an empty list: GET %s', async (path, key) => {
    expect((await root.get(path)).body).toEqual({ [key]: [], estimated_count: 0 });
  });

  it.each([
    ['get', '/events'],
    ['put', '/streams/discover'],
    ['delete', '/streams/discover'],
    ['get', '/tls/letsencrypt'],
    ['post', '/tls/letsencrypt'],
    ['get', '/peeklio/check_watcher_status'],
    ['post', '/peeklio/create_operator_id'],
  ] as const)('is not supported: %s %s', async (method, path) => {
    expect(refusalOf(await root[method](path, null))).toEqual([501, 'not_supported']);
  });

  it('is not found: one agent', async () => {
    expect(refusalOf(await root.get('/agents/1'))).toEqual([404, 'not_found']);
  });
});
