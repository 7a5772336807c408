import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { createUser, type Person, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let member: string;
let manager: string;
let guest: Person;
let stranger: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, member } = await settleNorthAndSouth(server, bearer));
  const boss = await createUser(server, 'boss-of-north');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, boss.id, { canViewStreams: true, canEditUsers: true });
  manager = await bearer(boss.login);
  guest = await createUser(server, 'guest-of-north');
  stranger = await bearer(guest.login);
});
afterAll(() => server.close());

const path = '/api/v1/grants';
const listOf = ({ body }: Said): readonly Record<string, unknown>[] =>
  (body['items'] ?? []) as readonly Record<string, unknown>[];
const sees = async (who: string, camera = north.camera.id): Promise<boolean> =>
  (await ask(`/api/v1/cameras/${camera}`, who)).status === 200;

async function rootOf(organization: number): Promise<unknown> {
  return listOf(await ask(`/api/v1/folders?organization_id=${organization}`, admin))[0]?.['id'];
}

describe('Whoever grants something over REST', () => {
  it('lets a stranger see one camera, more of it, and nothing any more', async () => {
    expect(await sees(stranger)).toBe(false);
    const body = { user_id: guest.id, camera_id: north.camera.id, can: ['view'] };
    const made = await send('POST', path, body, manager);
    const id = `camera-${north.camera.id}-${guest.id}`;
    expect(made).toMatchObject({
      status: 201,
      body: { ...body, id, kind: 'camera', folder_id: null, organization_id: null, archive_seconds: null },
    });
    expect(await sees(stranger)).toBe(true);
    expect(await send('POST', path, body, manager)).toBeProblem(409, 'object.taken');
    const location = made.headers.get('location') ?? '';
    expect((await ask(location, stranger)).body).toEqual(made.body);
    const tag = made.headers.get('etag') ?? '';
    const more = { can: ['view', 'archive'], archive_seconds: 3600 };
    const changed = await send('PATCH', location, more, manager, { 'if-match': tag });
    expect(changed.body).toMatchObject(more);
    expect(await send('PATCH', location, more, manager, { 'if-match': tag })).toBeProblem(412, 'object.changed');
    expect((await send('PATCH', location, { archive_seconds: null }, manager)).body).toMatchObject({
      can: ['view', 'archive'],
      archive_seconds: null,
    });
    expect(await send('PATCH', location, { can: ['view', 'ptz'] }, manager)).toBeProblem(403, 'object.forbidden');
    expect(await send('PATCH', location, { can: ['view'] }, stranger)).toBeProblem(403, 'object.forbidden');
    expect((await ask(location, manager, { method: 'DELETE' })).status).toBe(204);
    expect(await sees(stranger)).toBe(false);
    expect(await ask(location, manager)).toBeProblem(404, 'object.not-found');
    expect(await send('PATCH', location, { can: ['view'] }, manager)).toBeProblem(404, 'object.not-found');
  });

  it('lets a stranger see a folder with all below it', async () => {
    const body = { user_id: guest.id, folder_id: await rootOf(north.organizationId), can: ['view', 'archive'] };
    const made = await send('POST', path, body, manager);
    expect(made).toMatchObject({ status: 201, body: { ...body, kind: 'folder' } });
    expect(await sees(stranger)).toBe(true);
    expect((await ask(made.headers.get('location') ?? '', manager, { method: 'DELETE' })).status).toBe(204);
    expect(await sees(stranger)).toBe(false);
  });

  it('grants on an organization what a membership says of cameras, and leaves the membership', async () => {
    const body = { user_id: guest.id, organization_id: south.organizationId, can: ['view', 'edit'] };
    const made = await send('POST', path, body, admin);
    expect(made).toMatchObject({ status: 201, body: { can: ['view', 'archive', 'ptz', 'edit'] } });
    const location = made.headers.get('location') ?? '';
    const camera = `/api/v1/cameras/${south.camera.id}`;
    expect((await send('PATCH', camera, { title: 'by a guest' }, stranger)).status).toBe(200);
    expect((await send('PATCH', location, { can: ['view'] }, admin)).body['can']).toEqual(['view', 'archive']);
    expect((await send('PATCH', camera, { title: 'again' }, stranger)).status).toBe(403);
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await sees(stranger, south.camera.id)).toBe(false);
    const id = `${south.organizationId}-${guest.id}`;
    expect((await ask(`/api/v1/memberships/${id}`, admin)).body['can']).toMatchObject({ view_cameras: false });
    await ask(`/api/v1/memberships/${id}`, admin, { method: 'DELETE' });
  });

  it('makes one of many at once', async () => {
    const body = { user_id: guest.id, camera_id: south.camera.id };
    const all = await Promise.all(Array.from({ length: 8 }, () => send('POST', path, body, admin)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const refused of all.filter(({ status }) => status !== 201)) expect(refused).toBeProblem(409, 'object.taken');
    await ask(`${path}/camera-${south.camera.id}-${guest.id}`, admin, { method: 'DELETE' });
  });

  it('finds all kinds in one list, by whose they are and on what, and no others', async () => {
    const folder = await rootOf(south.organizationId);
    await send('POST', path, { user_id: guest.id, camera_id: south.camera.id }, admin);
    await send('POST', path, { user_id: guest.id, folder_id: folder }, admin);
    await send('POST', path, { user_id: guest.id, organization_id: south.organizationId }, admin);
    const kinds = async (query: string, who = admin): Promise<readonly unknown[]> =>
      listOf(await ask(`${path}?${query}`, who)).map(({ kind }) => kind);
    expect(await kinds(`user_id=${guest.id}&sort=kind`)).toEqual(['camera', 'folder', 'organization']);
    expect(await kinds(`user_id=${guest.id}&sort=kind`, stranger)).toEqual(['camera', 'folder', 'organization']);
    expect(await kinds(`user_id=${guest.id}`, manager)).toEqual([]);
    expect(await kinds(`user_id=${guest.id}`, member)).toEqual([]);
    expect(await kinds(`camera_id=${south.camera.id}`)).toEqual(['camera']);
    expect(await kinds(`folder_id=${String(folder)}`)).toEqual(['folder']);
    expect(await kinds(`organization_id=${south.organizationId}&user_id=${guest.id}`)).toEqual(['organization']);
    const first = await ask(`${path}?user_id=${guest.id}&limit=2&total=true`, admin);
    expect(first.body['total']).toBe(3);
    const rest = await ask(`${path}?user_id=${guest.id}&limit=2&cursor=${String(first.body['next'])}`, admin);
    expect([...listOf(first), ...listOf(rest)]).toHaveLength(3);
    expect(await ask(`${path}/camera-${south.camera.id}-${guest.id}`, manager)).toBeProblem(404, 'object.not-found');
  });

  it.each([
    [{ can: ['view'] }, 'input.invalid', 'camera_id'],
    [{ camera_id: 1, folder_id: 1 }, 'input.invalid', 'folder_id'],
    [{ camera_id: 1, can: ['fly'] }, 'input.invalid', 'can'],
    [{ camera_id: 1, can: 'view' }, 'input.invalid', 'can'],
    [{ camera_id: 1, can: [] }, 'object.invalid', 'can'],
    [{ camera_id: 1, can: ['archive'] }, 'object.invalid', 'can'],
    [{ camera_id: 1, can: ['view', 'edit'] }, 'object.invalid', 'can'],
    [{ organization_id: 1, can: ['view', 'ptz'] }, 'object.invalid', 'can'],
    [{ organization_id: 1, archive_seconds: 60 }, 'object.invalid', 'archive_seconds'],
    [{ camera_id: 1, archive_seconds: 0 }, 'input.invalid', 'archive_seconds'],
  ])('is told what is wrong with %j', async (body, code, field) => {
    expect(await send('POST', path, { user_id: 2, ...body }, admin)).toBeProblem(400, code, field);
  });

  it('grants nothing on what is hidden or not theirs, nor to nobody', async () => {
    const to = { user_id: guest.id };
    expect(await send('POST', path, { ...to, camera_id: south.camera.id }, manager)).toBeProblem(
      404,
      'object.not-found',
    );
    expect(await send('POST', path, { ...to, camera_id: north.camera.id }, member)).toBeProblem(
      403,
      'object.forbidden',
    );
    expect(await send('POST', path, { ...to, organization_id: north.organizationId }, manager)).toBeProblem(
      404,
      'object.not-found',
    );
    expect(await send('POST', path, { user_id: 2_000_000_000, camera_id: north.camera.id }, manager)).toBeProblem(
      404,
      'object.not-found',
    );
    for (const id of ['camera-1', 'x-1-1', 'camera-x-1', 'camera-1-1-1', '1'])
      expect(await ask(`${path}/${id}`, admin)).toBeProblem(404, 'object.not-found');
    expect((await ask(path)).status).toBe(401);
  });
});
