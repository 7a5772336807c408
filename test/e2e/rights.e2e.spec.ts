import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, FolderPermissionsService, FoldersService, OrganizationsService } from '#access';
import { system, UsersService } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createCamera, createUser, password } from '../support/people.js';
import { type Action, actions, may, type Role, roleNames } from '../support/rights-table.js';

/** The one table of rights, asked at every door where people sign in: who may, may everywhere; who may not, nowhere. */
type Attempt = readonly [method: string, path: string, body?: unknown];
type Door = Partial<Readonly<Record<Action, () => Attempt | Promise<Attempt>>>>;

const v3 = '/watcher/client-api/v3';
const v2 = '/vsaas/api/v2';
const rest = '/api/v1';
let server: TestServer;
let city: number;
let hall: number;
let member: number;
const tokens = new Map<Role, string>();
const cameraIds = new Map<string, number>();

async function ask(
  token: string | undefined,
  [method, path, body]: Attempt,
): Promise<{ status: number; text: string }> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const ids = new Map<Role, number>();
  for (const role of roleNames) {
    const accessLevel =
      role === 'administrator' ? 'admin' : role === 'domain administrator' ? 'domain_admin' : 'generic';
    const person = await createUser(server, role.replaceAll(' ', '-'), { accessLevel });
    ids.set(role, person.id);
    const { text } = await ask(undefined, ['POST', `${rest}/auth/login`, { login: person.login, password }]);
    tokens.set(role, (JSON.parse(text) as { access_token: string }).access_token);
  }
  const of = (role: Role): number => ids.get(role) ?? 0;
  const organizations = server.app.get(OrganizationsService);
  const folders = server.app.get(FoldersService);
  const folderPermissions = server.app.get(FolderPermissionsService);
  ({ id: city } = await organizations.create(system, { title: 'City', ownerId: of('owner') }));
  // Somebody of no role: without an owner the first administrator would own it, and watch there.
  const { id: harbourMaster } = await createUser(server, 'harbour-master');
  const { id: port } = await organizations.create(system, { title: 'Port', ownerId: harbourMaster });
  const flags = { canViewStreams: true };
  await organizations.addMember(city, of('member'), {});
  await organizations.addMember(city, of('viewer'), flags);
  await organizations.addMember(city, of('editor'), { ...flags, canEditStreams: true });
  await organizations.addMember(city, of('keeper'), { ...flags, canEditUsers: true });
  await organizations.addMember(city, of('steward'), { ...flags, canEditStreams: true, canEditUsers: true });
  ({ id: hall } = await folders.create(system, city, { title: 'Hall' }));
  const { id: lobby } = await folders.create(system, city, { title: 'Lobby', parentId: hall });
  const place = async (name: string, organizationId: number, folderId?: number): Promise<void> => {
    const { id } = await createCamera(server, {
      name,
      organizationId,
      ...(folderId === undefined ? {} : { folderId }),
    });
    cameraIds.set(name, id);
  };
  await place('gate', city);
  await place('hall', city, hall);
  await place('lobby', city, lobby);
  await place('quay', port);
  const { items } = await folders.list(
    system,
    city,
    { where: [{ operator: 'missing', field: 'parentId' }] },
    { limit: 1 },
  );
  await folderPermissions.set(system, city, hall, of('hall viewer'), { canView: true });
  await folderPermissions.set(system, city, items[0]?.id ?? 0, of('root viewer'), { canView: true });
  await server.app.get(CameraPermissionsService).set(system, 'gate', of('gate viewer'), { canView: true });
  member = await newMember();
});
afterAll(() => server.close());

let made = 0;
const fresh = (word: string): string => `${word}-${(made += 1)}`;

/** A user for one attempt: a member of City who holds nothing. */
async function newMember(): Promise<number> {
  const { user } = await server.app.get(UsersService).create({ login: fresh('somebody'), password });
  await server.app.get(OrganizationsService).addMember(city, user.id, {});
  return user.id;
}

async function newCamera(): Promise<string> {
  const name = fresh('spare');
  await createCamera(server, { name, organizationId: city });
  return name;
}

