import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, guest, system } from '#auth';
import { CamerasService, type CameraQuery } from '#cameras';
import { application, openRegistry, type Registry } from '../support/registry.js';

const everything: CameraQuery = { where: [] };
const shape = { name: 'name' } as const;
const names = ['open', 'hers', 'deep', 'his'] as const;
type Name = (typeof names)[number];

let registry: Registry;
let cameras: CamerasService;
let callers: Record<string, Caller>;
const organizationOf: Partial<Record<Name, number>> = {};

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  const open = await registry.organizations.createWithoutOwner({ title: 'Open', isPublic: true });
  const hers = await registry.organizations.createWithoutOwner({ title: 'Hers', isPublic: false });
  const his = await registry.organizations.createWithoutOwner({ title: 'His', isPublic: false });
  Object.assign(organizationOf, { open: open.id, hers: hers.id, deep: hers.id, his: his.id });
  for (const name of names)
    await cameras.create(system, {
      name,
      organizationId: organizationOf[name],
      title: 'A camera',
      latitude: 35.6586,
      longitude: 139.7454,
      snapshotUrl: 'http://camera.example/1.jpg',
    });
  // The camera "deep" lies two steps below the root of hers.
  const root = await rootOf(hers.id);
  const floor = await folderIn(hers.id, root, 1);
  const room = await folderIn(hers.id, floor, 2);
  const beside = await folderIn(hers.id, root, 1);
  await registry.dataSource.query(`update cameras set folder_id = $1 where name = 'deep'`, [room]);
  const owner = await registry.user();
  await registry.dataSource.query('update organizations set owner_id = $1 where id = $2', [owner.userId, hers.id]);
  callers = {
    'an owner of hers': owner,
    'a viewer of the folder above': await viewerOf([floor]),
    'a viewer of the folder itself': await viewerOf([room]),
    'a viewer of a folder beside': await viewerOf([beside]),
    'a viewer of the root folder': await viewerOf([root]),
    'a viewer of all folders': await viewerOf([root, floor, room, beside]),
    'a viewer of one camera': await viewerOf([], ['hers']),
    'a viewer of two cameras, one of them twice': await viewerOf([room], ['his', 'deep']),
    'a holder of permissions without the right to view': await viewerOf([root], ['his'], false),
    'a member of hers with all permissions': await viewerOf([root, room], ['hers', 'deep'], true, {
      [hers.id]: { canViewStreams: true },
    }),
    'an editor without the right to view, but for one camera': await viewerOf([], ['hers'], true, {
      [hers.id]: { canEditStreams: true },
    }),
    system,
    guest,
    administrator: await registry.user({}, { isAdmin: true }),
    'a user without organization': await registry.user(),
    'a member of hers': await registry.user({ [hers.id]: { canViewStreams: true } }),
    'an editor of hers': await registry.user({ [hers.id]: { canViewStreams: true, canEditStreams: true } }),
    'a member of his': await registry.user({ [his.id]: { canViewStreams: true, canEditStreams: true } }),
    'a member without the right to view': await registry.user({ [hers.id]: { canViewStats: true } }),
    'an editor without the right to view': await registry.user({ [hers.id]: { canEditStreams: true } }),
    'an editor of the open one': await registry.user({ [open.id]: { canEditStreams: true } }),
    'an application': application(),
    'an application of hers': application({ organizationId: hers.id }),
    'an application that manages applications': application({ level: 'webui' }),
    'an application of level admin': application({ level: 'admin' }),
  };
});
afterAll(() => registry.close());

