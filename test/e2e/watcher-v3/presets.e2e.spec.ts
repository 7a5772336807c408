import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, type Person } from '../../support/people.js';
import { callerOf, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let root: V3;
let keeper: V3;
let member: V3;
let stranger: V3;
let city: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person = async (login: string, accessLevel: 'generic' | 'domain_admin' | 'admin'): Promise<Person> =>
    createUser(server, login, { accessLevel });
  const joined = await person('member', 'generic');
  root = await callerOf(server, await person('root', 'admin'));
  keeper = await callerOf(server, await person('keeper', 'domain_admin'));
  member = await callerOf(server, joined);
  stranger = await callerOf(server, await person('stranger', 'generic'));
  const organizations = server.app.get(OrganizationsService);
  city = (await organizations.createWithoutOwner({ title: 'City', isPublic: false })).id;
  await organizations.addMember(city, joined.id, { canViewStreams: true, canEditStreams: true, canEditUsers: true });
});
afterAll(() => server.close());

async function make(title: string, more: object = {}): Promise<number> {
  const said = await root.post('/presets', { title, ...more });
  expect(said.status).toBe(200);
  return Number(said.body['id']);
}

const titlesOf = (said: Said): readonly unknown[] => itemsOf(said, 'presets').map(({ title }) => title);

