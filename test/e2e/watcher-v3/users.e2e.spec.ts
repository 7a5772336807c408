import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderPermissionsService, FoldersService, OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, password, type Person } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let people: Readonly<Record<'root' | 'keeper' | 'owner' | 'manager' | 'member' | 'stranger', Person>>;
let as: Readonly<Record<keyof typeof people, V3>>;
let city: number;
let town: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    keeper: await createUser(server, 'keeper', { accessLevel: 'domain_admin' }),
    owner: await createUser(server, 'owner'),
    manager: await createUser(server, 'manager'),
    member: await createUser(server, 'member'),
    stranger: await createUser(server, 'stranger'),
  };
  const organizations = server.app.get(OrganizationsService);
  city = (await organizations.create(system, { title: 'City', ownerId: people.owner.id, limits: { users: 8 } })).id;
  town = (await organizations.create(system, { title: 'Town' })).id;
  await organizations.addMember(city, people.manager.id, { canViewStreams: true, canEditUsers: true });
  await organizations.addMember(city, people.member.id, { canViewStreams: true });
  await organizations.addMember(town, people.member.id, {});
  const callers = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [name, await callerOf(server, person)] as const),
  );
  as = Object.fromEntries(callers) as typeof as;
});
afterAll(() => server.close());

const namesOf = (said: Said): readonly unknown[] => itemsOf(said, 'users_list').map(({ name }) => name);
const idOf = ({ body }: Said): number => Number(body['id']);

async function make(who: V3, name: string, more: object = {}): Promise<number> {
  const said = await who.post('/users', { name, password, ...more });
  expect([said.status, said.status === 200 ? '' : said.text]).toEqual([200, '']);
  return idOf(said);
}

const basic = (login: string, secret: string): string =>
  `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`;

async function comesIn(login: string, secret: string): Promise<boolean> {
  const stranger = await callerOf(server, basic(login, secret));
  return (await stranger.get('/streams')).status === 200;
}

