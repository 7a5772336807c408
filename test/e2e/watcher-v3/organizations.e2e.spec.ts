import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';

const beyond = ['0', '-1', '1.5', 'x', '2147483648', '99999999999999999999', 'null', '01'];
let server: TestServer;
let people: Readonly<Record<'root' | 'keeper' | 'owner' | 'manager' | 'member' | 'viewer' | 'stranger', Person>>;
let as: Readonly<Record<keyof typeof people, V3>>;
let city: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    keeper: await createUser(server, 'keeper', { accessLevel: 'domain_admin' }),
    owner: await createUser(server, 'owner'),
    manager: await createUser(server, 'manager'),
    member: await createUser(server, 'member'),
    viewer: await createUser(server, 'viewer'),
    stranger: await createUser(server, 'stranger'),
  };
  city = await createCity('City');
  const callers = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [name, await callerOf(server, person)] as const),
  );
  as = Object.fromEntries(callers) as typeof as;
});
afterAll(() => server.close());

/** An organization with an owner, somebody who may edit users and view streams, and somebody who may only view. */
async function createCity(title: string): Promise<number> {
  const { id } = await server.app
    .get(OrganizationsService)
    .create(system, { title, ownerId: people.owner.id, limits: { cameras: 5, users: 6 } });
  const organizations = server.app.get(OrganizationsService);
  await organizations.addMember(id, people.manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(id, people.member.id, {});
  await organizations.addMember(id, people.viewer.id, { canViewStreams: true });
  return id;
}

const titlesOf = (said: Said): readonly unknown[] => itemsOf(said, 'organizations').map(({ title }) => title);
const permissionsOf = ({ body }: Said): Item => body['user_permissions'] as Item;

describe('GET /organizations/{id}', () => {
  it('shows an organization as clients have it, without a null', async () => {
    const said = await as.owner.get(`/organizations/${city}`);
    expect(said.status).toBe(200);
    expectShape(said.body, shapes.organization);
    expect(said.body).toEqual({
      id: city,
      title: 'City',
      is_default: false,
      created_at: expect.any(Number) as number,
      owner: { id: people.owner.id, name: 'owner' },
      limits: { streams: 5, users: 6 },
      stats: { streams: 0, users: 4, mosaics: 0 },
      user_permissions: {
        is_member: true,
        can_view_streams: true,
        can_edit_streams: true,
        can_edit_users: true,
        can_view_stats: true,
        can_view_persons_lists: true,
        can_edit_persons_lists: true,
      },
    });
  });

  it("shows everybody's own rights", async () => {
    const rights = async (who: V3): Promise<Item> => permissionsOf(await who.get(`/organizations/${city}`));
    expect(await rights(as.viewer)).toMatchObject({
      is_member: true,
      can_view_streams: true,
      can_edit_streams: false,
      can_edit_users: false,
    });
    expect(await rights(as.member)).toMatchObject({ is_member: true, can_view_streams: false });
    expect(await rights(as.root)).toMatchObject({ is_member: false, can_edit_streams: true, can_edit_users: true });
  });

  it('answers alike for one that is hidden and one that is not there', async () => {
    const hidden = await as.stranger.get(`/organizations/${city}`);
    expect(refusalOf(hidden)).toEqual([404, 'organization_not_found']);
    for (const id of [...beyond, '123456']) {
      const missing = await as.root.get(`/organizations/${id}`);
      expect(missing.body).toEqual(hidden.body);
    }
    expect((await as.root.get('/organizations/%00')).status).toBe(400);
  });

  it('counts what the caller sees', async () => {
    const town = await createCity('Counted');
    await createCamera(server, { organizationId: town, name: 'counted/one' });
    await createCamera(server, { organizationId: town, name: 'counted/two' });
    const streams = async (who: V3): Promise<unknown> =>
      ((await who.get(`/organizations/${town}`)).body['stats'] as Item)['streams'];
    expect(await streams(as.viewer)).toBe(2);
    expect(await streams(as.member)).toBe(0);
    await as.root.delete(`/organizations/${town}?force=true`);
  });
});

describe('GET /organizations', () => {
  beforeAll(async () => {
    for (const title of ['Beta', 'Alpha', 'Beta', 'Gamma']) await createCity(title);
  });

  it('lists those of the caller, all of them for administrators', async () => {
    const said = await as.viewer.get('/organizations?sort=title');
    expect(titlesOf(said)).toEqual(['Alpha', 'Beta', 'Beta', 'City', 'Gamma']);
    expect(said.body['estimated_count']).toBe(5);
    expectShape(said.body['organizations'], [shapes.organization]);
    expect(titlesOf(await as.stranger.get('/organizations'))).toEqual([]);
    expect(titlesOf(await as.keeper.get('/organizations')).length).toBe(6);
  });

  it.each<[string, readonly string[]]>([
    ['title=Alpha,Gamma', ['Alpha', 'Gamma']],
    ['title_like=et', ['Beta', 'Beta']],
    ['title_ne=Beta&title_gt=Alpha', ['City', 'Gamma']],
    ['is_default', []],
    ['is_default=false&title_lt=B', ['Alpha']],
    ['owner.name=owner&title_gte=City', ['City', 'Gamma']],
    ['owner.id_is=null', []],
    ['limits.streams_gt=4&title=City', ['City']],
    ['stats.users=4&title=Alpha', ['Alpha']],
    ['created_at_lt=1000', []],
    ['nobody.knows=this&title=City', ['City']],
  ])('filters by %s', async (query, titles) => {
    const said = await as.viewer.get(`/organizations?sort=title&${query}`);
    expect(titlesOf(said)).toEqual(titles);
    expect(said.body['estimated_count']).toBe(titles.length);
  });

  it('walks pages to the end and back, ties and all', async () => {
    for (const order of ['', '?sort=title', '?sort=-title,id', '?sort=owner.name', '?sort=limits.users,-stats.streams'])
      expect(await walk(as.viewer, `/organizations${order}`, 'organizations')).toHaveLength(5);
  });

  it('selects fields, the required ones always', async () => {
    const said = await as.viewer.get('/organizations?title=City&select=owner.name,user_permissions.is_member');
    expect(itemsOf(said, 'organizations')).toEqual([
      { id: city, title: 'City', owner: { name: 'owner' }, user_permissions: { is_member: true } },
    ]);
  });

  it.each([
    ['limit=0', [400, 'limit_out_of_range', 'limit']],
    ['limit=x', [400, 'not_integer', 'limit']],
    ['id=x', [400, 'not_integer', 'id']],
    ['is_default=5', [400, 'not_boolean', 'is_default']],
    ['sort=nobody', [400, 'unknown_sort_field', 'sort']],
    ['cursor=abc', [400, 'bad_cursor', 'cursor']],
  ])('refuses %s', async (query, refusal) => {
    expect(refusalOf(await as.viewer.get(`/organizations?${query}`))).toEqual(refusal);
  });
});

describe('POST /organizations', () => {
  it('is for administrators of the domain and of everything', async () => {
    for (const who of [as.root, as.keeper]) {
      const said = await who.post('/organizations', { title: 'Made', owner: { id: people.owner.id } });
      expect(said.status).toBe(200);
      expect(said.body).toMatchObject({ title: 'Made', owner: { name: 'owner' } });
      expect(permissionsOf(await as.owner.get(`/organizations/${String(said.body['id'])}`))).toMatchObject({
        is_member: true,
        can_edit_users: true,
      });
      await as.root.delete(`/organizations/${String(said.body['id'])}`);
    }
    for (const who of [as.owner, as.manager, as.stranger])
      expect(refusalOf(await who.post('/organizations', { title: 'Made' }))).toEqual([403, 'forbidden']);
  });

  it.each<[unknown, readonly unknown[]]>([
    [undefined, [400, 'missing_required', '/title']],
    ['null', [400, 'missing_required', '/title']],
    [{}, [400, 'missing_required', '/title']],
    [[], [400, 'not_object']],
    ['"text"', [400, 'not_object']],
    ['{', [400, 'broken_json']],
    [{ title: null }, [400, 'not_string', '/title']],
    [{ title: 5 }, [400, 'not_string', '/title']],
    [{ title: '' }, [400, 'too_short', '/title']],
    [{ title: 'x'.repeat(256) }, [400, 'too_long', '/title']],
    [{ title: 'T', limits: 5 }, [400, 'not_object', '/limits']],
    [{ title: 'T', limits: { streams: '5' } }, [400, 'not_integer', '/limits/streams']],
    [{ title: 'T', limits: { users: -1 } }, [400, 'input_out_of_range', '/limits/users']],
    [{ title: 'T', limits: { users: 2 ** 31 } }, [400, 'input_out_of_range', '/limits/users']],
    [{ title: 'T', owner: {} }, [400, 'missing_required', '/owner/id']],
    [{ title: 'T', owner: { id: 123456 } }, [400, 'invalid_value', '/owner/id']],
  ])('refuses %j', async (body, refusal) => {
    const before = (await as.root.get('/organizations')).body['estimated_count'];
    expect(refusalOf(await as.root.post('/organizations', body))).toEqual(refusal);
    expect((await as.root.get('/organizations')).body['estimated_count']).toBe(before);
  });

  it('ignores what it does not know, and what only an answer has', async () => {
    const { status, body } = await as.root.post('/organizations', {
      title: 'Example LLC',
      id: 7_000_000,
      is_default: true,
      created_at: 1,
      stats: { users: 5 },
      pickpoint: {},
      colour: 'red',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Example LLC', is_default: false });
    expect(body['id']).not.toBe(7_000_000);
    await as.root.delete(`/organizations/${String(body['id'])}`);
  });

  it('is not for a program that may only read', async () => {
    const reader = await createApplication(server, { level: 'user' });
    const basic = Buffer.from(`${reader.clientId}:${reader.clientSecret}`).toString('base64');
    const answer = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await answer.json()) as Record<string, string>;
    const program = await callerOf(server, `Bearer ${token}`);
    expect(refusalOf(await program.post('/organizations', { title: 'T' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await program.get('/users'))).toEqual([403, 'forbidden']);
    expect((await program.get('/organizations')).status).toBe(200);
  });
});

describe('PUT /organizations/{id}', () => {
  it('changes what is named, and nothing else', async () => {
    const town = await createCity('Town');
    const { body } = await as.root.put(`/organizations/${town}`, { limits: { streams: 9 } });
    expect(body).toMatchObject({ title: 'Town', limits: { streams: 9, users: 6 } });
    expect((await as.root.put(`/organizations/${town}`, { limits: { streams: null } })).body['limits']).toEqual({
      users: 6,
    });
    expect((await as.root.put(`/organizations/${town}`, { title: 'Village' })).body).toMatchObject({
      title: 'Village',
      limits: { users: 6 },
    });
    expect((await as.root.put(`/organizations/${town}`, { $reset: true })).body['limits']).toEqual({});
    // No organization is without an owner.
    expect(refusalOf(await as.root.put(`/organizations/${town}`, { owner: null }))).toEqual([
      400,
      'invalid_value',
      '/owner/id',
    ]);
    const { owner } = (await as.root.get(`/organizations/${town}`)).body;
    expect((await as.root.put(`/organizations/${town}`, { limits: null })).body).toMatchObject({ owner, limits: {} });
    for (const nothing of [undefined, 'null', {}])
      expect((await as.root.put(`/organizations/${town}`, nothing)).body['title']).toBe('Village');
    await as.root.delete(`/organizations/${town}`);
  });

  it('lets an owner send the whole object back with another title', async () => {
    const town = await createCity('Owned');
    const { body: before } = await as.owner.get(`/organizations/${town}`);
    const said = await as.owner.put(`/organizations/${town}`, { ...before, title: 'Owned still' });
    expect(said.status).toBe(200);
    expect(said.body).toEqual({ ...before, title: 'Owned still' });
    const refused = await as.owner.put(`/organizations/${town}`, { ...before, limits: { streams: 1000 } });
    expect(refusalOf(refused)).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.owner.put(`/organizations/${town}`, { owner: { id: people.viewer.id } }))).toEqual([
      403,
      'forbidden',
    ]);
    await as.root.delete(`/organizations/${town}`);
  });

  it('is refused to members, and hidden from strangers', async () => {
    for (const who of [as.manager, as.viewer, as.member])
      expect(refusalOf(await who.put(`/organizations/${city}`, { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.stranger.put(`/organizations/${city}`, { title: 'Mine' }))).toEqual([
      404,
      'organization_not_found',
    ]);
    expect((await as.viewer.get(`/organizations/${city}`)).body['title']).toBe('City');
  });
});

describe('DELETE /organizations/{id}', () => {
  it('deletes one without streams, with force one with streams', async () => {
    const town = await createCity('To go');
    await createCamera(server, { organizationId: town, name: 'to-go/gate' });
    expect(refusalOf(await as.owner.delete(`/organizations/${town}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.stranger.delete(`/organizations/${town}`))).toEqual([404, 'organization_not_found']);
    expect(refusalOf(await as.root.delete(`/organizations/${town}`))).toEqual([409, 'organization_not_empty']);
    const said = await as.root.delete(`/organizations/${town}?force=true`);
    expect([said.status, said.text]).toEqual([204, '']);
    expect(refusalOf(await as.root.delete(`/organizations/${town}`))).toEqual([404, 'organization_not_found']);
    expect((await as.root.get('/streams/to-go/gate')).status).toBe(404);
  });

  it('never deletes the default one', async () => {
    const [home] = itemsOf(await as.root.get('/organizations?is_default=true'), 'organizations');
    const said = await as.root.delete(`/organizations/${String(home?.['id'])}?force=true`);
    expect(said.status).toBeGreaterThanOrEqual(400);
    expect(said.status).toBeLessThan(500);
    expect((await as.root.get(`/organizations/${String(home?.['id'])}`)).status).toBe(200);
  });
});

describe('video recorders', () => {
  it.each([
    ['nvrs', 'nvrs'],
    ['nvrs/5/streams', 'streams'],
    ['nvrs/5/episodes', 'episodes'],
    ['nvrs/5/discovery/devices', 'devices'],
  ])('are none: %s', async (path, key) => {
    const said = await as.viewer.get(`/organizations/${city}/${path}?limit=5&sort=`);
    expect([said.status, said.body]).toEqual([200, { [key]: [], estimated_count: 0 }]);
    expect((await as.viewer.get(`/organizations/${city}/${path}?limit=0`)).status).toBe(400);
    expect(refusalOf(await as.stranger.get(`/organizations/${city}/${path}`))).toEqual([404, 'organization_not_found']);
  });

  it.each(['nvrs/5', 'nvrs/5/streams/gate', 'nvrs/5/episodes/1234567890123456789'])(
    'is not found: %s',
    async (path) => {
      expect((await as.owner.get(`/organizations/${city}/${path}`)).status).toBe(404);
    },
  );

  it.each([
    ['post', 'nvrs'],
    ['post', 'nvrs/nvr-activation-token'],
    ['post', 'nvrs/5/sync'],
    ['put', 'nvrs/5'],
  ] as const)('cannot be had here: %s %s', async (method, path) => {
    expect(refusalOf(await as.owner[method](`/organizations/${city}/${path}`, 'null'))).toEqual([501, 'not_supported']);
    expect(refusalOf(await as.viewer[method](`/organizations/${city}/${path}`, {}))).toEqual([403, 'forbidden']);
    expect((await as.stranger[method](`/organizations/${city}/${path}`, {})).status).toBe(404);
  });

  it('have no key of their own, and belong to nobody', async () => {
    expect((await as.viewer.get('/nvrs/config')).status).toBe(404);
    expect((await as.viewer.get('/nvrs')).body).toEqual({ nvrs: [], estimated_count: 0 });
    expect((await as.owner.delete(`/organizations/${city}/nvrs/5`)).status).toBe(404);
  });
});
