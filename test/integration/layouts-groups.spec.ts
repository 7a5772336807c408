import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationMembersService } from '#access';
import { type Caller, system, type UserCaller } from '#auth';
import { CamerasService } from '#cameras';
import { CameraGroupsService, GroupCamerasService, GroupUsersService } from '#layouts';
import { openLayoutsContext, type LayoutsContext } from '../support/layouts.js';

let modules: LayoutsContext;
let groups: CameraGroupsService;
let cameras: GroupCamerasService;
let users: GroupUsersService;
let ours: number;
let theirs: number;
let editor: UserCaller;
let keeper: UserCaller;
let viewer: UserCaller;
let stranger: UserCaller;

const everything = { where: [] } as const;
const all = { limit: 1000 };
const missing = { code: 'object.not-found', context: { object: 'camera-group' } };

beforeAll(async () => {
  modules = await openLayoutsContext();
  groups = modules.app.get(CameraGroupsService);
  cameras = modules.app.get(GroupCamerasService);
  users = modules.app.get(GroupUsersService);
  ours = await modules.organization('Ours', 'gate', 'yard', 'hall');
  theirs = await modules.organization('Theirs', 'vault');
  editor = await modules.user({ [ours]: { canViewStreams: true, canEditStreams: true } });
  keeper = await modules.user({ [ours]: { canEditUsers: true } });
  viewer = await modules.user({ [ours]: { canViewStreams: true } });
  stranger = await modules.user({ [theirs]: { canViewStreams: true, canEditStreams: true, canEditUsers: true } });
});
afterAll(() => modules.close());

const make = async (title = 'A group'): Promise<number> =>
  (await groups.create(editor, { title, organizationId: ours })).id;
const titlesFor = async (caller: Caller): Promise<readonly string[]> =>
  (await groups.list(caller, everything, all)).items.map(({ title }) => title);
const camerasOf = async (caller: Caller, id: number): Promise<readonly string[]> =>
  (await cameras.list(caller, id, everything, all)).items.map(({ name }) => name);

describe('a group of cameras', () => {
  it('is created, changed and removed by those who may edit streams', async () => {
    const made = await groups.create(editor, { title: 'Doors', comment: 'all', orderNumber: 3, organizationId: ours });
    expect(made).toMatchObject({
      title: 'Doors',
      comment: 'all',
      orderNumber: 3,
      organizationId: ours,
      cameraCount: 0,
    });
    expect(await groups.update(editor, made.id, { comment: null })).toMatchObject({ title: 'Doors', comment: null });
    await expect(groups.update(viewer, made.id, { title: 'x' })).rejects.toMatchObject({ code: 'object.forbidden' });
    await expect(groups.remove(keeper, made.id)).rejects.toMatchObject({ code: 'object.forbidden' });
    await expect(groups.update(stranger, made.id, { title: 'x' })).rejects.toMatchObject(missing);
    await groups.remove(editor, made.id);
    await expect(groups.get(editor, made.id)).rejects.toMatchObject(missing);
  });

  it('is invisible to a former member, though named in it', async () => {
    const former = await modules.user({ [ours]: { canViewStreams: true } });
    const id = await make('Left');
    await users.set(system, id, former.userId, {});
    expect(await titlesFor(former)).toContain('Left');
    await modules.app.get(OrganizationMembersService).remove(system, ours, former.userId);
    expect(await titlesFor(former)).not.toContain('Left');
    await expect(groups.get(former, id)).rejects.toMatchObject(missing);
  });

  it('without an organization belongs to the installation, for superusers', async () => {
    await expect(groups.create(editor, { title: 'x' })).rejects.toMatchObject({ code: 'object.forbidden' });
    const { id } = await groups.create(system, { title: 'Of all' });
    expect(await titlesFor(editor)).not.toContain('Of all');
    await users.set(system, id, stranger.userId, {});
    expect(await titlesFor(stranger)).toContain('Of all');
    await expect(groups.update(stranger, id, { title: 'x' })).rejects.toMatchObject({ code: 'object.forbidden' });
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(256) }, 'title'],
    [{ title: 'x', comment: 'x'.repeat(4001) }, 'comment'],
    [{ title: 'x', orderNumber: 1.5 }, 'orderNumber'],
    [{ title: 'x', orderNumber: 2 ** 31 }, 'orderNumber'],
  ])('with a wrong part is refused (%#)', async (draft, field) => {
    const made = groups.create(editor, { organizationId: ours, ...draft });
    await expect(made).rejects.toMatchObject({ code: 'object.invalid', context: { field } });
  });

  it('stays in its organization', async () => {
    const id = await make();
    expect(await groups.update(editor, id, { organizationId: ours, title: 'Same' })).toMatchObject({ title: 'Same' });
    const moved = groups.update(system, id, { organizationId: theirs });
    await expect(moved).rejects.toMatchObject({ code: 'object.invalid', context: { field: 'organizationId' } });
  });

  it('is not created in an organization that its creator does not see', async () => {
    const made = groups.create(stranger, { title: 'x', organizationId: ours });
    await expect(made).rejects.toMatchObject({ code: 'organization.not-found' });
  });
});

