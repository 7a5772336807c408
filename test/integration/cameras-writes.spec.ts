import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { Camera, CameraDraft, CamerasService } from '#cameras';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
});
afterEach(() => registry.dataSource.query('delete from cameras'));
afterAll(() => registry.close());

const fuji = { latitude: 35.6586, longitude: 139.7454 } as const;

describe('a new camera', () => {
  it('gets a name from its title, an object id, a number and a version', async () => {
    const made = await cameras.create(system, { title: 'Größe & Été: Tōkyō!' });
    expect(made.name).toMatch(/^gro-e-ete-tokyo-[0-9a-f]{10}$/);
    expect(made.objectId).toMatch(/^[0-9a-f]{24}$/);
    expect(Math.abs(parseInt(made.objectId.slice(0, 8), 16) - Date.now() / 1000)).toBeLessThan(60);
    expect(made).toMatchObject({ cameraId: 1_000_000_000 + made.id, version: 1, enabled: true, kind: 'non_ip' });
    expect((await cameras.create(system, {})).name).toMatch(/^camera-[0-9a-f]{10}$/);
    expect(await cameras.get(system, { cameraId: made.cameraId })).toEqual(made);
    expect(await cameras.get(system, { objectId: made.objectId })).toEqual(made);
  });

  it('gets its country, and its city and time zone where none were sent', async () => {
    const filled = await cameras.create(system, { ...fuji, country: 'FR' });
    expect(filled).toMatchObject({ country: 'JP', timezone: 'Asia/Tokyo' });
    expect(filled.city).not.toBeNull();
    const said = await cameras.create(system, { ...fuji, city: 'Edo', timezone: 'Asia/Seoul' });
    expect(said).toMatchObject({ country: 'JP', city: 'Edo', timezone: 'Asia/Seoul' });
    const moved = { latitude: 48.8584, longitude: 2.2945 };
    expect(await cameras.update(system, { id: said.id }, moved)).toMatchObject({ country: 'FR', city: 'Edo' });
    expect(await cameras.update(system, { id: filled.id }, moved)).toMatchObject({
      country: 'FR',
      timezone: 'Europe/Paris',
    });
  });

  it.each<[CameraDraft, Camera['kind']]>([
    [{ ip: '192.0.2.1', snapshotUrl: 'http://a.example/1.jpg' }, 'ip'],
    [{ streamUrl: 'rtsp://a.example/1', snapshotUrl: 'http://a.example/1.jpg' }, 'stream'],
    [{ snapshotUrl: 'http://a.example/1.jpg' }, 'non_ip'],
    [{ kind: 'non_ip', streamUrl: 'rtsp://a.example/1', snapshotUrl: 'http://a.example/1.jpg' }, 'non_ip'],
  ])('of %o is of kind %s', async (draft, kind) => {
    expect((await cameras.create(system, draft)).kind).toBe(kind);
  });

  it.each<[keyof Camera, unknown]>([
    ['name', ''],
    ['name', 'a b'],
    ['name', 'a/../b'],
    ['name', '/a'],
    ['name', 'a'.repeat(256)],
    ['title', 'a\0b'],
    ['title', '\ud800'],
    ['title', 'x'.repeat(1001)],
    ['title', 5],
    ['latitude', 91],
    ['latitude', NaN],
    ['longitude', -181],
    ['port', 0],
    ['port', 65_536],
    ['port', 1.5],
    ['port', '80'],
    ['frameRate', 0],
    ['frameRate', 241],
    ['resolutionWidth', -1],
    ['sourceUrl', ' javaScript:alert(1)'],
    ['sourceUrl', 'java\nscript:alert(1)'],
    ['sourceUrl', 'x'.repeat(2049)],
    ['cameraId', -1],
    ['cameraId', 2 ** 31],
    ['cameraId', null],
    ['country', 'XX'],
    ['country', 'Japan'],
    ['timezone', 'Mars/Olympus'],
    ['timezone', '+01:00'],
    ['snapshotUrl', 'javascript:alert(1)'],
    ['snapshotUrl', 'http://'],
    ['streamUrl', `http://a.example/${'x'.repeat(2048)}`],
    ['pageUrl', 'rtsp://a.example/'],
    ['ip', '999.1.1.1'],
    ['kind', 'web'],
    ['protocol', 'gopher'],
    ['observedAt', '2026-02-30'],
    ['enabled', null],
    ['organizationId', 999_999],
  ])('with %s %j is refused, named, and leaves nothing', async (field, value) => {
    // The border that an untyped caller crosses.
    const draft = { [field]: value } as CameraDraft;
    await expect(cameras.create(system, draft)).rejects.toMatchObject({ code: 'camera.invalid', context: { field } });
    expect(await cameras.count(system, { where: [] })).toBe(0);
  });

  it.each<[CameraDraft, keyof Camera]>([
    [{ latitude: 1 }, 'longitude'],
    [{ longitude: 1 }, 'latitude'],
    [{ kind: 'ip', snapshotUrl: 'http://a.example/' }, 'ip'],
    [{ kind: 'stream', snapshotUrl: 'http://a.example/' }, 'streamUrl'],
    [{ kind: 'non_ip', ip: '192.0.2.1' }, 'snapshotUrl'],
  ])('%o lacks %s', async (draft, field) => {
    await expect(cameras.create(system, draft)).rejects.toMatchObject({ code: 'camera.invalid', context: { field } });
  });

  it('stores the smallest degrees that a number can have', async () => {
    const made = await cameras.create(system, { latitude: 5e-324, longitude: -5e-324, frameRate: 1 / 86_400 });
    expect(made.latitude).toBe(0);
  });
});

