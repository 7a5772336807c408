import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, refusalOf, type V3 } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';

let server: TestServer;
let root: V3;
let owner: V3;
let manager: V3;
let stranger: V3;
let guest: Person;
let ownerId: number;
let city: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await callerOf(server, await createUser(server, 'root', { isAdmin: true }));
  const possessor = await createUser(server, 'owner');
  ownerId = possessor.id;
  const manages = await createUser(server, 'manager');
  guest = await createUser(server, 'guest');
  city = await createCity('City');
  const everything = {
    canViewStreams: true,
    canEditStreams: true,
    canEditUsers: true,
    canViewStats: true,
    canViewPersonLists: true,
    canEditPersonLists: true,
  };
  await server.app.get(OrganizationsService).addMember(city, manages.id, everything);
  owner = await callerOf(server, possessor);
  manager = await callerOf(server, manages);
  stranger = await callerOf(server, await createUser(server, 'stranger'));
});
afterAll(() => server.close());

async function createCity(title: string, users: number | null = null): Promise<number> {
  const draft = { title, ownerId, limits: { users } };
  return (await server.app.get(OrganizationsService).create(system, draft)).id;
}

async function invite(who: V3, permissions: object = {}, organization = city): Promise<string> {
  const said = await who.post(`/organizations/${organization}/invite`, { permissions });
  expect(said.status).toBe(200);
  expectShape(said.body, shapes.invite);
  return said.body['invite_key'] as string;
}

async function rightsOf(user: number, organization = city): Promise<unknown> {
  const { body } = await root.get(`/organizations/${organization}/users/${user}`);
  return (body['permissions'] as Item | undefined)?.['organization'];
}

describe('inviting', () => {
  it('gives the owner and administrators a key, with the rights of the person who accepts', async () => {
    const said = await owner.post(`/organizations/${city}/invite`, {
      permissions: { can_view_streams: true, can_edit_users: true },
    });
    expect(said.status).toBe(200);
    expect(said.headers.get('cache-control')).toBe('no-store');
    expect(said.body).toEqual({
      invite_key: expect.stringMatching(/^\w{20,}$/) as string,
      permissions: { can_view_streams: true, can_edit_streams: false, can_edit_users: true, can_view_stats: false },
    });
    await invite(root);
    for (const nothing of [undefined, 'null', {}])
      expect((await owner.post(`/organizations/${city}/invite`, nothing)).body['permissions']).toMatchObject({
        can_view_streams: false,
      });
  });

  it('is not for members who are no owners, however much they may do', async () => {
    expect(refusalOf(await manager.post(`/organizations/${city}/invite`, {}))).toEqual([403, 'forbidden']);
    expect(refusalOf(await stranger.post(`/organizations/${city}/invite`, {}))).toEqual([
      404,
      'organization_not_found',
    ]);
    for (const id of ['0', 'x', '2147483648'])
      expect(refusalOf(await root.post(`/organizations/${id}/invite`, {}))).toEqual([404, 'organization_not_found']);
  });

  it.each<[unknown, readonly unknown[]]>([
    [{ permissions: true }, [400, 'not_object', '/permissions']],
    [{ permissions: null }, [400, 'not_object', '/permissions']],
    [{ permissions: { can_view_streams: 'yes' } }, [400, 'not_boolean', '/permissions/can_view_streams']],
    ['[]', [400, 'not_object']],
  ])('refuses %j', async (body, refusal) => {
    expect(refusalOf(await owner.post(`/organizations/${city}/invite`, body))).toEqual(refusal);
  });
});

