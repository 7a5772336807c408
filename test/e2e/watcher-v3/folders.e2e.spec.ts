import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, tokenOf, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let people: Readonly<Record<'root' | 'owner' | 'editor' | 'viewer' | 'manager' | 'guest' | 'stranger', Person>>;
let as: Readonly<Record<keyof typeof people, V3>>;
let city: number;
let other: number;
let trunk: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    owner: await createUser(server, 'owner'),
    editor: await createUser(server, 'editor'),
    viewer: await createUser(server, 'viewer'),
    manager: await createUser(server, 'manager'),
    guest: await createUser(server, 'guest'),
    stranger: await createUser(server, 'stranger'),
  };
  const organizations = server.app.get(OrganizationsService);
  city = (await organizations.create(system, { title: 'City', ownerId: people.owner.id })).id;
  other = (await organizations.create(system, { title: 'Other' })).id;
  await organizations.addMember(city, people.editor.id, { canViewStreams: true, canEditStreams: true });
  await organizations.addMember(city, people.viewer.id, { canViewStreams: true });
  await organizations.addMember(city, people.manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(city, people.guest.id, {});
  const callers = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [name, await callerOf(server, person)] as const),
  );
  as = Object.fromEntries(callers) as typeof as;
  trunk = Number(itemsOf(await as.owner.get(folders()), 'folders')[0]?.['id']);
});
afterAll(() => server.close());

const folders = (id: number | string = '', organization = city): string =>
  `/organizations/${organization}/folders${id === '' ? '' : `/${id}`}`;
const titlesOf = (said: Said): readonly unknown[] => itemsOf(said, 'folders').map(({ title }) => title);
const hierarchyOf = ({ body }: Said): unknown => body['hierarchy'];

async function plant(title: string, parent?: number, organization = city): Promise<number> {
  const body = { title, ...(parent === undefined ? {} : { parent_id: parent }) };
  const said = await as.root.post(folders('', organization), body);
  expect([said.status, said.status === 200 ? '' : said.text]).toEqual([200, '']);
  return Number(said.body['id']);
}

async function fell(...ids: readonly number[]): Promise<void> {
  for (const id of ids) expect((await as.root.delete(folders(id))).status).toBe(204);
}