const matrix: readonly [caller: string, sees: readonly Name[], edits: readonly Name[]][] = [
  ['system', names, names],
  ['administrator', names, names],
  ['an application of level admin', names, names],
  ['guest', ['open'], []],
  ['a user without organization', ['open'], []],
  ['an owner of hers', ['open', 'hers', 'deep'], ['hers', 'deep']],
  ['a viewer of the folder above', ['open', 'deep'], []],
  ['a viewer of the folder itself', ['open', 'deep'], []],
  ['a viewer of a folder beside', ['open'], []],
  ['a viewer of the root folder', ['open', 'hers', 'deep'], []],
  ['a viewer of all folders', ['open', 'hers', 'deep'], []],
  ['a viewer of one camera', ['open', 'hers'], []],
  ['a viewer of two cameras, one of them twice', ['open', 'deep', 'his'], []],
  ['a holder of permissions without the right to view', ['open'], []],
  ['a member of hers with all permissions', ['open', 'hers', 'deep'], []],
  ['an editor without the right to view, but for one camera', ['open', 'hers'], []],
  ['a member of hers', ['open', 'hers', 'deep'], []],
  ['an editor of hers', ['open', 'hers', 'deep'], ['hers', 'deep']],
  ['a member of his', ['open', 'his'], ['his']],
  ['a member without the right to view', ['open'], []],
  ['an editor without the right to view', ['open'], []],
  ['an editor of the open one', ['open'], ['open']],
  ['an application', ['open'], []],
  ['an application of hers', ['open', 'hers', 'deep'], []],
  ['an application that manages applications', ['open'], []],
];

function callerNamed(name: string): Caller {
  const caller = callers[name];
  if (!caller) throw new Error(name);
  return caller;
}

describe.each(matrix)('%s', (name, sees, edits) => {
  const hidden = names.filter((camera) => !sees.includes(camera));

  it.each<[string, CameraQuery]>([
    ['the plain list', everything],
    ['a filtered list', { where: [{ operator: 'in', field: 'title', values: ['A camera'] }] }],
    ['a sorted list', { where: [], sort: [{ field: 'country', descending: true }] }],
    ['a search by radius', { where: [], near: { latitude: 35.7, longitude: 139.7, radiusMetres: 50_000 } }],
    ['the nearest', { where: [], near: { latitude: 35.7, longitude: 139.7 } }],
    ['a bounding box', { where: [], within: { west: 139, south: 35, east: 140, north: 36 } }],
    ['a text search', { where: [{ operator: 'search', value: 'CAMERA' }] }],
  ])('%s shows, counts and streams exactly what the caller sees', async (_, query) => {
    const caller = callerNamed(name);
    const expected = [...sees].toSorted();
    const { items } = await cameras.list(caller, query, { limit: 100 });
    expect(items.map((camera) => camera.name).toSorted()).toEqual(expected);
    const page = await cameras.listJson(caller, query, { limit: 100 }, shape);
    expect(namesIn(page.json)).toEqual(expected);
    expect(page.count).toBe(sees.length);
    expect(await pageByPage(caller, query)).toEqual(expected);
    expect(await cameras.count(caller, query)).toBe(sees.length);
    expect(namesIn(await joined(cameras.stream(caller, query, shape)))).toEqual(expected);
  });

  it('finds a visible camera and answers alike for a hidden and a missing one', async () => {
    const caller = callerNamed(name);
    for (const camera of sees) {
      const { id, objectId, cameraId } = await cameras.get(caller, { name: camera });
      for (const key of [{ id }, { objectId }, { cameraId }])
        expect(JSON.parse(await cameras.getJson(caller, key, shape))).toEqual({ name: camera });
    }
    const missing = await refusal(() => cameras.get(caller, { name: 'nobody' }));
    expect(missing).toEqual({ code: 'camera.not-found' });
    for (const camera of hidden) {
      const { id, objectId, cameraId } = await cameras.get(system, { name: camera });
      for (const key of [{ name: camera }, { id }, { objectId }, { cameraId }]) {
        expect(await cameras.find(caller, key)).toBeUndefined();
        expect(await refusal(() => cameras.get(caller, key))).toEqual(missing);
        expect(await refusal(() => cameras.getJson(caller, key, shape))).toEqual(missing);
        expect(await refusal(() => cameras.update(caller, key, { title: 'x' }))).toEqual(missing);
        expect(await refusal(() => cameras.remove(caller, key))).toEqual(missing);
      }
    }
  });

  it('changes what it may and gets an error for the rest', async () => {
    const caller = callerNamed(name);
    for (const camera of sees.filter((one) => edits.includes(one))) {
      const before = await cameras.get(system, { name: camera });
      const changed = await cameras.update(caller, { name: camera }, { description: `changed by ${name}` });
      expect(changed.version).toBe(before.version + 1);
    }
    for (const camera of sees.filter((one) => !edits.includes(one))) {
      const before = await cameras.get(system, { name: camera });
      const forbidden = { code: 'camera.forbidden' };
      expect(await refusal(() => cameras.update(caller, { name: camera }, { title: 'x' }))).toEqual(forbidden);
      expect(await refusal(() => cameras.remove(caller, { name: camera }))).toEqual(forbidden);
      expect(await refusal(() => cameras.put(caller, camera, {}, { reset: true }))).toEqual(forbidden);
      expect(await cameras.get(system, { name: camera })).toEqual(before);
    }
  });
});

