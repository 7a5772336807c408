import { guest, system } from '#auth';
import {
  type Camera,
  type CameraDraft,
  type CameraMedia,
  type CamerasService,
  type PresetDraft,
  PresetsService,
} from '#cameras';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { application, openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;
let presets: PresetsService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  presets = registry.context.get(PresetsService);
});
afterEach(async () => {
  await registry.dataSource.query('delete from cameras');
  await registry.dataSource.query('delete from presets');
});
afterAll(() => registry.close());

const change = async (camera: Camera, draft: CameraDraft): Promise<Camera> =>
  cameras.update(system, { id: camera.id }, draft);
const preset = async (draft: PresetDraft): Promise<number> =>
  (await presets.create(system, { title: 'a preset', ...draft })).id;
const named = async (query: Parameters<CamerasService['list']>[1]['where']): Promise<readonly string[]> =>
  (await cameras.list(system, { where: query }, { limit: 10 })).items.map(({ name }) => name);

const full: CameraMedia = {
  static: false,
  dvr: { expirationSeconds: 86_400, episodesExpirationSeconds: 3600, storageLimitBytes: 2 ** 40, redundancyFactor: 2 },
  vision: { alg: 'faces', areas: '0,0', detectors: [{ region_id: 'a', region_title: null }] },
  audio: { disabled: true },
  onvif: { ptz: true, url: 'http://a.example/onvif', profile: 'p' },
  thumbnails: true,
  thumbnailsUrl: 'http://a.example/1.jpg',
  videoOnly: true,
  motionDetectorEnabled: false,
  substreamUrl: 'rtsp://a.example/2',
  folderCoordinates: '0.5 0.5',
  postalAddress: 'Shibuya 1',
  streamerHostname: 'streamer.example',
  agent: { id: 'a', key: 'k', model: 'm', serial: 's', pin: '1' },
  controlPort: 8080,
  canPublish: false,
  notifications: [{ notification_type: 'push' }],
  labels: { a: 'b', __proto__x: 'c' },
  externalId: '42',
};

/** As it is shown: what lets the agent in is sealed. */
const effectiveMedia = { ...full, agent: { ...full.agent, key: '***', pin: '***' } };