describe('a folder', () => {
  it('is made below the root, or below the named parent', async () => {
    const said = await as.editor.post(folders(), { title: 'Ground floor' });
    expect(said.status).toBe(200);
    expectShape(said.body, shapes.folder);
    const id = Number(said.body['id']);
    expect(said.body).toEqual({
      id,
      title: 'Ground floor',
      organization_id: city,
      parent_id: trunk,
      streams_count: 0,
      hierarchy: { level: 1, order_num: 0 },
    });
    const room = await as.owner.post(folders(), {
      title: 'Room',
      parent_id: id,
      coordinates: { latitude: 35.6, longitude: 139.7 },
    });
    expect(room.body).toMatchObject({
      parent_id: id,
      coordinates: { latitude: 35.6, longitude: 139.7 },
      hierarchy: { level: 2, order_num: 0 },
    });
    expect((await as.viewer.get(folders(String(room.body['id'])))).body).toEqual(room.body);
    await fell(id);
    expect(refusalOf(await as.root.get(folders(String(room.body['id']))))).toEqual([404, 'folder_not_found']);
  });

  it('is changed in what is named only', async () => {
    const id = await plant('Before');
    const change = {
      coordinates: { latitude: 1, longitude: 2 },
      floor_plan: { topleft: { latitude: 3, longitude: 4 } },
    };
    expect((await as.editor.put(folders(id), change)).body).toMatchObject({ title: 'Before', ...change });
    const more = await as.editor.put(folders(id), { floor_plan: { topright: { latitude: 5, longitude: 6 } } });
    expect(more.body['floor_plan']).toEqual({
      topleft: { latitude: 3, longitude: 4 },
      topright: { latitude: 5, longitude: 6 },
    });
    for (const nothing of [undefined, 'null', {}])
      expect((await as.editor.put(folders(id), nothing)).body).toEqual(more.body);
    expect((await as.editor.put(folders(id), more.body)).body).toEqual(more.body);
    expect((await as.editor.put(folders(id), { floor_plan: { topleft: null } })).body['floor_plan']).toEqual({
      topright: { latitude: 5, longitude: 6 },
    });
    const cleared = await as.editor.put(folders(id), { coordinates: null, hierarchy: { shift: null } });
    expect([cleared.status, cleared.body['coordinates']]).toEqual([200, undefined]);
    expect((await as.editor.put(folders(id), { floor_plan: null, hierarchy: null })).body).toEqual({
      id,
      title: 'Before',
      organization_id: city,
      parent_id: trunk,
      streams_count: 0,
      hierarchy: { level: 1, order_num: expect.any(Number) as number },
    });
    const reset = await as.editor.put(folders(id), { $reset: true, title: 'After' });
    expect(reset.body).not.toHaveProperty('floor_plan');
    expect(reset.body).toMatchObject({ title: 'After', parent_id: trunk });
    await fell(id);
  });

  it('counts the streams directly in it', async () => {
    const id = await plant('Counted');
    await createCamera(server, { organizationId: city, folderId: id, name: 'counted/gate' });
    expect((await as.viewer.get(folders(id))).body['streams_count']).toBe(1);
    const before = Number((await as.viewer.get(folders(trunk))).body['streams_count']);
    await fell(id);
    expect((await as.viewer.get(folders(trunk))).body['streams_count']).toBe(before + 1);
  });

  it('is for those who may edit streams to change', async () => {
    const id = await plant('Kept');
    for (const who of [as.viewer, as.manager, as.guest]) {
      expect(refusalOf(await who.post(folders(), { title: 'Mine' }))).toEqual([403, 'forbidden']);
      expect((await who.delete(folders(id))).status).toBeGreaterThanOrEqual(403);
    }
    expect(refusalOf(await as.viewer.put(folders(id), { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.viewer.delete(folders(id)))).toEqual([403, 'forbidden']);
    await fell(id);
  });

  it('is hidden with its organization, and never of another one', async () => {
    const foreign = await plant('Foreign', undefined, other);
    for (const [method, path] of [
      ['get', folders()],
      ['get', folders(trunk)],
      ['put', folders(trunk)],
      ['delete', folders(trunk)],
      ['post', folders()],
      ['get', `${folders(trunk)}/floor_plan`],
      ['get', `${folders(trunk)}/users`],
    ] as const)
      expect([method, path, ...refusalOf(await as.stranger[method](path, { title: 'T' }))]).toEqual([
        method,
        path,
        404,
        'organization_not_found',
      ]);
    for (const id of [foreign, 123456, '0', 'x', '2147483648', '99999999999999999999'])
      for (const method of ['get', 'put', 'delete'] as const)
        expect(refusalOf(await as.owner[method](folders(id), {}))).toEqual([404, 'folder_not_found']);
    for (const organization of [123456, 0, 2 ** 31])
      expect(refusalOf(await as.root.get(folders('', organization)))).toEqual([404, 'organization_not_found']);
  });

  it('never is the root that goes', async () => {
    expect((await as.root.delete(folders(trunk))).status).toBe(400);
    expect((await as.root.get(folders(trunk))).body).toMatchObject({ hierarchy: { level: 0, order_num: 0 } });
    expect((await as.root.get(folders(trunk))).body).not.toHaveProperty('parent_id');
  });

  it.each<[unknown, readonly unknown[]]>([
    [undefined, [400, 'missing_required', '/title']],
    ['null', [400, 'missing_required', '/title']],
    [[], [400, 'not_object']],
    [{ title: 5 }, [400, 'not_string', '/title']],
    [{ title: '  ' }, [400, 'invalid_value', '/title']],
    [{ title: 'x'.repeat(256) }, [400, 'too_long', '/title']],
    [{ title: 'T', parent_id: 'x' }, [400, 'not_integer', '/parent_id']],
    [{ title: 'T', parent_id: 123456 }, [400, 'invalid_value', '/parent_id']],
    [{ title: 'T', coordinates: '1,2' }, [400, 'not_object', '/coordinates']],
    [{ title: 'T', coordinates: { latitude: 1 } }, [400, 'missing_required', '/coordinates/longitude']],
    [{ title: 'T', coordinates: { latitude: 91, longitude: 1 } }, [400, 'input_out_of_range', '/coordinates/latitude']],
    [{ title: 'T', floor_plan: [] }, [400, 'not_object', '/floor_plan']],
    [
      { title: 'T', floor_plan: { topleft: { latitude: '1', longitude: 1 } } },
      [400, 'not_number', '/floor_plan/topleft/latitude'],
    ],
    [{ title: 'T', floor_plan: { file: 'x' } }, [400, 'not_object', '/floor_plan/file']],
    [
      { title: 'T', floor_plan: { file: { b64_content: 'no base64!' } } },
      [400, 'wrong_format', '/floor_plan/file/b64_content'],
    ],
    [
      { title: 'T', floor_plan: { file: { binary_content: 'ф' } } },
      [400, 'wrong_format', '/floor_plan/file/binary_content'],
    ],
    [{ title: 'T', floor_plan: { file: { b64_content: 'aGVsbG8=' } } }, [400, 'invalid_value', '/floor_plan/file']],
    [{ title: 'T', hierarchy: 5 }, [400, 'not_object', '/hierarchy']],
    [{ title: 'T', hierarchy: { order_num: '1' } }, [400, 'not_integer', '/hierarchy/order_num']],
    [
      { title: 'T', hierarchy: { shift: { direction: 'up', destination: 1 } } },
      [400, 'unknown_enum_option', '/hierarchy/shift/direction'],
    ],
    [{ title: 'T', hierarchy: { shift: {} } }, [400, 'missing_required', '/hierarchy/shift/direction']],
  ])('is refused: %j', async (body, refusal) => {
    const before = await as.root.get(folders());
    expect(refusalOf(await as.root.post(folders(), body))).toEqual(refusal);
    expect((await as.root.get(folders())).body).toEqual(before.body);
  });
});

describe('moving', () => {
  it('goes before, after and into another folder, with all that lies below', async () => {
    const [a, b, c] = [await plant('A'), await plant('B'), await plant('C')];
    const below = await plant('Below', a);
    const order = async (): Promise<readonly unknown[]> =>
      titlesOf(await as.viewer.get(`${folders()}?hierarchy.level=1`));
    expect(await order()).toEqual(['A', 'B', 'C']);
    const move = async (id: number, direction: string, destination: number): Promise<Said> =>
      as.editor.put(folders(id), { hierarchy: { shift: { direction, destination } } });
    expect(hierarchyOf(await move(c, 'before', a))).toEqual({ level: 1, order_num: 0 });
    expect(await order()).toEqual(['C', 'A', 'B']);
    await move(c, 'after', a);
    expect(await order()).toEqual(['A', 'C', 'B']);
    expect(hierarchyOf(await move(a, 'inside', b))).toMatchObject({ level: 2 });
    expect((await as.viewer.get(folders(below))).body).toMatchObject({ parent_id: a, hierarchy: { level: 3 } });
    expect(refusalOf(await move(b, 'inside', below))).toEqual([400, 'invalid_value', '/hierarchy/shift']);
    expect(refusalOf(await move(b, 'inside', b))).toEqual([400, 'invalid_value', '/hierarchy/shift']);
    expect(refusalOf(await move(b, 'inside', 123456))).toEqual([400, 'invalid_value', '/hierarchy/shift']);
    expect(refusalOf(await move(trunk, 'inside', b))).toEqual([400, 'invalid_value', '/hierarchy/shift']);
    expect((await as.editor.put(folders(a), { parent_id: trunk })).body).toMatchObject({ parent_id: trunk });
    expect((await as.editor.put(folders(c), { hierarchy: { level: 5, order_num: 0 } })).body).toMatchObject({
      hierarchy: { level: 1, order_num: 0 },
    });
    await fell(a, b, c);
  });

  it('keeps one order of all siblings when twenty move at once', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await plant(`S${index}`));
    const moves = Array.from({ length: 20 }, (_, index) =>
      as.editor.put(folders(ids[index % 8] ?? trunk), {
        hierarchy: { shift: { direction: index % 2 ? 'before' : 'after', destination: ids[(index * 3 + 1) % 8] } },
      }),
    );
    for (const { status } of await Promise.all(moves)) expect([200, 400]).toContain(status);
    const found = itemsOf(await as.viewer.get(`${folders()}?parent_id=${trunk}`), 'folders');
    expect(found.map(({ hierarchy }) => (hierarchy as Item)['order_num'])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await fell(...ids);
  }, 60_000);
});

describe('the floor plan', () => {
  const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2000, 7)]);

  it.each([
    ['b64_content', picture.toString('base64')],
    ['binary_content', picture.toString('latin1')],
  ])('comes as %s, is served to whoever may see the folder, and goes', async (key, content) => {
    const id = await plant('Planned');
    const said = await as.editor.put(folders(id), { floor_plan: { file: { name: 'plan.png', [key]: content } } });
    const url = `/watcher/client-api/v3${folders(id)}/floor_plan`;
    expect(said.body['floor_plan']).toEqual({
      file: { name: 'plan.png', mime_type: 'image/png', b64_content: picture.toString('base64'), url },
    });
    const token = await tokenOf(server, people.viewer);
    const served = await fetch(server.url + url, { headers: { authorization: `Bearer ${token}` } });
    expect(served.status).toBe(200);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('cache-control')).toContain('no-store');
    expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
    expect((await fetch(server.url + url)).status).toBe(401);
    expect((await as.stranger.get(`${folders(id)}/floor_plan`)).status).toBe(404);
    const [listed] = itemsOf(await as.viewer.get(`${folders()}?id=${id}`), 'folders');
    expect(listed?.['floor_plan']).toEqual({ file: { name: 'plan.png', mime_type: 'image/png', url } });
    // An answer that comes back as it was changes nothing.
    expect((await as.editor.put(folders(id), said.body)).body).toEqual(said.body);
    const cleared = await as.editor.put(folders(id), { floor_plan: { file: null } });
    expect([cleared.status, cleared.body['floor_plan']]).toEqual([200, undefined]);
    expect(refusalOf(await as.viewer.get(`${folders(id)}/floor_plan`))).toEqual([404, 'folder_not_found']);
    await fell(id);
  });

  it('may be as large as 2 MiB, and no larger', async () => {
    const id = await plant('Large');
    const large = (bytes: number): object => ({
      floor_plan: { file: { b64_content: Buffer.concat([picture, Buffer.alloc(bytes)]).toString('base64') } },
    });
    expect((await as.editor.put(folders(id), large(2_000_000))).status).toBe(200);
    expect((await as.editor.put(folders(id), large(2_200_000))).status).toBe(400);
    expect((await as.editor.put(folders(id), large(4_000_000))).status).toBe(413);
    await fell(id);
  });

  it('is no page that a browser would run', async () => {
    const id = await plant('Page');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
      'base64',
    );
    const file = { b64_content: svg, mime_type: 'image/svg+xml' };
    expect(refusalOf(await as.editor.put(folders(id), { floor_plan: { file } }))).toEqual([
      400,
      'invalid_value',
      '/floor_plan/file',
    ]);
    await fell(id);
  });
});