describe('a source URL', () => {
  it.each([
    ['www.google.com', 'www.google.com', false],
    ['www.google.com:8080/a@b', 'www.google.com:8080/a@b', false],
    ['The city of Tokyo', 'The city of Tokyo', false],
    ['mailto:somebody@example.org', 'mailto:somebody@example.org', false],
    ['http://ann:secret@example.org/x', 'http://example.org/x', true],
    ['rtsp://ann:secret@example.org/x', 'rtsp://example.org/x', true],
    ['ann:secret@example.org/x', 'example.org/x', true],
    ['ann:1234@example.org', 'example.org', true],
    ['http://ann:secret@exa mple.org/', 'http://exa mple.org/', false],
    ['ann:secret@exa mple.org', 'exa mple.org', false],
  ])('%s is a reference, stored as %s', async (given, stored, hasCredentials) => {
    const made = await cameras.create(system, { sourceUrl: given });
    expect(made).toMatchObject({ sourceUrl: stored, hasCredentials });
    expect(await cameras.update(system, { id: made.id }, { sourceUrl: stored })).toEqual(made);
  });
});

describe('credentials in a URL', () => {
  const secret = 'pa:ss@wörd';
  const url = `rtsp://operator:${encodeURIComponent(secret)}@camera.example:554/live?channel=1`;

  it('are split off, sealed for this camera, and returned nowhere (R-ENC)', async () => {
    const made = await cameras.create(system, { streamUrl: url, snapshotUrl: 'http://camera.example/a@b.jpg' });
    expect(made).toMatchObject({
      streamUrl: 'rtsp://camera.example:554/live?channel=1',
      snapshotUrl: 'http://camera.example/a@b.jpg',
      hasCredentials: true,
    });
    const [row] = await registry.dataSource.query<[{ credentials_sealed: string }]>('select * from cameras');
    expect(JSON.stringify(row)).not.toContain('operator');
    expect(JSON.stringify([row, made])).not.toMatch(/pa:ss|pa%3Ass/);
    const opened = registry.vault.open(row.credentials_sealed, `cameras.credentials_sealed:${made.name}`);
    expect(JSON.parse(opened)).toEqual({ login: 'operator', password: secret });
  });

  it.each([
    'http:\\\\user:secret@camera.example/',
    'http:///user:secret@camera.example/',
    'HTTP://user:secret@h@camera.example/',
  ])('are found in %s too', async (odd) => {
    const made = await cameras.create(system, { snapshotUrl: odd });
    expect(made.hasCredentials).toBe(true);
    expect(made.snapshotUrl).not.toContain('secret');
  });

  it('stay when the same server is named without them, and go when the camera leads elsewhere', async () => {
    const made = await cameras.create(system, { streamUrl: url });
    const shown = made.streamUrl;
    expect(await cameras.update(system, { id: made.id }, { streamUrl: shown })).toEqual(made);
    expect(await cameras.update(system, { id: made.id }, { streamUrl: url })).toEqual(made);
    const stays = await cameras.update(system, { id: made.id }, { streamUrl: 'rtsp://camera.example:554/other' });
    expect(stays.hasCredentials).toBe(true);
    const leaves = await cameras.update(system, { id: made.id }, { streamUrl: 'rtsp://elsewhere.example/live' });
    expect(leaves.hasCredentials).toBe(false);
  });

  it('that contradict each other are rejected', async () => {
    const draft = { streamUrl: url, snapshotUrl: 'http://other:one@camera.example/' };
    await expect(cameras.create(system, draft)).rejects.toMatchObject({
      code: 'camera.invalid',
      context: { field: 'snapshotUrl' },
    });
  });
});

