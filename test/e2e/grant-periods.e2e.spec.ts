import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { createUser, type Person, type Tenant } from '../support/people.js';
import { playbackOf } from '../support/media.js';
import { type TestServer } from '../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './rest/north-and-south.js';
import { type Item, itemsOf, restClient, type Said } from './rest/rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let guest: Person;
let visitor: string;
let folder: number;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin } = await settleNorthAndSouth(server, bearer));
  guest = await createUser(server, 'guest-of-north');
  visitor = await bearer(guest.login);
  await send('PATCH', `/api/v1/cameras/${north.camera.id}`, { tags: ['Main Gate'] }, admin);
  folder = itemsOf(await ask(`/api/v1/folders?organization_id=${north.organizationId}`, admin))[0]?.id ?? 0;
});
afterAll(() => server.close());

const grants = '/api/v1/grants';
const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

const tables = {
  camera: 'camera_permissions',
  folder: 'folder_permissions',
  organization: 'memberships',
  tag: 'tag_permissions',
} as const;
type Kind = keyof typeof tables;
const kinds = Object.keys(tables) as readonly Kind[];
const objectOf = (kind: Kind): number =>
  ({ camera: north.camera.id, folder, organization: north.organizationId, tag: north.organizationId })[kind];

/** The guest's grant; time passes without anybody writing to it, so its ends move instead. */
async function move(kind: Kind, from: string | null, until: string | null): Promise<void> {
  await server.dataSource.query(`update ${tables[kind]} set valid_from = $2, valid_until = $3 where user_id = $1`, [
    guest.id,
    from,
    until,
  ]);
}

async function listed(path: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const response = await fetch(server.url + path, { headers });
  const text = await response.text();
  return response.status === 200 && text.includes(north.camera.name);
}

/** On which paths the guest has the camera. */
async function paths(ticket: string): Promise<Readonly<Record<string, boolean>>> {
  const token = visitor.replace('Bearer ', '');
  const { id, name, cameraId, objectId } = north.camera;
  const rest = { authorization: visitor };
  const tile = await fetch(`${server.url}/api/v1/cameras/tiles/0/0/0.mvt?name=${encodeURIComponent(name)}`, {
    headers: rest,
  });
  const media = new URLSearchParams({ name, token: ticket, request_type: 'update_session', ip: '192.0.2.7' });
  const v1 = { authorization: `JWT ${token}` };
  const counted = await ask(`/api/v1/cameras?total=true&limit=1`, visitor);
  return {
    'REST list': await listed('/api/v1/cameras', rest),
    'REST filtered list': await listed(`/api/v1/cameras?title=${encodeURIComponent('Gate of north')}`, rest),
    'REST total': counted.body['total'] === 1,
    'REST item': await listed(`/api/v1/cameras/${id}`, rest),
    'REST tile': (await tile.arrayBuffer()).byteLength > 0,
    'CAM2 v1 list': await listed('/cameras.json', v1).then(
      async (found) =>
        found ||
        (await fetch(`${server.url}/cameras.json`, { headers: v1 }).then((r) => r.text())).includes(
          `"camera_id":${cameraId}`,
        ),
    ),
    'CAM2 v1 item': (await fetch(`${server.url}/${cameraId}.json`, { headers: v1 })).status === 200,
    'CAM2 v2 search': (
      await fetch(`${server.url}/cam2/v2/cameras/search?access_token=${token}`).then((answer) => answer.text())
    ).includes(objectId),
    'CAM2 v2 item': (await fetch(`${server.url}/cam2/v2/cameras/${objectId}?access_token=${token}`)).status === 200,
    'Watcher v3 list': await listed('/watcher/client-api/v3/streams', rest),
    'Watcher v3 item': await listed(`/watcher/client-api/v3/streams/${name}`, rest),
    'Watcher v2 list': await listed('/vsaas/api/v2/cameras', rest),
    'Watcher v2 item': await listed(`/vsaas/api/v2/cameras/${encodeURIComponent(name)}`, rest),
    'media question': (await fetch(`${server.url}/vsaas/api/camera_auth?${media.toString()}`)).status === 200,
    'organization at REST': (await ask(`/api/v1/organizations/${north.organizationId}`, visitor)).status === 200,
  };
}

const everywhere = (seen: Readonly<Record<string, boolean>>, value: boolean): Readonly<Record<string, boolean>> =>
  Object.fromEntries(Object.keys(seen).map((path) => [path, value]));

