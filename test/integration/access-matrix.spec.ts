import { DomainError } from '#errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CameraPermissionsService,
  CameraRightsService,
  type CameraRights,
  type WatchingRights,
  type FolderRights,
  FolderPermissionsService,
  FoldersService,
  InvitationsService,
  OrganizationMembersService,
  OrganizationsService,
  ManagedUsersService,
  type MembershipFlags,
} from '#access';
import { type AccessLevel, type Caller, guest, isSuperuser, system, type UserCaller, UsersService } from '#auth';
import { application, openRegistry, type Registry } from '../support/registry.js';
import {
  type Action,
  actions,
  cameraRightsTable,
  type Gift,
  gifts,
  giftsTable,
  may,
  roleNames,
} from '../support/rights-table.js';
import { oneStory } from '../support/story.js';

oneStory();

/** What makes somebody who they are: membership of City or Plaza, permissions on folders and cameras, access level. */
interface Person {
  readonly city?: MembershipFlags;
  readonly plaza?: MembershipFlags;
  readonly folders?: Readonly<Record<string, FolderRights>>;
  readonly cameras?: Readonly<Record<string, Partial<WatchingRights>>>;
  readonly accessLevel?: AccessLevel;
}

const [view, edit, editUsers] = [{ canViewStreams: true }, { canEditStreams: true }, { canEditUsers: true }];
const hour = { canViewDvr: true, dvrDepthLimitSeconds: 3600 };
const minute = { canViewDvr: true, dvrDepthLimitSeconds: 60 };
const people: Readonly<Record<string, Person>> = {
  stranger: {},
  member: { city: {} },
  viewer: { city: view },
  editor: { city: { ...view, ...edit } },
  keeper: { city: { ...view, ...editUsers } },
  steward: { city: { ...view, ...edit, ...editUsers } },
  owner: {},
  'hall viewer': { folders: { hall: {} } },
  'root viewer': { folders: { root: {} } },
  'gate viewer': { cameras: { gate: {} } },
  'domain administrator': { accessLevel: 'domain_admin' },
  administrator: { accessLevel: 'admin' },
  'lobby viewer': { folders: { lobby: {} } },
  'blind editor': { city: edit },
  'blind keeper': { city: editUsers },
  'hall archivist': { folders: { hall: hour, lobby: minute } },
  'hall mover': { folders: { hall: { canUsePtz: true, canUseActions: true }, lobby: { canViewDvr: true } } },
  'lobby archivist': { folders: { hall: hour }, cameras: { lobby: minute } },
  'lobby watcher': { folders: { hall: hour }, cameras: { lobby: {} } },
  'gate archivist in City': { city: view, cameras: { gate: minute }, folders: { root: minute } },
  'gate sleeper': {
    cameras: { gate: { canView: false, canViewDvr: true, canUsePtz: true } },
    folders: { hall: { canView: false, canViewDvr: true, canUsePtz: true, canUseActions: true } },
  },
  'quay mover': { cameras: { quay: { canUsePtz: true } } },
  'plaza editor': { plaza: edit },
  'limited keeper': { city: editUsers, cameras: { gate: hour }, folders: { hall: {} } },
};

let registry: Registry;
let organizations: OrganizationsService;
let members: OrganizationMembersService;
let folders: FoldersService;
let folderPermissions: FolderPermissionsService;
let permissions: CameraPermissionsService;
let accounts: ManagedUsersService;
let city: number;
let plaza: number;
const callers = new Map<string, Caller>();
const cameraIds = new Map<string, number>();
const folderIds = new Map<string, number>();