describe('a change', () => {
  it('raises the version; one that changes nothing changes nothing', async () => {
    const made = await cameras.create(system, { title: 'a', ...fuji, cameraId: 7 });
    const changed = await cameras.update(system, { cameraId: 7 }, { title: 'b', description: null });
    expect(changed).toMatchObject({ title: 'b', version: 2, createdAt: made.createdAt });
    expect(await cameras.update(system, { cameraId: 7 }, { title: 'b', ...fuji, city: made.city })).toEqual(changed);
    expect(await cameras.update(system, { cameraId: 7 }, {})).toEqual(changed);
    expect((await cameras.update(system, { cameraId: 7 }, { title: null })).title).toBeNull();
  });

  it('is rejected when the camera was changed since', async () => {
    const made = await cameras.create(system, {});
    await cameras.update(system, { id: made.id }, { title: 'first' }, { expectedVersion: made.version });
    await expect(
      cameras.update(system, { id: made.id }, { title: 'second' }, { expectedVersion: made.version }),
    ).rejects.toMatchObject({
      code: 'camera.changed',
    });
  });

  it('of the same version, made by many at once, succeeds for one', async () => {
    const made = await cameras.create(system, {});
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        cameras.update(system, { id: made.id }, { title: `by ${i}` }, { expectedVersion: made.version }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await cameras.get(system, { id: made.id })).version).toBe(2);
  });

  it('never touches the name', async () => {
    const made = await cameras.create(system, { name: 'a/b' });
    const renaming = cameras.update(system, { id: made.id }, { name: 'c' });
    await expect(renaming).rejects.toMatchObject({ code: 'camera.invalid', context: { field: 'name' } });
  });

  it('to a taken number is rejected and changes nothing else', async () => {
    await cameras.create(system, { cameraId: 1 });
    const made = await cameras.create(system, { title: 'before' });
    await expect(cameras.update(system, { id: made.id }, { cameraId: 1, title: 'after' })).rejects.toMatchObject({
      code: 'camera.taken',
      field: 'cameraId',
    });
    expect(await cameras.get(system, { id: made.id })).toEqual(made);
  });

  it('updates the kind of the camera', async () => {
    const made = await cameras.create(system, { snapshotUrl: 'http://a.example/1.jpg' });
    const byAddress = await cameras.update(system, { id: made.id }, { ip: '192.0.2.7', snapshotUrl: null });
    expect(byAddress.kind).toBe('ip');
    const byStream = await cameras.update(system, { id: made.id }, { ip: null, streamUrl: 'rtsp://a.example/1' });
    expect(byStream.kind).toBe('stream');
  });
});

it('only the owner and superusers move a camera out of its organization', async () => {
  const [from, to] = [
    await registry.organizations.createWithoutOwner({ title: 'From', isPublic: false }),
    await registry.organizations.createWithoutOwner({ title: 'To', isPublic: false }),
  ];
  const both = {
    [from.id]: { canViewStreams: true, canEditStreams: true },
    [to.id]: { canViewStreams: true, canEditStreams: true },
  };
  const [editor, owner] = [await registry.user(both), await registry.user(both)];
  await registry.dataSource.query('update organizations set owner_id = $2 where id = $1', [from.id, owner.userId]);
  const { id } = await cameras.create(editor, { organizationId: from.id });
  const move = { organizationId: to.id };
  await expect(cameras.update(editor, { id }, move)).rejects.toMatchObject({ code: 'camera.forbidden' });
  expect(await cameras.update(owner, { id }, move)).toMatchObject(move);
  await expect(cameras.update(owner, { id }, { organizationId: from.id })).rejects.toMatchObject({
    code: 'camera.forbidden',
  });
  expect(await cameras.update(system, { id }, { organizationId: from.id })).toMatchObject({ organizationId: from.id });
});