describe('the media of a camera', () => {
  it('is returned as it was sent, is merged key by key, and null clears', async () => {
    const made = await cameras.create(system, { media: full });
    expect(made.media).toEqual(effectiveMedia);
    expect(await cameras.get(system, { id: made.id })).toEqual(made);
    expect(await change(made, { media: full })).toEqual(made);
    const merged = await change(made, {
      media: {
        dvr: { redundancyFactor: null, expirationSeconds: 60 },
        onvif: { ptz: null },
        agent: null,
        static: null,
      },
    });
    expect(merged.media).toEqual({
      ...full,
      static: undefined,
      agent: undefined,
      dvr: { expirationSeconds: 60, episodesExpirationSeconds: 3600, storageLimitBytes: 2 ** 40 },
      onvif: { url: 'http://a.example/onvif', profile: 'p' },
    });
    expect(Object.keys(merged.media)).not.toContain('agent');
    expect(await change(made, { media: { onvif: { url: null, profile: null } } })).not.toHaveProperty('media.onvif');
    expect((await change(made, { media: null })).media).toEqual({});
  });

  it('of a new camera leaves out what is null, and is empty where nothing was sent', async () => {
    expect((await cameras.create(system, { media: { dvr: null, static: true } })).media).toEqual({ static: true });
    expect((await cameras.create(system, {})).media).toEqual({});
  });

  it('is cleared by a reset, with inputs and preset; organization and folder stay', async () => {
    const { id: organizationId } = await registry.organizations.createWithoutOwner({ title: 'Home', isPublic: true });
    const folderId = await folder(organizationId);
    const presetId = await preset({});
    const inputs = [{ url: 'publish://' }];
    const made = await cameras.create(system, { organizationId, folderId, presetId, inputs, media: full });
    expect(made).toMatchObject({ organizationId, folderId, presetId, inputs });
    const { camera } = await cameras.put(system, made.name, { title: 'x' }, { reset: true });
    expect(camera).toMatchObject({ organizationId, folderId, presetId: null, inputs: [], media: {}, title: 'x' });
  });

  it('that comes back in a reset, or with another preset, stays', async () => {
    const [one, two] = [
      await preset({ dvr: { expirationSeconds: 10 } }),
      await preset({ dvr: { expirationSeconds: 20 } }),
    ];
    const made = await cameras.create(system, { presetId: one, media: { vision: { alg: 'faces' } } });
    const { camera } = await cameras.put(system, made.name, { media: made.media, presetId: one }, { reset: true });
    expect(camera.media).toEqual(made.media);
    expect((await change(made, { presetId: two, media: made.media })).media).toEqual(made.media);
    expect((await change(made, { presetId: one, media: { dvr: null } })).media.dvr).toEqual({ expirationSeconds: 10 });
  });

  it('can be searched', async () => {
    await cameras.create(system, { name: 'full', media: full });
    await cameras.create(system, { name: 'bare' });
    expect(await named([{ operator: 'gt', field: 'dvrExpirationSeconds', value: 86_399 }])).toEqual(['full']);
    expect(await named([{ operator: 'in', field: 'static', values: [true] }])).toEqual(['bare']);
    expect(await named([{ operator: 'present', field: 'agentId' }])).toEqual(['full']);
    expect(await named([{ operator: 'in', field: 'updatedBy', values: ['system'] }])).toHaveLength(2);
    const sort = [{ field: 'dvrStorageLimitBytes', descending: true }] as const;
    const { items } = await cameras.list(system, { where: [], sort }, { limit: 2 });
    expect(items.map(({ name }) => name)).toEqual(['full', 'bare']);
  });

  it.each<[string, unknown]>([
    ['media', 5],
    ['media', []],
    ['media', { unknown: 1 }],
    ['media', { toString: 1 }],
    ['media.static', { static: 'true' }],
    ['media.dvr', { dvr: 5 }],
    ['media.dvr', { dvr: { depth: 5 } }],
    ['media.dvr.expirationSeconds', { dvr: { expirationSeconds: -1 } }],
    ['media.dvr.expirationSeconds', { dvr: { expirationSeconds: 1.5 } }],
    ['media.dvr.storageLimitBytes', { dvr: { storageLimitBytes: 2 ** 60 } }],
    ['media.onvif.url', { onvif: { url: 'rtsp://a.example/' } }],
    ['media.substreamUrl', { substreamUrl: 'javascript:alert(1)' }],
    ['media.postalAddress', { postalAddress: 'x'.repeat(1001) }],
    ['media.controlPort', { controlPort: 0 }],
    ['media.agent.id', { agent: { id: 5 } }],
    ['media', { vision: 'x'.repeat(70_000) }],
    ['media', { vision: '\ud800' }],
    ['media', { vision: JSON.parse('['.repeat(30) + ']'.repeat(30)) }],
  ])('with a wrong %s is refused and leaves nothing', async (field, media) => {
    // The border that an untyped caller crosses.
    const draft = { media } as CameraDraft;
    await expect(cameras.create(system, draft)).rejects.toMatchObject({ code: 'camera.invalid', context: { field } });
    const made = await cameras.create(system, { media: { static: true } });
    await expect(change(made, draft)).rejects.toMatchObject({ code: 'camera.invalid', context: { field } });
    expect(await cameras.get(system, { id: made.id })).toEqual(made);
  });

  it('never grows without a bound', async () => {
    const made = await cameras.create(system, { media: { labels: { a: 'x'.repeat(40_000) } } });
    const more = change(made, { media: { labels: { b: 'x'.repeat(40_000) } } });
    await expect(more).rejects.toMatchObject({ code: 'camera.invalid', context: { field: 'media' } });
  });
});

