import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let people: Readonly<Record<'root' | 'owner' | 'manager' | 'editor' | 'viewer' | 'guest' | 'stranger', Person>>;
let as: Readonly<Record<keyof typeof people, V3>>;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    owner: await createUser(server, 'owner'),
    manager: await createUser(server, 'manager'),
    editor: await createUser(server, 'editor'),
    viewer: await createUser(server, 'viewer'),
    guest: await createUser(server, 'guest'),
    stranger: await createUser(server, 'stranger'),
  };
  const organizations = server.app.get(OrganizationsService);
  const { id: city } = await organizations.create(system, { title: 'City', ownerId: people.owner.id });
  const { id: town } = await organizations.create(system, { title: 'Town' });
  await organizations.addMember(city, people.manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(city, people.editor.id, { canViewStreams: true, canEditStreams: true });
  await organizations.addMember(city, people.viewer.id, { canViewStreams: true });
  await organizations.addMember(city, people.guest.id, {});
  for (const name of ['city/gate', 'city/yard', 'cellar'])
    await createCamera(server, { organizationId: city, name, title: name });
  await createCamera(server, { organizationId: town, name: 'town/hall', title: 'Hall' });
  const callers = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [name, await callerOf(server, person)] as const),
  );
  as = Object.fromEntries(callers) as typeof as;
});
afterAll(() => server.close());

const path = (user: Person, name = ''): string =>
  `/users/${user.id}/permissions/streams${name === '' ? '' : `/${name}`}`;
const namesOf = (said: Said): readonly unknown[] =>
  itemsOf(said, 'streams_permissions').map(({ stream }) => (stream as Item)['name']);
const view = { can_view: true, can_view_dvr: false, can_use_ptz: false, dvr_depth_limit: 0 };

describe("a user's permission on a stream", () => {
  it('is given, shown and taken away, and counts at once', async () => {
    expect((await as.guest.get('/streams/city/gate')).status).toBe(404);
    const said = await as.manager.put(path(people.guest, 'city/gate'), { can_view: true, dvr_depth_limit: 3600 });
    expect(said.status).toBe(200);
    expectShape(said.body, shapes.permissionOfUser);
    expect(said.body).toEqual({ stream: { name: 'city/gate' }, permissions: { ...view, dvr_depth_limit: 3600 } });
    expect((await as.guest.get('/streams/city/gate')).status).toBe(200);
    for (const who of [as.manager, as.owner, as.root, as.guest])
      expect((await who.get(path(people.guest, 'city/gate'))).body).toEqual(said.body);
    const more = await as.manager.put(path(people.guest, 'city/gate'), { can_view_dvr: true });
    expect(more.body['permissions']).toEqual({ ...view, can_view_dvr: true, dvr_depth_limit: 3600 });
    const reset = await as.manager.put(path(people.guest, 'city/gate'), { $reset: true, can_view: true });
    expect(reset.body['permissions']).toEqual(view);
    const gone = await as.manager.delete(path(people.guest, 'city/gate'));
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await as.guest.get('/streams/city/gate')).status).toBe(404);
    expect(refusalOf(await as.manager.delete(path(people.guest, 'city/gate')))).toEqual([404, 'permission_not_found']);
    expect(refusalOf(await as.manager.get(path(people.guest, 'city/gate')))).toEqual([404, 'permission_not_found']);
  });

  it.each(['city/gate', 'city%2Fgate', 'city/gate/', 'cellar'])('knows the stream as %s', async (name) => {
    for (const nothing of [undefined, 'null', {}])
      expect((await as.owner.put(path(people.guest, name), nothing)).body['permissions']).toEqual(view);
    expect((await as.owner.get(path(people.guest, name))).status).toBe(200);
    expect((await as.owner.delete(path(people.guest, name))).status).toBe(204);
  });

  it('lets a person in who is no member', async () => {
    await as.owner.put(path(people.stranger, 'city/yard'), { can_view: true, can_use_ptz: true });
    expect((await as.stranger.get('/streams/city/yard')).status).toBe(200);
    expect(namesOf(await as.stranger.get(path(people.stranger)))).toEqual(['city/yard']);
    await as.owner.delete(path(people.stranger, 'city/yard'));
    expect((await as.stranger.get('/streams/city/yard')).status).toBe(404);
  });

  it('never gives what the giver does not hold', async () => {
    expect(refusalOf(await as.manager.put(path(people.guest, 'city/gate'), { can_use_ptz: true }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(refusalOf(await as.manager.get(path(people.guest, 'city/gate')))).toEqual([404, 'permission_not_found']);
    expect((await as.editor.put(path(people.guest, 'city/gate'), { can_use_ptz: true })).status).toBe(200);
    await as.editor.delete(path(people.guest, 'city/gate'));
  });

  it('is managed by those who may edit users or streams', async () => {
    for (const method of ['get', 'put', 'delete'] as const)
      expect([method, ...refusalOf(await as.viewer[method](path(people.guest, 'city/gate'), {}))]).toEqual([
        method,
        403,
        'forbidden',
      ]);
    expect(refusalOf(await as.guest.put(path(people.guest, 'city/gate'), {}))).toEqual([404, 'stream_not_found']);
  });

  it('answers alike for a stream that is hidden and one that is not there', async () => {
    const missing = await as.manager.put(path(people.guest, 'no/such'), {});
    expect(refusalOf(missing)).toEqual([404, 'stream_not_found']);
    for (const method of ['get', 'put', 'delete'] as const)
      for (const name of ['town/hall', 'no/such', "' or 1=1", 'x'.repeat(1500), '..%2f..%2fetc'])
        expect((await as.manager[method](path(people.guest, name), {})).body).toEqual(missing.body);
    for (const id of ['123456', '0', 'x', '2147483648'])
      expect(refusalOf(await as.root.put(`/users/${id}/permissions/streams/city/gate`, {}))).toEqual([
        404,
        'user_not_found',
      ]);
  });

  it.each<[unknown, readonly unknown[]]>([
    [{ can_view: 'yes' }, [400, 'not_boolean', '/can_view']],
    [{ can_view_dvr: null }, [400, 'not_boolean', '/can_view_dvr']],
    [{ can_use_ptz: 1 }, [400, 'not_boolean', '/can_use_ptz']],
    [{ dvr_depth_limit: '60' }, [400, 'not_integer', '/dvr_depth_limit']],
    [{ dvr_depth_limit: -1 }, [400, 'input_out_of_range', '/dvr_depth_limit']],
    [{ dvr_depth_limit: 2 ** 31 }, [400, 'input_out_of_range', '/dvr_depth_limit']],
    [[], [400, 'not_object']],
  ])('is refused: %j', async (body, refusal) => {
    expect(refusalOf(await as.root.put(path(people.guest, 'city/gate'), body))).toEqual(refusal);
    expect((await as.root.get(path(people.guest, 'city/gate'))).status).toBe(404);
  });

  it('is one, when fifty give it at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        as.owner.put(path(people.guest, 'cellar'), { can_view: true, dvr_depth_limit: index }),
      ),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(namesOf(await as.owner.get(path(people.guest)))).toEqual(['cellar']);
    await as.owner.delete(path(people.guest, 'cellar'));
  }, 60_000);
});