async function newOrganization(): Promise<number> {
  return (await server.app.get(OrganizationsService).create(system, { title: fresh('Spare') })).id;
}

const account = (more: object = {}): object => ({ password, ...more });

const doors: Readonly<Record<string, Door>> = {
  'Watcher v3': {
    'see gate': () => ['GET', `${v3}/streams/gate`],
    'see hall': () => ['GET', `${v3}/streams/hall`],
    'see lobby': () => ['GET', `${v3}/streams/lobby`],
    'see quay': () => ['GET', `${v3}/streams/quay`],
    'change gate': () => ['PUT', `${v3}/streams/gate`, { comment: fresh('changed') }],
    'delete a camera of the root': async () => ['DELETE', `${v3}/streams/${await newCamera()}`],
    'make a camera in City': () => ['PUT', `${v3}/streams/${fresh('made')}`, { organization: { id: city } }],
    'see City': () => ['GET', `${v3}/organizations/${city}`],
    'rename City': () => ['PUT', `${v3}/organizations/${city}`, { title: fresh('City') }],
    'change the limits of City': () => ['PUT', `${v3}/organizations/${city}`, { limits: { streams: 1000 + made } }],
    'delete an organization': async () => ['DELETE', `${v3}/organizations/${await newOrganization()}`],
    'make an organization': () => ['POST', `${v3}/organizations`, { title: fresh('Made') }],
    'see the folder Hall': () => ['GET', `${v3}/organizations/${city}/folders/${hall}`],
    'make a folder in Hall': () => [
      'POST',
      `${v3}/organizations/${city}/folders`,
      { title: 'Corner', parent_id: hall },
    ],
    'see the members of City': () => ['GET', `${v3}/organizations/${city}/users`],
    'let a member view streams': async () => [
      'PUT',
      `${v3}/organizations/${city}/users/${await newMember()}`,
      { can_view_streams: true },
    ],
    'let a member edit streams': async () => [
      'PUT',
      `${v3}/organizations/${city}/users/${await newMember()}`,
      { can_edit_streams: true },
    ],
    'remove a member': async () => ['DELETE', `${v3}/organizations/${city}/users/${await newMember()}`],
    'invite to City': () => ['POST', `${v3}/organizations/${city}/invite`, { permissions: { can_view_streams: true } }],
    'see the permissions of gate': () => ['GET', `${v3}/streams/gate/permissions/users`],
    'let somebody view gate': async () => [
      'PUT',
      `${v3}/streams/gate/permissions/users/${await newMember()}`,
      { can_view: true },
    ],
    'let somebody move gate': async () => [
      'PUT',
      `${v3}/streams/gate/permissions/users/${await newMember()}`,
      { can_view: true, can_use_ptz: true },
    ],
    'let somebody view Hall': async () => [
      'PUT',
      `${v3}/organizations/${city}/folders/${hall}/users/${await newMember()}`,
      { can_view: true },
    ],
    'see the account of a member': () => ['GET', `${v3}/users/${member}`],
    'change the account of a member': () => ['PUT', `${v3}/users/${member}`, { fullname: fresh('Ada') }],
    'read the API key of a member': async () => {
      const userId = await newMember();
      await ask(tokens.get('administrator'), ['POST', `${v3}/users/${userId}/apikey`, null]);
      return ['GET', `${v3}/users/${userId}/apikey`];
    },
    'make an account in City': () => ['POST', `${v3}/users`, account({ name: fresh('new'), organization_id: city })],
    'make an administrator': () => [
      'POST',
      `${v3}/users`,
      account({ name: fresh('new'), organization_id: city, access_level: 'admin' }),
    ],
  },
  'Watcher v2': {
    'see gate': () => ['GET', `${v2}/cameras/gate`],
    'see hall': () => ['GET', `${v2}/cameras/hall`],
    'see lobby': () => ['GET', `${v2}/cameras/lobby`],
    'see quay': () => ['GET', `${v2}/cameras/quay`],
    'change gate': () => ['PUT', `${v2}/cameras/gate`, { comment: fresh('changed') }],
    'delete a camera of the root': async () => ['DELETE', `${v2}/cameras/${await newCamera()}`],
    'make a camera in City': () => ['POST', `${v2}/cameras`, { title: fresh('made'), organization_id: city }],
    'see City': () => ['GET', `${v2}/organizations/${city}`],
    'rename City': () => ['PUT', `${v2}/organizations/${city}`, { title: fresh('City') }],
    'change the limits of City': () => ['PUT', `${v2}/organizations/${city}`, { camera_limit: String(1000 + made) }],
    'delete an organization': async () => ['DELETE', `${v2}/organizations/${await newOrganization()}`],
    'make an organization': () => ['POST', `${v2}/organizations`, { title: fresh('Made') }],
    'see the folder Hall': () => ['GET', `${v2}/organizations/${city}/folders/${hall}`],
    'make a folder in Hall': () => [
      'POST',
      `${v2}/organizations/${city}/folders`,
      { title: 'Corner', parent_id: hall },
    ],
    'let a member edit streams': async () => [
      'POST',
      `${v2}/organizations/${city}/users`,
      { user_id: await newMember(), can_edit_organization_cameras: 'true' },
    ],
    'let somebody view Hall': async () => [
      'POST',
      `${v2}/organizations/${city}/folders/${hall}/users`,
      { user_id: await newMember() },
    ],
    'see the account of a member': () => ['GET', `${v2}/users/${member}`],
    'change the account of a member': () => ['PUT', `${v2}/users/${member}`, { name: fresh('Ada') }],
    'make an account in City': () => ['POST', `${v2}/users`, account({ login: fresh('new'), organization_id: city })],
    'make an administrator': () => [
      'POST',
      `${v2}/users`,
      account({ login: fresh('new'), organization_id: city, is_admin: 'true' }),
    ],
  },
  'the media servers': {
    'watch gate': () => ['POST', '/media/mediamtx/token', { stream: 'gate' }],
    'watch hall': () => ['POST', '/media/mediamtx/token', { stream: 'hall' }],
    'watch quay': () => ['POST', '/media/mediamtx/token', { stream: 'quay' }],
  },
  REST: {
    'see gate': () => ['GET', `${rest}/cameras/${cameraIds.get('gate')}`],
    'see hall': () => ['GET', `${rest}/cameras/${cameraIds.get('hall')}`],
    'see lobby': () => ['GET', `${rest}/cameras/${cameraIds.get('lobby')}`],
    'see quay': () => ['GET', `${rest}/cameras/${cameraIds.get('quay')}`],
    'change gate': () => ['PATCH', `${rest}/cameras/${cameraIds.get('gate')}`, { description: fresh('changed') }],
    'make a camera in City': () => ['POST', `${rest}/cameras`, { title: fresh('made'), organization_id: city }],
  },
};