describe('a preset', () => {
  it('that is not adjustable decides recording and vision, whatever the camera has', async () => {
    const presetId = await preset({ dvr: { expirationSeconds: 10 }, vision: { alg: 'plates' }, isAdjustable: false });
    const made = await cameras.create(system, {
      presetId,
      media: { dvr: { expirationSeconds: 99 }, vision: { alg: 'faces' }, static: true },
    });
    expect(made).toMatchObject({ presetId });
    const held = { static: true, dvr: { expirationSeconds: 10 }, vision: { alg: 'plates' } };
    expect(made.media).toEqual(held);
    expect(await change(made, { media: { dvr: { expirationSeconds: 99 } } })).toEqual(made);
    expect((await change(made, { media: { dvr: null, vision: null, static: null } })).media).toEqual({
      ...held,
      static: undefined,
    });
    expect(await named([{ operator: 'in', field: 'dvrExpirationSeconds', values: [10] }])).toEqual([made.name]);
    await presets.update(system, presetId, { isAdjustable: true });
    expect((await cameras.get(system, { id: made.id })).media).toEqual({ ...held, static: undefined });
    // What was passed over was never kept.
    expect((await change(made, { presetId: null })).media).toEqual({});
  });

  it('that is adjustable fills in what the camera does not have', async () => {
    const vision = { alg: 'plates', areas: '1' };
    const presetId = await preset({ dvr: { expirationSeconds: 10, redundancyFactor: 1 }, vision });
    const made = await cameras.create(system, { presetId, media: { dvr: { expirationSeconds: 99 } } });
    expect(made.media).toEqual({ dvr: { expirationSeconds: 99, redundancyFactor: 1 }, vision });
    // What comes back as it was shown stays the preset's.
    expect(await change(made, { media: made.media })).toEqual(made);
    await presets.update(system, presetId, { dvr: { redundancyFactor: 3 } });
    expect((await cameras.get(system, { id: made.id })).media.dvr).toEqual({
      expirationSeconds: 99,
      redundancyFactor: 3,
    });
    const own = await change(made, { media: { vision: { areas: '2' } } });
    expect(own.media.vision).toEqual({ alg: 'plates', areas: '2' });
    expect((await change(made, { presetId: null })).media).toEqual({
      dvr: { expirationSeconds: 99 },
      vision: { alg: 'plates', areas: '2' },
    });
  });

  it('that is the default one is given to a new camera without a named preset', async () => {
    const presetId = await preset({ isDefault: true, isAdjustable: false, dvr: { expirationSeconds: 5 } });
    expect(await cameras.create(system, { media: { dvr: { expirationSeconds: 1 } } })).toMatchObject({
      presetId,
      media: { dvr: { expirationSeconds: 5 } },
    });
    expect(await cameras.create(system, { presetId: null })).toMatchObject({ presetId: null, media: {} });
    const rows = [{ line: 1, draft: { name: 'b/1' } }];
    await cameras.importBatch(system, rows, (await registry.organizations.default()).id);
    expect(await cameras.get(system, { name: 'b/1' })).toMatchObject({ presetId });
    await presets.remove(system, presetId);
    expect(await cameras.create(system, {})).toMatchObject({ presetId: null });
    expect(await cameras.get(system, { name: 'b/1' })).toMatchObject({ presetId });
  });

  it("is a camera's only where its organization may use it", async () => {
    const { id: organizationId } = await registry.organizations.createWithoutOwner({ title: 'Mine', isPublic: false });
    const editor = await registry.user({ [organizationId]: { canViewStreams: true, canEditStreams: true } });
    const [given, other] = [await preset({ title: 'given' }), await preset({ title: 'other' })];
    await presets.assign(system, organizationId, given);
    const missing = { code: 'object.not-found', context: { object: 'preset', field: 'presetId' } };
    await expect(cameras.create(editor, { organizationId, presetId: other })).rejects.toMatchObject(missing);
    const made = await cameras.create(editor, { organizationId, presetId: given });
    await expect(cameras.update(editor, { id: made.id }, { presetId: other })).rejects.toMatchObject(missing);
    expect(await cameras.update(system, { id: made.id }, { presetId: other })).toMatchObject({ presetId: other });
    // What it has it may keep.
    expect(await cameras.update(editor, { id: made.id }, { presetId: other, title: 'x' })).toMatchObject({
      title: 'x',
    });
    for (const presetId of [999_999, 2 ** 31, 1.5, -1, '5', NaN]) {
      const refused = cameras.create(system, { presetId } as CameraDraft);
      await expect(refused).rejects.toMatchObject({ context: { field: 'presetId' } });
    }
    await presets.remove(system, given);
    await expect(cameras.create(system, { presetId: given })).rejects.toMatchObject(missing);
  });
});