describe('POST /users', () => {
  const everything = {
    name: 'everything',
    password,
    fullname: 'Ada Lovelace',
    email: 'ada@example.com',
    phone: '+78007778413',
    locale: 'en',
    note: 'Works nights.',
    external_id: 'B-17',
    access_level: 'generic',
    disabled: false,
    readonly: false,
    max_sessions: 5,
  };

  it('makes an account with all of its fields, and never shows the password', async () => {
    const said = await as.root.post('/users', { ...everything, organization_id: city, id: 7, organizations: [], x: 1 });
    expect(said.status).toBe(200);
    expectShape(said.body, shapes.user);
    const { password: _, ...shown } = everything;
    expect(said.body).toMatchObject(shown);
    expect(said.text).not.toContain(password);
    expect(said.body['organizations']).toEqual([
      {
        id: city,
        title: 'City',
        owner: { id: people.owner.id, name: 'owner' },
        permissions: {
          is_member: true,
          can_view_streams: false,
          can_edit_streams: false,
          can_edit_users: false,
          can_view_stats: false,
          can_view_persons_lists: false,
          can_edit_persons_lists: false,
        },
      },
    ]);
    expect(await comesIn('everything', password)).toBe(true);
    expect(refusalOf(await as.root.post('/users', everything))).toEqual([409, 'login_taken', '/name']);
    await as.root.delete(`/users/${idOf(said)}`);
  });

  it('goes without a password: it is random until it is set', async () => {
    const said = await as.root.post('/users', { name: 'silent' });
    expect(said.status).toBe(200);
    expect(said.text).not.toContain('password');
    expect(await comesIn('silent', '')).toBe(false);
    await as.root.put(`/users/${idOf(said)}`, { password });
    expect(await comesIn('silent', password)).toBe(true);
    await as.root.delete(`/users/${idOf(said)}`);
  });

  it('puts them into the default organization for administrators, into their own for managers', async () => {
    const [home] = itemsOf(await as.root.get('/organizations?is_default=true'), 'organizations');
    const byRoot = await make(as.root, 'of-root');
    const byManager = await make(as.manager, 'of-manager');
    const places = async (id: number): Promise<readonly unknown[]> =>
      ((await as.root.get(`/users/${id}`)).body['organizations'] as readonly Item[]).map((place) => place['id']);
    expect(await places(byRoot)).toEqual([home?.['id']]);
    expect(await places(byManager)).toEqual([city]);
    for (const id of [byRoot, byManager]) await as.root.delete(`/users/${id}`);
  });

  it('is refused where the caller may not edit users', async () => {
    const body = { name: 'not-made', password };
    expect(refusalOf(await as.stranger.post('/users', body))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.member.post('/users', { ...body, organization_id: city }))).toEqual([403, 'forbidden']);
    for (const place of [town, 123456, 2 ** 31 - 1])
      expect(refusalOf(await as.manager.post('/users', { ...body, organization_id: place }))).toEqual([
        404,
        'organization_not_found',
      ]);
    expect(namesOf(await as.root.get('/users?name=not-made'))).toEqual([]);
  });

  it('never gives a level above the own', async () => {
    const body = { name: 'too-high', password };
    for (const level of ['domain_admin', 'admin'])
      expect(refusalOf(await as.manager.post('/users', { ...body, access_level: level }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.keeper.post('/users', { ...body, access_level: 'admin' }))).toEqual([403, 'forbidden']);
    const id = await make(as.keeper, 'second-keeper', { access_level: 'domain_admin' });
    expect((await as.keeper.delete(`/users/${id}`)).status).toBe(204);
    expect(namesOf(await as.root.get('/users?name=too-high'))).toEqual([]);
  });

  it('stops at the limit of the organization, also when all come at once', async () => {
    const { id } = await server.app.get(OrganizationsService).create(system, { title: 'Small', limits: { users: 3 } });
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        as.root.post('/users', { name: `many-${index}`, password, organization_id: id }),
      ),
    );
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 200, 402, 402, 402, 402, 402]);
    expect(refusalOf(all.find(({ status }) => status === 402) ?? (all[0] as Said))).toEqual([402, 'limit_reached']);
    // The three, and who made the organization and owns it.
    expect(namesOf(await as.root.get(`/users?organization_id=${id}`))).toHaveLength(4);
    expect(namesOf(await as.root.get('/users?name_like=many-'))).toHaveLength(3);
  });

  it('makes one account of fifty that ask for the same name at once', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => as.root.post('/users', { name: 'unique' })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 409]));
  }, 60_000);

  it.each<[unknown, readonly unknown[]]>([
    [undefined, [400, 'missing_required', '/name']],
    ['null', [400, 'missing_required', '/name']],
    [{ name: null }, [400, 'not_string', '/name']],
    [{ name: '' }, [400, 'too_short', '/name']],
    [{ name: 'x'.repeat(256) }, [400, 'too_long', '/name']],
    [{ name: 'with:colon' }, [400, 'invalid_value', '/name']],
    [{ name: 'n', password: 5 }, [400, 'not_string', '/password']],
    [{ name: 'n', password: 'short' }, [400, 'password_unacceptable', '/password']],
    [{ name: 'n', email: 'nobody' }, [400, 'wrong_format', '/email']],
    [{ name: 'n', locale: 'english' }, [400, 'wrong_format', '/locale']],
    [{ name: 'n', note: 'x'.repeat(4001) }, [400, 'too_long', '/note']],
    [{ name: 'n', access_level: 'root' }, [400, 'unknown_enum_option', '/access_level']],
    [{ name: 'n', access_level: true }, [400, 'not_string', '/access_level']],
    [{ name: 'n', disabled: 'no' }, [400, 'not_boolean', '/disabled']],
    [{ name: 'n', readonly: 0 }, [400, 'not_boolean', '/readonly']],
    [{ name: 'n', max_sessions: 0 }, [400, 'input_out_of_range', '/max_sessions']],
    [{ name: 'n', max_sessions: '5' }, [400, 'not_integer', '/max_sessions']],
    [{ name: 'n', organization_id: '1' }, [400, 'not_integer', '/organization_id']],
    [{ name: 'n', organization_id: 2 ** 31 }, [400, 'input_out_of_range', '/organization_id']],
  ])('refuses %j', async (body, refusal) => {
    expect(refusalOf(await as.root.post('/users', body))).toEqual(refusal);
    expect(namesOf(await as.root.get('/users?name=n'))).toEqual([]);
  });
});

