import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, OrganizationsService } from '#access';
import { type Caller, system, UserStandingsService } from '#auth';
import { CameraMarksService, CamerasService } from '#cameras';
import { SharesService } from '#playback';
import { CameraGroupsService, GroupCamerasService, MosaicsService } from '#layouts';
import { type TestServer, openServer } from '../support/server.js';
import { playbackOf } from '../support/media.js';
import { createCamera, createUser, password, type Person, type TestCamera } from '../support/people.js';

const v3 = '/watcher/client-api/v3';
const v2 = '/vsaas/api/v2';

let server: TestServer;
let owner: Person;
let guest: Person;
let both: Person;
let north: number;
let south: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  owner = await createUser(server, 'owner');
  guest = await createUser(server, 'guest');
  both = await createUser(server, 'both');
  const managed = server.app.get(OrganizationsService);
  north = (await managed.create(system, { title: 'North', ownerId: owner.id })).id;
  south = (await managed.create(system, { title: 'South', ownerId: owner.id })).id;
  for (const id of [north, south])
    await server.app.get(OrganizationsService).addMember(id, both.id, { canViewStreams: true });
});
afterAll(() => server.close());

async function callerOf({ id }: Person): Promise<Caller & { readonly kind: 'user' }> {
  const standing = await server.app.get(UserStandingsService).find(id);
  if (standing === undefined) throw new Error('nobody');
  return standing.caller;
}

const basic = ({ login }: Person): string => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

async function send(method: string, path: string, headers: Record<string, string>, body: object): Promise<number> {
  const { status } = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return status;
}

async function accessToken(): Promise<Record<string, string>> {
  const response = await fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: owner.login, password }),
  });
  const { access_token: token } = (await response.json()) as { readonly access_token: string };
  return { authorization: `Bearer ${token}` };
}

/** A camera of North that somebody who is no member watches, marks, and sees in a link; with a mosaic and a group. */
async function decorated(name: string): Promise<TestCamera> {
  const camera = await createCamera(server, { name, organizationId: north });
  await server.app.get(CameraPermissionsService).set(system, name, guest.id, { canView: true });
  for (const person of [guest, both])
    await server.app.get(CameraMarksService).set(await callerOf(person), name, { isFavourite: true });
  await server.app.get(SharesService).create(system, { name, cameraName: name });
  await server.app
    .get(MosaicsService)
    .create(system, { title: name, type: '2x2', organizationId: north, cameras: [name] });
  const group = await server.app.get(CameraGroupsService).create(system, { title: name, organizationId: north });
  await server.app.get(GroupCamerasService).add(system, group.id, [name]);
  return camera;
}

async function hangingOn({ id }: TestCamera): Promise<Record<string, number>> {
  const [row] = await server.dataSource.query<Record<string, number>[]>(
    `select (select count(*)::integer from camera_permissions where camera_id = $1) as permissions,
       (select count(*)::integer from camera_marks where camera_id = $1) as marks,
       (select count(*)::integer from shares where camera_id = $1) as shares,
       (select count(*)::integer from mosaic_cells where camera_id = $1) as cells,
       (select count(*)::integer from camera_group_cameras where camera_id = $1) as groups`,
    [id],
  );
  return row ?? {};
}

describe('what was given on a camera ends when it goes to another organization', () => {
  const routes: Readonly<Record<string, (camera: TestCamera) => Promise<number>>> = {
    'PUT at v3': ({ name }) =>
      send('PUT', `${v3}/streams/${name}`, { authorization: basic(owner) }, { organization: { id: south } }),
    'PUT at v2': async ({ name }) => {
      const response = await fetch(`${server.url}${v2}/auth/login`, {
        method: 'POST',
        body: new URLSearchParams({ login: owner.login, password }),
      });
      const { session } = (await response.json()) as { readonly session: string };
      return send('PUT', `${v2}/cameras/${name}`, { 'x-vsaas-session': session }, { organization_id: `${south}` });
    },
    'PATCH at REST': async ({ id }) =>
      send('PATCH', `/api/v1/cameras/${id}`, await accessToken(), { organization_id: south }),
    'an administrator': async ({ name }) => {
      const chief = await createUser(server, `chief-of-${name}`, { isAdmin: true });
      return send(
        'PUT',
        `/watcher/admin-api/v3/streams/${name}`,
        { authorization: basic(chief) },
        { organization: { id: south } },
      );
    },
  };

  it.each(Object.keys(routes))('by %s', async (route) => {
    const camera = await decorated(`moved-${Object.keys(routes).indexOf(route)}`);
    expect(await hangingOn(camera)).toEqual({ permissions: 1, marks: 2, shares: 1, cells: 1, groups: 1 });
    const { token } = await playbackOf(server, guest.id, camera);
    const watch = (): Promise<number> =>
      fetch(`${server.url}/vsaas/api/camera_auth?name=${camera.name}&token=${token}`).then(({ status }) => status);
    expect(await watch()).toBe(200);
    expect(await routes[route]?.(camera)).toBe(200);
    // Who sees it where it is now keeps the mark.
    expect(await hangingOn(camera)).toEqual({ permissions: 0, marks: 1, shares: 0, cells: 0, groups: 0 });
    expect(await watch()).toBe(403);
  });

  it('not when it stays, or moves to another folder', async () => {
    const camera = await decorated('stays');
    await server.app
      .get(CamerasService)
      .update(system, { id: camera.id }, { title: 'Still here', organizationId: north });
    expect(await hangingOn(camera)).toEqual({ permissions: 1, marks: 2, shares: 1, cells: 1, groups: 1 });
  });

  it('also what is given while it goes', async () => {
    const camera = await createCamera(server, { name: 'races', organizationId: north });
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => createUser(server, `racer-${index}`)));
    const caller = await callerOf(owner);
    const give = ({ id }: Person): Promise<unknown> =>
      server.app.get(CameraPermissionsService).set(caller, camera.name, id, { canView: true });
    const keeper = await createUser(server, 'keeper-of-north');
    await server.app
      .get(OrganizationsService)
      .addMember(north, keeper.id, { canViewStreams: true, canEditUsers: true });
    const keeps = await callerOf(keeper);
    await Promise.allSettled([
      ...people.map(({ id }) =>
        server.app.get(CameraPermissionsService).set(keeps, camera.name, id, { canView: true }),
      ),
      server.app.get(CamerasService).update(caller, { id: camera.id }, { organizationId: south }),
      ...people.map(({ id }) =>
        server.app.get(CameraPermissionsService).set(keeps, camera.name, id, { canView: true }),
      ),
    ]);
    expect((await hangingOn(camera))['permissions']).toBe(0);
    await give(guest);
    expect((await hangingOn(camera))['permissions']).toBe(1);
  });
});
