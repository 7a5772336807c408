import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CameraPermissionsService,
  FolderPermissionsService,
  FoldersService,
  InvitationsService,
  OrganizationMembersService,
  OrganizationsService,
  ManagedUsersService,
} from '#access';
import { type Caller, system, type UserCaller } from '#auth';
import { openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

const page = { limit: 100 };
const everybody = { where: [] };
const secret = 'correct horse battery staple';

let registry: Registry;
let people: ManagedUsersService;
let organizations: OrganizationsService;
let members: OrganizationMembersService;
let city: number;
let port: number;
let root: UserCaller;
let keeper: UserCaller;
let owner: UserCaller;
let manager: UserCaller;
let member: UserCaller;

beforeAll(async () => {
  registry = await openRegistry();
  people = registry.context.get(ManagedUsersService);
  organizations = registry.context.get(OrganizationsService);
  members = registry.context.get(OrganizationMembersService);
  root = await registry.user({}, { accessLevel: 'admin' });
  keeper = await registry.user({}, { accessLevel: 'domain_admin' });
  owner = await registry.user();
  ({ id: city } = await organizations.create(system, { title: 'City', ownerId: owner.userId }));
  ({ id: port } = await organizations.create(system, { title: 'Port' }));
  manager = await registry.user({ [city]: { canViewStreams: true, canEditUsers: true } });
  member = await registry.user({ [city]: { canViewStreams: true } });
});
afterAll(() => registry.close());

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'none';
}

const logins = async (caller: Caller, organizationId?: number): Promise<readonly string[]> =>
  (await people.list(caller, everybody, page, organizationId)).items.map(({ login }) => login);

describe('visible people', () => {
  it('for a manager: the people of their organizations, and themselves', async () => {
    const stranger = await registry.user({ [port]: { canViewStreams: true } });
    expect(new Set(await logins(manager))).toEqual(new Set([owner.login, manager.login, member.login]));
    expect(await people.count(manager, everybody)).toBe(3);
    expect(await logins(member)).toEqual([member.login]);
    expect(await refusal(people.get(manager, stranger.userId))).toBe('object.not-found');
    expect(await refusal(people.get(manager, 2 ** 40))).toBe('object.not-found');
    expect(await logins(root)).toContain(stranger.login);
    expect(await refusal(people.list(member, everybody, page, city))).toBe('organization.forbidden');
    expect(await refusal(people.list(manager, everybody, page, port))).toBe('organization.not-found');
  });

  it('a manager learns of no other organization of somebody', async () => {
    const both = await registry.user({ [city]: { canViewStreams: true }, [port]: { canViewStreams: true } });
    const seen = await people.get(manager, both.userId);
    expect(seen.organizations.map(({ id }) => id)).toEqual([city]);
    expect((await people.get(both, both.userId)).organizations.map(({ id }) => id)).toEqual([city, port]);
    expect((await people.organizationsOf(both, both.userId)).map(({ title }) => title)).toEqual(['City', 'Port']);
    expect(await people.organizationsOf(manager, member.userId, true)).toHaveLength(1);
    expect(await people.organizationsOf(manager, member.userId, false)).toHaveLength(0);
  });
});

