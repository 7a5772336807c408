import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, FoldersService, OrganizationsService } from '#access';
import { ClientTokensService, system } from '#auth';
import { CamerasService, PresetsService } from '#cameras';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let organization: number;
let root: V3;
let owner: V3;
let editor: V3;
let viewer: V3;
let stranger: V3;
let people: Readonly<Record<'owner' | 'editor' | 'viewer' | 'stranger', Person>>;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person = (login: string): Promise<Person> => createUser(server, login);
  people = {
    owner: await person('owner'),
    editor: await person('editor'),
    viewer: await person('viewer'),
    stranger: await person('stranger'),
  };
  ({ id: organization } = await server.app
    .get(OrganizationsService)
    .create(system, { title: 'Yard', ownerId: people.owner.id }));
  const organizations = server.app.get(OrganizationsService);
  await organizations.addMember(organization, people.editor.id, { canViewStreams: true, canEditStreams: true });
  await organizations.addMember(organization, people.viewer.id, { canViewStreams: true });
  root = await callerOf(server, await createUser(server, 'root', { isAdmin: true }));
  owner = await callerOf(server, people.owner);
  editor = await callerOf(server, people.editor);
  viewer = await callerOf(server, people.viewer);
  stranger = await callerOf(server, people.stranger);
});
afterAll(() => server.close());

let made = 0;
/** A stream of the yard's, by a name of its own. */
async function stream(body: Item = {}): Promise<string> {
  made += 1;
  const name = `yard/camera-${made}`;
  const said = await editor.put(`/streams/${name}`, { title: `Camera ${made}`, ...body });
  expect([said.status, said.body['name']]).toEqual([200, name]);
  return name;
}

const version = async (name: string): Promise<number> =>
  (await server.app.get(CamerasService).get(system, { name })).version;

/** Everything that can be said of a stream. */
const whole = {
  title: 'Gate',
  comment: 'Looks north',
  inputs: [
    {
      url: 'rtsp://camera.example/1',
      priority: 1,
      comment: 'Main',
      timeout: 10,
      source_timeout: 20.5,
      user_agent: 'curl/8',
      via: 'agent://my-agent',
      output_audio: 'keep',
      headers: { 'User-Agent': 'curl/7.85.0' },
      rtp: { tracks: [1] },
    },
    { url: 'fake://fake' },
  ],
  static: false,
  disabled: true,
  dvr: { expiration: 604_800, episodes_expiration: 6_048_000, storage_limit: 400_000_000_000, redundancy_factor: 1 },
  vision: {
    alg: 'faces',
    areas: '0x0,1x1',
    detectors: [{ detector_type: {}, region_id: 'a', region_title: 'Zone 1' }],
  },
  audio: { disabled: false, transcode_audio_codec: 'aac' },
  onvif: { ptz: true },
  coordinates: { latitude: 55.7512, longitude: 37.6184 },
  postal_address: 'Red Square 1',
  can_publish: true,
  notifications: [{ notification_type: 'push', event_types: { stream_dead: true } }],
  nvr_settings: { channel: 3 },
  is_favourite: true,
  notifications_enabled: true,
};

