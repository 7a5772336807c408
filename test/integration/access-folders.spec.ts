import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, type FolderDraft, FolderPermissionsService, FoldersService, OrganizationsService } from '#access';
import { system, type UserCaller } from '#auth';
import { openRegistry, type Registry } from '../support/registry.js';

const everything = { where: [] };
const page = { limit: 1000 };
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let registry: Registry;
let folders: FoldersService;
let folderPermissions: FolderPermissionsService;
let organizationId: number;
let other: number;
let root: Folder;
let editor: UserCaller;
let viewer: UserCaller;
let stranger: UserCaller;

beforeAll(async () => {
  registry = await openRegistry();
  folders = registry.context.get(FoldersService);
  folderPermissions = registry.context.get(FolderPermissionsService);
});
afterAll(() => registry.close());

beforeEach(async () => {
  const organizations = registry.context.get(OrganizationsService);
  organizationId = (await organizations.createWithoutOwner({ title: 'A house', isPublic: false })).id;
  other = (await organizations.createWithoutOwner({ title: 'Next door', isPublic: false })).id;
  editor = await registry.user({ [organizationId]: { canViewStreams: true, canEditStreams: true } });
  viewer = await registry.user({ [organizationId]: { canViewStreams: true } });
  stranger = await registry.user({ [other]: { canViewStreams: true, canEditStreams: true, canEditUsers: true } });
  root = await rootOf(organizationId);
});

async function rootOf(id: number): Promise<Folder> {
  const { items } = await folders.list(system, id, everything, { limit: 1 });
  const [first] = items;
  if (!first) throw new Error('no root');
  return first;
}

function make(title: string, draft: FolderDraft = {}): Promise<Folder> {
  return folders.create(editor, organizationId, { title, ...draft });
}

async function chain(length: number): Promise<readonly Folder[]> {
  const made: Folder[] = [];
  for (let level = 1; level <= length; level += 1)
    made.push(await make(`level ${level}`, { parentId: made.at(-1)?.id }));
  return made;
}

function reasonsOf(outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
}

/** The tree as nested titles, in the order of the siblings. */
async function tree(): Promise<string> {
  const { items } = await folders.list(system, organizationId, everything, page);
  const show = (parent: Folder): string => {
    const children = items.filter(({ parentId }) => parentId === parent.id);
    children.sort((one, two) => one.orderNumber - two.orderNumber);
    expect(children.map(({ orderNumber }) => orderNumber)).toEqual(children.map((_, index) => index));
    for (const child of children) expect(child.level).toBe(parent.level + 1);
    return children.length === 0 ? parent.title : `${parent.title}(${children.map(show).join(' ')})`;
  };
  const shown = items.filter(({ parentId }) => parentId === null).map(show);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.split(/[( )]+/).filter(Boolean).length).toBeGreaterThanOrEqual(1);
  return shown.join('');
}

