import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { decoded, type Model, models } from '../clients/go-models.js';
import { adminApi, callerOf, type Item, itemsOf, refusalOf, type V3 } from './v3-client.js';

/** One value of a wrong type fails a whole list for typed clients: none is taken, and none that is there is shown. */
let server: TestServer;
let root: Person;
let client: V3;
let admin: V3;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await createUser(server, 'root', { isAdmin: true });
  client = await callerOf(server, root);
  admin = await callerOf(server, root, adminApi);
  await admin.put('/zones/north', { is_dedicated: true });
});
afterAll(() => server.close());

describe('a known field of a wrong type', () => {
  it.each<[string, unknown, string]>([
    ['/streams/typed', { vision: { alg: 5 } }, 'not_string'],
    ['/streams/typed', { vision: { areas: ['0,0'] } }, 'not_string'],
    ['/streams/typed', { vision: { detectors: {} } }, 'not_array'],
    ['/streams/typed', { vision: { detectors: ['x'] } }, 'not_object'],
    ['/streams/typed', { vision: { detectors: [{ region_id: 5 }] } }, 'not_string'],
    ['/streams/typed', { vision: { detectors: [{ region_id: 'a', detector_type: 'faces' }] } }, 'not_object'],
    ['/streams/typed', { vision: { detectors: [{ region_coordinates: [1] }] } }, 'not_object'],
    ['/streams/typed', { vision: { detectors: [{ stats: { last_detection_at: 1.5 } }] } }, 'not_integer'],
    ['/streams/typed', { vision: [] }, 'not_object'],
    ['/streams/typed', { vision: { gpu: 'x' } }, 'not_integer'],
    ['/streams/typed', { vision: { url: 5 } }, 'not_string'],
    ['/streams/typed', { vision: { config: 5 } }, 'not_object'],
    ['/streams/typed', { vision: { enabled: 'yes' } }, 'not_boolean'],
    ['/streams/typed', { vision: { stats: { last_detection_at: 'now' } } }, 'not_integer'],
    ['/streams/typed', { nvr_settings: { port: 'x' } }, 'not_integer'],
    ['/streams/typed', { nvr_settings: { host: 5 } }, 'not_string'],
    ['/streams/typed', { nvr_settings: { inputs: [{ url: 5 }] } }, 'not_string'],
    ['/streams/typed', { nvr_settings: { vision: { gpu: true } } }, 'not_integer'],
    ['/streams/typed', { thumbnails: 5 }, 'not_boolean'],
    ['/streams/typed', { dvr_depth: 'x' }, 'not_number'],
    ['/streams/typed', { user_attributes: 5 }, 'not_object'],
    ['/streams/typed', { user_attributes: [] }, 'not_object'],
    ['/streams/typed', { stream_url: 5 }, 'not_string'],
    ['/streams/typed', { enabled: 'yes' }, 'not_boolean'],
    ['/streams/typed', { onvif: { url: 5 } }, 'not_string'],
    ['/streams/typed', { dvr: { disk_usage_limit: 'x' } }, 'not_integer'],
    ['/streams/typed', { nvr_settings: { disabled: 'no' } }, 'not_boolean'],
    ['/streams/typed', { nvr_settings: { dvr: { expiration: 1.5 } } }, 'not_integer'],
    ['/streams/typed', { nvr_settings: { vision: { alg: {} } } }, 'not_string'],
    [
      '/streams/typed',
      { notifications: [{ notification_type: 'push', event_types: { stream_dead: 1 } }] },
      'not_boolean',
    ],
    ['/streams/typed', { labels: { rack: 1 } }, 'not_string'],
    ['/streams/typed', { layout_rules: { required_zones: 'north' } }, 'not_array'],
    ['/presets', { title: 'P', vision: { alg: false } }, 'not_string'],
    ['/presets', { title: 'P', vision: { detector_type: { faces: true } } }, 'not_string'],
    ['/presets', { title: 'P', layout_rules: { required_zones: [5] } }, 'not_string'],
    ['/presets', { title: 'P', layout_rules: { preferred_zones: ['no zone'] } }, 'nomatch_pattern'],
    ['/presets', { title: 'P', layout_rules: [] }, 'not_object'],
    ['/presets', { title: 'P', layout_rules: { much: 'x'.repeat(70_000) } }, 'too_long'],
    ['/presets', { title: 'P', layout_rules: { required_zones: [null] } }, 'null_in_array_of_non_nullable'],
    ['/presets', { title: 'P', vision: { gpu: 'x' } }, 'not_integer'],
    ['/presets', { title: 'P', vision: { enabled: 'yes' } }, 'not_boolean'],
    ['/streamers/media1.example', { dvrs: [{ name: 5 }] }, 'not_string'],
    ['/streamers/media1.example', { dvrs: [{ disks: [{ path: [] }] }] }, 'not_string'],
    ['/streamers/media1.example', { dvrs: {} }, 'not_array'],
    ['/streamers/media1.example', { config: { vods: 'none' } }, 'not_array'],
    ['/streamers/media1.example', { config: { log_requests: 'yes' } }, 'not_boolean'],
    ['/streamers/media1.example', { config: { dvrs: [{ raid: 'zero' }] } }, 'not_integer'],
    ['/streamers/media1.example', { config: { srt_play: { latency: '1' } } }, 'not_number'],
    ['/streamers/media1.example', { labels: { rack: 1 } }, 'not_string'],
  ])('at %s is refused: %j is %s', async (path, body, code) => {
    const said = await (path === '/presets' ? admin.post(path, body) : admin.put(path, body));
    expect(refusalOf(said).slice(0, 2)).toEqual([400, code]);
  });

  it('does no harm where it stands unnamed: free fields are kept as they come', async () => {
    const vision = { alg: 'faces', speed: { any: [1, 'x', null] }, detectors: [{ region_id: 'a', mine: 5 }] };
    await client.put('/streams/free', { vision, inputs: [{ url: 'rtsp://camera.example/1', rtp: 'udp' }] });
    const stream = (await client.get('/streams/free')).body;
    expect(stream).toMatchObject({ vision, inputs: [{ rtp: 'udp' }] });
    const config = { log_requests: true, ours: { deep: [1] } };
    const dvrs = [{ name: 'disk', root: '/storage', disk_usage_limit: 90, ours: 'x' }];
    await admin.put('/streamers/free.example', { config, dvrs });
    expect((await admin.get('/streamers/free.example')).body).toMatchObject({ config, dvrs });
  });
});