describe.each(kinds)('A grant on a %s with a period', (kind) => {
  const body = (): Record<string, unknown> => ({
    user_id: guest.id,
    ...(kind === 'tag' ? { organization_id: objectOf(kind), tag: 'MAIN gate' } : { [`${kind}_id`]: objectOf(kind) }),
    can: ['view'],
  });
  const id = (): string => `${kind}-${objectOf(kind)}-${guest.id}${kind === 'tag' ? '-main gate' : ''}`;
  const state = async (): Promise<unknown> => (await ask(`${grants}/${id()}`, admin)).body['state'];

  it('begins and ends by itself, at once on every path, and is told as what it is', async () => {
    const made = await send('POST', grants, { ...body(), valid_until: inDays(1) }, admin);
    expect(made).toMatchObject({ status: 201, body: { state: 'in_force', valid_from: null } });
    const { token } = await playbackOf(server, guest.id, north.camera);
    const now = await paths(token);
    expect(now).toEqual(everywhere(now, true));

    await move(kind, inDays(1), null);
    const early = await paths(token);
    expect(early).toEqual(everywhere(early, false));
    expect(await state()).toBe('pending');

    await move(kind, inDays(-1), inDays(1));
    const within = await paths(token);
    expect(within).toEqual(everywhere(within, true));
    expect(await state()).toBe('in_force');

    await move(kind, inDays(-2), inDays(-1));
    const late = await paths(token);
    expect(late).toEqual(everywhere(late, false));
    expect(await state()).toBe('ended');
    await remove();
  });

  it('is found by its state and its ends', async () => {
    await send('POST', grants, { ...body(), valid_from: inDays(1), valid_until: inDays(3) }, admin);
    const found = async (query: string): Promise<readonly Item[]> =>
      itemsOf(await ask(`${grants}?user_id=${guest.id}&${query}`, admin));
    expect(await found('state=pending')).toMatchObject([{ id: id() }]);
    expect(await found('state=in_force')).toEqual([]);
    expect(await found(`valid_until[lt]=${inDays(4)}`)).toMatchObject([{ id: id() }]);
    expect(await found(`valid_until[lt]=${inDays(2)}`)).toEqual([]);
    await remove();
  });

  it('keeps its period when it is changed, and loses it when that is said', async () => {
    const until = inDays(1);
    await send('POST', grants, { ...body(), valid_until: until }, admin);
    const kept = await send('PATCH', `${grants}/${id()}`, { can: ['view', 'archive'] }, admin);
    expect(kept.body).toMatchObject({ valid_until: until });
    const longer = await send('PATCH', `${grants}/${id()}`, { valid_until: null }, admin);
    expect(longer.body).toMatchObject({ can: kept.body['can'], valid_until: null, state: 'in_force' });
    await remove();
  });

  it.each([
    [{ valid_until: 'tomorrow' }, 'input.invalid', 'valid_until'],
    [{ valid_from: '2026-13-01T00:00:00Z' }, 'input.invalid', 'valid_from'],
    [{ valid_from: 7 }, 'input.invalid', 'valid_from'],
    [{ valid_from: '2030-01-02T00:00:00Z', valid_until: '2030-01-01T00:00:00Z' }, 'object.invalid', 'valid_until'],
    [{ valid_from: '2030-01-01T00:00:00Z', valid_until: '2030-01-01T00:00:00Z' }, 'object.invalid', 'valid_until'],
  ])('is refused with %j', async (period, code, field) => {
    expect(await send('POST', grants, { ...body(), ...period }, admin)).toBeProblem(400, code, field);
    expect((await ask(`${grants}/${id()}`, admin)).status).toBe(404);
  });

  async function remove(): Promise<void> {
    expect((await ask(`${grants}/${id()}`, admin, { method: 'DELETE' })).status).toBe(204);
    if (kind === 'organization')
      await ask(`/api/v1/memberships/${north.organizationId}-${guest.id}`, admin, { method: 'DELETE' });
  }
});