describe('a preset', () => {
  it('is made, read, changed and deleted by administrators', async () => {
    const dvr = { expiration: 604800, storage_limit: 4e11 };
    const vision = { detectors: [{ faces: {}, region_id: 'gate' }] };
    for (const who of [root, keeper]) {
      const made = await who.post('/presets', { title: 'Week', dvr, vision, is_adjustable: false });
      expect(made.status).toBe(200);
      expectShape(made.body, shapes.preset);
      const id = String(made.body['id']);
      expect(made.body).toEqual({
        id: Number(id),
        title: 'Week',
        dvr,
        vision,
        is_adjustable: false,
        is_default: false,
        last_change: {
          updated_at: expect.any(Number) as number,
          user: { id: expect.any(Number) as number, name: expect.any(String) as string },
        },
        stats: { organizations_count: 0, streams_count: 0 },
      });
      expect((await who.get(`/presets/${id}`)).body).toEqual(made.body);
      const changed = await who.put(`/presets/${id}`, { dvr: { expiration: 86400 } });
      expect(changed.body).toMatchObject({ title: 'Week', dvr: { expiration: 86400, storage_limit: 4e11 }, vision });
      const cleared = await who.put(`/presets/${id}`, { dvr: null, vision: null });
      expect(cleared.body).toMatchObject({ id: Number(id), title: 'Week' });
      expect(cleared.body).not.toHaveProperty('dvr');
      expect(cleared.body).not.toHaveProperty('vision');
      expect((await who.put(`/presets/${id}`, { $reset: true })).body).toMatchObject({ is_adjustable: true });
      expect((await who.delete(`/presets/${id}`)).status).toBe(204);
      expect(refusalOf(await who.get(`/presets/${id}`))).toEqual([404, 'preset_not_found']);
      expect(refusalOf(await who.delete(`/presets/${id}`))).toEqual([404, 'preset_not_found']);
      expect(refusalOf(await who.put(`/presets/${id}`, { title: 'Back' }))).toEqual([404, 'preset_not_found']);
    }
    expect(titlesOf(await root.get('/presets'))).toEqual([]);
  });

  it('is not for others to change: 403 where they see it, 404 where not', async () => {
    const id = await make('Seen');
    await root.put(`/organizations/${city}/presets`, { preset_id: id });
    expect(refusalOf(await member.post('/presets', { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await member.put(`/presets/${id}`, { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await member.delete(`/presets/${id}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await stranger.get(`/presets/${id}`))).toEqual([404, 'preset_not_found']);
    expect(refusalOf(await stranger.put(`/presets/${id}`, { title: 'Mine' }))).toEqual([404, 'preset_not_found']);
    expect(refusalOf(await stranger.delete(`/presets/${id}`))).toEqual([404, 'preset_not_found']);
    for (const odd of ['0', 'x', '2147483648'])
      expect(refusalOf(await root.get(`/presets/${odd}`))).toEqual([404, 'preset_not_found']);
    await root.delete(`/presets/${id}`);
  });

  it.each<[unknown, readonly unknown[]]>([
    ['null', [400, 'missing_required', '/title']],
    [{ title: 5 }, [400, 'not_string', '/title']],
    [{ title: 'T', dvr: 5 }, [400, 'not_object', '/dvr']],
    [{ title: 'T', dvr: { expiration: 'week' } }, [400, 'not_integer', '/dvr/expiration']],
    [{ title: 'T', dvr: { storage_limit: -1 } }, [400, 'input_out_of_range', '/dvr/storage_limit']],
    [{ title: 'T', vision: 'faces' }, [400, 'not_object', '/vision']],
    [{ title: 'T', is_adjustable: 'no' }, [400, 'not_boolean', '/is_adjustable']],
    [{ title: 'T', is_default: 1 }, [400, 'not_boolean', '/is_default']],
  ])('is refused: %j', async (body, refusal) => {
    expect(refusalOf(await root.post('/presets', body))).toEqual(refusal);
  });
});

describe('presets of an organization', () => {
  it.each([
    [(id: number) => ({ preset_id: id })],
    [(id: number) => ({ id })],
    [(id: number) => ({ presets: [{ id }] })],
  ])('are given by administrators, to be seen by members', async (body) => {
    const id = await make('Given');
    expect(titlesOf(await member.get('/presets'))).toEqual([]);
    const given = await root.put(`/organizations/${city}/presets`, body(id));
    expect([given.status, given.body['id']]).toEqual([200, id]);
    expect((await root.put(`/organizations/${city}/presets`, body(id))).status).toBe(200);
    expect(titlesOf(await member.get('/presets'))).toEqual(['Given']);
    expect(titlesOf(await member.get(`/presets?organization_id=${city}`))).toEqual(['Given']);
    expect(titlesOf(await stranger.get(`/presets?organization_id=${city}`))).toEqual([]);
    expect((await root.delete(`/organizations/${city}/presets/${id}`)).status).toBe(204);
    expect(refusalOf(await root.delete(`/organizations/${city}/presets/${id}`))).toEqual([404, 'preset_not_found']);
    expect(titlesOf(await member.get('/presets'))).toEqual([]);
    await root.delete(`/presets/${id}`);
  });

  it('are not taken by those who may not, and not half given', async () => {
    const id = await make('Kept');
    const path = `/organizations/${city}/presets`;
    expect(refusalOf(await member.put(path, { preset_id: id }))).toEqual([404, 'preset_not_found']);
    await root.put(path, { preset_id: id });
    expect(refusalOf(await member.put(path, { preset_id: id }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await member.delete(`${path}/${id}`))).toEqual([403, 'forbidden']);
    await root.delete(`${path}/${id}`);
    expect(refusalOf(await root.put(path, { presets: [{ id }, { id: 123456 }] }))).toEqual([404, 'preset_not_found']);
    expect(titlesOf(await member.get('/presets'))).toEqual([]);
    expect(refusalOf(await root.put('/organizations/123456/presets', { preset_id: id }))).toEqual([
      404,
      'organization_not_found',
    ]);
    for (const body of [undefined, 'null', {}, { presets: [] }, { presets: [{}] }])
      expect(refusalOf(await root.put(path, body))).toEqual([400, 'missing_required', '/preset_id']);
    expect(refusalOf(await root.put(path, { preset_id: 'x' }))).toEqual([400, 'not_integer', '/preset_id']);
    await root.delete(`/presets/${id}`);
  });

  it('count the streams that have them', async () => {
    const id = await make('Used');
    await root.put(`/organizations/${city}/presets`, { preset_id: id });
    await createCamera(server, { organizationId: city, name: 'used/one', presetId: id });
    expect((await member.get(`/presets/${id}`)).body['stats']).toEqual({ organizations_count: 1, streams_count: 1 });
    await root.delete(`/presets/${id}`);
  });
});

describe('the list of presets', () => {
  let ids: readonly number[];
  beforeAll(async () => {
    ids = [
      await make('Week', { dvr: { expiration: 604800 } }),
      await make('Day', { is_adjustable: false }),
      await make('Week', { is_default: true }),
    ];
  });

  it.each<[string, readonly string[]]>([
    ['title=Week', ['Week', 'Week']],
    ['title_like=a', ['Day']],
    ['is_adjustable=false', ['Day']],
    ['is_default', ['Week']],
    ['last_change.user.name=root&title_ne=Day', ['Week', 'Week']],
    ['last_change.updated_at_lt=1000', []],
  ])('is filtered by %s', async (query, titles) => {
    const said = await root.get(`/presets?sort=title&${query}`);
    expect(titlesOf(said)).toEqual(titles);
    expect(said.body['estimated_count']).toBe(titles.length);
  });

  it('is walked page by page, sorted and selected', async () => {
    expect(await walk(root, '/presets?sort=-title', 'presets')).toHaveLength(3);
    expect(await walk(root, '/presets', 'presets')).toHaveLength(3);
    expect(itemsOf(await root.get(`/presets?id=${ids[0]}&select=dvr.expiration`), 'presets')).toEqual([
      { id: ids[0], title: 'Week', dvr: { expiration: 604800 } },
    ]);
  });

  it('shows everybody the default one, as one that is available in all organizations', async () => {
    expect(titlesOf(await stranger.get('/presets'))).toEqual(['Week']);
    expect(titlesOf(await member.get(`/presets?organization_id=${city}`))).toEqual(['Week']);
  });

  it.each(['x', '1.5', '%00'])('refuses organization_id=%s', async (value) => {
    expect((await root.get(`/presets?organization_id=${value}`)).status).toBe(400);
    expect(titlesOf(await root.get('/presets?organization_id=99999999999'))).toEqual([]);
  });
});