describe('GET and PUT /users/{id}', () => {
  it('changes what is named, and nothing else', async () => {
    const id = await make(as.root, 'changing', { fullname: 'Before', email: 'b@example.com', max_sessions: 3 });
    const changed = await as.root.put(`/users/${id}`, { fullname: 'After', max_sessions: null });
    expect(changed.body).toMatchObject({ name: 'changing', fullname: 'After', email: 'b@example.com' });
    expect(changed.body).not.toHaveProperty('max_sessions');
    const cleared = await as.root.put(`/users/${id}`, { email: '', phone: null });
    expect([cleared.status, cleared.body['email'], cleared.body['name']]).toEqual([200, undefined, 'changing']);
    for (const nothing of [undefined, 'null', {}])
      expect((await as.root.put(`/users/${id}`, nothing)).body['fullname']).toBe('After');
    expect((await as.root.put(`/users/${id}`, { $reset: true, note: 'N' })).body).toMatchObject({ note: 'N' });
    expect((await as.root.get(`/users/${id}`)).body).not.toHaveProperty('fullname');
    await as.root.delete(`/users/${id}`);
  });

  it('lets a manager send the whole object back', async () => {
    const id = await make(as.manager, 'echo', { fullname: 'Before' });
    const { body: before } = await as.manager.get(`/users/${id}`);
    const said = await as.manager.put(`/users/${id}`, { ...before, fullname: 'After' });
    expect([said.status, said.body]).toEqual([200, { ...before, fullname: 'After' }]);
    await as.manager.delete(`/users/${id}`);
  });

  it('renames, and rejects a taken name, in any case', async () => {
    const id = await make(as.root, 'renamed');
    expect(refusalOf(await as.root.put(`/users/${id}`, { name: 'OWNER' }))).toEqual([409, 'login_taken', '/name']);
    expect((await as.root.put(`/users/${id}`, { name: 'anew' })).body['name']).toBe('anew');
    expect(await comesIn('anew', password)).toBe(true);
    await as.root.delete(`/users/${id}`);
  });

  it('ends every session with a new password, and when they are disabled', async () => {
    const id = await make(as.root, 'ending');
    const first = await callerOf(server, { id, login: 'ending', password });
    await as.root.put(`/users/${id}`, { password: 'another long passphrase' });
    expect((await first.get('/streams')).status).toBe(401);
    const second = await callerOf(server, { id, login: 'ending', password: 'another long passphrase' });
    expect((await as.root.put(`/users/${id}`, { disabled: true })).body['disabled']).toBe(true);
    expect((await second.get('/streams')).status).toBe(401);
    await as.root.put(`/users/${id}`, { disabled: false });
    expect((await second.get('/streams')).status).toBe(401);
    expect(await comesIn('ending', 'another long passphrase')).toBe(true);
    await as.root.delete(`/users/${id}`);
  });

  it('is for those who manage every organization of the user', async () => {
    const seen = await as.manager.get(`/users/${people.member.id}`);
    expect(seen.status).toBe(200);
    // The member is in another organization, too, which the manager does not know.
    expect((seen.body['organizations'] as readonly Item[]).map(({ id }) => id)).toEqual([city]);
    const refused = await as.manager.put(`/users/${people.member.id}`, { password: 'taken over by me' });
    expect(refusalOf(refused)).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.manager.delete(`/users/${people.member.id}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.manager.put(`/users/${people.owner.id}`, { disabled: true }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(await comesIn('member', password)).toBe(true);
  });

  it('keeps administrators from domain administrators', async () => {
    expect(refusalOf(await as.keeper.put(`/users/${people.root.id}`, { password: 'taken over by me' }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(refusalOf(await as.keeper.get(`/users/${people.root.id}/apikey`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.keeper.put(`/users/${people.keeper.id}`, { access_level: 'admin' }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  it('answers alike for a user who is hidden and one who is not there', async () => {
    for (const [method, path] of [
      ['get', ''],
      ['put', ''],
      ['delete', ''],
      ['get', '/apikey'],
      ['post', '/apikey'],
      ['get', '/organization'],
      ['get', '/permissions/streams'],
      ['get', `/organization/${city}/folders`],
    ] as const) {
      const hidden = await as.manager[method](`/users/${people.stranger.id}${path}`);
      expect([method, path, ...refusalOf(hidden)]).toEqual([method, path, 404, 'user_not_found']);
      for (const id of ['123456', '0', 'x', '2147483648', '99999999999999999999'])
        expect((await as.manager[method](`/users/${id}${path}`)).body).toEqual(hidden.body);
    }
  });

  it('lets everybody see themselves, and nobody delete themselves', async () => {
    const said = await as.member.get(`/users/${people.member.id}`);
    expect(said.body).toMatchObject({ name: 'member' });
    expect((said.body['organizations'] as readonly Item[]).map(({ id }) => id)).toEqual([city, town]);
    expect(refusalOf(await as.root.delete(`/users/${people.root.id}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.member.delete(`/users/${people.member.id}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.member.put(`/users/${people.member.id}`, { access_level: 'admin' }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  it.each<[unknown, readonly unknown[]]>([
    [{ name: 5 }, [400, 'not_string', '/name']],
    [{ name: null }, [400, 'not_string', '/name']],
    [{ password: null }, [400, 'not_string', '/password']],
    [{ password: '' }, [400, 'password_unacceptable', '/password']],
    [{ access_level: null }, [400, 'not_string', '/access_level']],
    [{ max_sessions: 1.5 }, [400, 'not_integer', '/max_sessions']],
    [[], [400, 'not_object']],
  ])('refuses %j and changes nothing', async (body, refusal) => {
    const before = await as.root.get(`/users/${people.member.id}`);
    expect(refusalOf(await as.root.put(`/users/${people.member.id}`, body))).toEqual(refusal);
    expect((await as.root.get(`/users/${people.member.id}`)).body).toEqual(before.body);
  });

  it('deletes a user once', async () => {
    const id = await make(as.manager, 'gone');
    const said = await as.manager.delete(`/users/${id}`);
    expect([said.status, said.text]).toEqual([204, '']);
    expect(refusalOf(await as.manager.delete(`/users/${id}`))).toEqual([404, 'user_not_found']);
    expect(await comesIn('gone', password)).toBe(false);
  });
});

describe('GET /users', () => {
  it('lists all for administrators, those of their organizations for managers, themselves for everybody', async () => {
    expect(namesOf(await as.root.get('/users?limit=1000&sort=id'))).toEqual(
      expect.arrayContaining(['root', 'keeper', 'owner', 'manager', 'member', 'stranger']),
    );
    expect(namesOf(await as.manager.get('/users?sort=name'))).toEqual(['manager', 'member', 'owner']);
    expect(namesOf(await as.stranger.get('/users'))).toEqual(['stranger']);
    expectShape((await as.root.get('/users')).body['users_list'], [shapes.user]);
  });

  it('narrows to an organization that the caller manages', async () => {
    expect(namesOf(await as.root.get(`/users?organization_id=${town}`))).toEqual(['root', 'member']);
    expect(namesOf(await as.manager.get(`/users?organization_id=${city}&sort=-name`))).toEqual([
      'owner',
      'member',
      'manager',
    ]);
    expect(refusalOf(await as.manager.get(`/users?organization_id=${town}`))).toEqual([404, 'organization_not_found']);
    expect(refusalOf(await as.member.get(`/users?organization_id=${city}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.root.get('/users?organization_id=99999999999'))).toEqual([404, 'organization_not_found']);
    expect(refusalOf(await as.root.get('/users?organization_id=x'))).toEqual([400, 'not_integer', 'organization_id']);
  });

  it.each<[string, readonly string[]]>([
    ['name=owner,member', ['member', 'owner']],
    ['access_level_ne=generic', ['keeper', 'root']],
    ['access_level=admin', ['root']],
    ['name_like=own', ['owner']],
    ['disabled&name_gt=a', []],
    ['name_gte=o&name_lt=p', ['owner']],
    ['email_is_not=null&name=owner', []],
    ['max_sessions_is=null&name=owner', ['owner']],
    ['created_at_gt=9999999999998', []],
  ])('filters by %s', async (query, names) => {
    const said = await as.root.get(`/users?sort=name&${query}`);
    expect(namesOf(said)).toEqual(names);
    expect(said.body['estimated_count']).toBe(names.length);
  });

  it('walks pages, and selects', async () => {
    for (const order of ['', '?sort=-access_level', '?sort=email,-name'])
      expect((await walk(as.root, `/users${order}`, 'users_list')).length).toBeGreaterThan(5);
    const said = await as.root.get('/users?name=owner&select=access_level');
    expect(itemsOf(said, 'users_list')).toEqual([{ id: people.owner.id, name: 'owner', access_level: 'generic' }]);
  });
});

