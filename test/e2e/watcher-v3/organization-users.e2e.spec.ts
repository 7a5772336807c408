import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';

let server: TestServer;
let people: Readonly<Record<'root' | 'keeper' | 'owner' | 'manager' | 'viewer' | 'joiner' | 'stranger', Person>>;
let as: Readonly<Record<keyof typeof people, V3>>;
let city: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    keeper: await createUser(server, 'keeper', { accessLevel: 'domain_admin' }),
    owner: await createUser(server, 'owner'),
    manager: await createUser(server, 'manager'),
    viewer: await createUser(server, 'viewer'),
    joiner: await createUser(server, 'joiner'),
    stranger: await createUser(server, 'stranger'),
  };
  city = (await server.app.get(OrganizationsService).create(system, { title: 'City', ownerId: people.owner.id })).id;
  const organizations = server.app.get(OrganizationsService);
  await organizations.addMember(city, people.manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(city, people.viewer.id, { canViewStreams: true });
  await createCamera(server, { organizationId: city, name: 'city/gate' });
  const callers = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [name, await callerOf(server, person)] as const),
  );
  as = Object.fromEntries(callers) as typeof as;
});
afterAll(() => server.close());

/** Somebody who has consented already: superusers need no consent. */
const admit = async (person: Person): Promise<void> => {
  expect((await as.root.put(path(person), {})).status).toBe(200);
};

const path = (user: Person | string = ''): string =>
  `/organizations/${city}/users${typeof user === 'string' ? user : `/${user.id}`}`;
const rightsOf = ({ body }: Said): Item => (body['permissions'] as { readonly organization: Item }).organization;
const namesOf = (said: Said): readonly unknown[] => itemsOf(said, 'users').map(({ name }) => name);
const none = {
  is_member: true,
  can_view_streams: false,
  can_edit_streams: false,
  can_edit_users: false,
  can_view_stats: false,
  can_view_persons_lists: false,
  can_edit_persons_lists: false,
};

describe('PUT /organizations/{id}/users/{user_id}', () => {
  it('makes a member with the named rights, which count at once', async () => {
    expect((await as.joiner.get('/streams/city/gate')).status).toBe(404);
    await admit(people.joiner);
    const said = await as.manager.put(path(people.joiner), { can_view_streams: true });
    expect(said.status).toBe(200);
    expectShape(said.body, shapes.organizationUser);
    expect(said.body).toEqual({
      id: people.joiner.id,
      name: 'joiner',
      permissions: { organization: { ...none, can_view_streams: true }, folders: [] },
    });
    expect((await as.joiner.get('/streams/city/gate')).status).toBe(200);
    expect((await as.manager.get(path(people.joiner))).body).toEqual(said.body);
    expect((await as.manager.put(path(people.joiner), { can_view_streams: false })).status).toBe(200);
    expect((await as.joiner.get('/streams/city/gate')).status).toBe(404);
    await as.root.delete(path(people.joiner));
  });

  it('keeps what is not named, resets it when asked, and takes nothing but a member for an answer', async () => {
    await admit(people.joiner);
    await as.owner.put(path(people.joiner), { can_view_streams: true, can_view_stats: true, nvrs: { can_view: true } });
    for (const nothing of [undefined, 'null', {}, { is_member: true }])
      expect(rightsOf(await as.owner.put(path(people.joiner), nothing))).toMatchObject({ can_view_stats: true });
    expect(rightsOf(await as.owner.put(path(people.joiner), { $reset: true, can_view_stats: true }))).toEqual({
      ...none,
      can_view_stats: true,
    });
    expect(refusalOf(await as.owner.put(path(people.joiner), { is_member: false }))).toEqual([
      400,
      'invalid_value',
      '/is_member',
    ]);
    await as.owner.delete(path(people.joiner));
  });

  it('adds nobody without their consent, and does not reveal whether a user exists', async () => {
    for (const who of [as.owner, as.manager])
      for (const id of [people.joiner.id, 2_000_000_000])
        expect(refusalOf(await who.put(path(`/${id}`), { can_view_streams: true }))).toEqual([404, 'user_not_found']);
    expect(namesOf(await as.root.get(path()))).not.toContain('joiner');
    const { body } = await as.owner.post(`/organizations/${city}/invite`, { permissions: { can_view_streams: true } });
    expect((await as.joiner.put(`/organizations/invite/${String(body['invite_key'])}`)).status).toBe(200);
    expect(rightsOf(await as.manager.get(path(people.joiner)))).toMatchObject({ can_view_streams: true });
    await as.root.delete(path(people.joiner));
  });

  it('never lets anybody give a right that they do not hold', async () => {
    await admit(people.joiner);
    for (const right of ['can_edit_streams', 'can_view_stats', 'can_view_persons_lists', 'can_edit_persons_lists'])
      expect(refusalOf(await as.manager.put(path(people.joiner), { [right]: true }))).toEqual([403, 'forbidden']);
    expect(rightsOf(await as.manager.get(path(people.joiner)))).toEqual(none);
    expect(refusalOf(await as.manager.put(path(people.manager), { can_edit_streams: true }))).toEqual([
      403,
      'forbidden',
    ]);
    for (const who of [as.root, as.keeper, as.owner])
      expect(rightsOf(await who.put(path(people.joiner), { can_edit_streams: true }))).toMatchObject({
        can_edit_streams: true,
      });
    await as.root.delete(path(people.joiner));
  });

  it('lets a manager send back rights that are beyond their own', async () => {
    await admit(people.joiner);
    await as.owner.put(path(people.joiner), { can_edit_streams: true, can_view_streams: true });
    const { body } = await as.manager.get(path(people.joiner));
    const echoed = (body['permissions'] as { readonly organization: Item }).organization;
    expect((await as.manager.put(path(people.joiner), echoed)).status).toBe(200);
    expect(rightsOf(await as.manager.get(path(people.joiner)))).toEqual(echoed);
    await as.root.delete(path(people.joiner));
  });

  it('is for those who may edit users; the organization is hidden from strangers', async () => {
    expect(refusalOf(await as.viewer.put(path(people.joiner), {}))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.stranger.put(path(people.stranger), {}))).toEqual([404, 'organization_not_found']);
    expect(refusalOf(await as.stranger.put(path(people.stranger), { can_view_streams: 5 }))).toEqual([
      400,
      'not_boolean',
      '/can_view_streams',
    ]);
  });

  it.each(['123456', '0', 'x', '2147483648'])('finds no user %s', async (id) => {
    expect(refusalOf(await as.root.put(path(`/${id}`), {}))).toEqual([404, 'user_not_found']);
  });

  it.each<[unknown, readonly unknown[]]>([
    [{ can_view_streams: 'true' }, [400, 'not_boolean', '/can_view_streams']],
    [{ can_edit_users: null }, [400, 'not_boolean', '/can_edit_users']],
    [{ can_view_persons_lists: 1 }, [400, 'not_boolean', '/can_view_persons_lists']],
    [{ is_member: 'no' }, [400, 'not_boolean', '/is_member']],
    [[], [400, 'not_object']],
  ])('refuses %j', async (body, refusal) => {
    expect(refusalOf(await as.root.put(path(people.joiner), body))).toEqual(refusal);
    expect(refusalOf(await as.root.get(path(people.joiner)))).toEqual([404, 'user_not_found']);
  });

  it('stops at the limit of users, also when all come at once', async () => {
    const { id } = await server.app.get(OrganizationsService).create(system, { title: 'Small', limits: { users: 2 } });
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, index) => createUser(server, `crowd-${index}`)));
    const all = await Promise.all(crowd.map((one) => as.root.put(`/organizations/${id}/users/${one.id}`, {})));
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 402, 402, 402, 402]);
    expect((await as.root.get(`/organizations/${id}/users`)).body['estimated_count']).toBe(2);
  });
});