describe('a tree of folders', () => {
  it('begins with the root and keeps the order of creation', async () => {
    expect(root).toMatchObject({
      parentId: null,
      level: 0,
      orderNumber: 0,
      cameraCount: 0,
      image: null,
      corners: null,
    });
    const [a, b] = [await make('a'), await make('b')];
    await make('c', { parentId: a.id });
    await make('d', { orderNumber: 0 });
    await make('e', { shift: { direction: 'before', destination: b.id } });
    await make('f', { orderNumber: 99 });
    expect(await tree()).toBe('A house(d a(c) e b f)'.replace('A house', root.title));
    const { items } = await folders.list(viewer, organizationId, everything, page);
    expect(items.map(({ title }) => title)).toEqual([root.title, 'd', 'a', 'e', 'b', 'f', 'c']);
    expect(await folders.count(viewer, organizationId, everything)).toBe(7);
  });

  it('is eight levels deep and no deeper', async () => {
    const levels = await chain(7);
    expect(levels.at(-1)).toMatchObject({ level: 7 });
    await expect(make('level 8', { parentId: levels.at(-1)?.id })).rejects.toMatchObject({
      code: 'object.invalid',
      context: { object: 'folder', field: 'parentId' },
    });
    const branch = await make('branch');
    await make('leaf', { parentId: branch.id });
    const [, , , , , sixth, seventh] = levels;
    for (const destination of [sixth, seventh])
      await expect(
        folders.update(editor, organizationId, branch.id, {
          shift: { direction: 'inside', destination: destination?.id ?? 0 },
        }),
      ).rejects.toMatchObject({ code: 'object.invalid', context: { field: 'shift' } });
    const moved = await folders.update(editor, organizationId, branch.id, {
      shift: { direction: 'inside', destination: levels[4]?.id ?? 0 },
    });
    expect(moved).toMatchObject({ level: 6, parentId: levels[4]?.id });
    await tree();
  });

  it('moves before, after and inside, with all that lies below', async () => {
    const [a, b, c] = [await make('a'), await make('b'), await make('c')];
    const inner = await make('inner', { parentId: a.id });
    const shift = (id: number, direction: 'before' | 'after' | 'inside', destination: number): Promise<Folder> =>
      folders.update(editor, organizationId, id, { shift: { direction, destination } });
    await shift(c.id, 'before', a.id);
    expect(await tree()).toBe(`${root.title}(c a(inner) b)`);
    await shift(c.id, 'after', b.id);
    expect(await tree()).toBe(`${root.title}(a(inner) b c)`);
    await shift(a.id, 'inside', c.id);
    expect(await tree()).toBe(`${root.title}(b c(a(inner)))`);
    expect(await folders.get(viewer, organizationId, inner.id)).toMatchObject({ level: 3, parentId: a.id });
    await shift(inner.id, 'after', b.id);
    expect(await tree()).toBe(`${root.title}(b inner c(a))`);
    await folders.update(editor, organizationId, inner.id, { orderNumber: 2 });
    expect(await tree()).toBe(`${root.title}(b c(a) inner)`);
    await folders.update(editor, organizationId, inner.id, { title: 'renamed', orderNumber: 0 });
    expect(await tree()).toBe(`${root.title}(renamed b c(a))`);
  });

  it('refuses impossible moves, and changes nothing', async () => {
    const [a, b] = [await make('a'), await make('b')];
    const inner = await make('inner', { parentId: a.id });
    const elsewhere = await rootOf(other);
    const before = await tree();
    const impossible: readonly (readonly [number, 'before' | 'after' | 'inside', number])[] = [
      [a.id, 'inside', a.id],
      [a.id, 'before', a.id],
      [a.id, 'inside', inner.id],
      [a.id, 'after', inner.id],
      [a.id, 'before', root.id],
      [a.id, 'after', root.id],
      [root.id, 'inside', b.id],
      [root.id, 'after', b.id],
      [a.id, 'inside', elsewhere.id],
      [a.id, 'inside', 2 ** 31],
      [a.id, 'inside', 2 ** 53],
      [a.id, 'inside', -1],
      [a.id, 'inside', 1.5],
    ];
    for (const [id, direction, destination] of impossible)
      await expect(
        folders.update(editor, organizationId, id, { title: 'changed', shift: { direction, destination } }),
      ).rejects.toMatchObject({ code: 'object.invalid', context: { field: 'shift' } });
    for (const orderNumber of [-1, 0.5, Number.NaN])
      await expect(folders.update(editor, organizationId, a.id, { orderNumber })).rejects.toMatchObject({
        code: 'object.invalid',
        context: { field: 'orderNumber' },
      });
    await expect(make('x', { parentId: elsewhere.id })).rejects.toMatchObject({ context: { field: 'parentId' } });
    expect(await tree()).toBe(before);
  });

  it('stays a tree when many folders move at once', async () => {
    const made = await chain(4);
    const more = await Promise.all(['p', 'q', 'r', 's'].map((title) => make(title)));
    const all = [...made, ...more];
    const directions = ['before', 'after', 'inside'] as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => {
        const [moving, target] = [all[(index * 5) % all.length], all[(index * 3 + 1) % all.length]];
        return folders.update(editor, organizationId, moving?.id ?? 0, {
          shift: { direction: directions[index % 3] ?? 'inside', destination: target?.id ?? 0 },
        });
      }),
    );
    for (const reason of reasonsOf(outcomes)) expect(reason).toMatchObject({ code: 'object.invalid' });
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    const shown = await tree();
    for (const { title } of all) expect(shown).toContain(title);
  });

  it('of two folders that move into each other, only one moves', async () => {
    const [a, b] = [await make('a'), await make('b')];
    const outcomes = await Promise.allSettled([
      folders.update(editor, organizationId, a.id, { shift: { direction: 'inside', destination: b.id } }),
      folders.update(editor, organizationId, b.id, { shift: { direction: 'inside', destination: a.id } }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await tree();
  });

  it('many are created at once, each with its own position', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => make(`n${index}`)));
    expect((await tree()).split('n').length).toBe(21);
  });
});