describe('a field that is derived or unknown', () => {
  it('is ignored, whatever it is', async () => {
    const said = await client.put('/streams/ignoring', {
      stats: 5,
      created_at: 'x',
      path: 5,
      colour: 5,
      title: 'Fine',
    });
    expect([said.status, said.body['title']]).toEqual([200, 'Fine']);
    expect(said.body).not.toHaveProperty('colour');
    const older = { thumbnails: true, dvr_depth: 7, user_attributes: { favorite: true }, stream_url: null };
    expect((await client.put('/streams/ignoring', older)).status).toBe(200);
  });
});

describe('what was stored before', () => {
  it('is shown without what has a wrong type', async () => {
    const media = {
      vision: { alg: 5, areas: '0,0', detectors: [{ region_id: 5 }, { region_id: 'fine' }], mine: 1, gpu: 'x', url: 5 },
      audio: [],
      nvrSettings: { disabled: 'no', dvr: { expiration: 60 }, port: 'x', host: 'nvr.example' },
      notifications: [{ notification_type: 5 }, { notification_type: 'push', event_types: { stream_dead: true } }],
      layoutRules: { required_zones: 'north', preferred_zones: ['north'] },
      labels: { rack: 1, row: 'a' },
      pushes: 'none',
    };
    await admin.put('/streams/poisoned', { title: 'Old' });
    await server.dataSource.query(`update cameras set media = $1::jsonb where name = 'poisoned'`, [
      JSON.stringify(media),
    ]);
    const shown = (await admin.get('/streams/poisoned')).body;
    expect(shown).toMatchObject({
      vision: { areas: '0,0', detectors: [{ region_id: 'fine' }], mine: 1 },
      nvr_settings: { dvr: { expiration: 60 } },
      notifications: [{ notification_type: 'push', event_types: { stream_dead: true } }],
      layout_rules: { preferred_zones: ['north'] },
      labels: { row: 'a' },
    });
    for (const key of ['audio', 'pushes']) expect(shown).not.toHaveProperty(key);
    for (const key of ['gpu', 'url']) expect(shown['vision']).not.toHaveProperty(key);
    expect(shown['nvr_settings']).toEqual({ dvr: { expiration: 60 }, host: 'nvr.example' });
    expect(decoded((await client.get('/streams')).body, models.streams)).toEqual([]);
    expect(decoded((await admin.get('/streams')).body, models.streams)).toEqual([]);
    expect((await admin.put('/streams/poisoned', shown)).status).toBe(200);
  });

  it('of presets and media servers, too', async () => {
    const preset = (await admin.post('/presets', { title: 'Old' })).body;
    const vision = JSON.stringify({ alg: 5, detector_type: 'faces', detectors: 'all', gpu: 'x' });
    const rules = JSON.stringify({ required_zones: 'north', ours: 1 });
    await server.dataSource.query('update presets set vision = $1::jsonb, layout_rules = $2::jsonb where id = $3', [
      vision,
      rules,
      preset['id'],
    ]);
    expect((await admin.get(`/presets/${String(preset['id'])}`)).body['layout_rules']).toEqual({ ours: 1 });
    expect((await admin.get(`/presets/${String(preset['id'])}`)).body['vision']).toEqual({ detector_type: 'faces' });
    await admin.put('/streamers/old.example', {});
    await server.dataSource.query(
      `update streamers set dvrs = '[{"name": 5}, {"name": "a"}]', config = '{"vods": 1, "meta": "m"}', labels = '{"a": 1}'
       where hostname = 'old.example'`,
    );
    const streamer = (await admin.get('/streamers/old.example')).body;
    expect(streamer).toMatchObject({ dvrs: [{ name: 'a' }], config: { meta: 'm' }, labels: {} });
    expect(decoded((await admin.get('/presets')).body, models.presets)).toEqual([]);
    expect(decoded((await admin.get('/streamers')).body, models.streamers)).toEqual([]);
  });
});