beforeAll(async () => {
  registry = await openRegistry();
  organizations = registry.context.get(OrganizationsService);
  members = registry.context.get(OrganizationMembersService);
  folders = registry.context.get(FoldersService);
  folderPermissions = registry.context.get(FolderPermissionsService);
  permissions = registry.context.get(CameraPermissionsService);
  accounts = registry.context.get(ManagedUsersService);
  const owner = await registry.user();
  ({ id: city } = await organizations.create(system, { title: 'City', ownerId: owner.userId }));
  ({ id: plaza } = await organizations.create(system, { title: 'Plaza', isPublic: true }));
  const { id: port } = await organizations.create(system, { title: 'Port' });
  const { items } = await folders.list(system, city, { where: [] }, { limit: 1 });
  folderIds.set('root', items[0]?.id ?? 0);
  folderIds.set('hall', (await folders.create(system, city, { title: 'Hall' })).id);
  folderIds.set('lobby', (await folders.create(system, city, { title: 'Lobby', parentId: folderIds.get('hall') })).id);
  for (const [name, organizationId, folder] of [
    ['gate', city, 'root'],
    ['hall', city, 'hall'],
    ['lobby', city, 'lobby'],
    ['quay', port, undefined],
    ['plaza', plaza, undefined],
  ] as const) {
    const folderId = folder === undefined ? {} : { folderId: idOf(folderIds, folder) };
    cameraIds.set(name, (await registry.cameras.create(system, { name, organizationId, ...folderId })).id);
  }
  for (const [role, person] of Object.entries(people))
    callers.set(role, role === 'owner' ? owner : await bring(person));
  callers.set('guest', guest);
  callers.set('program', application());
  callers.set('program of City', application({ organizationId: city }));
  callers.set('system', system);
});
afterAll(() => registry.close());

async function bring({ accessLevel, ...person }: Person): Promise<UserCaller> {
  const memberships = {
    ...(person.city === undefined ? {} : { [city]: person.city }),
    ...(person.plaza === undefined ? {} : { [plaza]: person.plaza }),
  };
  const user = await registry.user(memberships, accessLevel === undefined ? {} : { accessLevel });
  for (const [name, rights] of Object.entries(person.folders ?? {}))
    await folderPermissions.set(system, city, idOf(folderIds, name), user.userId, rights);
  for (const [name, rights] of Object.entries(person.cameras ?? {}))
    await permissions.set(system, name, user.userId, rights);
  return user;
}

function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(name);
  return id;
}

function callerNamed(role: string): Caller {
  const caller = callers.get(role);
  if (caller === undefined) throw new Error(role);
  return caller;
}

/** How a table writes what somebody may do. */
function written(rights: CameraRights | undefined): string {
  if (rights === undefined) return '';
  const { dvrDepthLimitSeconds: depth } = rights;
  return [
    rights.canView ? 'v' : '',
    rights.canViewDvr ? `d${depth === 0 ? '' : depth}` : '',
    rights.canUsePtz ? 'p' : '',
    rights.canEdit ? 'e' : '',
    rights.canUseActions ? 'a' : '',
  ].join('');
}

describe.each([...cameraRightsTable.keys()])('%s', (role) => {
  const expected = cameraRightsTable.get(role) ?? new Map<string, string>();
  const seen = [...expected].flatMap(([name, rights]) => (rights === '' ? [] : [name])).toSorted();

  it('has on each camera the rights of the table, and on no other camera', async () => {
    const rights = await registry.context.get(CameraRightsService).rightsOn(callerNamed(role), [...cameraIds.values()]);
    const shown = [...cameraIds].map(([name, id]) => [name, written(rights.get(id))] as const);
    expect(new Map(shown)).toEqual(expected);
  });

  it('sees and counts the same', async () => {
    const caller = callerNamed(role);
    const { items } = await registry.cameras.list(caller, { where: [] }, { limit: 100 });
    expect(items.map(({ name }) => name).toSorted()).toEqual(seen);
    expect(await registry.cameras.count(caller, { where: [] })).toBe(seen.length);
    const views = await organizations.list(caller, { where: [] }, { limit: 100 });
    for (const { title, cameraCount } of views.items.filter((one) => one.title === 'City'))
      expect([title, cameraCount]).toEqual(['City', seen.filter((name) => name !== 'plaza' && name !== 'quay').length]);
  });

  it('changes what the table allows, and gets the same error for a hidden camera as for a missing one', async () => {
    const outcomes = await Promise.all(
      [...expected].map(async ([name, rights]) => {
        const outcome = await outcomeOf(registry.cameras.update(callerNamed(role), { name }, { description: role }));
        return [name, outcome, rights.includes('e') ? 'done' : rights === '' ? 'camera.not-found' : 'camera.forbidden'];
      }),
    );
    expect(outcomes.map(([name, outcome]) => [name, outcome])).toEqual(outcomes.map(([name, , due]) => [name, due]));
  });
});