describe('the list of folders', () => {
  let ids: readonly number[];
  beforeAll(async () => {
    const hall = await plant('Hall');
    ids = [hall, await plant('Attic'), await plant('Desk', hall), await plant('Desk', hall)];
    await as.root.put(folders(ids[1] ?? 0), { coordinates: { latitude: 10, longitude: 20 } });
  });
  afterAll(async () => fell(...ids.slice(0, 2)));

  it('comes by level and place where no order is asked for', async () => {
    expect(titlesOf(await as.viewer.get(folders()))).toEqual(['City', 'Hall', 'Attic', 'Desk', 'Desk']);
    expectShape((await as.viewer.get(folders())).body['folders'], [shapes.folder]);
  });

  it.each<[string, readonly string[]]>([
    ['title=Desk', ['Desk', 'Desk']],
    ['title_like=tt', ['Attic']],
    ['parent_id_is=null', ['City']],
    ['hierarchy.level_lt=2&hierarchy.order_num=1', ['Attic']],
    ['coordinates.latitude_gt=9.5', ['Attic']],
    ['coordinates.longitude_is=null&hierarchy.level=1', ['Hall']],
    ['streams_count_gte=0&title_gt=D', ['Desk', 'Desk', 'Hall']],
    ['parent_id_ne=0&hierarchy.level=0', ['City']],
  ])('is filtered by %s', async (query, titles) => {
    const said = await as.viewer.get(`${folders()}?sort=title&${query}`);
    expect(titlesOf(said)).toEqual(titles);
    expect(said.body['estimated_count']).toBe(titles.length);
  });

  it('is walked page by page, and selected', async () => {
    for (const order of ['', '?sort=title', '?sort=-coordinates.latitude', '?sort=-hierarchy.level,title'])
      expect(await walk(as.viewer, folders() + order, 'folders')).toHaveLength(5);
    expect(itemsOf(await as.viewer.get(`${folders()}?title=Hall&select=hierarchy.level`), 'folders')).toEqual([
      { id: ids[0], hierarchy: { level: 1 } },
    ]);
  });

  it('shows a member without rights the folders of their permissions only', async () => {
    expect(titlesOf(await as.guest.get(folders()))).toEqual([]);
    await as.manager.put(`${folders(ids[0])}/users/${people.guest.id}`, { can_view: true });
    expect(titlesOf(await as.guest.get(folders()))).toEqual(['Hall', 'Desk', 'Desk']);
    expect(refusalOf(await as.guest.get(folders(trunk)))).toEqual([404, 'folder_not_found']);
    await as.manager.delete(`${folders(ids[0])}/users/${people.guest.id}`);
  });
});

