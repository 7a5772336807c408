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
let boss: Person;
let manager: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, member } = await settleNorthAndSouth(server, bearer));
  boss = await createUser(server, 'boss-of-north');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, boss.id, { canViewStreams: true, canEditStreams: true, canEditUsers: true });
  manager = await bearer(boss.login);
});
afterAll(() => server.close());

const users = '/api/v1/users';
const memberships = '/api/v1/memberships';
const invitations = '/api/v1/invitations';
const folders = '/api/v1/folders';

const listOf = ({ body }: Said): readonly Record<string, unknown>[] =>
  (body['items'] ?? []) as readonly Record<string, unknown>[];
const valuesOf = (said: Said, name: string): readonly unknown[] => listOf(said).map((item) => item[name]);
const tagOf = ({ headers }: Said): string => headers.get('etag') ?? '';

describe('Whoever keeps accounts over REST', () => {
  it('makes one whose generated password is told once and signs in', async () => {
    const made = await send('POST', users, { login: 'Fresh', organization_id: north.organizationId }, admin);
    expect(made).toMatchObject({ status: 201, body: { login: 'Fresh', access_level: 'generic', email: null } });
    const location = made.headers.get('location') ?? '';
    const found = await ask(location, admin);
    const { password, ...rest } = made.body;
    expect(found.body).toEqual(rest);
    expect(tagOf(found)).toBe(tagOf(made));
    expect((await send('POST', '/api/v1/auth/login', { login: 'fresh', password })).status).toBe(200);
    expect(found.body['organizations']).toMatchObject([
      { id: north.organizationId, member: true, can: { view_cameras: false } },
    ]);
  });

  it('makes one with rights in their own organization, but not in another, nor with more than they hold', async () => {
    const body = { login: 'hired', organization_id: north.organizationId, can: { view_cameras: true } };
    const made = await send('POST', users, body, manager);
    expect(made).toMatchObject({ status: 201, body: { organizations: [{ can: { view_cameras: true } }] } });
    expect(
      await send('POST', users, { ...body, login: 'x', organization_id: south.organizationId }, manager),
    ).toBeProblem(404, 'organization.not-found');
    expect(await send('POST', users, { ...body, login: 'y', can: { view_stats: true } }, manager)).toBeProblem(
      403,
      'object.forbidden',
    );
    expect(await send('POST', users, { ...body, login: 'z', access_level: 'admin' }, manager)).toBeProblem(
      403,
      'object.forbidden',
    );
    expect(listOf(await ask(`${users}?login[in]=x,y,z`, admin))).toEqual([]);
    expect(await send('POST', users, { ...body, login: 'HIRED' }, manager)).toBeProblem(409, 'login.taken', 'login');
    expect(await send('POST', users, { ...body, login: 'w' }, member)).toBeProblem(403, 'organization.forbidden');
  });

  it('sees only whom they may know', async () => {
    const seen = valuesOf(await ask(`${users}?limit=1000`, manager), 'login');
    expect(seen).toEqual(expect.arrayContaining(['boss-of-north', 'member-of-north']));
    expect(seen).not.toContain('member-of-south');
    expect(valuesOf(await ask(users, member), 'id')).toEqual([north.member.id]);
    expect((await ask(`${users}/${north.member.id}`, member)).status).toBe(200);
    expect(await ask(`${users}/${south.member.id}`, manager)).toBeProblem(404, 'object.not-found');
    expect(await ask(`${users}/x`, admin)).toBeProblem(404, 'object.not-found');
    const ofSouth = await ask(`${users}?organization_id=${south.organizationId}&total=true`, admin);
    expect(ofSouth.body['total']).toBe(1);
    expect(await ask(`${users}?organization_id=${south.organizationId}`, manager)).toBeProblem(
      404,
      'organization.not-found',
    );
    expect(await ask(`${users}?organization_id=x`, admin)).toBeProblem(400, 'input.invalid', 'organization_id');
    expect(await ask(`${users}?logn=x`, admin)).toBeProblem(400, 'input.invalid', 'logn');
    expect(valuesOf(await ask(`${users}?access_level=admin&sort=-created_at`, admin), 'login')).toContain('root');
  });

  it('changes one only as it was read: of ten at once, one', async () => {
    const { body } = await send('POST', users, { login: 'contested', note: 'a' }, admin);
    const location = `${users}/${String(body['id'])}`;
    const tag = tagOf(await ask(location, admin));
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => send('PATCH', location, { note: `b${at}` }, admin, { 'if-match': tag })),
    );
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, ...Array<number>(9).fill(412)]);
    expect((await send('PATCH', location, { note: null }, admin)).body['note']).toBeNull();
    expect(await send('PATCH', location, { email: 'no address' }, admin)).toBeProblem(400, 'account.invalid', 'email');
    expect(await send('PATCH', location, { external_id: 'x\u0001' }, admin)).toBeProblem(
      400,
      'account.invalid',
      'external_id',
    );
    expect(await send('PATCH', location, { login: null }, admin)).toBeProblem(400, 'input.invalid', 'login');
    expect(await send('PATCH', location, { max_sessions: 0 }, admin)).toBeProblem(400, 'input.invalid', 'max_sessions');
  });

  it('ends the sessions of one who is disabled, and deletes accounts with what they own on purpose', async () => {
    const gone = await createUser(server, 'owner-who-leaves');
    const { body } = await send('POST', '/api/v1/organizations', { title: 'left', owner_id: gone.id }, admin);
    const own = await bearer(gone.login);
    const location = `${users}/${gone.id}`;
    expect(await send('DELETE', location, undefined, manager)).toBeProblem(404, 'object.not-found');
    expect(await ask(location, admin, { method: 'DELETE' })).toBeProblem(409, 'owner.needed');
    expect(await ask(`${location}?new_owner_id=x`, admin, { method: 'DELETE' })).toBeProblem(400, 'input.invalid');
    expect((await send('PATCH', location, { disabled: true }, admin)).body['disabled']).toBe(true);
    expect((await ask('/api/v1/me', own)).status).toBe(401);
    expect((await ask(`${location}?new_owner_id=${boss.id}`, admin, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`/api/v1/organizations/${String(body['id'])}`, manager)).body['owner_id']).toBe(boss.id);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
    expect(await ask(`${users}/${boss.id}`, manager, { method: 'DELETE' })).toBeProblem(403, 'object.forbidden');
  });
});