describe('a folder', () => {
  it("is one of the camera's organization, the root where none is named", async () => {
    const [one, two] = [
      await registry.organizations.createWithoutOwner({ title: 'One', isPublic: true }),
      await registry.organizations.createWithoutOwner({ title: 'Two', isPublic: true }),
    ];
    const [folderId, elsewhere] = [await folder(one.id), await folder(two.id)];
    const [root, rootOfTwo] = [await rootOf(one.id), await rootOf(two.id)];
    const made = await cameras.create(system, { organizationId: one.id });
    expect(made.folderId).toBe(root);
    expect(await change(made, { folderId: null })).toEqual(made);
    const moved = await change(made, { folderId });
    expect(moved).toMatchObject({ folderId, version: 2 });
    expect(await change(made, { title: 'x' })).toMatchObject({ folderId });
    expect(await change(made, { folderId: null })).toMatchObject({ folderId: root });
    const missing = { code: 'object.not-found', context: { object: 'folder' } };
    await expect(change(made, { folderId: elsewhere })).rejects.toMatchObject(missing);
    await expect(cameras.create(system, { organizationId: one.id, folderId: elsewhere })).rejects.toMatchObject(
      missing,
    );
    await expect(cameras.create(system, { folderId: 999_999 })).rejects.toMatchObject(missing);
    for (const wrong of [0, 1.5, '5', 2 ** 31, NaN])
      await expect(cameras.create(system, { folderId: wrong } as CameraDraft)).rejects.toMatchObject({
        code: 'camera.invalid',
        context: { field: 'folderId' },
      });
    await change(made, { folderId });
    expect(await change(made, { organizationId: two.id })).toMatchObject({ folderId: rootOfTwo });
    expect(await change(made, { organizationId: one.id, folderId })).toMatchObject({ folderId });
    await expect(change(made, { organizationId: two.id, folderId })).rejects.toMatchObject(missing);
  });

  it('that is missing rejects the row of a batch', async () => {
    const home = await registry.organizations.default();
    const folderId = await folder(home.id);
    const rows = [
      { line: 1, draft: { name: 'f/1', folderId } },
      { line: 2, draft: { name: 'f/2', folderId: 999_999 } },
      { line: 3, draft: { name: 'f/3', presetId: 999_999 } },
      { line: 4, draft: { name: 'f/4', media: full, inputs: [{ url: 'publish://' }] } },
    ];
    expect(await cameras.importBatch(system, rows, home.id)).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      changed: [
        expect.objectContaining({ name: 'f/1', change: 'created' }),
        expect.objectContaining({ name: 'f/4', change: 'created' }),
      ],
      cameras: [
        { name: 'f/1', outcome: 'created' },
        { name: 'f/4', outcome: 'created' },
      ],
      drift: [],
      rejected: [
        { line: 2, field: 'folderId', reason: 'the organization has no such folder' },
        { line: 3, field: 'presetId', reason: 'the organization has no such preset' },
      ],
    });
    expect(await cameras.get(system, { name: 'f/4' })).toMatchObject({
      media: effectiveMedia,
      inputs: [{ url: 'publish://' }],
    });
    expect(await cameras.importBatch(system, rows, home.id)).toMatchObject({ unchanged: 2 });
    expect(
      await cameras.importBatch(system, [{ line: 1, draft: { name: 'f/1', folderId: null } }], home.id),
    ).toMatchObject({
      cameras: [{ name: 'f/1', outcome: 'updated' }],
    });
  });
});

it('a camera has the name of its last editor', async () => {
  const { id: organizationId } = await registry.organizations.createWithoutOwner({ title: 'Signed', isPublic: true });
  const editor = await registry.user({ [organizationId]: { canViewStreams: true, canEditStreams: true } });
  const made = await cameras.create(editor, { organizationId, name: 'signed' });
  expect(made.updatedBy).toBe(editor.login);
  expect(
    await cameras.update(application({ level: 'admin', clientId: 'abc' }), { id: made.id }, { title: 'x' }),
  ).toMatchObject({
    updatedBy: 'abc',
  });
  await cameras.importBatch(editor, [{ line: 1, draft: { name: 'signed', title: 'y' } }], organizationId);
  expect((await cameras.get(guest, { id: made.id })).updatedBy).toBe(editor.login);
  expect((await cameras.put(system, 'signed', { title: 'z' }, { reset: true })).camera.updatedBy).toBe('system');
  // A change that changes nothing is nobody's.
  expect((await cameras.update(editor, { id: made.id }, { title: 'z' })).updatedBy).toBe('system');
});

async function folder(organizationId: number): Promise<number> {
  const [{ id }] = await registry.dataSource.query<[{ id: number }]>(
    `insert into folders (organization_id, parent_id, title, level) values ($1, $2, 'a folder', 1) returning id`,
    [organizationId, await rootOf(organizationId)],
  );
  return id;
}

async function rootOf(organizationId: number): Promise<number> {
  const [{ id }] = await registry.dataSource.query<[{ id: number }]>(
    'select id from folders where organization_id = $1 and parent_id is null',
    [organizationId],
  );
  return id;
}
