import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createUser, type Person } from '../../support/people.js';
import { adminApi, callerOf, itemsOf, refusalOf, type V3, walk } from './v3-client.js';

let server: TestServer;
let root: V3;
let client: V3;
let administrator: Person;
let chief: Person;
let city: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  administrator = await createUser(server, 'root', { isAdmin: true });
  chief = await createUser(server, 'chief', { accessLevel: 'domain_admin' });
  root = await callerOf(server, administrator, adminApi);
  client = await callerOf(server, administrator);
  city = (await server.app.get(OrganizationsService).createWithoutOwner({ title: 'City', isPublic: false })).id;
  await createCamera(server, { name: 'city/gate', title: 'Gate', organizationId: city });
});
afterAll(() => server.close());

describe('a stream, as administrators see it', () => {
  it('is shown without what it takes to watch', async () => {
    const listed = itemsOf(await root.get('/streams?name=city%2Fgate'), 'streams')[0];
    expect(listed).toMatchObject({ name: 'city/gate', organization: { id: city, title: 'City' } });
    expect(JSON.stringify(listed)).not.toMatch(/playback_token|endpoint/);
    const one = await root.get('/streams/city/gate');
    expect(one.body).toEqual(listed);
    const tokenOf = async (): Promise<unknown> => {
      const { body } = await client.get('/streams/city/gate');
      return (body['stats'] as Record<string, unknown>)['playback_token'];
    };
    // At the client API, too, for whoever administers and does not belong there.
    expect(await tokenOf()).toBeUndefined();
    expect(
      (await client.put(`/organizations/${city}/users/${administrator.id}`, { can_view_streams: true })).status,
    ).toBe(200);
    expect(await tokenOf()).toEqual(expect.any(String));
    expect((await root.get('/streams/city/gate')).body).toEqual(listed);
  });

  it('is made, changed, replaced and deleted; slashes as they are or escaped', async () => {
    const made = await root.put('/streams/made/by/admin', {
      title: 'Made',
      organization_id: city,
      inputs: [{ url: 'rtsp://user:secret@camera.example/1' }],
      labels: { rack: 'a', row: '1' },
      layout_rules: { required_zones: ['north'] },
      pushes: [{ url: 'rtmp://live.example/app/name', comment: 'To the city' }],
    });
    expect(made.status).toBe(200);
    expect(made.text).not.toContain('secret');
    expect(made.body).toMatchObject({
      name: 'made/by/admin',
      inputs: [{ url: 'rtsp://camera.example/1' }],
      labels: { rack: 'a', row: '1' },
      layout_rules: { required_zones: ['north'] },
      pushes: [{ url: 'rtmp://live.example/app/name', comment: 'To the city' }],
    });
    const changed = await root.put('/streams/made%2Fby%2Fadmin', { labels: { row: null, rack: 'b' } });
    expect(changed.body).toMatchObject({
      title: 'Made',
      labels: { rack: 'b' },
      layout_rules: { required_zones: ['north'] },
    });
    expect(changed.body['labels']).toEqual({ rack: 'b' });
    expect((await root.put('/streams/made/by/admin', null)).body).toEqual(changed.body);
    const seen = await client.get('/streams/made/by/admin');
    expect(seen.body).not.toHaveProperty('labels');
    const reset = await root.put('/streams/made/by/admin', { $reset: true, title: 'New' });
    expect(reset.body).toMatchObject({ title: 'New' });
    expect(Object.keys(reset.body)).not.toEqual(expect.arrayContaining(['labels']));
    expect(reset.body).not.toHaveProperty('pushes');
    expect(await root.delete('/streams/made/by/admin')).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await root.get('/streams/made/by/admin'))).toEqual([404, 'stream_not_found']);
    expect(refusalOf(await root.delete('/streams/made/by/admin'))).toEqual([404, 'stream_not_found']);
  });

  it.each([
    [{ labels: ['a'] }, '/labels'],
    [{ labels: { rack: 1 } }, '/labels'],
    [{ layout_rules: { required_zones: ['not a zone'] } }, '/layout_rules/required_zones'],
    [{ layout_rules: { preferred_zones: 'north' } }, '/layout_rules/preferred_zones'],
    [{ pushes: [{ url: 'rtmp://user:word@live.example/app' }] }, '/pushes/0/url'],
    [{ pushes: [{ url: 'nothing' }] }, '/pushes/0/url'],
    [{ pushes: [{}] }, '/pushes/0/url'],
    [{ name: 'another' }, '/name'],
    [{ title: 5 }, '/title'],
  ])('with wrong parts is refused and not made (%#)', async (body, place) => {
    const said = await root.put('/streams/odd', body);
    expect(said.status).toBe(400);
    expect(refusalOf(said)[2]).toBe(place);
    expect((await root.get('/streams/odd')).status).toBe(404);
  });

  it('is one of a list that is filtered, sorted and walked', async () => {
    for (const name of ['w2', 'w1', 'w3']) await createCamera(server, { name, title: 'Walk', organizationId: city });
    expect(await walk(root, '/streams?title=Walk&sort=-name', 'streams')).toHaveLength(3);
    expect(refusalOf(await root.get('/streams?required_zones=north'))).toEqual([
      400,
      'filter_not_supported',
      'required_zones',
    ]);
    expect(refusalOf(await root.get('/streams?layout_rules.required_zones=north'))[1]).toBe('filter_not_supported');
  });
});