describe('the cameras of a group', () => {
  it('are those that the caller sees, also in counts', async () => {
    const id = await make('Mixed');
    await cameras.add(system, id, ['gate', 'vault']);
    expect(await camerasOf(system, id)).toEqual(['gate', 'vault']);
    expect(await camerasOf(viewer, id)).toEqual(['gate']);
    expect(await cameras.count(viewer, id, everything)).toBe(1);
    expect((await groups.get(viewer, id)).cameraCount).toBe(1);
    expect((await groups.get(system, id)).cameraCount).toBe(2);
    await expect(camerasOf(stranger, id)).rejects.toMatchObject(missing);
  });

  it('are added once, and only those that the caller sees', async () => {
    const id = await make();
    await cameras.add(editor, id, ['gate', 'gate', 'yard']);
    await cameras.add(editor, id, ['gate']);
    expect(await camerasOf(editor, id)).toEqual(['gate', 'yard']);
    for (const name of ['vault', 'nothing']) {
      const added = cameras.add(editor, id, ['hall', name]);
      await expect(added).rejects.toMatchObject({ code: 'object.invalid', context: { field: 'cameras' } });
    }
    expect(await camerasOf(editor, id)).toEqual(['gate', 'yard']);
    await expect(cameras.add(viewer, id, ['hall'])).rejects.toMatchObject({ code: 'object.forbidden' });
  });

  it('are replaced without those that the caller does not see', async () => {
    const id = await make();
    await cameras.add(system, id, ['gate', 'vault']);
    await cameras.replace(editor, id, ['hall']);
    expect(await camerasOf(system, id)).toEqual(['hall', 'vault']);
    await cameras.remove(editor, id, 'vault');
    expect(await camerasOf(system, id)).toEqual(['hall', 'vault']);
    await cameras.remove(editor, id, 'hall');
    expect(await camerasOf(system, id)).toEqual(['vault']);
  });

  it('leave it when they are deleted, and list their groups', async () => {
    const id = await make();
    const registry = modules.app.get(CamerasService, { strict: false });
    const camera = await registry.create(system, { name: 'short-lived', organizationId: ours, title: 'x' });
    await cameras.add(editor, id, ['short-lived']);
    expect((await groups.ofCameras(viewer, [camera.id])).get(camera.id)).toEqual([id]);
    expect((await groups.ofCameras(stranger, [camera.id])).size).toBe(0);
    await registry.remove(system, { name: 'short-lived' });
    expect(await camerasOf(editor, id)).toEqual([]);
  });

  it('are 1000 at most', async () => {
    const id = await make();
    await modules.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, title, created_at, updated_at)
       select 'many-' || n, lpad(to_hex(n), 24, '0'), $1, 'stream', 'x', now(), now() from generate_series(1, 1000) n`,
      [ours],
    );
    await modules.dataSource.query(
      `insert into camera_group_cameras select $1, c.id from cameras c where c.name like 'many-%'`,
      [id],
    );
    await expect(cameras.add(editor, id, ['gate'])).rejects.toMatchObject({ code: 'limit.reached' });
    expect((await groups.get(editor, id)).cameraCount).toBe(1000);
  });
});

describe('the users of a group', () => {
  it('are named by those who may edit users, with marks that grant nothing', async () => {
    const id = await make();
    const set = await users.set(keeper, id, viewer.userId, { canDvr: true, comment: 'Ann', orderNumber: 2 });
    expect(set).toEqual({
      userId: viewer.userId,
      login: viewer.login,
      canDvr: true,
      canPtz: false,
      canManageCameras: false,
      canManageUsers: false,
      comment: 'Ann',
      orderNumber: 2,
    });
    await users.set(keeper, id, viewer.userId, { canManageCameras: true, comment: null });
    expect(await users.get(keeper, id, viewer.userId)).toMatchObject({
      canDvr: true,
      canManageCameras: true,
      comment: null,
    });
    await expect(cameras.add(viewer, id, ['gate'])).rejects.toMatchObject({ code: 'object.forbidden' });
    expect((await users.list(keeper, id, everything, all)).items).toHaveLength(1);
    expect(await users.count(keeper, id, everything)).toBe(1);
    await users.remove(keeper, id, viewer.userId);
    await expect(users.get(keeper, id, viewer.userId)).rejects.toMatchObject({ context: { object: 'user' } });
  });

  it('have a number in place of a login that the caller may not see, also in a search and a filter', async () => {
    const id = await make();
    const added = await modules.user({ [ours]: {} });
    await modules.dataSource.query(`update memberships set joined = 'added' where user_id = $1`, [added.userId]);
    await users.set(keeper, id, viewer.userId, {});
    const set = await users.set(keeper, id, added.userId, {});
    expect(set.login).toBe(`user-${added.userId}`);
    const found = async (caller: Caller, text: string): Promise<readonly number[]> =>
      (await users.list(caller, id, { where: [{ operator: 'search', value: text }] }, all)).items.map(
        ({ userId }) => userId,
      );
    expect(await found(keeper, added.login)).toEqual([]);
    expect(await found(system, added.login)).toEqual([added.userId]);
    expect(await found(keeper, viewer.login)).toEqual([viewer.userId]);
    expect(await found(keeper, `user-${added.userId}`)).toEqual([added.userId]);
    const named = { where: [{ operator: 'in', field: 'login', values: [added.login] }] } as const;
    expect(await users.count(keeper, id, named)).toBe(0);
  });

  it('are shown and changed by nobody else', async () => {
    const id = await make();
    for (const caller of [editor, viewer])
      await expect(users.list(caller, id, everything, all)).rejects.toMatchObject({ code: 'object.forbidden' });
    await expect(users.set(stranger, id, stranger.userId, {})).rejects.toMatchObject(missing);
  });

  it('are members of its organization', async () => {
    const id = await make();
    for (const userId of [stranger.userId, 2 ** 31 - 1, 2 ** 40, 0])
      await expect(users.set(keeper, id, userId, {})).rejects.toMatchObject({ context: { object: 'user' } });
  });
});
