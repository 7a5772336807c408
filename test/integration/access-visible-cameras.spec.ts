import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, guest, system } from '#auth';
import { Cameras, type CameraQuery } from '#cameras';
import { application, openRegistry, type Registry } from '../support/registry.js';

const everything: CameraQuery = { where: [] };
const shape = { name: 'name' } as const;
const names = ['open', 'hers', 'his'] as const;
type Name = (typeof names)[number];

let registry: Registry;
let cameras: Cameras;
let callers: Record<string, Caller>;
const organizationOf: Partial<Record<Name, number>> = {};

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  const open = await registry.organizations.create({ title: 'Open', isPublic: true });
  const hers = await registry.organizations.create({ title: 'Hers', isPublic: false });
  const his = await registry.organizations.create({ title: 'His', isPublic: false });
  Object.assign(organizationOf, { open: open.id, hers: hers.id, his: his.id });
  for (const name of names)
    await cameras.create(system, {
      name,
      organizationId: organizationOf[name],
      title: 'A camera',
      latitude: 35.6586,
      longitude: 139.7454,
      snapshotUrl: 'http://camera.example/1.jpg',
    });
  callers = {
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
  ['a member of hers', ['open', 'hers'], []],
  ['an editor of hers', ['open', 'hers'], ['hers']],
  ['a member of his', ['open', 'his'], ['his']],
  ['a member without the right to view', ['open'], []],
  ['an editor without the right to view', ['open'], []],
  ['an editor of the open one', ['open'], ['open']],
  ['an application', ['open'], []],
  ['an application of hers', ['open', 'hers'], []],
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
    expect(await cameras.count(caller, query)).toBe(sees.length);
    expect(namesIn(await joined(cameras.stream(caller, query, shape)))).toEqual(expected);
  });

  it('finds a visible camera and does not tell a hidden one from a missing one', async () => {
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

  it('changes what it may and is refused the rest', async () => {
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

describe('making and moving', () => {
  it('a member who may edit makes cameras there and nowhere else', async () => {
    const editor = callerNamed('an editor of hers');
    const made = await cameras.create(editor, { organizationId: organizationOf.hers, title: 'Mine' });
    expect(made.organizationId).toBe(organizationOf.hers);
    for (const organizationId of [organizationOf.his, organizationOf.open, undefined, 999_999])
      await expect(cameras.create(editor, { organizationId })).rejects.toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.create(callerNamed('a member of hers'), { organizationId: organizationOf.hers }))
      .rejects //
      .toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.create(guest, {})).rejects.toMatchObject({ code: 'camera.forbidden' });
    await cameras.remove(editor, { id: made.id });
  });

  it('moving asks for the right in both organizations', async () => {
    const both = await registry.user({
      [organizationOf.hers ?? 0]: { canViewStreams: true, canEditStreams: true },
      [organizationOf.his ?? 0]: { canViewStreams: true, canEditStreams: true },
    });
    const made = await cameras.create(both, { organizationId: organizationOf.hers });
    const editor = callerNamed('an editor of hers');
    await expect(cameras.update(editor, { id: made.id }, { organizationId: organizationOf.his }))
      .rejects //
      .toMatchObject({ code: 'camera.forbidden' });
    expect(await cameras.update(both, { id: made.id }, { organizationId: organizationOf.his })).toMatchObject({
      organizationId: organizationOf.his,
    });
    await cameras.remove(both, { id: made.id });
  });

  it('a right that was taken away counts at the next query', async () => {
    const user = await registry.user({ [organizationOf.hers ?? 0]: { canViewStreams: true } });
    expect(await cameras.find(user, { name: 'hers' })).toBeDefined();
    await registry.organizations.addMember(organizationOf.hers ?? 0, user.userId, { canViewStreams: false });
    expect(await cameras.find(user, { name: 'hers' })).toBeUndefined();
  });

  it('a camera whose maker names no organization goes home', async () => {
    const home = await registry.organizations.default();
    const made = await cameras.create(system, {});
    expect(made.organizationId).toBe(home.id);
    await cameras.remove(system, { id: made.id });
  });
});

describe('organizations', () => {
  it('shows a caller those whose cameras it may see', async () => {
    const seen = await registry.organizations.list(callerNamed('a member of hers'));
    expect(seen.map(({ title }) => title)).toEqual(['Public cameras', 'Open', 'Hers']);
    const hidden = registry.organizations.get(callerNamed('a member of his'), organizationOf.hers ?? 0);
    await expect(hidden).rejects.toMatchObject({ code: 'organization.not-found' });
    await expect(registry.organizations.get(system, 2 ** 40)).rejects.toMatchObject({ code: 'organization.not-found' });
  });

  it('keeps one membership a user and organization, however many set it at once', async () => {
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

function namesIn(json: string): readonly string[] {
  return (JSON.parse(json) as { name: string }[]).map(({ name }) => name).toSorted();
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