describe('DELETE /organizations/{id}/users/{user_id}', () => {
  it('ends a membership once; the owner stays', async () => {
    await admit(people.joiner);
    await as.owner.put(path(people.joiner), { can_view_streams: true });
    expect((await as.manager.delete(path(people.joiner))).status).toBe(204);
    expect((await as.joiner.get('/streams/city/gate')).status).toBe(404);
    expect(refusalOf(await as.manager.delete(path(people.joiner)))).toEqual([404, 'user_not_found']);
    const refused = await as.root.delete(path(people.owner));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await as.owner.get(path())).status).toBe(200);
    expect(refusalOf(await as.viewer.delete(path(people.manager)))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.stranger.delete(path(people.viewer)))).toEqual([404, 'organization_not_found']);
  });
});

describe('GET /organizations/{id}/users', () => {
  it('lists the members for those who may edit users', async () => {
    for (const who of [as.root, as.keeper, as.owner, as.manager]) {
      const said = await who.get(`${path()}?sort=name`);
      expect(namesOf(said)).toEqual(['manager', 'owner', 'viewer']);
      expectShape(said.body['users'], [shapes.organizationUser]);
    }
    expect(refusalOf(await as.viewer.get(path()))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.stranger.get(path()))).toEqual([404, 'organization_not_found']);
    expect(refusalOf(await as.root.get('/organizations/123456/users'))).toEqual([404, 'organization_not_found']);
  });

  it.each<[string, readonly string[]]>([
    ['permissions.organization.can_edit_users', ['manager', 'owner']],
    ['permissions.organization.can_edit_users=false', ['viewer']],
    ['permissions.organization.can_edit_streams_ne=true&permissions.organization.is_member', ['manager', 'viewer']],
    ['permissions.organization.is_member=false', []],
    ['name_like=e&id_gt=0', ['manager', 'owner', 'viewer']],
    ['email_is=null&name=viewer,owner', ['owner', 'viewer']],
  ])('filters by %s', async (query, names) => {
    expect(namesOf(await as.owner.get(`${path()}?sort=name&${query}`))).toEqual(names);
  });

  it('walks pages, and selects deep down', async () => {
    expect(await walk(as.owner, path(), 'users')).toHaveLength(3);
    expect(await walk(as.owner, `${path()}?sort=permissions.organization.can_edit_users,-name`, 'users')).toHaveLength(
      3,
    );
    const said = await as.owner.get(`${path()}?name=viewer&select=permissions.organization.can_view_streams`);
    expect(itemsOf(said, 'users')).toEqual([
      { id: people.viewer.id, name: 'viewer', permissions: { organization: { can_view_streams: true } } },
    ]);
  });
});
