import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraRightsService, FoldersService, OrganizationsService } from '#access';
import { type Caller, type CameraSelector, guest, selectCameras, system } from '#auth';
import { CamerasService, type CameraQuery } from '#cameras';
import { application, openRegistry, type Registry } from '../support/registry.js';

const shape = { name: 'name' } as const;
const names = ['open', 'hers', 'deep', 'his'] as const;
type Name = (typeof names)[number];

let registry: Registry;
let cameras: CamerasService;
const callers: Record<string, Caller> = {};
const selectors: Record<string, readonly CameraSelector[]> = {};
const idOf: Record<string, number> = {};
const place: Record<string, number> = {};

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  for (const [title, isPublic] of [
    ['open', true],
    ['hers', false],
    ['his', false],
  ] as const)
    place[title] = (await registry.organizations.createWithoutOwner({ title, isPublic })).id;
  for (const name of names) {
    const organizationId = place[name === 'deep' ? 'hers' : name];
    const made = await cameras.create(system, {
      name,
      organizationId,
      title: 'A camera',
      latitude: 35,
      longitude: 139,
    });
    idOf[name] = made.id;
  }
  const [root] = await registry.dataSource.query<[{ id: number }]>(
    'select id from folders where organization_id = $1 and parent_id is null',
    [place['hers']],
  );
  place['root'] = root.id;
  place['floor'] = await folderBelow(root.id, 1);
  place['room'] = await folderBelow(place['floor'], 2);
  await cameras.update(system, { name: 'deep' }, { folderId: place['room'] });
  const owner = await registry.user();
  await registry.dataSource.query('update organizations set owner_id = $1 where id = $2', [
    owner.userId,
    place['hers'],
  ]);
  const viewer = await registry.user();
  await registry.dataSource.query(
    'insert into folder_permissions (user_id, folder_id, can_view) values ($1, $2, true)',
    [viewer.userId, place['floor']],
  );
  await registry.dataSource.query(
    'insert into camera_permissions (user_id, camera_id, can_view) values ($1, $2, true)',
    [viewer.userId, idOf['his']],
  );
  Object.assign(callers, {
    system,
    guest,
    'an administrator': await registry.user({}, { isAdmin: true }),
    'an owner of hers': owner,
    'a viewer of a folder of hers and of one of his': viewer,
    'an editor of both': await registry.user({
      [place['hers'] ?? 0]: { canViewStreams: true, canEditStreams: true },
      [place['his'] ?? 0]: { canViewStreams: true, canEditStreams: true },
    }),
    'a user without organization': await registry.user(),
    'an application of hers': application({ organizationId: place['hers'] }),
    'an application of level admin': application({ level: 'admin' }),
  } satisfies Record<string, Caller>);
  Object.assign(selectors, {
    'the public organization': [{ organizationId: place['open'] ?? 0 }],
    hers: [{ organizationId: place['hers'] ?? 0 }],
    'no organization': [{ organizationId: 999_999 }],
    'the root folder of hers': [{ folderId: root.id }],
    'a folder of hers': [{ folderId: place['floor'] ?? 0 }],
    'one camera': [{ cameraIds: [idOf['his'] ?? 0] }],
    'three cameras': [{ cameraIds: ['open', 'deep', 'his'].map((name) => idOf[name] ?? 0) }],
    'no camera': [{ cameraIds: [] }],
    'a list within an organization': [
      { cameraIds: ['open', 'deep', 'his'].map((name) => idOf[name] ?? 0) },
      { organizationId: place['hers'] ?? 0 },
    ],
    'a folder within another list': [{ folderId: place['floor'] ?? 0 }, { cameraIds: [idOf['hers'] ?? 0] }],
  } satisfies Record<string, readonly CameraSelector[]>);
});
afterAll(() => registry.close());

