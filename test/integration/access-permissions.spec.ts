import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CameraPermissionsService,
  type WatchingRights,
  FolderPermissionsService,
  FoldersService,
  OrganizationMembersService,
  OrganizationsService,
} from '#access';
import { AuditLogService } from '#audit';
import { type Caller, guest, system, type UserCaller } from '#auth';
import { openRegistry, type Registry } from '../support/registry.js';

const everything = { where: [] };
const page = { limit: 100 };

let registry: Registry;
let permissions: CameraPermissionsService;
let city: number;
let port: number;
let editor: UserCaller;
let keeper: UserCaller;
let viewer: UserCaller;
let somebody: UserCaller;
let camera: string;

beforeAll(async () => {
  registry = await openRegistry();
  permissions = registry.context.get(CameraPermissionsService);
  const organizations = registry.context.get(OrganizationsService);
  ({ id: city } = await organizations.create(system, { title: 'City' }));
  ({ id: port } = await organizations.create(system, { title: 'Port' }));
  editor = await registry.user({ [city]: { canViewStreams: true, canEditStreams: true } });
  keeper = await registry.user({ [city]: { canViewStreams: true, canEditUsers: true } });
  viewer = await registry.user({ [city]: { canViewStreams: true } });
});
beforeEach(async () => {
  somebody = await registry.user();
  camera = (await registry.cameras.create(system, { organizationId: city })).name;
});
afterAll(() => registry.close());