describe('API keys of users', () => {
  it('are made and shown by those who control the account, and replace each other', async () => {
    const id = await make(as.manager, 'keyed');
    expect((await as.manager.get(`/users/${id}/apikey`)).body).toEqual({});
    const first = await as.manager.post(`/users/${id}/apikey`, 'null');
    expectShape(first.body, shapes.apikey);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect((await as.manager.get(`/users/${id}/apikey`)).body).toEqual(first.body);
    const keyed = await callerOf(server, `Bearer ${String(first.body['apikey'])}`);
    expect((await keyed.get('/profile')).body['name']).toBe('keyed');
    const second = await as.root.post(`/users/${id}/apikey`);
    expect(second.body['apikey']).not.toBe(first.body['apikey']);
    expect((await keyed.get('/profile')).status).toBe(401);
    await as.root.delete(`/users/${id}`);
  });

  it('are not for members, nor for managers of a part of the organizations', async () => {
    for (const method of ['get', 'post'] as const) {
      expect(refusalOf(await as.manager[method](`/users/${people.member.id}/apikey`))).toEqual([403, 'forbidden']);
      expect(refusalOf(await as.manager[method](`/users/${people.owner.id}/apikey`))).toEqual([403, 'forbidden']);
    }
  });
});

describe('GET /users/{id}/organization', () => {
  it("shows where a user belongs, with the user's own rights", async () => {
    const said = await as.root.get(`/users/${people.member.id}/organization?sort=title&can_edit=true`);
    const found = itemsOf(said, 'organizations');
    expectShape(found, [shapes.organization]);
    expect(found.map(({ title }) => title)).toEqual(['City', 'Town']);
    expect(found[0]?.['user_permissions']).toMatchObject({
      is_member: true,
      can_view_streams: true,
      can_edit_users: false,
    });
    expect(found[1]?.['user_permissions']).toMatchObject({ is_member: true, can_view_streams: false });
  });

  it('shows where the caller may edit users', async () => {
    const of = async (who: V3, user: Person, query: string): Promise<readonly unknown[]> =>
      itemsOf(await who.get(`/users/${user.id}/organization${query}`), 'organizations').map(({ title }) => title);
    expect(await of(as.manager, people.member, '')).toEqual(['City']);
    expect(await of(as.manager, people.member, '?can_edit=true')).toEqual(['City']);
    expect(await of(as.manager, people.member, '?can_edit=false')).toEqual(['City']);
    expect(await of(as.member, people.member, '?can_edit=true')).toEqual([]);
    expect(await of(as.member, people.member, '?can_edit=false&title_like=own')).toEqual(['Town']);
    expect(await of(as.owner, people.owner, '?can_edit')).toEqual(['City']);
    expect(refusalOf(await as.owner.get(`/users/${people.owner.id}/organization?can_edit=5`))).toEqual([
      400,
      'not_boolean',
      'can_edit',
    ]);
    expect(await walk(as.root, `/users/${people.member.id}/organization`, 'organizations')).toHaveLength(2);
  });
});