describe('Whoever asks why', () => {
  it('is told of what is not yet in force and of what has ended', async () => {
    const explain = (): Promise<Said> =>
      ask(`/api/v1/access/explain?caller=user:${guest.id}&camera=${north.camera.id}&action=view`, admin);
    const logins = async (): Promise<readonly unknown[]> =>
      itemsOf(await ask(`/api/v1/cameras/${north.camera.id}/viewers`, admin)).map(({ login }) => login);
    const until = inDays(2);
    const from = inDays(1);
    await send(
      'POST',
      grants,
      { user_id: guest.id, camera_id: north.camera.id, valid_from: from, valid_until: until },
      admin,
    );
    const id = `camera-${north.camera.id}-${guest.id}`;
    const reason = { kind: 'grant', id, can: ['view'], valid_from: from, valid_until: until };
    expect((await explain()).body).toEqual({
      allowed: false,
      because: [],
      not_in_force: [{ ...reason, state: 'pending' }],
    });
    expect(await logins()).not.toContain(guest.login);
    await move('camera', null, until);
    const { valid_from: _from, ...open } = reason;
    expect((await explain()).body).toEqual({ allowed: true, because: [open] });
    const viewers = itemsOf(await ask(`/api/v1/cameras/${north.camera.id}/viewers?login=${guest.login}`, admin));
    expect(viewers).toMatchObject([{ because: [open] }]);
    await move('camera', null, inDays(-1));
    expect((await explain()).body).toMatchObject({ allowed: false, not_in_force: [{ id, state: 'ended' }] });
    await ask(`${grants}/${id}`, admin, { method: 'DELETE' });
  });
});

describe('A media server', () => {
  it('is told to ask again when the grant ends, and gets no token for longer', async () => {
    const camera = north.camera;
    await send('POST', grants, { user_id: guest.id, camera_id: camera.id, valid_until: inDays(1) }, admin);
    const { token } = await playbackOf(server, guest.id, camera);
    const seconds = async (): Promise<number> => {
      const query = new URLSearchParams({ name: camera.name, token, ip: '192.0.2.7' });
      const answer = await fetch(`${server.url}/vsaas/api/camera_auth?${query.toString()}`);
      return Number(answer.headers.get('x-authduration'));
    };
    const issue = async (): Promise<number> =>
      Number((await send('POST', '/media/mediamtx/token', { stream: camera.name }, visitor)).body['expires_in']);
    expect(await seconds()).toBe(15);
    expect(await issue()).toBeGreaterThan(60);
    await move('camera', null, new Date(Date.now() + 8_000).toISOString());
    expect(await seconds()).toBeLessThanOrEqual(8);
    expect(await issue()).toBeLessThanOrEqual(8);
    await ask(`${grants}/camera-${camera.id}-${guest.id}`, admin, { method: 'DELETE' });
  });
});

describe('A member for some days', () => {
  let manager: string;
  let temporary: Person;
  const until = inDays(5);
  const membership = (): string => `/api/v1/memberships/${north.organizationId}-${temporary.id}`;

  beforeAll(async () => {
    temporary = await createUser(server, 'manager-for-a-week');
    const can = { view_cameras: true, edit_cameras: true, edit_users: true };
    const body = { organization_id: north.organizationId, user_id: temporary.id, can, valid_until: until };
    await send('POST', '/api/v1/memberships', body, admin);
    manager = await bearer(temporary.login);
  });

  it('gives nothing for longer than they are one, and not themselves either', async () => {
    expect((await ask(membership(), manager)).body).toMatchObject({ valid_until: until, state: 'in_force' });
    const on = { user_id: guest.id, camera_id: north.camera.id };
    for (const forever of [{ valid_until: null }, { valid_until: inDays(6) }])
      expect(await send('POST', grants, { ...on, ...forever }, manager)).toBeProblem(403, 'object.forbidden');
    const on2 = { user_id: guest.id, folder_id: folder, valid_until: null };
    expect(await send('POST', grants, on2, manager)).toBeProblem(403, 'object.forbidden');
    expect(await send('PATCH', membership(), { valid_until: null }, manager)).toBeProblem(403, 'object.forbidden');
    // Without a word of it, the end is theirs.
    const made = await send('POST', grants, on, manager);
    expect(made).toMatchObject({ status: 201, body: { valid_until: until } });
    const location = made.headers.get('location') ?? '';
    expect((await send('PATCH', location, { valid_until: inDays(2) }, manager)).status).toBe(200);
    expect(await send('PATCH', location, { valid_until: null }, manager)).toBeProblem(403, 'object.forbidden');
    // What somebody has for good, they may not widen for good.
    await send('PATCH', location, { valid_until: null }, admin);
    expect(await send('PATCH', location, { can: ['view', 'ptz'] }, manager)).toBeProblem(403, 'object.forbidden');
    expect((await send('PATCH', location, { can: ['view'] }, manager)).status).toBe(200);
    expect((await ask(location, manager, { method: 'DELETE' })).status).toBe(204);
  });

  it('manages nothing once it is over, also in Watcher', async () => {
    const camera = `/api/v1/cameras/${north.camera.id}`;
    expect((await send('PATCH', camera, { title: 'Gate of north' }, manager)).status).toBe(200);
    await server.dataSource.query('update memberships set valid_until = now() where user_id = $1', [temporary.id]);
    expect((await send('PATCH', camera, { title: 'again' }, manager)).status).toBe(404);
    const v3 = `/watcher/client-api/v3/organizations/${north.organizationId}`;
    expect((await ask(v3, manager)).status).toBe(404);
    expect((await ask(`${v3}/users`, manager)).status).toBe(404);
    expect(itemsOf(await ask('/api/v1/users', manager)).map(({ id }) => id)).toEqual([temporary.id]);
    // The person still knows that they were a member.
    expect((await ask(membership(), manager)).body).toMatchObject({ state: 'ended' });
  });
});

