import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createCamera, createUser, type Person } from '../support/people.js';
import type { Definition } from './openapi/definition.js';
import { V2Client } from './watcher-v2/v2-client.js';
import { adminApi, callerOf, refusalOf, type V3 } from './watcher-v3/v3-client.js';

/** Deleting somebody who owns organizations, as both Watcher APIs say it. */
let server: TestServer;
let admin: V3;
let client: V3;
let v2: V2Client;
let heir: Person;
let owner: Person;
let city: number;
let camera: string;
let made = 0;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const root = await createUser(server, 'root', { isAdmin: true });
  admin = await callerOf(server, root, adminApi);
  client = await callerOf(server, root);
  v2 = new V2Client(server);
  heir = await createUser(server, 'heir');
});
beforeEach(async () => {
  made += 1;
  owner = await createUser(server, `owner-${made}`);
  camera = `gate-${made}`;
  ({ id: city } = await server.app
    .get(OrganizationsService)
    .create(system, { title: `City ${made}`, ownerId: owner.id }));
  await createCamera(server, { name: camera, organizationId: city });
});
afterAll(() => server.close());

/** Whether the user, the organization and its camera are there, and who owns it. */
async function left(): Promise<readonly [user: boolean, owner: number | undefined, camera: boolean]> {
  const [organization] = await server.dataSource.query<{ owner_id: number }[]>(
    'select owner_id from organizations where id = $1',
    [city],
  );
  const users = await server.dataSource.query<unknown[]>('select from users where id = $1', [owner.id]);
  const cameras = await server.dataSource.query<unknown[]>('select from cameras where name = $1', [camera]);
  return [users.length > 0, organization?.owner_id, cameras.length > 0];
}

describe.each([
  ['admin-api', () => admin],
  ['client-api', () => client],
])('DELETE /users/{id} in %s of somebody who owns an organization', (_, api) => {
  it('is 409 user_owns_organizations, and nothing happens', async () => {
    for (const query of ['', '?force=false'])
      expect(refusalOf(await api().delete(`/users/${owner.id}${query}`))).toEqual([409, 'user_owns_organizations']);
    expect(await left()).toEqual([true, owner.id, true]);
  });

  it('with new_owner_id gives the organization to them', async () => {
    const { status, text } = await api().delete(`/users/${owner.id}?new_owner_id=${heir.id}`);
    expect([status, text]).toEqual([204, '']);
    expect(await left()).toEqual([false, heir.id, true]);
    expect((await client.get(`/organizations/${city}`)).body['owner']).toMatchObject({ id: heir.id });
  });

  it('with force=true deletes the organization with its streams', async () => {
    expect((await api().delete(`/users/${owner.id}?force=true`)).status).toBe(204);
    expect(await left()).toEqual([false, undefined, false]);
  });

  it.each([
    ['new_owner_id=x', 400],
    ['new_owner_id=0', 400],
    ['new_owner_id=999999', 400],
    ['new_owner_id=1&new_owner_id=2', 400],
    ['force=maybe', 400],
    ['force=true&force=true', 400],
  ])('with %s is %d, and nothing happens', async (query, status) => {
    const said = await api().delete(`/users/${owner.id}?${query}`);
    expect([said.status, Array.isArray(said.body['errors'])]).toEqual([status, true]);
    expect(await left()).toEqual([true, owner.id, true]);
  });

  it('does not pass it on to the one who is deleted', async () => {
    const said = await api().delete(`/users/${owner.id}?new_owner_id=${owner.id}`);
    expect(refusalOf(said)).toEqual([409, 'user_owns_organizations']);
    expect(await left()).toEqual([true, owner.id, true]);
  });
});

describe('DELETE /users/{id} in API v2 of somebody who owns an organization', () => {
  it.each([{}, { force: '0' }, { force: '' }])('with %j is 400, and nothing happens', async (headers) => {
    const { status, body } = await v2.delete(`/users/${owner.id}`, headers);
    expect([status, body]).toEqual([400, expect.objectContaining({ success: false })]);
    expect(await left()).toEqual([true, owner.id, true]);
  });

  it('with the header force: 1 deletes the organization with its cameras', async () => {
    const { status, body } = await v2.delete(`/users/${owner.id}`, { force: '1' });
    expect([status, body]).toEqual([200, { success: true }]);
    expect(await left()).toEqual([false, undefined, false]);
  });

  it('with a header force that says nothing is 400', async () => {
    expect((await v2.delete(`/users/${owner.id}`, { force: 'maybe' })).status).toBe(400);
    expect(await left()).toEqual([true, owner.id, true]);
  });
});

it('takes no organization from one whom the caller may not delete', async () => {
  const manager = await createUser(server, `manager-${made}`);
  await server.app.get(OrganizationsService).addMember(city, manager.id, { canViewStreams: true, canEditUsers: true });
  const api = await callerOf(server, manager);
  for (const query of ['?force=true', `?new_owner_id=${manager.id}`])
    expect((await api.delete(`/users/${owner.id}${query}`)).status).toBe(403);
  expect(await left()).toEqual([true, owner.id, true]);
});

it('is described in the API documents', async () => {
  const described = async (api: string, path: string): Promise<readonly string[]> => {
    const response = await fetch(`${server.url}/openapi/${api}.json`);
    const { paths } = (await response.json()) as Definition;
    const { parameters = [], responses } = paths[path]?.['delete'] ?? { responses: {} };
    const named = parameters.filter(({ description = '' }) => description !== '').map(({ name }) => name);
    return [...named, ...Object.keys(responses)];
  };
  for (const path of ['/watcher/admin-api/v3/users/{user_id}', '/watcher/client-api/v3/users/{user_id}'])
    expect(await described('watcher-v3', path)).toEqual(expect.arrayContaining(['new_owner_id', 'force', '409']));
  expect(await described('watcher-v2', '/vsaas/api/v2/users/{user_id}')).toEqual(
    expect.arrayContaining(['force', '400']),
  );
});