describe('PUT /streams/{name}', () => {
  it('keeps every field, and answers with the whole stream', async () => {
    const said = await editor.put('/streams/whole/gate', { name: 'whole/gate', ...whole });
    expect(said.status).toBe(200);
    const { path, stats, created_at, last_change, ...rest } = said.body;
    expect(rest).toEqual({
      name: 'whole/gate',
      ...whole,
      map_coordinates: whole.coordinates,
      organization: { id: organization, title: 'Yard' },
      organization_id: organization,
      folder_id: expect.any(Number),
    });
    expect(path).toEqual([{ id: rest['folder_id'], title: 'Yard' }]);
    expect(stats).toEqual({ status: 'waiting', alive: false, playback_token: expect.any(String) });
    expect(last_change).toEqual({ user: 'editor', created_at });
    const { stats: _stats, ...read } = (await editor.get('/streams/whole/gate')).body;
    const { stats: _said, ...saved } = said.body;
    expect(read).toEqual(saved);
  });

  it('changes nothing when it gets back its own answer', async () => {
    const before = await version('whole/gate');
    const { body } = await editor.get('/streams/whole/gate');
    const said = await editor.put('/streams/whole/gate', body);
    expect(said.status).toBe(200);
    expect(await version('whole/gate')).toBe(before);
    const plain = await stream();
    const shown = (await editor.get(`/streams/${plain}`)).body;
    expect((await editor.put(`/streams/${plain}`, shown)).body['last_change']).toEqual(shown['last_change']);
  });

  it('changes what is named, keeps the rest, and clears by null', async () => {
    const name = await stream(whole);
    const changed = await editor.put(`/streams/${name}`, {
      title: 'Other',
      dvr: { expiration: 60, storage_limit: null },
      onvif: {},
      comment: null,
      coordinates: null,
      vision: null,
      postal_address: null,
      disabled: false,
    });
    expect(changed.body).toMatchObject({
      title: 'Other',
      dvr: { expiration: 60, episodes_expiration: 6_048_000, redundancy_factor: 1 },
      onvif: { ptz: true },
      audio: whole.audio,
      inputs: whole.inputs,
      static: false,
      disabled: false,
    });
    for (const gone of ['comment', 'coordinates', 'map_coordinates', 'vision', 'postal_address'])
      expect(changed.body).not.toHaveProperty(gone);
    expect(changed.body['dvr']).not.toHaveProperty('storage_limit');
  });

  it('replaces with $reset', async () => {
    const name = await stream(whole);
    const said = await editor.put(`/streams/${name}`, { $reset: true, title: 'Only this' });
    const { stats: _stats, path: _path, created_at: _created, last_change: _change, ...rest } = said.body;
    expect(rest).toEqual({
      name,
      title: 'Only this',
      inputs: [],
      static: true,
      disabled: false,
      organization: { id: organization, title: 'Yard' },
      organization_id: organization,
      folder_id: expect.any(Number),
      // Marks are the caller's own, not the stream's.
      is_favourite: true,
      notifications_enabled: true,
    });
  });

  it('reads the deprecated aliases; the new names win', async () => {
    const preset = await server.app.get(PresetsService).create(system, { title: 'A week' });
    await server.app.get(PresetsService).assign(system, organization, preset.id);
    const aliased = await stream({
      map_coordinates: { latitude: 1, longitude: 2 },
      organization_id: organization,
      preset_id: preset.id,
    });
    expect((await editor.get(`/streams/${aliased}`)).body).toMatchObject({
      coordinates: { latitude: 1, longitude: 2 },
      preset: { id: preset.id, title: 'A week', is_adjustable: true },
      preset_id: preset.id,
    });
    const both = await editor.put(`/streams/${aliased}`, {
      coordinates: { latitude: 3, longitude: 4 },
      map_coordinates: { latitude: 5, longitude: 6 },
      preset: { title: 'says nothing without an id' },
    });
    expect(both.body).toMatchObject({ coordinates: { latitude: 3, longitude: 4 }, preset_id: preset.id });
    for (const none of [{ preset: null }, { preset: { id: null } }, { preset_id: null }]) {
      await editor.put(`/streams/${aliased}`, { preset_id: preset.id });
      const cleared = await editor.put(`/streams/${aliased}`, none);
      expect([cleared.status, cleared.body['preset'], cleared.body['preset_id']]).toEqual([200, undefined, undefined]);
    }
  });

  it('passes over dvr and vision where the preset cannot be adjusted', async () => {
    const presets = server.app.get(PresetsService);
    const preset = await presets.create(system, {
      title: 'Sold',
      dvr: { expirationSeconds: 3600 },
      isAdjustable: false,
    });
    await presets.assign(system, organization, preset.id);
    const name = await stream({ preset: { id: preset.id }, dvr: { expiration: 1 }, vision: { alg: 'plates' } });
    const said = await editor.put(`/streams/${name}`, {
      dvr: { expiration: 2 },
      vision: { alg: 'faces' },
      title: 'Kept',
    });
    expect(said.body).toMatchObject({ title: 'Kept', dvr: { expiration: 3600 }, preset: { is_adjustable: false } });
    expect(said.body).not.toHaveProperty('vision');
  });

  it('never shows a secret to anybody', async () => {
    const name = await stream({
      inputs: [
        {
          url: 'rtsp://bob:hunter2@camera.example/1',
          headers: { Authorization: 'Basic Ym9iOmh1bnRlcjI=', Accept: 'x' },
        },
      ],
    });
    const said = await editor.get(`/streams/${name}`);
    expect(said.text).not.toMatch(/hunter2|bob|Ym9iOmh1bnRlcjI/);
    expect(said.body['inputs']).toEqual([
      { url: 'rtsp://camera.example/1', headers: { Accept: 'x', Authorization: '***' } },
    ]);
    const stored = await server.dataSource.query<Item[]>('select to_jsonb(c) as row from cameras c where name = $1', [
      name,
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/hunter2|Ym9iOmh1bnRlcjI/);
    // What is shown can come back without losing it.
    await editor.put(`/streams/${name}`, said.body);
    expect((await editor.get(`/streams/${name}/auth`)).body).toMatchObject({ login: 'bob', has_password: true });
  });

  it('ignores fields that no stream has, and derived ones', async () => {
    const name = await stream();
    const said = await editor.put(`/streams/${name}`, {
      nonsense: 1,
      stats: 'x',
      path: 7,
      created_at: 'never',
      last_change: [],
      inputs: [{ url: 'fake://fake', stats: 'x', nonsense: {} }],
      organization: { id: organization, title: 7 },
      preset: { title: 'x', is_adjustable: 'x' },
      constructor: { prototype: 1 },
    });
    expect([said.status, said.body['inputs']]).toEqual([200, [{ url: 'fake://fake' }]]);
    expect((await editor.put(`/streams/${name}?part=config_on_disk`, 'null')).status).toBe(200);
    expect((await editor.put(`/streams/${name}?part=nonsense`)).status).toBe(200);
  });

  it.each<[Item | string | readonly unknown[], string, string?]>([
    [{ title: 1 }, 'not_string', '/title'],
    [{ title: 'x'.repeat(1001) }, 'too_long', '/title'],
    [{ comment: ['x'] }, 'not_string', '/comment'],
    [{ comment: 'x'.repeat(4001) }, 'too_long', '/comment'],
    [{ name: 5 }, 'not_string', '/name'],
    [{ name: 'another/name' }, 'immutable_name', '/name'],
    [{ inputs: 'rtsp://x' }, 'not_array', '/inputs'],
    [{ inputs: null }, 'not_array', '/inputs'],
    [{ inputs: [null] }, 'null_in_array_of_non_nullable', '/inputs'],
    [{ inputs: ['rtsp://x'] }, 'not_object', '/inputs'],
    [{ inputs: Array.from({ length: 17 }, () => ({ url: 'fake://fake' })) }, 'too_many_items', '/inputs'],
    [{ inputs: [{}] }, 'missing_required', '/inputs/0/url'],
    [{ inputs: [{ url: 5 }] }, 'not_string', '/inputs/0/url'],
    [{ inputs: [{ url: 'fake://fake', priority: 'x' }] }, 'not_integer', '/inputs/0/priority'],
    [{ inputs: [{ url: 'fake://fake', timeout: '10' }] }, 'not_number', '/inputs/0/timeout'],
    [{ inputs: [{ url: 'fake://fake', headers: 'x' }] }, 'not_object', '/inputs/0/headers'],
    [{ inputs: [{ url: 'no url' }] }, 'invalid_value', '/inputs'],
    [{ inputs: [{ url: 'javascript:alert(1)' }] }, 'invalid_value', '/inputs'],
    [{ static: 'true' }, 'not_boolean', '/static'],
    [{ disabled: 1 }, 'not_boolean', '/disabled'],
    [{ disabled: null }, 'not_boolean', '/disabled'],
    [{ dvr: [] }, 'not_object', '/dvr'],
    [{ dvr: { expiration: '1' } }, 'not_integer', '/dvr/expiration'],
    [{ dvr: { expiration: -1 } }, 'input_out_of_range', '/dvr/expiration'],
    [{ dvr: { storage_limit: 1e300 } }, 'input_out_of_range', '/dvr/storage_limit'],
    [{ dvr: { redundancy_factor: 1000 } }, 'invalid_value', '/dvr/redundancy_factor'],
    [{ vision: 'faces' }, 'not_object', '/vision'],
    [{ vision: { areas: 'x'.repeat(70_000) } }, 'too_long', '/vision'],
    [{ audio: true }, 'not_object', '/audio'],
    [{ audio: { transcode_audio_codec: 'mp3' } }, 'unknown_enum_option', '/audio/transcode_audio_codec'],
    [{ onvif: { ptz: 'yes' } }, 'not_boolean', '/onvif/ptz'],
    [{ coordinates: [1, 2] }, 'not_object', '/coordinates'],
    [{ coordinates: { latitude: 1 } }, 'missing_required', '/coordinates/longitude'],
    [{ coordinates: { latitude: 91, longitude: 0 } }, 'input_out_of_range', '/coordinates/latitude'],
    [{ map_coordinates: { latitude: '1', longitude: 0 } }, 'not_number', '/map_coordinates/latitude'],
    [{ postal_address: {} }, 'not_string', '/postal_address'],
    [{ organization: 7 }, 'not_object', '/organization'],
    [{ organization: {} }, 'missing_required', '/organization/id'],
    [{ organization_id: '1' }, 'not_integer', '/organization_id'],
    [{ organization_id: 1e12 }, 'input_out_of_range', '/organization_id'],
    [{ folder_id: 'root' }, 'not_integer', '/folder_id'],
    [{ folder_id: 0 }, 'input_out_of_range', '/folder_id'],
    [{ preset_id: 1.5 }, 'not_integer', '/preset_id'],
    [{ preset: 'x' }, 'not_object', '/preset'],
    [{ is_favourite: 'true' }, 'not_boolean', '/is_favourite'],
    [{ notifications_enabled: 0 }, 'not_boolean', '/notifications_enabled'],
    [{ can_publish: 'x' }, 'not_boolean', '/can_publish'],
    [{ notifications: {} }, 'not_array', '/notifications'],
    [{ notifications: [{ notification_type: 'fax' }] }, 'unknown_enum_option', '/notifications/0/notification_type'],
    [{ nvr_settings: 5 }, 'not_object', '/nvr_settings'],
    [{ $reset: 'yes' }, 'not_boolean', '/$reset'],
    [[], 'not_object'],
    ['"text"', 'not_object'],
    ['{"title":', 'broken_json'],
    ['{"__proto__":{}}', 'broken_json'],
  ])('refuses %j with %s, and changes nothing', async (body, code, pointer) => {
    const name = await stream();
    const before = await version(name);
    const expected = [400, code, ...(pointer === undefined ? [] : [pointer])];
    expect(refusalOf(await editor.put(`/streams/${name}`, body))).toEqual(expected);
    expect(await version(name)).toBe(before);
    expect(refusalOf(await editor.put('/streams/never/made', body))).toEqual(expected);
    expect((await root.get('/streams/never/made')).status).toBe(404);
  });

  it('names every fault at once', async () => {
    const said = await editor.put('/streams/never/made', { title: 1, disabled: 'x', dvr: { expiration: 'y' } });
    expect((said.body['errors'] as readonly Item[]).map(({ code }) => code)).toEqual([
      'not_string',
      'not_boolean',
      'not_integer',
    ]);
  });

  it.each(['with space', 'ümlaut', 'semi;colon', '/', 'a/', '.'.repeat(300)])('refuses the name %s', async (name) => {
    const said = await editor.put(`/streams/${encodeURIComponent(name)}`, { title: 'x' });
    expect(refusalOf(said)).toEqual([400, 'invalid_value', '/name']);
  });

  it('rejects a folder and a preset that do not exist, and those of others', async () => {
    const name = await stream();
    expect(refusalOf(await editor.put(`/streams/${name}`, { folder_id: 2_000_000_000 })).slice(0, 2)).toEqual([
      404,
      'folder_not_found',
    ]);
    const preset = await server.app.get(PresetsService).create(system, { title: 'Of others' });
    expect(refusalOf(await editor.put(`/streams/${name}`, { preset_id: preset.id })).slice(0, 2)).toEqual([
      404,
      'preset_not_found',
    ]);
  });
});

describe('where a stream belongs', () => {
  it('is, for a new one, the organization where its maker may make streams', async () => {
    const own = await editor.put('/streams/home/of-editor', {});
    expect(own.body['organization_id']).toBe(organization);
    const home = (await server.app.get(OrganizationsService).default()).id;
    const ofRoot = await root.put('/streams/home/of-root', {});
    expect(ofRoot.body['organization_id']).toBe(home);
    for (const nobody of [viewer, stranger])
      expect(refusalOf(await nobody.put('/streams/home/of-nobody', { title: 'x' })).slice(0, 2)).toEqual([
        403,
        'forbidden',
      ]);
    expect(refusalOf(await editor.put('/streams/home/foreign', { organization_id: home })).slice(0, 2)).toEqual([
      403,
      'forbidden',
    ]);
    const nowhere = await root.put('/streams/home/nowhere', { organization: { id: 2_000_000_000 } });
    expect(refusalOf(nowhere)).toEqual([400, 'invalid_value', '/organization/id']);
  });

  it('is changed by the owner of its organization and by superusers only', async () => {
    const managed = server.app.get(OrganizationsService);
    const { id: other } = await managed.create(system, { title: 'Second', ownerId: people.owner.id });
    await server.app
      .get(OrganizationsService)
      .addMember(other, people.editor.id, { canViewStreams: true, canEditStreams: true });
    const name = await stream();
    const move = { organization: { id: other } };
    expect(refusalOf(await editor.put(`/streams/${name}`, move))).toEqual([403, 'forbidden']);
    expect(refusalOf(await viewer.put(`/streams/${name}`, move))).toEqual([403, 'forbidden']);
    // Naming the organization it is in moves nothing.
    expect((await editor.put(`/streams/${name}`, { organization_id: organization })).status).toBe(200);
    const moved = await owner.put(`/streams/${name}`, move);
    expect([moved.status, moved.body['organization']]).toEqual([200, { id: other, title: 'Second' }]);
    const back = await root.put(`/streams/${name}`, { organization_id: organization });
    expect(back.body['organization_id']).toBe(organization);
    const foreign = await managed.create(system, { title: 'Of others' });
    expect((await owner.put(`/streams/${name}`, { organization_id: foreign.id })).status).toBe(403);
  });

  it('is a folder of its organization; the path shows the way to it', async () => {
    const folders = server.app.get(FoldersService);
    const floor = await folders.create(system, organization, { title: 'Floor' });
    const room = await folders.create(system, organization, { title: 'Room', parentId: floor.id });
    const name = await stream({ folder_id: room.id });
    const said = await viewer.get(`/streams/${name}`);
    expect((said.body['path'] as readonly Item[]).map(({ title }) => title)).toEqual(['Yard', 'Floor', 'Room']);
    expect(itemsOf(await viewer.get(`/streams?folder_id=${room.id}&select=path.title`), 'streams')).toEqual([
      { name, path: [{ title: 'Yard' }, { title: 'Floor' }, { title: 'Room' }] },
    ]);
    const cleared = await editor.put(`/streams/${name}`, { folder_id: null });
    expect((cleared.body['path'] as readonly Item[]).map(({ title }) => title)).toEqual(['Yard']);
  });

  it('has as many streams as it may have', async () => {
    const { id } = await server.app
      .get(OrganizationsService)
      .create(system, { title: 'Small', ownerId: people.owner.id, limits: { cameras: 1 } });
    expect((await owner.put('/streams/small/one', { organization_id: id })).status).toBe(200);
    expect(refusalOf(await owner.put('/streams/small/two', { organization_id: id }))).toEqual([402, 'limit_reached']);
    expect((await owner.put('/streams/small/one', { organization_id: id, title: 'x' })).status).toBe(200);
  });
});

describe('marks', () => {
  it('are everybody’s own, and take no right to edit', async () => {
    const name = await stream();
    const marked = await viewer.put(`/streams/${name}`, { name, is_favourite: true });
    expect([marked.status, marked.body['is_favourite'], marked.body['notifications_enabled']]).toEqual([
      200,
      true,
      false,
    ]);
    expect((await viewer.put(`/streams/${name}`, { notifications_enabled: true })).body).toMatchObject({
      is_favourite: true,
      notifications_enabled: true,
    });
    expect((await editor.get(`/streams/${name}`)).body['is_favourite']).toBe(false);
    expect(refusalOf(await viewer.put(`/streams/${name}`, { is_favourite: false, title: 'x' }))).toEqual([
      403,
      'forbidden',
    ]);
    expect((await viewer.get(`/streams/${name}`)).body['is_favourite']).toBe(true);
    const mine = itemsOf(await viewer.get('/streams?is_favourite=true'), 'streams').map((item) => item['name']);
    expect(mine).toEqual([name]);
    expect(itemsOf(await viewer.get(`/streams?is_favourite=false&name=${name}`), 'streams')).toEqual([]);
    expect((await viewer.get('/streams?is_favourite')).body['estimated_count']).toBe(1);
    const sorted = itemsOf(await viewer.get('/streams?sort=-is_favourite,name&limit=1'), 'streams');
    expect(sorted[0]?.['name']).toBe(name);
  });

  it('may be changed in the whole object, which changes nothing else', async () => {
    const folder = await server.app.get(FoldersService).create(system, organization, { title: 'Shelf' });
    for (const more of [{}, { ...whole, folder_id: folder.id, is_favourite: false }, { inputs: [], vision: {} }]) {
      const name = await stream(more);
      const shown = (await viewer.get(`/streams/${name}`)).body;
      const marked = await viewer.put(`/streams/${name}`, { ...shown, is_favourite: true });
      expect([marked.status, marked.body['is_favourite']]).toEqual([200, true]);
      for (const change of [
        { title: 'y' },
        { inputs: [{ url: 'fake://fake' }, { url: 'fake://fake' }] },
        { dvr: { expiration: 9 } },
      ])
        expect((await viewer.put(`/streams/${name}`, { ...shown, ...change, is_favourite: false })).status).toBe(403);
      expect((await viewer.get(`/streams/${name}`)).body['is_favourite']).toBe(true);
    }
  });

  it('are set on streams that the caller sees', async () => {
    const name = await stream();
    const hidden = await stranger.put(`/streams/${name}`, { is_favourite: true });
    const missing = await stranger.put('/streams/nobody/knows', { is_favourite: true });
    expect(refusalOf(hidden)).toEqual([404, 'stream_not_found']);
    expect(hidden.body).toEqual(missing.body);
    expect((await root.get('/streams/nobody/knows')).status).toBe(404);
  });

  it('are no program’s', async () => {
    const program = await createApplication(server, { level: 'admin' });
    const { accessToken } = await server.app
      .get(ClientTokensService)
      .exchange({ ...program, profile: 'native', seconds: 600 }, { dialect: 'test', ip: '127.0.0.1' });
    const caller = await callerOf(server, `Bearer ${accessToken}`);
    const name = await stream();
    const shown = await caller.get(`/streams/${name}`);
    expect(shown.status).toBe(200);
    expect(shown.body).not.toHaveProperty('is_favourite');
    expect(refusalOf(await caller.put(`/streams/${name}`, { is_favourite: true, title: 'half done' }))).toEqual([
      403,
      'forbidden',
    ]);
    expect((await caller.get(`/streams/${name}`)).body['title']).not.toBe('half done');
    expect((await caller.put(`/streams/${name}`, { title: 'Program’s' })).body['title']).toBe('Program’s');
    expect((await caller.get('/streams?is_favourite=true')).body['estimated_count']).toBe(0);
    expect((await caller.get('/streams?sort=-is_favourite,notifications_enabled&limit=1')).status).toBe(200);
  });
});

describe('a name with slashes', () => {
  it('is found among what a stream has, and may itself end like it', async () => {
    const title = async (path: string): Promise<unknown> => (await root.get(path)).body['title'];
    for (const name of ['deep', 'deep/auth', 'auth', 'permissions/users', 'deep/permissions/users/1', 'deep/layouts'])
      await createCamera(server, { name, title: `Called ${name}` });
    expect(await title('/streams/deep')).toBe('Called deep');
    expect((await root.get('/streams/deep/auth')).body).toEqual({ port: 80, has_password: false });
    expect(await title('/streams/deep%2Fauth')).toBe('Called deep/auth');
    expect((await root.get('/streams/deep%2Fauth/auth')).body).toEqual({ port: 80, has_password: false });
    expect(await title('/streams/auth')).toBe('Called auth');
    expect((await root.get('/streams/auth/auth')).body).toEqual({ port: 80, has_password: false });
    expect(await title('/streams/permissions/users')).toBe('Called permissions/users');
    expect(await title('/streams/deep%2Fpermissions%2Fusers%2F1')).toBe('Called deep/permissions/users/1');
    expect(await title('/streams/deep/layouts')).toBe('Called deep/layouts');
    expect((await root.get('/streams/deep/permissions/users')).body).toEqual({
      users_permissions: [],
      estimated_count: 0,
    });
    // A mistyped id never makes a stream.
    expect((await root.put('/streams/deep/permissions/users/x', { can_view: true })).status).toBe(404);
    const renamed = await root.put('/streams/deep%2Fauth', { comment: 'by its whole name' });
    expect(renamed.body['name']).toBe('deep/auth');
  });
});

describe('what is hidden', () => {
  it('answers exactly as what is missing, at every route', async () => {
    const name = await stream();
    const user = people.viewer.id;
    const routes: readonly (readonly ['get' | 'put' | 'post' | 'delete', string, unknown?])[] = [
      ['get', ''],
      ['delete', ''],
      ['get', '/auth'],
      ['put', '/auth', { login: 'x' }],
      ['get', '/camera_config'],
      ['put', '/camera_config', {}],
      ['put', '/firmware_update', {}],
      ['post', '/reboot', null],
      ['post', '/ptz', { left: 1 }],
      ['get', '/permissions/users'],
      ['get', `/permissions/users/${user}`],
      ['put', `/permissions/users/${user}`, { can_view: true }],
      ['delete', `/permissions/users/${user}`],
    ];
    for (const [method, suffix, body] of routes) {
      const hidden = await stranger[method](`/streams/${name}${suffix}`, body);
      const missing = await stranger[method](`/streams/nobody/knows${suffix}`, body);
      expect([method, suffix, ...refusalOf(hidden)]).toEqual([method, suffix, 404, 'stream_not_found']);
      expect(hidden.body).toEqual(missing.body);
    }
    const edit = (which: string) =>
      stranger.post('/streams/multiedit', { streams: [{ name: which, dvr: { expiration: 1 } }] });
    expect((await edit(name)).body).toEqual((await edit('nobody/knows')).body);
    expect(refusalOf(await stranger.put(`/streams/${name}`, { title: 'x' }))).toEqual(
      refusalOf(await stranger.put('/streams/nobody/knows', { title: 'x' })),
    );
  });

  it('keeps its name: who may make streams hears that it cannot be used, and not why (R-API)', async () => {
    await root.put('/streams/taken/by-root', { organization_id: (await hiddenOrganization()).id });
    const hidden = await editor.put('/streams/taken/by-root', { title: 'x' });
    expect(refusalOf(hidden)).toEqual([400, 'invalid_value', '/name']);
  });

  const hiddenOrganization = () =>
    server.app.get(OrganizationsService).createWithoutOwner({ title: 'Hidden', isPublic: false });

  it('is seen, and not edited, by those who may only view', async () => {
    const name = await stream();
    expect((await viewer.get(`/streams/${name}`)).status).toBe(200);
    const refused: readonly Said[] = [
      await viewer.put(`/streams/${name}`, { title: 'x' }),
      await viewer.put(`/streams/${name}`, {}),
      await viewer.delete(`/streams/${name}`),
      await viewer.get(`/streams/${name}/auth`),
      await viewer.put(`/streams/${name}/auth`, { login: 'x' }),
      await viewer.get(`/streams/${name}/camera_config`),
      await viewer.put(`/streams/${name}/camera_config`, {}),
      await viewer.put(`/streams/${name}/firmware_update`, {}),
      await viewer.post(`/streams/${name}/reboot`),
      await viewer.post(`/streams/${name}/ptz`, { left: 1 }),
      await viewer.get(`/streams/${name}/permissions/users`),
      await viewer.put(`/streams/${name}/permissions/users/${people.stranger.id}`, { can_view: true }),
      await viewer.post('/streams/multiedit', { streams: [{ name, dvr: { expiration: 1 } }] }),
    ];
    expect(refused.map((said) => refusalOf(said).slice(0, 2))).toEqual(refused.map(() => [403, 'forbidden']));
  });
});

describe('DELETE /streams/{name}', () => {
  it('deletes', async () => {
    const name = await stream();
    const said = await editor.delete(`/streams/${name}?part=config_on_disk`);
    expect([said.status, said.text]).toEqual([204, '']);
    expect(refusalOf(await editor.get(`/streams/${name}`))).toEqual([404, 'stream_not_found']);
    expect(refusalOf(await editor.delete(`/streams/${name}`))).toEqual([404, 'stream_not_found']);
  });
});

describe('the login of a camera', () => {
  it('is set, kept, and shown without its password', async () => {
    const name = await stream();
    const place = `/streams/${name}/auth`;
    expect((await editor.get(place)).body).toEqual({ port: 80, has_password: false });
    const set = await editor.put(place, { login: 'operator', password: 'hunter2', port: 8080 });
    expect([set.status, set.body]).toEqual([200, { login: 'operator', port: 8080, has_password: true }]);
    expect(set.headers.get('cache-control')).toBe('no-store');
    expect((await editor.put(place, 'null')).body).toEqual(set.body);
    expect((await editor.put(place, { port: 81 })).body).toEqual({ login: 'operator', port: 81, has_password: true });
    expect((await editor.put(place, { login: null })).body).toEqual({ port: 81, has_password: false });
    const stored = await server.dataSource.query<Item[]>('select to_jsonb(c) as row from cameras c where name = $1', [
      name,
    ]);
    expect(JSON.stringify(stored)).not.toContain('hunter2');
  });

  it.each([
    [{ login: 5 }, 'not_string', '/login'],
    [{ password: {} }, 'not_string', '/password'],
    [{ login: 'x'.repeat(256) }, 'too_long', '/login'],
    [{ port: '80' }, 'not_integer', '/port'],
    [{ port: 0 }, 'input_out_of_range', '/port'],
    [{ port: 65_536 }, 'input_out_of_range', '/port'],
  ])('refuses %j', async (body, code, pointer) => {
    const name = await stream();
    expect(refusalOf(await editor.put(`/streams/${name}/auth`, body))).toEqual([400, code, pointer]);
  });
});

describe('what takes the camera itself', () => {
  it.each<['get' | 'put' | 'post', string, unknown?]>([
    ['post', '/ptz', { command: 'move_continuous', left: 20 }],
    ['post', '/ptz', { left: 20 }],
    ['post', '/ptz', { left: 0 }],
    ['post', '/ptz', { command: 'move_continuous', up: 100, in: 1.5 }],
    ['post', '/ptz', {}],
    ['post', '/ptz', 'null'],
    ['post', '/reboot', 'null'],
    ['post', '/reboot'],
    ['put', '/firmware_update', { url: 'http://firmware.example' }],
    ['get', '/camera_config'],
    ['put', '/camera_config', { any: 'thing' }],
  ])('is 501 for who may: %s %s %j', async (method, suffix, body) => {
    const name = await stream();
    expect(refusalOf(await editor[method](`/streams/${name}${suffix}`, body))).toEqual([501, 'not_supported']);
  });

  it('is 501 for a permission to turn the camera', async () => {
    const name = await stream();
    const rights = { canView: true, canUsePtz: true };
    await server.app.get(CameraPermissionsService).set(system, name, people.viewer.id, rights);
    expect(refusalOf(await viewer.post(`/streams/${name}/ptz`, { left: 1 }))).toEqual([501, 'not_supported']);
    expect(refusalOf(await viewer.post(`/streams/${name}/reboot`))).toEqual([403, 'forbidden']);
  });

  it.each([
    [{ command: 'jump' }, 'unknown_enum_option', '/command'],
    [{ left: '20' }, 'not_number', '/left'],
    [{ left: -1 }, 'input_out_of_range', '/left'],
    [{ out: 101 }, 'input_out_of_range', '/out'],
    [[], 'not_object'],
  ])('refuses the motion %j', async (body, ...expected) => {
    const name = await stream();
    expect(refusalOf(await editor.post(`/streams/${name}/ptz`, body))).toEqual([400, ...expected]);
  });

  it('is 501 for the probe of an address', async () => {
    expect(refusalOf(await editor.put('/streams/discover', { ip: '192.0.2.1' }))).toEqual([501, 'not_supported']);
    expect(refusalOf(await editor.put('/streams/discover', { ip: 5 }))).toEqual([400, 'not_string', '/ip']);
  });
});

describe('the users of a stream', () => {
  it('are given permissions, listed, and let go', async () => {
    const name = await stream();
    const place = `/streams/${name}/permissions/users`;
    const rights = { can_view: true, can_view_dvr: true, can_use_ptz: false, dvr_depth_limit: 3600 };
    expect((await stranger.get(`/streams/${name}`)).status).toBe(404);
    const given = await editor.put(`${place}/${people.stranger.id}`, {
      can_view: true,
      can_view_dvr: true,
      dvr_depth_limit: 3600,
    });
    expect([given.status, given.body]).toEqual([200, { user: { id: people.stranger.id }, permissions: rights }]);
    expect((await stranger.get(`/streams/${name}`)).status).toBe(200);
    expect((await stranger.get(`${place}/${people.stranger.id}`)).body).toEqual(given.body);
    expect((await editor.get(place)).body).toEqual({ users_permissions: [given.body], estimated_count: 1 });
    expect((await editor.get(`${place}?permissions.dvr_depth_limit_gt=3600`)).body['estimated_count']).toBe(0);
    expect((await editor.get(`${place}?select=permissions.can_view`)).body['users_permissions']).toEqual([
      { user: { id: people.stranger.id }, permissions: { can_view: true } },
    ]);
    expect((await editor.put(`${place}/${people.stranger.id}`, { can_view: 'x' })).status).toBe(400);
    expect((await editor.delete(`${place}/${people.stranger.id}`)).status).toBe(204);
    expect((await stranger.get(`/streams/${name}`)).status).toBe(404);
    for (const said of [await editor.delete(`${place}/${people.stranger.id}`), await editor.get(`${place}/2000000000`)])
      expect(said.status).toBe(404);
    expect((await editor.put(`${place}/2000000000`, {})).status).toBe(404);
  });
});

describe('at once', () => {
  it('fifty who make one stream at once make one, and all get it', async () => {
    const bodies = Array.from({ length: 50 }, (_, index) => ({ title: `Made by ${index}` }));
    const all = await Promise.all(
      bodies.map((body, index) => (index % 2 ? editor : owner).put('/streams/raced/camera', body)),
    );
    expect(all.map(({ status }) => status)).toEqual(bodies.map(() => 200));
    const named = await server.dataSource.query<unknown[]>(`select id from cameras where name = 'raced/camera'`);
    expect(named).toHaveLength(1);
  });

  it('fifty marks of one stream leave one', async () => {
    const name = await stream();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        viewer.put(`/streams/${name}`, index % 2 ? { is_favourite: true } : { notifications_enabled: true }),
      ),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await viewer.get(`/streams/${name}`)).body).toMatchObject({
      is_favourite: true,
      notifications_enabled: true,
    });
  });

  it('one who deletes and others who save leave all or nothing', async () => {
    for (let round = 0; round < 20; round += 1) {
      const name = await stream();
      const said = await Promise.all([
        editor.delete(`/streams/${name}`),
        ...Array.from({ length: 5 }, () => editor.put(`/streams/${name}`, { title: 'again' })),
      ]);
      for (const { status } of said) expect([200, 204, 404]).toContain(status);
    }
  });
});