describe('the user who made or changed something', () => {
  it('is an object with id and name', async () => {
    const zone = (await admin.get('/zones/north')).body;
    const maker = { id: root.id, name: 'root' };
    expect(zone['created']).toMatchObject({ user: maker });
    const preset = (await admin.post('/presets', { title: 'Mine' })).body;
    expect(preset['last_change']).toMatchObject({ user: maker });
    for (const [path, model] of [
      ['/zones', models.zones],
      ['/presets', models.presets],
    ] as const)
      expect(decoded((await admin.get(path)).body, model)).toEqual([]);
  });
});

describe('layout rules of a preset', () => {
  it('are kept, shown, changed and cleared', async () => {
    const rules = { required_zones: ['north'], preferred_zones: ['north', 'south'] };
    const made = (await admin.post('/presets', { title: 'Laid out', layout_rules: rules })).body;
    const path = `/presets/${String(made['id'])}`;
    expect(made['layout_rules']).toEqual(rules);
    expect((await admin.get(path)).body['layout_rules']).toEqual(rules);
    expect((await client.get(path)).body['layout_rules']).toEqual(rules);
    expect((await admin.put(path, { title: 'Still' })).body['layout_rules']).toEqual(rules);
    const changed = await admin.put(path, { layout_rules: { required_zones: ['south'] } });
    expect(changed.body['layout_rules']).toMatchObject({ required_zones: ['south'] });
    expect((await admin.put(path, { layout_rules: null })).body).not.toHaveProperty('layout_rules');
  });
});

describe('layout rules of any shape', () => {
  const rules = { enabled: true, required_zones: ['north'], ours: { deep: [1, null, 'x'] } };

  it.each(['client', 'admin'] as const)('are kept as they come: of a preset at %s API', async (api) => {
    const there = api === 'client' ? client : admin;
    const made = await there.post('/presets', { title: 'p2', layout_rules: rules });
    expect([made.status, made.body['layout_rules']]).toEqual([200, rules]);
    const path = `/presets/${String(made.body['id'])}`;
    for (const reader of [client, admin]) expect((await reader.get(path)).body['layout_rules']).toEqual(rules);
    const listed = itemsOf(await there.get('/presets'), 'presets').find(({ id }) => id === made.body['id']);
    expect(listed).toMatchObject({ layout_rules: rules });
    const deep = JSON.parse('{"a":'.repeat(20) + '1' + '}'.repeat(20)) as object;
    expect((await there.put(path, { layout_rules: deep })).status).toBe(400);
  });

  it('are kept of a stream, and shown without secrets', async () => {
    expect((await admin.put('/streams/ruled', { layout_rules: rules })).body['layout_rules']).toEqual(rules);
    const secret = 'hunter2hunter2';
    const made = await admin.post('/presets', { title: 'Secret', layout_rules: { api_key: secret, enabled: true } });
    expect(made.body['layout_rules']).toEqual({ api_key: '***', enabled: true });
    const path = `/presets/${String(made.body['id'])}`;
    expect((await admin.put(path, { layout_rules: { api_key: '***' } })).status).toBe(200);
    const [row] = await server.dataSource.query<object[]>('select * from presets where id = $1', [made.body['id']]);
    expect(JSON.stringify(row)).not.toContain(secret);
  });
});