describe('deleting a folder', () => {
  it('deletes those below and moves their cameras to its parent', async () => {
    const [first, second, third] = await chain(3);
    const beside = await make('beside');
    const camera = await registry.cameras.create(system, { organizationId, folderId: third?.id ?? 0 });
    await folderPermissions.set(system, organizationId, third?.id ?? 0, stranger.userId, {});
    expect(await registry.cameras.find(stranger, { id: camera.id })).toBeDefined();
    await folders.remove(editor, organizationId, second?.id ?? 0);
    expect(await registry.cameras.get(system, { id: camera.id })).toMatchObject({
      folderId: first?.id,
      version: camera.version + 1,
    });
    expect(await registry.cameras.find(stranger, { id: camera.id })).toBeUndefined();
    await folders.remove(editor, organizationId, first?.id ?? 0);
    expect(await folders.get(viewer, organizationId, root.id)).toMatchObject({ cameraCount: 1 });
    expect(await folders.get(viewer, organizationId, beside.id)).toMatchObject({ orderNumber: 0 });
    expect(await tree()).toBe(`${root.title}(beside)`);
    const changes = await registry.dataSource.query<unknown[]>(
      'select from camera_changes where camera_object_id = $1',
      [camera.objectId],
    );
    expect(changes).toHaveLength(3);
  });

  it('never deletes the root', async () => {
    await expect(folders.remove(editor, organizationId, root.id)).rejects.toMatchObject({
      code: 'object.invalid',
      context: { object: 'folder' },
    });
  });

  it('loses no camera that is created in it meanwhile', async () => {
    const folder = await make('a');
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => registry.cameras.create(system, { organizationId, folderId: folder.id })),
      folders.remove(editor, organizationId, folder.id),
      ...Array.from({ length: 10 }, () => registry.cameras.create(system, { organizationId, folderId: folder.id })),
    ]);
    const made = outcomes.filter(({ status }) => status === 'fulfilled').length - 1;
    expect(await folders.get(system, organizationId, root.id)).toMatchObject({ cameraCount: made });
    for (const reason of reasonsOf(outcomes)) expect(String(reason)).toMatch(/folder/i);
  });
});