/** What each choice holds, visible or not. */
const chosen: Readonly<Record<string, readonly Name[]>> = {
  'the public organization': ['open'],
  hers: ['hers', 'deep'],
  'no organization': [],
  'the root folder of hers': ['hers', 'deep'],
  'a folder of hers': ['deep'],
  'one camera': ['his'],
  'three cameras': ['open', 'deep', 'his'],
  'no camera': [],
  'a list within an organization': ['deep'],
  'a folder within another list': [],
};
const seen: Readonly<Record<string, readonly Name[]>> = {
  system: names,
  guest: ['open'],
  'an administrator': names,
  'an owner of hers': ['open', 'hers', 'deep'],
  'a viewer of a folder of hers and of one of his': ['open', 'deep', 'his'],
  'an editor of both': names,
  'a user without organization': ['open'],
  'an application of hers': ['open', 'hers', 'deep'],
  'an application of level admin': names,
};
const edited: Readonly<Record<string, readonly Name[]>> = {
  system: names,
  'an administrator': names,
  'an application of level admin': names,
  'an owner of hers': ['hers', 'deep'],
  'an editor of both': ['hers', 'deep', 'his'],
};

function narrowed(name: string, choice: string): Caller {
  const caller = callers[name];
  if (!caller) throw new Error(name);
  return (selectors[choice] ?? []).reduce((one, selector) => selectCameras(one, selector), caller);
}

describe.each(Object.keys(seen))('%s with a credential for', (name) => {
  it.each(Object.keys(chosen))('%s sees, counts, streams and edits these and no others', async (choice) => {
    const caller = narrowed(name, choice);
    const expected = (chosen[choice] ?? []).filter((camera) => seen[name]?.includes(camera)).toSorted();
    const queries: readonly CameraQuery[] = [
      { where: [] },
      { where: [{ operator: 'in', field: 'title', values: ['A camera'] }] },
      { where: [], sort: [{ field: 'country', descending: true }] },
      { where: [], near: { latitude: 35, longitude: 139, radiusMetres: 50_000 } },
      { where: [], within: { west: 138, south: 34, east: 140, north: 36 } },
      { where: [{ operator: 'search', value: 'CAMERA' }] },
      { where: [], seenBy: system },
    ];
    for (const query of queries) {
      const { items } = await cameras.list(caller, query, { limit: 100 });
      expect(items.map((camera) => camera.name).toSorted()).toEqual(expected);
      expect(namesIn((await cameras.listJson(caller, query, { limit: 100 }, shape)).json)).toEqual(expected);
      expect(await cameras.count(caller, query)).toBe(expected.length);
      let streamed = '';
      for await (const chunk of cameras.stream(caller, query, shape)) streamed += chunk;
      expect(namesIn(streamed)).toEqual(expected);
    }
    const rights = registry.context.get(CameraRightsService);
    const ids = Object.values(idOf);
    const allowed = await rights.rightsOn(caller, ids);
    expect(names.filter((camera) => allowed.has(idOf[camera] ?? 0)).toSorted()).toEqual(expected);
    const watched = await rights.watchingRightsOn(caller, ids);
    expect([...watched.keys()].every((id) => allowed.has(id))).toBe(true);
    for (const camera of names) {
      const isVisible = expected.includes(camera);
      const mayEdit = isVisible && (edited[name] ?? []).includes(camera);
      expect((await cameras.find(caller, { name: camera }))?.name).toBe(isVisible ? camera : undefined);
      expect(await codeOf(cameras.update(caller, { name: camera }, { description: `${name} ${choice}` }))).toBe(
        mayEdit ? 'done' : isVisible ? 'camera.forbidden' : 'camera.not-found',
      );
      const batch = { draft: { name: camera, description: `again ${name} ${choice}` } };
      const organizationId = place[camera === 'deep' ? 'hers' : camera] ?? 0;
      const wrote = await codeOf(cameras.importBatch(caller, [{ ...batch, line: 1 }], organizationId));
      const { description } = await cameras.get(system, { name: camera });
      expect([wrote !== 'camera.forbidden' && description === `again ${name} ${choice}`, wrote]).toEqual([
        mayEdit,
        wrote,
      ]);
    }
  });
});