describe.each([...Object.keys(people), 'guest', 'program', 'program of City', 'system'])('%s grants', (role) => {
  const { gate, Hall } = giftsTable[role] ?? { gate: [], Hall: [] };

  it.each(Object.keys(gifts) as Gift[])('%s of gate and of Hall as the table allows', async (gift) => {
    const caller = callerNamed(role);
    const { userId } = await registry.user();
    const hall = idOf(folderIds, 'hall');
    expect(isDone(await outcomeOf(permissions.set(caller, 'gate', userId, gifts[gift])))).toBe(gate.includes(gift));
    expect(isDone(await outcomeOf(folderPermissions.set(caller, city, hall, userId, gifts[gift])))).toBe(
      Hall.includes(gift),
    );
    const held = await registry.dataSource.query<{ gate: boolean; hall: boolean }[]>(
      `select exists (select from camera_permissions where user_id = $1) as gate,
         exists (select from folder_permissions where user_id = $1) as hall`,
      [userId],
    );
    expect(held).toEqual([{ gate: gate.includes(gift), hall: Hall.includes(gift) }]);
  });

  it('nothing to themselves that they do not have', async () => {
    const caller = callerNamed(role);
    if (caller.kind !== 'user') return;
    const before = await holdings(caller);
    // Less archive than before, one may take.
    for (const rights of Object.values(gifts).filter((gift) => gift !== gifts['a minute of archive'])) {
      await outcomeOf(permissions.set(caller, 'gate', caller.userId, rights));
      await outcomeOf(folderPermissions.set(caller, city, idOf(folderIds, 'hall'), caller.userId, rights));
    }
    for (const flag of ['canViewStreams', 'canEditStreams', 'canEditUsers'] as const)
      await outcomeOf(members.set(caller, city, caller.userId, { [flag]: true }));
    expect(await holdings(caller)).toEqual(before);
    // Administrators hold everything but to watch, and may let themselves in: for the tests below they did not.
    if (isSuperuser(caller))
      for (const table of ['camera_permissions', 'folder_permissions', 'memberships'])
        await registry.dataSource.query(`delete from ${table} where user_id = $1`, [caller.userId]);
  });
});

async function holdings(caller: UserCaller): Promise<unknown> {
  const rights = await registry.context.get(CameraRightsService).rightsOn(caller, [...cameraIds.values()]);
  return [...cameraIds].map(([name, id]) => [name, written(rights.get(id))]);
}

let made = 0;
const fresh = (word: string): string => `${word}-${(made += 1)}`;
const secret = 'correct horse battery staple';

async function newMember(): Promise<number> {
  return (await registry.user({ [city]: {} })).userId;
}

async function watch(caller: Caller, name: string): Promise<void> {
  const id = idOf(cameraIds, name);
  const held = (await registry.context.get(CameraRightsService).watchingRightsOn(caller, [id])).get(id);
  if (held?.canView !== true) throw new DomainError('camera.forbidden', name);
}