describe('users of a folder', () => {
  let hall: number;
  const users = (id: number | string = ''): string => `${folders(hall)}/users${id === '' ? '' : `/${id}`}`;
  beforeAll(async () => {
    hall = await plant('Hall of users');
    await createCamera(server, { organizationId: city, folderId: hall, name: 'hall/door' });
  });

  it('get permissions, members or not, which count at once', async () => {
    expect((await as.stranger.get('/streams/hall/door')).status).toBe(404);
    const said = await as.manager.put(users(people.stranger.id), { can_view: true, dvr_depth_limit: 3600 });
    expect(said.status).toBe(200);
    expect(said.body).toEqual({
      can_view: true,
      can_view_dvr: false,
      can_use_ptz: false,
      can_use_actions: false,
      dvr_depth_limit: 3600,
    });
    expect((await as.stranger.get('/streams/hall/door')).status).toBe(200);
    expect((await as.manager.get(users(people.stranger.id))).body).toEqual(said.body);
    const kept = await as.manager.put(users(people.stranger.id), { can_view_dvr: true });
    expect(kept.body).toMatchObject({ can_view: true, can_view_dvr: true, dvr_depth_limit: 3600 });
    expect((await as.manager.put(users(people.stranger.id), { $reset: true, can_view: true })).body).toEqual({
      ...said.body,
      dvr_depth_limit: 0,
    });
    expect((await as.manager.delete(users(people.stranger.id))).status).toBe(204);
    expect(refusalOf(await as.manager.delete(users(people.stranger.id)))).toEqual([404, 'permission_not_found']);
    expect(refusalOf(await as.manager.get(users(people.stranger.id)))).toEqual([404, 'permission_not_found']);
    expect((await as.stranger.get('/streams/hall/door')).status).toBe(404);
  });

  it('get `can_view` where nothing is named', async () => {
    for (const nothing of [undefined, 'null', {}]) {
      expect((await as.owner.put(users(people.guest.id), nothing)).body).toMatchObject({
        can_view: true,
        can_use_ptz: false,
      });
      await as.owner.delete(users(people.guest.id));
    }
  });

  it('never get what the giver does not hold', async () => {
    for (const right of ['can_use_ptz', 'can_use_actions'])
      expect(refusalOf(await as.manager.put(users(people.guest.id), { can_view: true, [right]: true }))).toEqual([
        403,
        'forbidden',
      ]);
    expect(refusalOf(await as.manager.get(users(people.guest.id)))).toEqual([404, 'permission_not_found']);
    const all = { can_view: true, can_view_dvr: true, can_use_ptz: true, can_use_actions: true, dvr_depth_limit: 60 };
    expect((await as.owner.put(users(people.guest.id), all)).body).toEqual(all);
    await as.owner.delete(users(people.guest.id));
  });

  it('are managed by those who may edit users', async () => {
    for (const who of [as.viewer, as.editor]) {
      expect(refusalOf(await who.put(users(people.guest.id), {}))).toEqual([403, 'forbidden']);
      expect(refusalOf(await who.get(users()))).toEqual([403, 'forbidden']);
    }
    for (const id of ['123456', '0', 'x', '2147483648'])
      expect(refusalOf(await as.root.put(users(id), {}))).toEqual([404, 'user_not_found']);
    expect(refusalOf(await as.owner.put(`${folders(123456)}/users/${people.guest.id}`, {}))).toEqual([
      404,
      'folder_not_found',
    ]);
  });

  it.each<[unknown, readonly unknown[]]>([
    [{ can_view: 'yes' }, [400, 'not_boolean', '/can_view']],
    [{ can_use_actions: 1 }, [400, 'not_boolean', '/can_use_actions']],
    [{ dvr_depth_limit: 1.5 }, [400, 'not_integer', '/dvr_depth_limit']],
    [{ dvr_depth_limit: -1 }, [400, 'input_out_of_range', '/dvr_depth_limit']],
    [{ dvr_depth_limit: 2 ** 31 }, [400, 'input_out_of_range', '/dvr_depth_limit']],
    [[], [400, 'not_object']],
  ])('are refused: %j', async (body, refusal) => {
    expect(refusalOf(await as.root.put(users(people.guest.id), body))).toEqual(refusal);
    expect((await as.root.get(users(people.guest.id))).status).toBe(404);
  });

  it('are listed, filtered, sorted and walked', async () => {
    const given: readonly (readonly [Person, object])[] = [
      [people.guest, { can_view: true, can_view_dvr: true, dvr_depth_limit: 60 }],
      [people.stranger, { can_view: true }],
      [people.viewer, { can_view: true, can_use_ptz: true }],
    ];
    for (const [person, rights] of given) await as.owner.put(users(person.id), rights);
    const list = async (query: string): Promise<readonly unknown[]> =>
      itemsOf(await as.manager.get(`${users()}?${query}`), 'users').map((item) => item['user_id']);
    expectShape((await as.manager.get(users())).body['users'], [{ ...shapes.folderUser, user_id: 'integer' }]);
    expect(await list('sort=-user_id')).toEqual([people.stranger.id, people.guest.id, people.viewer.id]);
    expect(await list('can_view_dvr')).toEqual([people.guest.id]);
    expect(await list('can_use_ptz_ne=true&sort=user_id')).toEqual([people.guest.id, people.stranger.id]);
    expect(await list('dvr_depth_limit_lte=0&can_use_ptz=false')).toEqual([people.stranger.id]);
    expect(await walk(as.manager, `${users()}?sort=can_use_ptz,-dvr_depth_limit`, 'users')).toHaveLength(3);
    expect(itemsOf(await as.manager.get(`${users()}?can_use_ptz&select=can_view`), 'users')).toEqual([
      { user_id: people.viewer.id, can_view: true },
    ]);
  });
});