describe.each(Object.entries(doors))('at %s', (_, door) => {
  const offered = actions.filter((action) => door[action] !== undefined);

  describe.each(roleNames)('%s', (role) => {
    it.each(offered)('%s', async (action) => {
      const attempt = await door[action]?.();
      if (attempt === undefined) throw new Error(`${action} is not offered`);
      const { status, text } = await ask(tokens.get(role), attempt);
      const hides = action.startsWith('see ') && !may(role, 'see City');
      // What is hidden answers as what is not there; what is seen but not theirs to do is refused.
      const refusals = hides ? [404] : [403, 404];
      const outcome = status < 300 ? 'may' : refusals.includes(status) ? 'may not' : `${status} ${text}`;
      expect([role, action, outcome]).toEqual([role, action, may(role, action) ? 'may' : 'may not']);
    });
  });

  const list = { 'Watcher v3': `${v3}/streams`, 'Watcher v2': `${v2}/cameras`, REST: `${rest}/cameras` }[_];
  it.runIf(list !== undefined)('a list shows exactly the cameras that the role may see', async () => {
    for (const role of roleNames) {
      const { text } = await ask(tokens.get(role), ['GET', `${list}?limit=1000`]);
      const seen = ['gate', 'hall', 'lobby', 'quay'].filter((name) => text.includes(`"name":"${name}"`));
      const expected = (['gate', 'hall', 'lobby', 'quay'] as const).filter((name) => may(role, `see ${name}`));
      expect([role, seen]).toEqual([role, expected]);
    }
  });
});