describe('controlled accounts', () => {
  it('a member who has no more rights than the manager', async () => {
    expect(await refusal(people.assertControls(manager, member.userId))).toBe('none');
    const changed = await people.update(manager, member.userId, { fullName: 'Ada' });
    expect(changed).toMatchObject({ id: member.userId, fullName: 'Ada' });
  });

  it.each<[string, () => Promise<UserCaller>]>([
    ['the manager themselves', async () => manager],
    ['the owner', async () => owner],
    ['a member who may edit streams', () => registry.user({ [city]: { canViewStreams: true, canEditStreams: true } })],
    ['a member of another organization, too', () => registry.user({ [city]: {}, [port]: {} })],
    ['a domain administrator in it', () => registry.user({ [city]: {} }, { accessLevel: 'domain_admin' })],
    [
      'somebody with a permission in another organization',
      async () => {
        const somebody = await registry.user({ [city]: {} });
        const camera = await registry.cameras.create(system, { organizationId: port });
        await registry.context
          .get(CameraPermissionsService)
          .set(system, camera.name, somebody.userId, { canView: true });
        return somebody;
      },
    ],
    [
      'somebody who may move the cameras of a folder',
      async () => {
        const somebody = await registry.user({ [city]: {} });
        const folders = registry.context.get(FoldersService);
        const folderPermissions = registry.context.get(FolderPermissionsService);
        const { id } = await folders.create(system, city, { title: 'Tower' });
        await folderPermissions.set(system, city, id, somebody.userId, { canView: true, canUsePtz: true });
        return somebody;
      },
    ],
  ])('never %s', async (_, who) => {
    const { userId } = await who();
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => people.update(manager, userId, { password: 'another password entirely' }),
      () => people.update(manager, userId, { disabled: true }),
      () => people.apiKey(manager, userId),
      () => people.renewApiKey(manager, userId),
      () => people.remove(manager, userId),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toBe('object.forbidden');
  });

  it('everybody but administrators by a domain administrator', async () => {
    expect(await refusal(people.update(keeper, owner.userId, { note: 'pays late' }))).toBe('none');
    expect(await refusal(people.update(keeper, root.userId, { note: 'mine' }))).toBe('object.forbidden');
    expect(await refusal(people.update(keeper, member.userId, { accessLevel: 'admin' }))).toBe('object.forbidden');
    expect(await refusal(people.update(keeper, member.userId, { accessLevel: 'domain_admin' }))).toBe('none');
    expect(await refusal(people.update(root, member.userId, { accessLevel: 'generic' }))).toBe('none');
    expect(await refusal(people.remove(root, root.userId))).toBe('object.forbidden');
  });
});

describe('adding a person gives no control over the account of', () => {
  const attempts = (userId: number): readonly (() => Promise<unknown>)[] => [
    () => people.update(manager, userId, { password: 'another password entirely' }),
    () => people.update(manager, userId, { email: 'mine@example.org' }),
    () => people.apiKey(manager, userId),
    () => people.renewApiKey(manager, userId),
    () => people.remove(manager, userId),
  ];

  it('a person who belonged nowhere, added by their number', async () => {
    const { userId } = await registry.user();
    await registry.dataSource.query(`update users set email = 'private@example.org', note = 'secret' where id = $1`, [
      userId,
    ]);
    expect(await refusal(people.get(manager, userId))).toBe('object.not-found');
    // Not added at all, by flags or by folders: a stranger and nobody answer alike.
    for (const caller of [manager, owner])
      for (const id of [userId, 2_000_000_000])
        expect(await refusal(members.set(caller, city, id, { canViewStreams: true }))).toBe('object.not-found');
    for (const attempt of attempts(userId)) expect(await refusal(attempt())).toBe('object.not-found');
    expect(await refusal(members.get(root, city, userId))).toBe('object.not-found');
    const guess = { where: [{ operator: 'like', field: 'email', value: 'private' } as const] };
    expect(await people.count(manager, guess)).toBe(0);
    // Superusers add whom they like.
    expect(await members.set(root, city, userId, {})).toMatchObject({ email: 'private@example.org' });
    await members.remove(manager, city, userId);
  });

  it('a person with a permission on a camera or a folder', async () => {
    const { userId } = await registry.user();
    const camera = await registry.cameras.create(system, { organizationId: city });
    await registry.context.get(CameraPermissionsService).set(manager, camera.name, userId, {});
    for (const attempt of attempts(userId)) expect(await refusal(attempt())).toBe('object.forbidden');
    // Known by the number alone: walking numbers tells no logins, in no list, filter or search.
    const { login } = await people.get(root, userId);
    expect(await people.get(manager, userId)).toMatchObject({ email: undefined, login: `user-${userId}` });
    for (const where of [
      [{ operator: 'in', field: 'login', values: [login] } as const],
      [{ operator: 'search', value: login } as const],
    ])
      expect((await people.list(manager, { where }, page)).items).toEqual([]);
    const folders = registry.context.get(FoldersService);
    const folderPermissions = registry.context.get(FolderPermissionsService);
    const { id: folder } = await folders.create(system, city, { title: 'Porch' });
    expect(await folderPermissions.set(manager, city, folder, userId, {})).toMatchObject({ login: `user-${userId}` });
    expect(await folderPermissions.set(root, city, folder, userId, {})).toMatchObject({ login });
    const inFolder = async (caller: Caller, text: string): Promise<number> =>
      folderPermissions.countOfFolder(caller, city, folder, { where: [{ operator: 'search', value: text }] });
    expect([await inFolder(manager, login), await inFolder(root, login)]).toEqual([0, 1]);
    // A member of before people were asked, whose number alone a manager knew.
    const { userId: old } = await registry.user({ [city]: {} });
    await registry.dataSource.query(
      `with added as (update memberships set joined = 'added' where user_id = $1)
       update users set email = 'old@example.org', full_name = 'Old Name' where id = $1`,
      [old],
    );
    const oldLogin = (await people.get(root, old)).login;
    for (const text of [oldLogin, 'old@example.org', 'Old Name']) {
      const query = { where: [{ operator: 'search', value: text } as const] };
      expect(await members.count(manager, city, query)).toBe(0);
      expect(await members.count(root, city, query)).toBe(1);
      expect(await people.count(manager, query)).toBe(0);
    }
  });

  it('a person who accepted an invitation, whose name is shown', async () => {
    const guest = await registry.user();
    await registry.dataSource.query(`update users set email = 'guest@example.org' where id = $1`, [guest.userId]);
    const invitations = registry.context.get(InvitationsService);
    await invitations.accept(guest, (await invitations.invite(owner, city, {})).key);
    for (const attempt of attempts(guest.userId)) expect(await refusal(attempt())).toBe('object.forbidden');
    expect(await people.get(manager, guest.userId)).toMatchObject({ email: 'guest@example.org' });
    await members.remove(manager, city, guest.userId);
  });

  it('but it does for people whom superusers added, and whom the manager created', async () => {
    const { userId } = await registry.user();
    await members.set(keeper, city, userId, {});
    expect(await refusal(people.update(manager, userId, { note: 'ours' }))).toBe('none');
    const { user } = await people.create(manager, { login: 'made-here', password: secret });
    expect(await refusal(people.update(manager, user.id, { note: 'ours' }))).toBe('none');
    // Somebody whom they keep in one organization may be added to another, and stays theirs.
    const { id: annex } = await organizations.create(system, { title: 'Annex' });
    await members.set(system, annex, manager.userId, { canViewStreams: true, canEditUsers: true });
    await members.set(manager, annex, user.id, {});
    await members.remove(manager, city, user.id);
    expect(await refusal(people.update(manager, user.id, { note: 'still ours' }))).toBe('none');
  });

  it('a person who may use the actions of a folder, when the manager may not', async () => {
    const somebody = await registry.user({ [city]: {} });
    const { id } = await registry.context.get(FoldersService).create(system, city, { title: 'Gatehouse' });
    await registry.context
      .get(FolderPermissionsService)
      .set(system, city, id, somebody.userId, { canUseActions: true });
    expect(await refusal(people.apiKey(manager, somebody.userId))).toBe('object.forbidden');
  });
});

