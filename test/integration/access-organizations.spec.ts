import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderPermissionsService, FoldersService, OrganizationMembersService, OrganizationsService } from '#access';
import { type Caller, guest, system, type UserCaller } from '#auth';
import { application, openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

const everything = { where: [] };
const page = { limit: 100 };
const none = {
  canViewStreams: false,
  canEditStreams: false,
  canEditUsers: false,
  canViewStats: false,
  canViewPersonLists: false,
  canEditPersonLists: false,
};
const all = Object.fromEntries(Object.keys(none).map((flag) => [flag, true]));

let registry: Registry;
let organizations: OrganizationsService;
let members: OrganizationMembersService;
let root: UserCaller;
let owner: UserCaller;
let manager: UserCaller;
let member: UserCaller;
let city: number;

beforeAll(async () => {
  registry = await openRegistry();
  organizations = registry.context.get(OrganizationsService);
  members = registry.context.get(OrganizationMembersService);
  root = await registry.user({}, { accessLevel: 'domain_admin' });
  owner = await registry.user();
  ({ id: city } = await organizations.create(root, { title: 'City', ownerId: owner.userId, limits: { cameras: 5 } }));
  manager = await registry.user({ [city]: { canViewStreams: true, canEditUsers: true } });
  member = await registry.user({ [city]: {} });
  await registry.cameras.create(system, { organizationId: city, name: 'city/gate' });
});
afterAll(() => registry.close());

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    const { code, context } = error as { code?: string; context?: { field?: string } };
    return code === undefined ? String(error) : [code, context?.field].filter(Boolean).join(' ');
  }
  return 'none';
}

const titles = async (caller: Caller): Promise<readonly string[]> =>
  (await organizations.list(caller, everything, page)).items.map(({ title }) => title);

describe('an organization', () => {
  it('is visible to its people and to superusers', async () => {
    for (const caller of [owner, manager, member]) {
      expect(await titles(caller)).toEqual(['City']);
      expect(await organizations.count(caller, everything)).toBe(1);
    }
    expect(await titles(root)).toEqual(['Public cameras', 'City']);
    expect(await titles(await registry.user())).toEqual([]);
    expect(await titles(guest)).toEqual([]);
    expect(await titles(application({ organizationId: city }))).toEqual(['City']);
    expect(await refusal(organizations.get(await registry.user(), city))).toBe('organization.not-found');
    expect(await refusal(organizations.get(root, 2 ** 40))).toBe('organization.not-found');
  });

  it("shows the caller's own rights and counts the cameras that the caller sees", async () => {
    expect(await organizations.get(owner, city)).toMatchObject({
      title: 'City',
      owner: { id: owner.userId, login: owner.login },
      limits: { cameras: 5, users: null, dvr: null },
      cameraCount: 1,
      userCount: 3,
      mine: { ...all, isMember: true, isOwner: true },
    });
    expect(await organizations.get(member, city)).toMatchObject({
      cameraCount: 0,
      mine: { ...none, isMember: true, isOwner: false },
    });
    expect((await organizations.get(root, city)).mine).toEqual({ ...all, isMember: false, isOwner: false });
  });

  it('is found by any of its fields, in any order', async () => {
    const { items } = await organizations.list(
      root,
      {
        where: [
          { operator: 'gte', field: 'cameraCount', value: 1 },
          { operator: 'in', field: 'ownerLogin', values: [owner.login] },
        ],
        sort: [{ field: 'title', descending: true }],
      },
      page,
    );
    expect(items.map(({ title }) => title)).toEqual(['City']);
  });

  it('is created by superusers only, and only from valid values', async () => {
    expect(await refusal(organizations.create(owner, { title: 'Mine' }))).toBe('organization.forbidden');
    for (const [draft, field] of [
      [{ title: ' ' }, 'title'],
      [{ title: 'x'.repeat(256) }, 'title'],
      [{ title: 'x', ownerId: 2 ** 40 }, 'ownerId'],
      [{ title: 'x', ownerId: 999_999 }, 'ownerId'],
      [{ title: 'x', limits: { cameras: -1 } }, 'limits.cameras'],
      [{ title: 'x', limits: { users: 1.5 } }, 'limits.users'],
    ] as const)
      expect(await refusal(organizations.create(root, draft))).toBe(`object.invalid ${field}`);
    expect(await titles(root)).toHaveLength(2);
  });

  it('is changed by its owner in its title, by superusers in everything', async () => {
    expect(await organizations.update(owner, city, { title: 'The City' })).toMatchObject({ title: 'The City' });
    expect(
      await refusal(
        organizations.update(owner, city, { title: 'City', ownerId: owner.userId, limits: { cameras: 5 } }),
      ),
    ).toBe('none');
    expect(await refusal(organizations.update(owner, city, { limits: { cameras: 500 } }))).toBe(
      'organization.forbidden',
    );
    expect(await refusal(organizations.update(owner, city, { isPublic: true }))).toBe('organization.forbidden');
    expect(await refusal(organizations.update(manager, city, { title: 'x' }))).toBe('organization.forbidden');
    expect(await organizations.update(root, city, { limits: { cameras: null } })).toMatchObject({
      limits: { cameras: null },
    });
    const home = (await registry.organizations.default()).id;
    expect(await refusal(organizations.update(root, home, { isPublic: false }))).toBe('object.invalid isPublic');
  });

  it('makes a new owner a member', async () => {
    const heir = await registry.user();
    const { id } = await organizations.create(root, { title: 'Heritage', ownerId: owner.userId });
    await organizations.update(root, id, { ownerId: heir.userId });
    expect(await registry.organizations.membershipsOf(heir.userId)).toMatchObject([{ organizationId: id, ...all }]);
    await organizations.remove(root, id, { force: false });
  });

  it('is deleted with its cameras only by force, and never the default one', async () => {
    const { id } = await organizations.create(root, { title: 'Old port' });
    await registry.cameras.create(system, { organizationId: id, name: 'old/port' });
    expect(await refusal(organizations.remove(owner, city, { force: true }))).toBe('organization.forbidden');
    expect(await refusal(organizations.remove(root, id, { force: false }))).toBe('organization.not-empty');
    expect(await registry.cameras.find(system, { name: 'old/port' })).toBeDefined();
    await organizations.remove(root, id, { force: true });
    expect(await registry.cameras.find(system, { name: 'old/port' })).toBeUndefined();
    expect(await refusal(organizations.get(root, id))).toBe('organization.not-found');
    const home = (await registry.organizations.default()).id;
    expect(await refusal(organizations.remove(root, home, { force: true }))).toBe('organization.forbidden');
  });
});