describe('many streams', () => {
  it('are edited all or none', async () => {
    for (const name of ['m1', 'm2']) await createCamera(server, { name, organizationId: city });
    const dvr = { expiration: 7200 };
    const edited = await root.post('/streams/multiedit', {
      streams: [
        { name: 'm1', dvr },
        { name: 'm2', dvr },
      ],
    });
    expect(itemsOf(edited, 'streams')).toMatchObject([
      { name: 'm1', dvr },
      { name: 'm2', dvr },
    ]);
    expect(edited.text).not.toContain('playback_token');
    const failed = await root.post('/streams/multiedit', {
      streams: [
        { name: 'm1', dvr: { expiration: 1 } },
        { name: 'nothing', dvr },
      ],
    });
    expect(failed.status).toBe(404);
    expect((await root.get('/streams/m1')).body).toMatchObject({ dvr });
  });

  it('are put into zones all or none', async () => {
    for (const name of ['z1', 'z2']) await createCamera(server, { name, organizationId: city });
    const rules = { required_zones: ['north'], preferred_zones: [] };
    const said = await root.post('/streams/zones', {
      streams: [
        { name: 'z1', layout_rules: rules },
        { name: 'z2', layout_rules: rules },
      ],
    });
    expect(itemsOf(said, 'streams')).toMatchObject([{ layout_rules: rules }, { layout_rules: rules }]);
    const failed = await root.post('/streams/zones', {
      streams: [
        { name: 'z1', layout_rules: null },
        { name: 'nothing', layout_rules: rules },
      ],
    });
    expect(failed.status).toBe(404);
    expect((await root.get('/streams/z1')).body).toMatchObject({ layout_rules: rules });
    const wrong = await root.post('/streams/zones', {
      streams: [{ name: 'z1', layout_rules: { required_zones: ['a b'] } }],
    });
    expect(refusalOf(wrong)).toEqual([400, 'nomatch_pattern', '/streams/0/layout_rules/required_zones']);
    const cleared = await root.post('/streams/zones', { streams: [{ name: 'z1', layout_rules: null }] });
    expect(itemsOf(cleared, 'streams')[0]).not.toHaveProperty('layout_rules');
    expect(refusalOf(await root.post('/streams/zones', null))).toEqual([400, 'missing_required', '/streams']);
  });
});

describe('what a stream has', () => {
  it('is a login at its camera, shown without the password', async () => {
    const saved = await root.put('/streams/city/gate/auth', {
      login: 'operator',
      password: 'word-at-camera',
      port: 8080,
    });
    expect(saved.body).toEqual({ login: 'operator', port: 8080, has_password: true });
    const said = await root.get('/streams/city%2Fgate/auth');
    expect(said.body).toEqual(saved.body);
    expect((await root.put('/streams/city/gate/auth', null)).body).toEqual(saved.body);
    expect(refusalOf(await root.get('/streams/nothing/auth'))).toEqual([404, 'stream_not_found']);
  });

  it('is no layout', async () => {
    expect((await root.get('/streams/city/gate/layouts')).body).toEqual({ layouts: [], estimated_count: 0 });
    expect(refusalOf(await root.get('/streams/nothing/layouts'))).toEqual([404, 'stream_not_found']);
  });

  it.each([
    ['post', 'preview_layout_change'],
    ['post', 'reboot'],
    ['put', 'firmware_update'],
    ['get', 'camera_config'],
    ['put', 'camera_config'],
  ] as const)('is not supported: %s %s', async (method, part) => {
    expect(refusalOf(await root[method](`/streams/city/gate/${part}`, null))).toEqual([501, 'not_supported']);
    expect(refusalOf(await root[method](`/streams/nothing/${part}`, null))).toEqual([404, 'stream_not_found']);
  });
});

describe("the administrators' streams", () => {
  it.each([
    ['get', '/streams'],
    ['post', '/streams/multiedit'],
    ['post', '/streams/zones'],
    ['get', '/streams/city/gate'],
    ['put', '/streams/city/gate'],
    ['delete', '/streams/city/gate'],
    ['get', '/streams/city/gate/auth'],
    ['put', '/streams/city/gate/auth'],
    ['get', '/streams/city/gate/layouts'],
    ['post', '/streams/city/gate/preview_layout_change'],
    ['post', '/streams/city/gate/reboot'],
    ['put', '/streams/city/gate/firmware_update'],
    ['get', '/streams/city/gate/camera_config'],
    ['put', '/streams/city/gate/camera_config'],
  ] as const)('are closed to everybody else: %s %s', async (method, path) => {
    expect(refusalOf(await (await callerOf(server, chief, adminApi))[method](path))).toEqual([403, 'forbidden']);
    expect((await (await callerOf(server, undefined, adminApi))[method](path)).status).toBe(401);
  });

  it('are open to programs of level admin that were given enough', async () => {
    const told = async (scope?: string): Promise<V3> => {
      const { clientId, clientSecret } = await createApplication(server, { level: 'admin' });
      const response = await fetch(`${server.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          ...(scope === undefined ? {} : { scope }),
        }),
      });
      const { access_token: token } = (await response.json()) as Record<string, string>;
      return callerOf(server, `Bearer ${token}`, adminApi);
    };
    const whole = await told();
    expect((await whole.get('/streams')).status).toBe(200);
    expect((await whole.put('/streams/by-program', { title: 'x' })).status).toBe(200);
    expect((await whole.get('/users')).status).toBe(200);
    const reader = await told('cameras:read');
    expect((await reader.get('/streams')).status).toBe(403);
    expect((await reader.get('/users')).status).toBe(403);
  });
});