describe('A Watcher client that knows no periods', () => {
  it('does not make a temporary grant a permanent one by writing back what it read', async () => {
    const until = inDays(1);
    await send('POST', grants, { user_id: guest.id, camera_id: north.camera.id, valid_until: until }, admin);
    const path = `/watcher/client-api/v3/streams/${encodeURIComponent(north.camera.name)}/permissions/users/${guest.id}`;
    const read = await ask(path, admin);
    expect(read.status).toBe(200);
    expect((await send('PUT', path, { ...read.body, can_view_dvr: true }, admin)).status).toBe(200);
    const id = `camera-${north.camera.id}-${guest.id}`;
    expect((await ask(`${grants}/${id}`, admin)).body).toMatchObject({ can: ['view', 'archive'], valid_until: until });
    await move('camera', null, inDays(-1));
    await send('PUT', path, read.body, admin);
    expect((await ask(`${grants}/${id}`, admin)).body).toMatchObject({ state: 'ended' });
    // To begin anew there, it ends the old one first.
    await ask(path, admin, { method: 'DELETE' });
    await send('PUT', path, read.body, admin);
    expect((await ask(`${grants}/${id}`, admin)).body).toMatchObject({ state: 'in_force', valid_until: null });
    await ask(`${grants}/${id}`, admin, { method: 'DELETE' });
  });
});

describe('Whoever manages an account', () => {
  it('does not take it over where it will have a right that they do not have', async () => {
    const boss = await createUser(server, 'boss-of-north');
    await server.app
      .get(OrganizationsService)
      .addMember(north.organizationId, boss.id, { canViewStreams: true, canEditUsers: true });
    const manager = await bearer(boss.login);
    const body = {
      login: 'clerk-of-north',
      password: 'a password for some days',
      organization_id: north.organizationId,
    };
    const made = await send('POST', '/api/v1/users', body, manager);
    expect(made.status).toBe(201);
    const change = (): Promise<Said> =>
      send('PATCH', `/api/v1/users/${String(made.body['id'])}`, { password: 'another one of these days' }, manager);
    expect((await change()).status).toBe(200);
    await send('POST', grants, { user_id: made.body['id'], camera_id: south.camera.id, valid_from: inDays(1) }, admin);
    expect(await change()).toBeProblem(403, 'object.forbidden');
  });
});

describe('An invitation', () => {
  it('begins an ended membership anew, with what it grants alone', async () => {
    const person = await createUser(server, 'back-again');
    await server.app
      .get(OrganizationsService)
      .addMember(north.organizationId, person.id, { canViewStreams: true, canEditStreams: true });
    await server.dataSource.query('update memberships set valid_until = now() where user_id = $1', [person.id]);
    const invited = await send(
      'POST',
      '/api/v1/invitations',
      { organization_id: north.organizationId, can: { view_cameras: true } },
      admin,
    );
    const who = await bearer(person.login);
    const key = String(invited.body['key']);
    const accepted = await send('POST', `/api/v1/invitations/${key}/accept`, {}, who);
    expect(accepted.status).toBe(200);
    expect((await ask(`/api/v1/memberships/${north.organizationId}-${person.id}`, who)).body).toMatchObject({
      state: 'in_force',
      valid_until: null,
      can: { view_cameras: true, edit_cameras: false },
    });
  });
});