describe('members', () => {
  it('are shown to those who may edit users', async () => {
    const { items } = await members.list(manager, city, everything, page);
    expect(items.map(({ userId }) => userId)).toEqual([owner.userId, manager.userId, member.userId]);
    expect(items[0]).toMatchObject({ isOwner: true, flags: all, folders: [] });
    expect(items[1]).toMatchObject({ isOwner: false, flags: { ...none, canViewStreams: true, canEditUsers: true } });
    expect(await members.count(manager, city, everything)).toBe(3);
    expect(await refusal(members.list(member, city, everything, page))).toBe('organization.forbidden');
    expect(await refusal(members.list(await registry.user(), city, everything, page))).toBe('organization.not-found');
  });

  it('get no flag that their manager lacks, and retain those that they have', async () => {
    expect(await members.set(manager, city, member.userId, { canViewStreams: true, canEditUsers: true })).toMatchObject(
      { flags: { ...none, canViewStreams: true, canEditUsers: true } },
    );
    expect(await refusal(members.set(manager, city, member.userId, { canEditStreams: true }))).toBe('object.forbidden');
    expect(await refusal(members.set(manager, city, manager.userId, { canViewStats: true }))).toBe('object.forbidden');
    await members.set(owner, city, member.userId, { canEditStreams: true });
    expect(
      await members.set(manager, city, member.userId, { canEditStreams: true, canEditUsers: false }),
    ).toMatchObject({ flags: { canEditStreams: true, canEditUsers: false } });
    expect(await refusal(members.set(manager, city, owner.userId, { canEditUsers: false }))).toBe('object.forbidden');
    for (const userId of [999_999, 2 ** 40])
      expect(await refusal(members.set(manager, city, userId, {}))).toBe('object.not-found');
  });

  it('get the folders that are named, and lose the others', async () => {
    const folders = registry.context.get(FoldersService);
    const folderPermissions = registry.context.get(FolderPermissionsService);
    const hall = await folders.create(root, city, { title: 'Hall' });
    const yard = await folders.create(root, city, { title: 'Yard' });
    const walker = await registry.user({ [city]: {} });
    await members.set(owner, city, walker.userId, {}, { folderIds: [hall.id] });
    await folderPermissions.set(owner, city, hall.id, walker.userId, { canViewDvr: true });
    const moved = await members.set(owner, city, walker.userId, {}, { folderIds: [hall.id, yard.id] });
    expect(moved.folders).toMatchObject([
      { folderId: hall.id, canView: true, canViewDvr: true },
      { folderId: yard.id, canView: true, canViewDvr: false },
    ]);
    expect(await members.set(owner, city, walker.userId, {}, { folderIds: [] })).toMatchObject({ folders: [] });
    const elsewhere = await organizations.create(root, { title: 'Elsewhere' });
    const foreign = await folders.create(root, elsewhere.id, { title: 'Foreign' });
    expect(await refusal(members.set(owner, city, walker.userId, {}, { folderIds: [foreign.id] }))).toBe(
      'object.not-found',
    );
    await members.remove(owner, city, walker.userId);
  });

  it('lose their permissions when they leave; the owner stays', async () => {
    const folders = registry.context.get(FoldersService);
    const folderPermissions = registry.context.get(FolderPermissionsService);
    const cellar = await folders.create(root, city, { title: 'Cellar' });
    const leaver = await registry.user({ [city]: {} });
    await folderPermissions.set(owner, city, cellar.id, leaver.userId, { canView: true });
    await members.remove(manager, city, leaver.userId);
    expect(await titles(leaver)).toEqual([]);
    expect(await refusal(members.remove(manager, city, leaver.userId))).toBe('object.not-found');
    expect(await refusal(members.remove(manager, city, owner.userId))).toBe('object.forbidden');
  });

  it('added many at once, never exceed the limit', async () => {
    const { id } = await organizations.create(root, { title: 'Narrow', limits: { users: 10 } });
    const crowd = await Promise.all(Array.from({ length: 50 }, () => registry.user()));
    const outcomes = await Promise.all(crowd.map(({ userId }) => refusal(members.set(root, id, userId, {}))));
    expect(outcomes.filter((code) => code === 'none')).toHaveLength(10);
    expect(outcomes.filter((code) => code === 'limit.reached')).toHaveLength(40);
    expect(await members.count(root, id, everything)).toBe(10);
  });
});