describe('Whoever keeps memberships over REST', () => {
  it('makes, changes and ends one', async () => {
    const { id: userId } = await createUser(server, 'newcomer');
    const body = { organization_id: north.organizationId, user_id: userId, can: { view_cameras: true } };
    const made = await send('POST', memberships, body, admin);
    const id = `${north.organizationId}-${userId}`;
    expect(made).toMatchObject({
      status: 201,
      body: { id, login: 'newcomer', owner: false, can: { view_cameras: true, edit_cameras: false } },
    });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`${memberships}/${id}`);
    const newcomer = await bearer('newcomer');
    expect((await ask(location, newcomer)).body).toEqual(made.body);
    expect((await ask(`/api/v1/cameras/${north.camera.id}`, newcomer)).status).toBe(200);
    const changed = await send('PATCH', location, { can: { edit_cameras: true } }, admin, { 'if-match': tagOf(made) });
    expect(changed.body['can']).toMatchObject({ view_cameras: true, edit_cameras: true });
    expect(await send('PATCH', location, { can: {} }, admin, { 'if-match': tagOf(made) })).toBeProblem(
      412,
      'object.changed',
    );
    expect(await send('PATCH', location, { can: { edit_users: true } }, newcomer)).toBeProblem(
      403,
      'organization.forbidden',
    );
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
    expect((await ask(`/api/v1/cameras/${north.camera.id}`, newcomer)).status).toBe(404);
    expect(await send('PATCH', location, { can: {} }, admin)).toBeProblem(404, 'object.not-found');
  });

  it('makes one of many at once', async () => {
    const { id: userId } = await createUser(server, 'wanted');
    const body = { organization_id: south.organizationId, user_id: userId };
    const all = await Promise.all(Array.from({ length: 8 }, () => send('POST', memberships, body, admin)));
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('sees those of their organizations and their own, and adds no strangers', async () => {
    const seen = await ask(`${memberships}?limit=1000&total=true`, manager);
    expect(new Set(valuesOf(seen, 'organization_id'))).not.toContain(south.organizationId);
    expect(valuesOf(seen, 'user_id')).toContain(north.member.id);
    expect(valuesOf(await ask(memberships, member), 'user_id')).toEqual([north.member.id]);
    expect(
      valuesOf(
        await ask(`${memberships}?organization_id=${south.organizationId}&user_id=${south.member.id}`, admin),
        'id',
      ),
    ).toEqual([`${south.organizationId}-${south.member.id}`]);
    expect(await ask(`${memberships}/${south.organizationId}-${south.member.id}`, manager)).toBeProblem(
      404,
      'object.not-found',
    );
    for (const id of ['x', '1', '1-1-1', '0-1', '-1'])
      expect(await ask(`${memberships}/${id}`, admin)).toBeProblem(404, 'object.not-found');
    const stranger = { organization_id: north.organizationId, user_id: south.member.id };
    expect(await send('POST', memberships, stranger, manager)).toBeProblem(404, 'object.not-found');
    expect(await send('POST', memberships, { ...stranger, can: { fly: true } }, admin)).toBeProblem(
      400,
      'input.invalid',
    );
  });
});

describe('An invitation over REST', () => {
  it('is made by administrators and owners, tells its key once, and lets one person in', async () => {
    const body = { organization_id: south.organizationId, can: { view_cameras: true } };
    expect(await send('POST', invitations, body, manager)).toBeProblem(404, 'organization.not-found');
    expect(await send('POST', invitations, { ...body, organization_id: north.organizationId }, manager)).toBeProblem(
      403,
      'organization.forbidden',
    );
    const made = await send('POST', invitations, body, admin);
    expect(made).toMatchObject({
      status: 201,
      body: { key: expect.stringMatching(/^cgi_/), can: { view_cameras: true, edit_users: false } },
    });
    expect(made.headers.get('cache-control')).toContain('no-store');
    const path = `${invitations}/${String(made.body['key'])}`;
    const offer = { organization_id: south.organizationId, organization_title: 'south' };
    await Promise.all(['guest-a', 'guest-b', 'guest-c'].map((name) => createUser(server, name)));
    const guests = await Promise.all(['guest-a', 'guest-b', 'guest-c'].map(bearer));
    expect((await ask(path, guests[0])).body).toEqual(offer);
    const all = await Promise.all(guests.map((guest) => ask(`${path}/accept`, guest, { method: 'POST' })));
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404, 404]);
    const winner = guests[all.findIndex(({ status }) => status === 200)];
    expect((await ask(`${path}/accept`, winner, { method: 'POST' })).body).toEqual(offer);
    expect((await ask(`/api/v1/cameras/${south.camera.id}`, winner)).status).toBe(200);
    expect(await ask(`${invitations}/cgi_unknown`, winner)).toBeProblem(404, 'object.not-found');
    expect((await ask(path)).status).toBe(401);
  });
});