describe('a new account', () => {
  it("belongs to the manager's first organization, without flags", async () => {
    const { user } = await people.create(manager, { login: 'grace', password: secret });
    expect(user.organizations).toMatchObject([{ id: city, isMember: true, flags: { canViewStreams: false } }]);
    const { user: made } = await people.create(root, { login: 'of-root', password: secret });
    expect(made.organizations).toMatchObject([{ id: (await registry.organizations.default()).id }]);
  });

  it('is not created where any part is rejected', async () => {
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => people.create(member, { login: 'nobody', password: secret }),
      () => people.create(member, { login: 'nobody', password: secret }, { organizationId: city }),
      () => people.create(manager, { login: 'nobody', password: secret }, { organizationId: port }),
      () => people.create(manager, { login: 'nobody', password: secret, accessLevel: 'admin' }),
      () => people.create(manager, { login: 'nobody', password: secret }, { flags: { canEditStreams: true } }),
      () => people.create(manager, { login: 'nobody', password: 'short' }),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).not.toBe('none');
    expect(await people.count(root, { where: [{ operator: 'in', field: 'login', values: ['nobody'] }] })).toBe(0);
  });

  it('counts against the limit, or is not created', async () => {
    const { id } = await organizations.create(system, { title: 'Narrow', limits: { users: 3 } });
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        refusal(people.create(root, { login: `narrow-${index}`, password: secret }, { organizationId: id })),
      ),
    );
    expect(made.filter((code) => code === 'none')).toHaveLength(3);
    expect(new Set(made)).toEqual(new Set(['none', 'limit.reached']));
    expect(await people.count(root, { where: [{ operator: 'like', field: 'login', value: 'narrow-' }] })).toBe(3);
  });
});