describe('a list of streams', () => {
  it('is shown with everything that one of them is shown with', async () => {
    const name = await stream({ is_favourite: true, comment: 'x' });
    const [item] = itemsOf(await editor.get(`/streams?name=${name}`), 'streams');
    const one = (await editor.get(`/streams/${name}`)).body;
    const { stats: ofItem, ...fields } = item ?? {};
    const { stats: ofOne, ...others } = one;
    expect(fields).toEqual(others);
    expect(Object.keys(ofItem as Item)).toEqual(Object.keys(ofOne as Item));
  });

  it.each([
    ['static=false', 0],
    ['dvr.expiration_gte=60', 1],
    ['dvr.expiration=60&dvr.storage_limit_is=null', 1],
    ['onvif.ptz=true', 0],
    ['last_change.user=editor', 1],
    ['last_change.user=nobody', 0],
    ['stats.media_info.title_like=C03', 0],
    ['stats.media_info.title_is=null', 1],
    ['stats.dvr_info.bytes_gt=1', 0],
    ['stats.dvr_info.from_ne=1738108800', 1],
    ['can_publish_is=null', 1],
    ['preset_id_is_not=null', 0],
    ['preset.id_is=null', 1],
    ['q=LISTED ONE', 1],
  ])('is filtered by %s', async (query, expected) => {
    await editor.put('/streams/listed/one', { title: 'Listed one', dvr: { expiration: 60 } });
    const said = await editor.get(`/streams?name=listed/one&${query}`);
    expect([said.status, said.body['estimated_count']]).toEqual([200, expected]);
  });

  it('is walked by texts as long as they may be', async () => {
    for (const last of 'cabd')
      await editor.put(`/streams/long/${last}`, { title: '𝒳'.repeat(500), comment: `${'𝒳'.repeat(1999)}${last}` });
    const items = await walk(editor, '/streams?name_like=long/&sort=title,-comment&select=name', 'streams');
    expect(items.map(({ name }) => name)).toEqual(['long/d', 'long/c', 'long/b', 'long/a']);
  });

  it.each([
    ['vision=x', 'filter_not_supported', 'vision'],
    ['path.title=Yard', 'filter_not_supported', 'path.title'],
    ['coordinates_is=null', 'filter_not_supported', 'coordinates_is'],
    ['stats.playback_token=x', 'filter_not_supported', 'stats.playback_token'],
    ['dvr.expiration=long', 'not_integer', 'dvr.expiration'],
    ['sort=path', 'sort_not_supported', 'sort'],
  ])('refuses %s', async (query, code, parameter) => {
    expect(refusalOf(await editor.get(`/streams?${query}`))).toEqual([400, code, parameter]);
  });
});