describe('an invitation', () => {
  it('shows its organization to everyone who has the key, and makes the person who accepts a member', async () => {
    const person = await createUser(server, 'joining');
    const who = await callerOf(server, person);
    const key = await invite(owner, { can_view_streams: true });
    expect(refusalOf(await who.get(`/organizations/${city}`))).toEqual([404, 'organization_not_found']);
    const shown = await who.get(`/organizations/invite/${key}`);
    expect([shown.status, shown.body]).toEqual([200, { id: city, title: 'City' }]);
    const accepted = await who.put(`/organizations/invite/${key}`, 'null');
    expect([accepted.status, accepted.body]).toEqual([200, { id: city, title: 'City' }]);
    expect(await rightsOf(person.id)).toMatchObject({ is_member: true, can_view_streams: true, can_edit_users: false });
    expect((await who.get(`/organizations/${city}`)).status).toBe(200);
  });

  it('is for one person: the same again gets 200, anybody else 404', async () => {
    const key = await invite(owner);
    const first = await callerOf(server, guest);
    expect((await first.put(`/organizations/invite/${key}`)).status).toBe(200);
    expect((await first.put(`/organizations/invite/${key}`, {})).status).toBe(200);
    expect((await first.get(`/organizations/invite/${key}`)).status).toBe(200);
    expect(refusalOf(await stranger.put(`/organizations/invite/${key}`))).toEqual([404, 'invitation_not_found']);
    expect(refusalOf(await stranger.get(`/organizations/invite/${key}`))).toEqual([404, 'invitation_not_found']);
    await root.delete(`/organizations/${city}/users/${guest.id}`);
  });

  it('never takes rights away that a member has', async () => {
    const person = await createUser(server, 'able');
    await server.app.get(OrganizationsService).addMember(city, person.id, { canViewStreams: true, canViewStats: true });
    const who = await callerOf(server, person);
    await who.put(`/organizations/invite/${await invite(owner, { can_edit_users: true })}`);
    expect(await rightsOf(person.id)).toMatchObject({
      can_view_streams: true,
      can_view_stats: true,
      can_edit_users: true,
    });
  });

  it('is accepted by one of fifty who come at once', async () => {
    const town = await createCity('Race');
    const key = await invite(owner, { can_view_streams: true }, town);
    const people = await Promise.all(Array.from({ length: 10 }, (_, index) => createUser(server, `racer-${index}`)));
    const callers = await Promise.all(people.map((person) => callerOf(server, person)));
    const all = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => ({
        who: index % 10,
        status: (await (callers[index % 10] ?? stranger).put(`/organizations/invite/${key}`, 'null')).status,
      })),
    );
    const winners = new Set(all.filter(({ status }) => status === 200).map(({ who }) => who));
    expect(winners.size).toBe(1);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 404]));
    const members = await root.get(`/organizations/${town}/users`);
    expect(members.body['estimated_count']).toBe(2);
  }, 60_000);

  it('is not accepted beyond the limit of the organization, and can be later', async () => {
    const town = await createCity('Full', 1);
    const key = await invite(owner, {}, town);
    expect(refusalOf(await stranger.put(`/organizations/invite/${key}`))).toEqual([402, 'limit_reached']);
    await root.put(`/organizations/${town}`, { limits: { users: 2 } });
    expect((await stranger.put(`/organizations/invite/${key}`)).status).toBe(200);
  });

  it('ends after a week', async () => {
    const key = await invite(owner);
    server.clock.travel(7 * 86_400 - 10);
    const late = await callerOf(server, guest);
    expect((await late.get(`/organizations/invite/${key}`)).status).toBe(200);
    server.clock.travel(20);
    expect(refusalOf(await late.put(`/organizations/invite/${key}`))).toEqual([404, 'invitation_not_found']);
    server.clock.home();
  });

  it.each(['x', 'nobody', '%2e%2e', "' or 1=1", 'x'.repeat(1500), '0'])(
    'that nobody made is not found: %s',
    async (key) => {
      for (const method of ['get', 'put'] as const)
        expect(refusalOf(await stranger[method](`/organizations/invite/${encodeURIComponent(key)}`))).toEqual([
          404,
          'invitation_not_found',
        ]);
    },
  );
});