/** Every action of the table, done in the rooms themselves. */
const deeds: Readonly<Record<Action, (caller: Caller) => Promise<unknown>>> = {
  'see gate': (caller) => registry.cameras.get(caller, { name: 'gate' }),
  'see hall': (caller) => registry.cameras.get(caller, { name: 'hall' }),
  'see lobby': (caller) => registry.cameras.get(caller, { name: 'lobby' }),
  'see quay': (caller) => registry.cameras.get(caller, { name: 'quay' }),
  'watch gate': (caller) => watch(caller, 'gate'),
  'watch hall': (caller) => watch(caller, 'hall'),
  'watch quay': (caller) => watch(caller, 'quay'),
  'change gate': (caller) => registry.cameras.update(caller, { name: 'gate' }, { description: fresh('changed') }),
  'delete a camera of the root': async (caller) => {
    const { id } = await registry.cameras.create(system, { organizationId: city });
    return registry.cameras.remove(caller, { id });
  },
  'make a camera in City': (caller) => registry.cameras.create(caller, { organizationId: city }),
  'see City': (caller) => organizations.get(caller, city),
  'rename City': (caller) => organizations.update(caller, city, { title: fresh('City') }),
  'change the limits of City': (caller) => organizations.update(caller, city, { limits: { cameras: 1000 + made } }),
  'delete an organization': async (caller) => {
    const { id } = await organizations.create(system, { title: fresh('Spare') });
    return organizations.remove(caller, id, { force: false });
  },
  'make an organization': (caller) => organizations.create(caller, { title: fresh('Made') }),
  'see the folder Hall': (caller) => folders.get(caller, city, idOf(folderIds, 'hall')),
  'make a folder in Hall': (caller) =>
    folders.create(caller, city, { title: 'Corner', parentId: idOf(folderIds, 'hall') }),
  'see the members of City': (caller) => members.list(caller, city, { where: [] }, { limit: 10 }),
  'let a member view streams': async (caller) => members.set(caller, city, await newMember(), { canViewStreams: true }),
  'let a member edit streams': async (caller) => members.set(caller, city, await newMember(), { canEditStreams: true }),
  'remove a member': async (caller) => members.remove(caller, city, await newMember()),
  'invite to City': (caller) => registry.context.get(InvitationsService).invite(caller, city, { canViewStreams: true }),
  'see the permissions of gate': (caller) => permissions.ofCamera(caller, 'gate', { where: [] }, { limit: 10 }),
  'let somebody view gate': async (caller) => permissions.set(caller, 'gate', await newMember(), {}),
  'let somebody move gate': async (caller) => permissions.set(caller, 'gate', await newMember(), { canUsePtz: true }),
  'let somebody view Hall': async (caller) =>
    folderPermissions.set(caller, city, idOf(folderIds, 'hall'), await newMember(), {}),
  'see the account of a member': async (caller) => accounts.get(caller, await newMember()),
  'change the account of a member': async (caller) => accounts.update(caller, await newMember(), { note: 'changed' }),
  'read the API key of a member': async (caller) => accounts.apiKey(caller, await newMember()),
  'make an account in City': (caller) =>
    accounts.create(caller, { login: fresh('account'), password: secret }, { organizationId: city }),
  'make an administrator': (caller) =>
    accounts.create(caller, { login: fresh('root'), password: secret, accessLevel: 'admin' }, { organizationId: city }),
};

describe.each(roleNames)('%s', (role) => {
  it.each(actions)('%s', async (action) => {
    const before = await registry.context.get(UsersService).count();
    const outcome = await outcomeOf(deeds[action](callerNamed(role)));
    expect([outcome, isDone(outcome)]).toEqual([outcome, may(role, action)]);
    expect(outcome).toMatch(/^(done|(camera|organization|object)\.(not-found|forbidden))$/);
    // What is hidden is missing, not forbidden.
    const hidden = !may(role, 'see City') && !['make an organization', 'make an administrator'].includes(action);
    expect(hidden && outcome.startsWith('organization.')).toBe(hidden && outcome === 'organization.not-found');
    const isAccount = action === 'make an account in City' || action === 'make an administrator';
    expect((await registry.context.get(UsersService).count()) - before).toBeLessThanOrEqual(
      isDone(outcome) || !isAccount ? 1 : 0,
    );
  });
});

/** Programs and people without an account manage nothing. */
describe.each(['guest', 'program', 'program of City'])('%s', (role) => {
  const readings: readonly Action[] =
    role === 'program of City'
      ? ['see gate', 'see hall', 'see lobby', 'watch gate', 'watch hall', 'see City', 'see the folder Hall']
      : [];
  it.each(actions)('%s', async (action) => {
    expect(isDone(await outcomeOf(deeds[action](callerNamed(role))))).toBe(readings.includes(action));
  });
});

function isDone(outcome: string): boolean {
  return outcome === 'done';
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