describe('put', () => {
  it('creates, changes and with reset replaces', async () => {
    const made = await cameras.put(system, 'gate/1', { title: 'a', ip: '192.0.2.1' }, { reset: false });
    expect(made.created).toBe(true);
    const kept = await cameras.put(system, 'gate/1', { title: 'b' }, { reset: false });
    expect(kept).toMatchObject({ created: false, camera: { title: 'b', ip: '192.0.2.1', version: 2 } });
    const reset = await cameras.put(system, 'gate/1', { description: 'c' }, { reset: true });
    expect(reset.camera).toMatchObject({ id: made.camera.id, title: null, ip: null, description: 'c', kind: 'non_ip' });
  });

  it('by many at once creates one camera and succeeds for all', async () => {
    const puts = await Promise.all(
      Array.from({ length: 10 }, (_, i) => cameras.put(system, 'gate/2', { title: `by ${i}` }, { reset: false })),
    );
    expect(puts.filter(({ created }) => created)).toHaveLength(1);
    expect(await cameras.count(system, { where: [] })).toBe(1);
  });

  it('of a name that belongs to a hidden camera is rejected', async () => {
    const { id } = await registry.organizations.createWithoutOwner({ title: 'Private', isPublic: false });
    await cameras.create(system, { name: 'hidden', organizationId: id });
    const home = await registry.organizations.default();
    const editor = await registry.user({ [home.id]: { canEditStreams: true } });
    const refused = { code: 'camera.invalid', context: { field: 'name' } };
    await expect(cameras.put(editor, 'hidden', {}, { reset: false })).rejects.toMatchObject(refused);
    await expect(cameras.create(editor, { name: 'hidden' })).rejects.toMatchObject(refused);
    const row = { line: 1, draft: { name: 'hidden' } };
    const { rejected } = await cameras.importBatch(editor, [row], home.id);
    expect(rejected).toEqual([{ line: 1, field: 'name', reason: 'this name cannot be used' }]);
  });

  it('of a number that belongs to a hidden camera is rejected without revealing it', async () => {
    const { id } = await registry.organizations.createWithoutOwner({ title: 'Private', isPublic: false });
    const taken = await cameras.create(system, { cameraId: 77, legacyCameraId: 78, organizationId: id });
    const home = await registry.organizations.default();
    const editor = await registry.user({ [home.id]: { canEditStreams: true } });
    const own = await cameras.create(editor, { name: 'own' });
    for (const draft of [{ cameraId: 77 }, { legacyCameraId: 78 }, { cameraId: taken.cameraId }]) {
      const refused = { code: 'camera.invalid', context: { field: Object.keys(draft)[0] } };
      await expect(cameras.create(editor, draft)).rejects.toMatchObject(refused);
      await expect(cameras.update(editor, { id: own.id }, draft)).rejects.toMatchObject(refused);
    }
    await expect(cameras.create(system, { cameraId: 77 })).rejects.toMatchObject({ code: 'camera.taken' });
  });
});

describe('two callers who want the same', () => {
  it.each<[keyof Camera, CameraDraft]>([
    ['name', { name: 'wanted' }],
    ['cameraId', { cameraId: 42 }],
    ['legacyCameraId', { legacyCameraId: 42 }],
  ])('%s: one gets it, the others hear camera.taken, nothing is left behind', async (field, draft) => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => cameras.create(system, draft)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'camera.taken', context: { field } });
    expect(await cameras.count(system, { where: [] })).toBe(1);
  });

  it('number: a default number that somebody chose is skipped', async () => {
    const { id } = await cameras.create(system, {});
    await cameras.create(system, { cameraId: 1_000_000_000 + id + 3 });
    const made = [await cameras.create(system, {}), await cameras.create(system, {}), await cameras.create(system, {})];
    expect(new Set(made.map(({ cameraId }) => cameraId)).size).toBe(3);
    const taken = cameras.create(system, { cameraId: made[0]?.cameraId });
    await expect(taken).rejects.toMatchObject({ code: 'camera.taken', context: { field: 'cameraId' } });
  });
});