describe("the list of a user's permissions on streams", () => {
  beforeAll(async () => {
    const given: readonly (readonly [string, object])[] = [
      ['city/gate', { can_view: true, can_view_dvr: true, dvr_depth_limit: 60 }],
      ['city/yard', { can_view: true }],
      ['cellar', { can_view: true, can_use_ptz: true }],
      ['town/hall', { can_view: true }],
    ];
    for (const [name, rights] of given) await as.root.put(path(people.guest, name), rights);
  });

  it('is one’s own whole, for managers what they know of', async () => {
    const said = await as.guest.get(`${path(people.guest)}?sort=stream.name`);
    expect(namesOf(said)).toEqual(['cellar', 'city/gate', 'city/yard', 'town/hall']);
    expectShape(said.body['streams_permissions'], [shapes.permissionOfUser]);
    expect(namesOf(await as.manager.get(`${path(people.guest)}?sort=stream.name`))).toEqual([
      'cellar',
      'city/gate',
      'city/yard',
    ]);
    expect(refusalOf(await as.viewer.get(path(people.guest)))).toEqual([404, 'user_not_found']);
  });

  it.each<[string, readonly string[]]>([
    ['permissions.can_view_dvr', ['city/gate']],
    ['permissions.can_use_ptz=false&stream.name_like=city', ['city/gate', 'city/yard']],
    ['permissions.dvr_depth_limit_gte=1', ['city/gate']],
    ['stream.name=cellar,town/hall', ['cellar', 'town/hall']],
    ['permissions.can_view_ne=true', []],
  ])('is filtered by %s', async (query, names) => {
    const said = await as.guest.get(`${path(people.guest)}?sort=stream.name&${query}`);
    expect(namesOf(said)).toEqual(names);
    expect(said.body['estimated_count']).toBe(names.length);
  });

  it('is walked page by page, and selected', async () => {
    for (const order of ['', '?sort=-stream.name', '?sort=permissions.can_view,-permissions.dvr_depth_limit'])
      expect(await walk(as.guest, path(people.guest) + order, 'streams_permissions')).toHaveLength(4);
    const said = await as.guest.get(`${path(people.guest)}?stream.name=cellar&select=permissions.can_use_ptz`);
    expect(itemsOf(said, 'streams_permissions')).toEqual([
      { stream: { name: 'cellar' }, permissions: { can_use_ptz: true } },
    ]);
  });
});