describe('users', () => {
  it('see their organizations, and always whether they are members', async () => {
    const person = await createUser(server, 'plain');
    const { id } = await server.app.get(OrganizationsService).create(system, { title: 'Ownerless' });
    await server.dataSource.query('update organizations set owner_id = null where id = $1', [id]);
    await server.app.get(OrganizationsService).addMember(id, person.id, { canViewStreams: true });
    const guest = await createUser(server, 'permitted');
    await client.put('/streams/shown', { organization_id: id });
    await client.put(`/streams/shown/permissions/users/${guest.id}`, { can_view: true });
    const own = itemsOf(await (await callerOf(server, person)).get('/users'), 'users_list');
    expect(own).toMatchObject([{ name: 'plain', organizations: [{ id, permissions: { is_member: true } }] }]);
    const all = itemsOf(await client.get('/users?sort=id'), 'users_list');
    const flags = all.flatMap(({ organizations }) =>
      (organizations as readonly Item[]).map(({ permissions }) => (permissions as Item)['is_member']),
    );
    expect(flags.every((flag) => typeof flag === 'boolean')).toBe(true);
    expect(all.find(({ name }) => name === 'permitted')).toMatchObject({
      organizations: [{ id, permissions: { is_member: false } }],
    });
  });
});

describe('whatever is taken', () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  /** What fits, and now and then anything. */
  const mostly = (fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 15, arbitrary: fitting }, { weight: 1, arbitrary: json });
  const part = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, mostly(value)])), {
      requiredKeys: [],
    });
  const text = fc.string({ maxLength: 8, unit: 'grapheme-ascii' });
  const count = fc.nat({ max: 1000 });
  const object = fc.dictionary(fc.constantFrom('a', 'b'), json);
  const detector = { region_id: text, region_title: text, detector_type: object, region_coordinates: object };
  const vision = part({ alg: text, areas: text, detectors: fc.array(part(detector)), free: json });
  const zones = fc.array(fc.constantFrom('north', 'south'));
  const layoutRules = part({ required_zones: zones, preferred_zones: zones });
  const dvr = part({ expiration: count, storage_limit: count });
  const stream = part({
    vision,
    audio: part({ disabled: fc.boolean() }),
    nvr_settings: part({ disabled: fc.boolean(), vision, dvr }),
    notifications: fc.array(
      part({ notification_type: fc.constant('push'), event_types: part({ stream_dead: fc.boolean() }) }),
    ),
    labels: fc.dictionary(fc.constantFrom('rack', 'row'), text),
    layout_rules: layoutRules,
    dvr,
  });
  const preset = part({ vision, dvr, layout_rules: layoutRules }).map((fields) => ({ ...fields, title: 'Any' }));
  const archives = fc.array(part({ name: text, raid: count, stats: part({ size: count }) }));
  const config = part({
    meta: text,
    log_requests: fc.boolean(),
    srt_play: part({ latency: fc.double() }),
    dvrs: archives,
    free: json,
  });
  const streamer = part({ dvrs: archives, config, labels: fc.dictionary(fc.constantFrom('rack', 'row'), text) });

  it.each<[string, fc.Arbitrary<object>, Model, (body: object) => Promise<{ status: number; body: unknown }>]>([
    ['stream', stream, models.stream, (body) => admin.put('/streams/any', { ...body, $reset: true })],
    ['preset', preset, models.preset, (body) => admin.post('/presets', body)],
    [
      'media server',
      streamer,
      models.streamer,
      (body) => admin.put('/streamers/any.example', { ...body, $reset: true }),
    ],
  ])('of a %s can be decoded by a typed client', async (_, bodies, model, save) => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const said = await save(body);
        expect([200, 400]).toContain(said.status);
        if (said.status !== 200) return;
        taken += 1;
        expect(decoded(said.body, model)).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(5);
  });
});