describe('GET /users/{id}/organization/{organization_id}/folders', () => {
  it('shows the folders on which the user has a permission, and which', async () => {
    const folders = server.app.get(FoldersService);
    const folderPermissions = server.app.get(FolderPermissionsService);
    const made = await Promise.all(
      ['Hall', 'Attic', 'Yard'].map(async (title) => folders.create(system, city, { title })),
    );
    for (const { id } of made.slice(0, 2))
      await folderPermissions.set(system, city, id, people.stranger.id, { canView: true, dvrDepthLimitSeconds: 60 });
    const path = `/users/${people.stranger.id}/organization/${city}/folders`;
    for (const who of [as.root, as.manager, as.stranger]) {
      const found = itemsOf(await who.get(`${path}?sort=title`), 'folders');
      expectShape(found, [shapes.folder]);
      expect(found.map(({ title }) => title)).toEqual(['Attic', 'Hall']);
      expect(found[0]?.['permissions']).toEqual({
        can_view: true,
        can_view_dvr: false,
        can_use_ptz: false,
        can_use_actions: false,
        dvr_depth_limit: 60,
      });
    }
    expect(await walk(as.root, path, 'folders')).toHaveLength(2);
    expect(itemsOf(await as.root.get(`${path}?permissions.dvr_depth_limit_gt=60`), 'folders')).toEqual([]);
    expect(itemsOf(await as.root.get(`${path}?title=Hall&select=permissions.can_view`), 'folders')).toEqual([
      { id: made[0]?.id, permissions: { can_view: true } },
    ]);
    expect(refusalOf(await as.member.get(path))).toEqual([403, 'forbidden']);
    expect(refusalOf(await as.root.get(`/users/${people.stranger.id}/organization/123456/folders`))).toEqual([
      404,
      'organization_not_found',
    ]);
  });
});