describe('A credential for chosen cameras', () => {
  it('makes cameras only inside of the choice', async () => {
    const create = async (choice: string, draft: Parameters<CamerasService['create']>[1]) => {
      const code = await codeOf(cameras.create(narrowed('an editor of both', choice), { name: 'made', ...draft }));
      await codeOf(cameras.remove(system, { name: 'made' }));
      return code;
    };
    const [hers, his] = [place['hers'], place['his']];
    expect(await create('hers', { organizationId: hers })).toBe('done');
    expect(await create('hers', {})).toBe('done');
    expect(await create('hers', { organizationId: his })).toBe('camera.forbidden');
    expect(await create('a folder of hers', { organizationId: hers })).toBe('camera.forbidden');
    expect(await create('a folder of hers', { organizationId: hers, folderId: place['room'] })).toBe('done');
    expect(await create('one camera', { organizationId: his })).toBe('camera.forbidden');
    expect(await cameras.find(system, { name: 'made' })).toBeUndefined();
  });

  it('moves none out of the choice', async () => {
    const root = place['root'];
    for (const name of ['an administrator', 'an editor of both'])
      expect(
        await codeOf(cameras.update(narrowed(name, 'a folder of hers'), { name: 'deep' }, { folderId: root })),
      ).toBe('camera.forbidden');
    const move = cameras.update(
      narrowed('an administrator', 'hers'),
      { name: 'hers' },
      { organizationId: place['his'] },
    );
    expect(await codeOf(move)).toBe('camera.forbidden');
    expect(await cameras.get(system, { name: 'deep' })).toMatchObject({ folderId: place['room'] });
  });

  it('imports only into the choice', async () => {
    const row = { draft: { name: 'imported', title: 'x' }, line: 1 };
    const caller = narrowed('an editor of both', 'a folder of hers');
    expect(await codeOf(cameras.importBatch(caller, [row], place['hers'] ?? 0))).toBe('camera.forbidden');
    expect(await cameras.find(system, { name: 'imported' })).toBeUndefined();
  });

  it('hears of the changes of these only', async () => {
    const all = await cameras.changes(system, { offset: 0, limit: 1000 });
    const objects = new Map<string, string>();
    for (const name of names) objects.set((await cameras.get(system, { name })).objectId, name);
    for (const [choice, expected] of Object.entries(chosen)) {
      const changes = await cameras.changes(narrowed('an administrator', choice), { offset: 0, limit: 1000 });
      const heard = new Set(changes.map(({ objectId }) => objects.get(objectId)).filter((name) => name !== undefined));
      expect([choice, [...heard].toSorted()]).toEqual([choice, expected.toSorted()]);
      expect(changes.length).toBeLessThan(all.length);
    }
  });

  it('is no superuser, and shows only the organizations and folders of the choice', async () => {
    const caller = narrowed('an administrator', 'one camera');
    expect(caller.permissions.has('admin')).toBe(false);
    expect([...caller.permissions].toSorted()).toEqual(['cameras:live', 'cameras:read', 'cameras:write']);
    const page = await registry.context.get(OrganizationsService).list(caller, { where: [] }, { limit: 100 });
    expect(page.items.map(({ title, cameraCount }) => [title, cameraCount])).toEqual([['his', 1]]);
    const folders = registry.context.get(FoldersService);
    const inHers = async (choice: string) =>
      (await folders.list(narrowed('an owner of hers', choice), place['hers'] ?? 0, { where: [] }, { limit: 100 }))
        .items.length;
    expect(await inHers('hers')).toBe(3);
    expect(await inHers('a folder of hers')).toBe(2);
  });
});

async function folderBelow(parentId: number, level: number): Promise<number> {
  const [row] = await registry.dataSource.query<[{ id: number }]>(
    `insert into folders (organization_id, parent_id, level, title) values ($1, $2, $3, 'A folder') returning id`,
    [place['hers'], parentId, level],
  );
  return row.id;
}

function namesIn(json: string): readonly string[] {
  return (JSON.parse(json) as readonly { readonly name: string }[]).map(({ name }) => name).toSorted();
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error as { readonly code?: string }).code ?? String(error),
  );
}