describe('creating and moving', () => {
  it('a member who may edit creates cameras there and nowhere else', async () => {
    const editor = callerNamed('an editor of hers');
    const made = await cameras.create(editor, { organizationId: organizationOf.hers, title: 'Mine' });
    expect(made.organizationId).toBe(organizationOf.hers);
    const blind = await registry.user({ [organizationOf.hers ?? 0]: { canEditStreams: true } });
    await expect(cameras.create(blind, { organizationId: organizationOf.hers })).rejects.toMatchObject({
      code: 'camera.forbidden',
    });
    for (const organizationId of [organizationOf.his, organizationOf.open, undefined, 999_999])
      await expect(cameras.create(editor, { organizationId })).rejects.toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.create(callerNamed('a member of hers'), { organizationId: organizationOf.hers }))
      .rejects //
      .toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.create(guest, {})).rejects.toMatchObject({ code: 'camera.forbidden' });
    await cameras.remove(editor, { id: made.id });
  });

  it('moving requires the right in both organizations, and only the owner of the old one may move a camera out', async () => {
    const editing = { canViewStreams: true, canEditStreams: true };
    const both = await registry.user({ [organizationOf.hers ?? 0]: editing, [organizationOf.his ?? 0]: editing });
    const owner = callerNamed('an owner of hers');
    const made = await cameras.create(both, { organizationId: organizationOf.hers });
    const move = (caller: Caller): Promise<unknown> =>
      cameras.update(caller, { id: made.id }, { organizationId: organizationOf.his });
    for (const caller of [callerNamed('an editor of hers'), both, owner])
      await expect(move(caller)).rejects.toMatchObject({ code: 'camera.forbidden' });
    await registry.organizations.addMember(organizationOf.his ?? 0, userIdOf(owner), editing);
    expect(await move(owner)).toMatchObject({ organizationId: organizationOf.his });
    await registry.dataSource.query('delete from memberships where user_id = $1', [userIdOf(owner)]);
    await cameras.remove(both, { id: made.id });
  });

  it('a revoked right is gone at the next query', async () => {
    const user = await registry.user({ [organizationOf.hers ?? 0]: { canViewStreams: true } });
    expect(await cameras.find(user, { name: 'hers' })).toBeDefined();
    await registry.organizations.addMember(organizationOf.hers ?? 0, user.userId, { canViewStreams: false });
    expect(await cameras.find(user, { name: 'hers' })).toBeUndefined();
  });

  it('a camera without a named organization goes to the default organization', async () => {
    const home = await registry.organizations.default();
    const made = await cameras.create(system, {});
    expect(made.organizationId).toBe(home.id);
    await cameras.remove(system, { id: made.id });
  });
});