describe('the fields of a folder', () => {
  it('coordinates, corners and a picture are set and cleared', async () => {
    const corner = { latitude: 48.85, longitude: 2.35 };
    const made = await make('hall', {
      coordinates: { latitude: -33.86, longitude: 151.2 },
      corners: { topLeft: corner, bottomLeft: corner },
      image: { name: 'plan.png', mediaType: 'text/html', bytes: png },
    });
    expect(made).toMatchObject({
      coordinates: { latitude: -33.86, longitude: 151.2 },
      corners: { topLeft: corner, bottomLeft: corner },
      image: { name: 'plan.png', mediaType: 'image/png' },
    });
    const image = await folders.image(viewer, organizationId, made.id);
    expect(image.bytes.equals(png)).toBe(true);
    const kept = await folders.update(editor, organizationId, made.id, { title: 'great hall' });
    expect(kept).toMatchObject({ title: 'great hall', image: { name: 'plan.png' } });
    const cleared = await folders.update(editor, organizationId, made.id, {
      coordinates: null,
      corners: null,
      image: null,
    });
    expect(cleared).toMatchObject({ coordinates: null, corners: null, image: null });
    await expect(folders.image(viewer, organizationId, made.id)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it.each<[string, FolderDraft]>([
    ['title', { title: '' }],
    ['title', { title: '  ' }],
    ['title', { title: 'a\nb' }],
    ['title', { title: 'a\0' }],
    ['title', { title: '\ud800' }],
    ['title', { title: 'x'.repeat(256) }],
    ['title', { title: undefined }],
    ['coordinates', { coordinates: { latitude: 91, longitude: 0 } }],
    ['coordinates', { coordinates: { latitude: 0, longitude: -181 } }],
    ['coordinates', { coordinates: { latitude: Number.NaN, longitude: 0 } }],
    ['corners', { corners: { topLeft: { latitude: 0, longitude: Number.POSITIVE_INFINITY } } }],
    ['image', { image: { name: 'a.svg', mediaType: 'image/png', bytes: Buffer.from('<svg onload="alert(1)"/>') } }],
    ['image', { image: { name: 'a.png', mediaType: 'image/png', bytes: Buffer.alloc(0) } }],
    ['image', { image: { name: 'a\r\nb', mediaType: 'image/png', bytes: png } }],
    [
      'image',
      { image: { name: 'a.png', mediaType: 'image/png', bytes: Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]) } },
    ],
    ['parentId', { parentId: 2 ** 40 }],
    ['parentId', { parentId: 0 }],
  ])('refuses a bad %s (%#)', async (field, draft) => {
    await expect(make('fine', draft)).rejects.toMatchObject({
      code: 'object.invalid',
      context: { object: 'folder', field },
    });
    expect(await folders.count(system, organizationId, everything)).toBe(1);
  });

  it('are 10,000 in an organization at most', async () => {
    await registry.dataSource.query(
      `insert into folders (organization_id, parent_id, title, level, order_number)
       select $1, $2, 'one of many', 1, number from generate_series(0, 9997) as number`,
      [organizationId, root.id],
    );
    await make('the last');
    await expect(make('one more')).rejects.toMatchObject({ code: 'limit.reached', context: { object: 'folder' } });
  });

  it('has its path from the root', async () => {
    const [first, second] = await chain(2);
    const paths = await folders.paths(viewer, [second?.id ?? 0, root.id, 999_999]);
    expect(paths.get(second?.id ?? 0)).toEqual([
      { id: root.id, title: root.title },
      { id: first?.id, title: 'level 1' },
      { id: second?.id, title: 'level 2' },
    ]);
    expect(paths.get(root.id)).toHaveLength(1);
    expect(paths.size).toBe(2);
  });

  it('shows only the folders of its path that the caller sees', async () => {
    const [first, second] = await chain(2);
    const guest = await registry.user();
    const ids = [first?.id ?? 0, second?.id ?? 0, root.id];
    expect(await folders.paths(guest, ids)).toEqual(new Map());
    expect(await folders.paths(stranger, ids)).toEqual(new Map());
    await folderPermissions.set(system, organizationId, second?.id ?? 0, guest.userId, { canView: true });
    expect(await folders.paths(guest, ids)).toEqual(new Map([[second?.id, [{ id: second?.id, title: 'level 2' }]]]));
  });
});

describe('who sees and changes folders', () => {
  it('a stranger gets organization.not-found, a viewer may not change', async () => {
    const made = await make('a');
    const asStranger = [
      () => folders.list(stranger, organizationId, everything, page),
      () => folders.count(stranger, organizationId, everything),
      () => folders.get(stranger, organizationId, made.id),
      () => folders.image(stranger, organizationId, made.id),
      () => folders.create(stranger, organizationId, { title: 'x' }),
      () => folders.update(stranger, organizationId, made.id, { title: 'x' }),
      () => folders.remove(stranger, organizationId, made.id),
      () => folderPermissions.ofFolder(stranger, organizationId, made.id, everything, page),
      () => folderPermissions.set(stranger, organizationId, made.id, stranger.userId, {}),
    ];
    for (const attempt of asStranger) await expect(attempt()).rejects.toMatchObject({ code: 'organization.not-found' });
    const missing = folders.get(stranger, 999_999, made.id);
    await expect(missing).rejects.toMatchObject({ code: 'organization.not-found' });
    for (const attempt of [
      () => folders.create(viewer, organizationId, { title: 'x' }),
      () => folders.update(viewer, organizationId, made.id, { title: 'x' }),
      () => folders.remove(viewer, organizationId, made.id),
      () => folderPermissions.ofFolder(viewer, organizationId, made.id, everything, page),
      () => folderPermissions.set(viewer, organizationId, made.id, viewer.userId, {}),
      () => folderPermissions.remove(editor, organizationId, made.id, viewer.userId),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'organization.forbidden' });
    const blind = await registry.user({ [organizationId]: { canEditStreams: true } });
    await expect(folders.create(blind, organizationId, { title: 'x' })).rejects.toMatchObject({
      code: 'organization.forbidden',
    });
    expect((await folders.list(blind, organizationId, everything, page)).items).toEqual([]);
  });

  it("another organization's folder is not found", async () => {
    const elsewhere = await rootOf(other);
    for (const attempt of [
      () => folders.get(editor, organizationId, elsewhere.id),
      () => folders.update(editor, organizationId, elsewhere.id, { title: 'x' }),
      () => folders.remove(editor, organizationId, elsewhere.id),
      () => folders.get(editor, organizationId, 2 ** 45),
      () => folderPermissions.set(system, organizationId, elsewhere.id, viewer.userId, {}),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'object.not-found', context: { object: 'folder' } });
  });

  it('somebody with a permission sees that folder and what lies below', async () => {
    const levels = await chain(4);
    await make('beside');
    await folderPermissions.set(system, organizationId, levels[1]?.id ?? 0, stranger.userId, {});
    const { items } = await folders.list(stranger, organizationId, everything, page);
    expect(items.map(({ title }) => title)).toEqual(['level 2', 'level 3', 'level 4']);
    await expect(folders.get(stranger, organizationId, root.id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(folders.update(stranger, organizationId, levels[2]?.id ?? 0, { title: 'x' })).rejects.toMatchObject({
      code: 'organization.forbidden',
    });
    const given = await folderPermissions.ofUser(stranger, stranger.userId, organizationId, everything, page);
    expect(given.items).toMatchObject([{ folder: { title: 'level 2' }, rights: { canView: true, canViewDvr: false } }]);
  });

  it('pages the list completely under every order and page size', async () => {
    await Promise.all(Array.from({ length: 7 }, (_, index) => make(`f${index}`)));
    for (const sort of [undefined, [{ field: 'title', descending: true } as const]]) {
      const whole = await folders.list(viewer, organizationId, { where: [], ...(sort ? { sort } : {}) }, page);
      const walked: number[] = [];
      let cursor: string | undefined;
      do {
        const part = await folders.list(
          viewer,
          organizationId,
          { where: [], ...(sort ? { sort } : {}) },
          { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
        );
        walked.push(...part.items.map(({ id }) => id));
        cursor = part.next;
      } while (cursor !== undefined);
      expect(walked).toEqual(whole.items.map(({ id }) => id));
    }
  });
});

describe('permissions on a folder', () => {
  let manager: UserCaller;
  let folder: Folder;
  beforeEach(async () => {
    manager = await registry.user({ [organizationId]: { canViewStreams: true, canEditUsers: true } });
    folder = await make('a');
  });

  it('are granted, read, changed and revoked', async () => {
    const set = (rights: Parameters<FolderPermissionsService['set']>[4]): ReturnType<FolderPermissionsService['set']> =>
      folderPermissions.set(manager, organizationId, folder.id, stranger.userId, rights);
    expect(await set({})).toEqual({
      userId: stranger.userId,
      login: `user-${stranger.userId}`,
      canView: true,
      canViewDvr: false,
      canUsePtz: false,
      canUseActions: false,
      dvrDepthLimitSeconds: 0,
      validFrom: null,
      validUntil: null,
    });
    expect(await set({ canViewDvr: true, dvrDepthLimitSeconds: 60 })).toMatchObject({
      canView: true,
      canViewDvr: true,
    });
    expect(await set({ canView: true })).toMatchObject({ canViewDvr: true, dvrDepthLimitSeconds: 60 });
    const { items } = await folderPermissions.ofFolder(manager, organizationId, folder.id, everything, page);
    expect(items.map(({ userId }) => userId)).toEqual([stranger.userId]);
    expect(await folderPermissions.countOfFolder(manager, organizationId, folder.id, everything)).toBe(1);
    expect(await folderPermissions.get(stranger, organizationId, folder.id, stranger.userId)).toMatchObject({
      canView: true,
    });
    await expect(folderPermissions.get(viewer, organizationId, folder.id, stranger.userId)).rejects.toMatchObject({
      code: 'organization.forbidden',
    });
    await folderPermissions.remove(manager, organizationId, folder.id, stranger.userId);
    await expect(folderPermissions.get(manager, organizationId, folder.id, stranger.userId)).rejects.toMatchObject({
      code: 'object.not-found',
      context: { object: 'folder-permission' },
    });
    await expect(folderPermissions.remove(manager, organizationId, folder.id, stranger.userId)).rejects.toMatchObject({
      context: { object: 'folder-permission' },
    });
  });

  it('reach no further than those of the granter', async () => {
    const give = (rights: Parameters<FolderPermissionsService['set']>[4]): Promise<unknown> =>
      folderPermissions.set(manager, organizationId, folder.id, stranger.userId, rights);
    for (const rights of [{ canUsePtz: true }, { canUseActions: true }])
      await expect(give(rights)).rejects.toMatchObject({ code: 'object.forbidden' });
    await expect(give({ dvrDepthLimitSeconds: -1 })).rejects.toMatchObject({ code: 'object.invalid' });
    await expect(give({ dvrDepthLimitSeconds: 1.5 })).rejects.toMatchObject({ code: 'object.invalid' });
    await expect(give({ dvrDepthLimitSeconds: 2 ** 31 })).rejects.toMatchObject({ code: 'object.invalid' });
    for (const userId of [999_999, 2 ** 40, 0, -1])
      await expect(folderPermissions.set(manager, organizationId, folder.id, userId, {})).rejects.toMatchObject({
        code: 'object.not-found',
        context: { object: 'user' },
      });
    expect(await folderPermissions.countOfFolder(manager, organizationId, folder.id, everything)).toBe(0);
  });

  it('a granter with a limited archive grants no deeper one', async () => {
    const limited = await registry.user({ [organizationId]: { canEditUsers: true } });
    await folderPermissions.set(system, organizationId, root.id, limited.userId, {
      canViewDvr: true,
      dvrDepthLimitSeconds: 60,
    });
    const give = (rights: Parameters<FolderPermissionsService['set']>[4]): Promise<unknown> =>
      folderPermissions.set(limited, organizationId, folder.id, stranger.userId, rights);
    for (const dvrDepthLimitSeconds of [0, 61])
      await expect(give({ canViewDvr: true, dvrDepthLimitSeconds })).rejects.toMatchObject({
        code: 'object.forbidden',
      });
    await expect(give({ canViewDvr: true })).rejects.toMatchObject({ code: 'object.forbidden' });
    expect(await give({ canViewDvr: true, dvrDepthLimitSeconds: 60 })).toMatchObject({ dvrDepthLimitSeconds: 60 });
    await expect(give({ dvrDepthLimitSeconds: 0 })).rejects.toMatchObject({ code: 'object.forbidden' });
    // Nobody lifts themselves either.
    await expect(
      folderPermissions.set(limited, organizationId, folder.id, limited.userId, { canViewDvr: true }),
    ).rejects.toMatchObject({ code: 'object.forbidden' });
  });

  it('a permission without effect is not activated by somebody who does not have it', async () => {
    await folderPermissions.set(system, organizationId, folder.id, stranger.userId, {
      canView: false,
      canUsePtz: true,
    });
    await expect(
      folderPermissions.set(manager, organizationId, folder.id, stranger.userId, { canView: true }),
    ).rejects.toMatchObject({ code: 'object.forbidden' });
    const woken = { canView: true, canUsePtz: false };
    expect(await folderPermissions.set(manager, organizationId, folder.id, stranger.userId, woken)).toMatchObject(
      woken,
    );
  });

  it('are written one after another', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        folderPermissions.set(
          system,
          organizationId,
          folder.id,
          stranger.userId,
          index % 2 ? { canUsePtz: true } : { canViewDvr: true },
        ),
      ),
    );
    expect(await folderPermissions.get(system, organizationId, folder.id, stranger.userId)).toMatchObject({
      canView: true,
      canViewDvr: true,
      canUsePtz: true,
    });
  });
});