describe('permissions on a camera', () => {
  it('are granted, read, changed, listed and revoked, each logged', async () => {
    expect(await permissions.set(editor, camera, somebody.userId, {})).toMatchObject({
      userId: somebody.userId,
      cameraName: camera,
      canView: true,
      canViewDvr: false,
      canUsePtz: false,
      dvrDepthLimitSeconds: 0,
    });
    const limited = { canViewDvr: true, dvrDepthLimitSeconds: 60 };
    await permissions.set(keeper, camera, somebody.userId, limited);
    expect(await permissions.get(somebody, camera, somebody.userId)).toMatchObject({ canView: true, ...limited });
    const ofCamera = await permissions.ofCamera(editor, camera, everything, page);
    expect(ofCamera.items.map(({ userId }) => userId)).toEqual([somebody.userId]);
    expect(await permissions.countOfCamera(keeper, camera, everything)).toBe(1);
    for (const who of [somebody, keeper, system]) {
      const { items } = await permissions.ofUser(who, somebody.userId, everything, page);
      expect(items.map(({ cameraName }) => cameraName)).toEqual([camera]);
      expect(await permissions.countOfUser(who, somebody.userId, everything)).toBe(1);
    }
    await permissions.remove(editor, camera, somebody.userId);
    expect(await registry.cameras.find(somebody, { name: camera })).toBeUndefined();
    await registry.context.get(AuditLogService).flush();
    const noted = await registry.dataSource.query<{ actor: string }[]>(
      `select actor from audit_events where reason like $1 and event = 'privilege_permissions_changed' order by id`,
      [`permission of user:${somebody.userId} %`],
    );
    expect(noted.map(({ actor }) => actor)).toEqual([editor, keeper, editor].map(({ userId }) => `user:${userId}`));
  });

  it.each<[string, () => Caller, string]>([
    ['a viewer', () => viewer, 'object.forbidden'],
    ['a stranger', () => somebody, 'object.not-found'],
    ['a guest', () => guest, 'object.not-found'],
  ])('are nothing to %s', async (_, who, code) => {
    const caller = who();
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => permissions.ofCamera(caller, camera, everything, page),
      () => permissions.countOfCamera(caller, camera, everything),
      () => permissions.get(caller, camera, editor.userId),
      () => permissions.set(caller, camera, somebody.userId, {}),
      () => permissions.remove(caller, camera, somebody.userId),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code });
    await expect(permissions.ofUser(caller, editor.userId, everything, page)).rejects.toMatchObject({
      code: 'object.not-found',
      context: { object: 'user' },
    });
  });

  it('name what is missing in their error', async () => {
    for (const userId of [999_999, 2 ** 40, 0, -1])
      await expect(permissions.set(editor, camera, userId, {})).rejects.toMatchObject({
        code: 'object.not-found',
        context: { object: 'user' },
      });
    await expect(permissions.set(editor, 'nobody', somebody.userId, {})).rejects.toMatchObject({
      code: 'object.not-found',
    });
    for (const attempt of [
      () => permissions.get(editor, camera, somebody.userId),
      () => permissions.remove(editor, camera, somebody.userId),
    ])
      await expect(attempt()).rejects.toMatchObject({ context: { object: 'camera-permission' } });
    for (const dvrDepthLimitSeconds of [-1, 1.5, 2 ** 31, Number.NaN])
      await expect(permissions.set(editor, camera, somebody.userId, { dvrDepthLimitSeconds })).rejects.toMatchObject({
        code: 'object.invalid',
        context: { field: 'dvrDepthLimitSeconds' },
      });
  });

  it('activate nothing that the granter lacks, and leave the rest unchanged', async () => {
    const set = (caller: Caller, rights: Partial<WatchingRights>): Promise<unknown> =>
      permissions.set(caller, camera, somebody.userId, rights);
    await set(editor, { canView: false, canUsePtz: true });
    await expect(set(keeper, { canView: true })).rejects.toMatchObject({ code: 'object.forbidden' });
    expect(await set(keeper, { canView: true, canUsePtz: false })).toMatchObject({ canView: true, canUsePtz: false });
    await set(editor, { canUsePtz: true });
    expect(await set(keeper, { canViewDvr: true })).toMatchObject({ canUsePtz: true, canViewDvr: true });
  });

  it('are written one after another: no change is lost', async () => {
    const rights: readonly Partial<WatchingRights>[] = [
      { canUsePtz: true },
      { canViewDvr: true },
      { dvrDepthLimitSeconds: 60 },
    ];
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        permissions.set(editor, camera, somebody.userId, rights[index % 3] ?? {}),
      ),
    );
    expect(await permissions.get(editor, camera, somebody.userId)).toMatchObject({
      canView: true,
      canUsePtz: true,
      canViewDvr: true,
      dvrDepthLimitSeconds: 60,
    });
  });

  it("of somebody show a manager those on their own organization's cameras", async () => {
    const elsewhere = (await registry.cameras.create(system, { organizationId: port })).name;
    await permissions.set(system, elsewhere, somebody.userId, {});
    await permissions.set(system, camera, somebody.userId, {});
    const shown = async (who: Caller): Promise<readonly string[]> =>
      (await permissions.ofUser(who, somebody.userId, everything, page)).items.map(({ cameraName }) => cameraName);
    expect(await shown(keeper)).toEqual([camera]);
    expect((await shown(somebody)).toSorted()).toEqual([camera, elsewhere].toSorted());
  });

  it('end with the membership', async () => {
    const member = await registry.user({ [city]: { canViewStreams: true } });
    const folders = registry.context.get(FoldersService);
    const folderPermissions = registry.context.get(FolderPermissionsService);
    const { id } = await folders.create(system, city, { title: 'Hall' });
    const elsewhere = (await registry.cameras.create(system, { organizationId: port })).name;
    await folderPermissions.set(system, city, id, member.userId, {});
    for (const name of [camera, elsewhere]) await permissions.set(system, name, member.userId, {});
    await registry.context.get(OrganizationMembersService).remove(keeper, city, member.userId);
    const { items } = await registry.cameras.list(member, everything, page);
    expect(items.map(({ name }) => name)).toEqual([elsewhere]);
  });
});

describe('a member whose folders are named with the flags', () => {
  it('may view these, and activates no rights that the granter lacks', async () => {
    const members = registry.context.get(OrganizationMembersService);
    const folders = registry.context.get(FoldersService);
    const folderPermissions = registry.context.get(FolderPermissionsService);
    const [one, two] = [
      await folders.create(system, city, { title: 'One' }),
      await folders.create(system, city, { title: 'Two' }),
    ];
    const sleeping = { canView: false, canViewDvr: true, canUsePtz: true, canUseActions: true };
    await folderPermissions.set(system, city, one.id, somebody.userId, sleeping);
    await folderPermissions.set(system, city, two.id, somebody.userId, {});
    await members.set(system, city, somebody.userId, {});
    const member = await members.set(keeper, city, somebody.userId, {}, { folderIds: [one.id] });
    expect(member.folders).toEqual([
      { folderId: one.id, ...sleeping, canView: true, canUsePtz: false, canUseActions: false, dvrDepthLimitSeconds: 0 },
    ]);
    for (const folderIds of [[999_999], [one.id, 2 ** 40]])
      await expect(members.set(keeper, city, somebody.userId, {}, { folderIds })).rejects.toMatchObject({
        code: 'object.not-found',
        context: { object: 'folder' },
      });
    expect((await members.get(keeper, city, somebody.userId)).folders).toHaveLength(1);
  });
});