describe('organizations', () => {
  it.each([
    ['a member of hers', ['Public cameras', 'Open', 'Hers']],
    ['a member without the right to view', ['Public cameras', 'Open', 'Hers']],
    ['an owner of hers', ['Public cameras', 'Open', 'Hers']],
    ['a viewer of the folder itself', ['Public cameras', 'Open', 'Hers']],
    ['a viewer of one camera', ['Public cameras', 'Open', 'Hers']],
    ['a holder of permissions without the right to view', ['Public cameras', 'Open']],
    ['a user without organization', ['Public cameras', 'Open']],
    ['an application of hers', ['Public cameras', 'Open', 'Hers']],
    ['guest', ['Public cameras', 'Open']],
    ['system', ['Public cameras', 'Open', 'Hers', 'His']],
  ])('shows %s those it has to do with', async (name, titles) => {
    const seen = await registry.organizations.listIncludingPublic(callerNamed(name));
    expect(seen.map(({ title }) => title)).toEqual(titles);
  });

  it('answers alike for a hidden and a missing one', async () => {
    const hidden = registry.organizations.getIncludingPublic(callerNamed('a member of his'), organizationOf.hers ?? 0);
    await expect(hidden).rejects.toMatchObject({ code: 'organization.not-found' });
    await expect(registry.organizations.getIncludingPublic(system, 2 ** 40)).rejects.toMatchObject({
      code: 'organization.not-found',
    });
  });

  it('has one membership for each user and organization, however many set it at once', async () => {
    const user = await registry.user();
    const id = organizationOf.hers ?? 0;
    await Promise.all(
      Array.from({ length: 8 }, () => registry.organizations.addMember(id, user.userId, { canViewStreams: true })),
    );
    expect(await registry.organizations.membershipsOf(user.userId)).toEqual([
      expect.objectContaining({ organizationId: id, canViewStreams: true, canEditStreams: false }),
    ]);
    await expect(registry.organizations.addMember(999_999, user.userId, {})).rejects.toMatchObject({
      code: 'membership.invalid',
    });
  });
});

function userIdOf(caller: Caller): number {
  return caller.kind === 'user' ? caller.userId : 0;
}

function namesIn(json: string): readonly string[] {
  return (JSON.parse(json) as { name: string }[]).map(({ name }) => name).toSorted();
}

/** One camera a page, forwards and back again: sets that overlap must neither repeat nor swallow one. */
async function pageByPage(caller: Caller, query: CameraQuery): Promise<readonly string[]> {
  const found: string[] = [];
  let page = await cameras.listJson(caller, query, { limit: 1 }, shape);
  for (;;) {
    found.push(...namesIn(page.json));
    if (page.next === undefined) break;
    page = await cameras.listJson(caller, query, { limit: 1, cursor: page.next }, shape);
  }
  const back: string[] = namesIn(page.json).slice();
  while (page.previous !== undefined) {
    page = await cameras.listJson(caller, query, { limit: 1, cursor: page.previous }, shape);
    back.unshift(...namesIn(page.json));
  }
  expect(back).toEqual(found);
  return found.toSorted();
}

async function rootOf(organizationId: number): Promise<number> {
  const [row] = await registry.dataSource.query<{ id: number }[]>(
    'select id from folders where organization_id = $1 and parent_id is null',
    [organizationId],
  );
  return row?.id ?? 0;
}

async function folderIn(organizationId: number, parentId: number, level: number): Promise<number> {
  const [row] = await registry.dataSource.query<{ id: number }[]>(
    `insert into folders (organization_id, parent_id, level, title) values ($1, $2, $3, 'A folder') returning id`,
    [organizationId, parentId, level],
  );
  return row?.id ?? 0;
}

async function viewerOf(
  folders: readonly number[],
  cameraNames: readonly Name[] = [],
  canView = true,
  memberships: Parameters<Registry['user']>[0] = {},
): Promise<Caller> {
  const user = await registry.user(memberships);
  await registry.dataSource.query(
    `insert into folder_permissions (user_id, folder_id, can_view, can_view_dvr) select $1, f, $3, true from unnest($2::integer[]) f`,
    [user.userId, folders, canView],
  );
  await registry.dataSource.query(
    `insert into camera_permissions (user_id, camera_id, can_view, can_view_dvr)
     select $1, c.id, $3, true from cameras c where c.name = any($2::text[])`,
    [user.userId, cameraNames, canView],
  );
  return user;
}

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** What a caller can tell of a refusal: everything but the detail, which is for the log. */
async function refusal(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    const { code, field } = error as { code: string; field?: string };
    return { code, ...(field === undefined ? {} : { field }) };
  }
  throw new Error('not refused');
}