describe('a batch', () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    line: i + 1,
    draft: { name: `batch/${i}`, title: `${i}`, ...fuji, cameraId: i, streamUrl: `rtsp://u:p${i}@a.example/${i}` },
  }));

  it('twice changes nothing, and changes only what differs', async () => {
    const home = await registry.organizations.default();
    const nothing = { created: 0, updated: 0, unchanged: 0, rejected: [] };
    expect(await cameras.importBatch(system, rows, home.id)).toMatchObject({ ...nothing, created: 200 });
    const before = await cameras.list(system, { where: [] }, { limit: 1000 });
    expect(await cameras.importBatch(system, rows, home.id)).toMatchObject({ ...nothing, unchanged: 200 });
    expect((await cameras.list(system, { where: [] }, { limit: 1000 })).items).toEqual(before.items);
    const changed = rows.map((row) => (row.line > 3 ? row : { ...row, draft: { ...row.draft, title: 'new' } }));
    expect(await cameras.importBatch(system, changed, home.id)).toMatchObject({
      ...nothing,
      updated: 3,
      unchanged: 197,
    });
  });

  it('reports why each rejected row was rejected, and takes the others', async () => {
    const home = await registry.organizations.default();
    const other = await registry.organizations.createWithoutOwner({ title: 'Other', isPublic: false });
    await cameras.create(system, { name: 'theirs', organizationId: other.id, cameraId: 999 });
    const outcome = await cameras.importBatch(
      system,
      [
        { line: 1, draft: { name: 'good' } },
        { line: 2, draft: { name: 'bad', port: 0 } },
        { line: 3, draft: { name: 'good' } },
        { line: 4, draft: { name: 'theirs', title: 'mine now' } },
        { line: 5, draft: { name: 'number', cameraId: 999 } },
        { line: 6, draft: { name: 'a\0b' } },
        { line: 7, draft: { name: 'fine' } },
      ],
      home.id,
    );
    expect(outcome).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(outcome.rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(outcome.rejected.map(({ reason }) => reason)).toEqual([
      'port: an integer from 1 to 65535',
      'line 1 has the same name',
      'another camera has this name',
      'another camera has this cameraId',
      'name: 1 to 255 URL-safe characters and slashes',
    ]);
  });

  it('run by several at once creates each camera once', async () => {
    const home = await registry.organizations.default();
    const outcomes = await Promise.all([
      cameras.importBatch(system, rows, home.id),
      cameras.importBatch(system, rows.toReversed(), home.id),
      ...rows.slice(0, 20).map(({ draft }) => cameras.put(system, draft.name, draft, { reset: false })),
    ]);
    const batches = outcomes.filter((outcome) => 'rejected' in outcome);
    expect(batches.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(await cameras.count(system, { where: [] })).toBe(200);
  });

  it('is for those who may create cameras there', async () => {
    const home = await registry.organizations.default();
    const user = await registry.user();
    await expect(cameras.importBatch(user, rows, home.id)).rejects.toMatchObject({ code: 'camera.forbidden' });
  });
});

it('a statement beyond its time limit is a rejected query, not a server fault', async () => {
  await cameras.create(system, { title: 'locked' });
  const holder = registry.dataSource.createQueryRunner();
  const pool = await openRegistry(undefined, { statementTimeoutMilliseconds: 100, url: registry.url });
  try {
    await holder.startTransaction();
    await holder.query('lock table cameras in access exclusive mode');
    const refused = [
      pool.cameras.count(system, { where: [] }),
      pool.cameras.listJson(system, { where: [] }, { limit: 1 }, { id: 'id' }),
      pool.cameras.create(system, {}),
    ];
    const outcomes = await Promise.allSettled(refused);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'query.too-slow' } });
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
    await pool.close();
  }
});