describe('Whoever keeps folders over REST', () => {
  const create = async (title: string, more: object = {}): Promise<Said> =>
    send('POST', folders, { organization_id: north.organizationId, title, ...more }, manager);

  it('makes, moves, renames and deletes them', async () => {
    const house = await create('house', { location: { latitude: 48.8, longitude: 2.3 } });
    expect(house).toMatchObject({ status: 201, body: { level: 1, location: { latitude: 48.8, longitude: 2.3 } } });
    const id = house.body['id'];
    const location = house.headers.get('location') ?? '';
    expect((await ask(location, manager)).body).toEqual(house.body);
    const [first, second] = [await create('first', { parent_id: id }), await create('second')];
    const moved = await send(
      'PATCH',
      `${folders}/${String(second.body['id'])}`,
      { parent_id: id, position: 0 },
      manager,
    );
    expect(moved.body).toMatchObject({ parent_id: id, level: 2, position: 0 });
    const below = await ask(`${folders}?parent_id=${String(id)}&sort=position`, manager);
    expect(valuesOf(below, 'title')).toEqual(['second', 'first']);
    expect(await send('PATCH', location, { parent_id: first.body['id'] }, manager)).toBeProblem(
      400,
      'object.invalid',
      'parent_id',
    );
    expect((await send('PATCH', location, { title: 'home', location: null }, manager)).body).toMatchObject({
      title: 'home',
      location: null,
    });
    expect(await send('PATCH', location, { title: 'x' }, manager, { 'if-match': tagOf(house) })).toBeProblem(
      412,
      'object.changed',
    );
    expect(await send('PATCH', location, { title: 'x' }, member)).toBeProblem(403, 'organization.forbidden');
    expect((await ask(location, manager, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(`${folders}/${String(first.body['id'])}`, manager)).toBeProblem(404, 'object.not-found');
  });

  it('sees those of their organizations alone', async () => {
    const ofSouth = `${folders}?organization_id=${south.organizationId}`;
    const [root] = listOf(await ask(`${ofSouth}&total=true`, admin));
    expect(root).toMatchObject({ parent_id: null, level: 0 });
    expect(listOf(await ask(ofSouth, manager))).toEqual([]);
    const location = `${folders}/${String(root?.['id'])}`;
    expect(await ask(location, manager)).toBeProblem(404, 'object.not-found');
    expect(await send('PATCH', location, { title: 'x' }, manager)).toBeProblem(404, 'object.not-found');
    expect(await ask(location, manager, { method: 'DELETE' })).toBeProblem(404, 'object.not-found');
    expect(await ask(location, admin, { method: 'DELETE' })).toBeProblem(400, 'object.invalid', 'id');
    expect(await send('POST', folders, { organization_id: south.organizationId, title: 'x' }, manager)).toBeProblem(
      404,
      'organization.not-found',
    );
    expect(await send('POST', folders, { title: 'x', location: { latitude: 91, longitude: 0 } }, manager)).toBeProblem(
      400,
      'input.invalid',
    );
    expect(listOf(await ask(`${folders}?organization_id=${north.organizationId}`, member)).length).toBeGreaterThan(0);
  });
});
