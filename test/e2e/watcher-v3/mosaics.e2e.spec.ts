import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MembershipFlags, OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser } from '../../support/people.js';
import { callerOf, type Item, itemsOf, refusalOf, type Said, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let root: V3;
let editor: V3;
let viewer: V3;
let stranger: V3;
let city: number;
let town: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const organizations = server.app.get(OrganizationsService);
  city = (await organizations.createWithoutOwner({ title: 'City', isPublic: false })).id;
  town = (await organizations.createWithoutOwner({ title: 'Town', isPublic: false })).id;
  const member = async (login: string, organizationId: number, flags: MembershipFlags): Promise<V3> => {
    const person = await createUser(server, login);
    await organizations.addMember(organizationId, person.id, flags);
    return callerOf(server, person);
  };
  editor = await member('editor', city, { canViewStreams: true, canEditStreams: true });
  viewer = await member('viewer', city, { canViewStreams: true });
  stranger = await member('stranger', town, { canViewStreams: true, canEditStreams: true });
  root = await callerOf(server, await createUser(server, 'root', { isAdmin: true }));
  await createCamera(server, { name: 'city/gate', title: 'Gate', organizationId: city });
  await createCamera(server, { name: 'yard', title: 'Yard', organizationId: city });
  await createCamera(server, { name: 'vault', title: 'Vault', organizationId: town });
});
afterAll(() => server.close());

async function make(more: object = {}): Promise<number> {
  const said = await editor.post('/mosaics', { title: 'Gates', ...more });
  expect(said.status).toBe(200);
  return Number(said.body['id']);
}
const streamsOf = ({ body }: Said): readonly Item[] => body['streams'] as readonly Item[];
const namesOf = (said: Said): readonly unknown[] => streamsOf(said).map(({ name }) => name);

describe('a mosaic', () => {
  it('is made, read, changed and deleted by members who may edit streams', async () => {
    const made = await editor.post('/mosaics', {
      title: 'Gates',
      type: '3x3',
      organization_id: city,
      streams: [{ name: 'city/gate' }, {}, { name: 'yard', title: 'of the client' }],
    });
    expect(made.status).toBe(200);
    expectShape(made.body, shapes.mosaic);
    const id = Number(made.body['id']);
    expect(made.body).toMatchObject({
      id,
      title: 'Gates',
      type: '3x3',
      organization_id: city,
      organization: { id: city, title: 'City', user_permissions: { is_member: true, can_edit_streams: true } },
      streams: [
        { name: 'city/gate', title: 'Gate', alive: false, playback_token: expect.any(String) as string },
        {},
        { name: 'yard', title: 'Yard' },
      ],
    });
    const seen = await viewer.get(`/mosaics/${id}`);
    expect(seen.body).toMatchObject({ id, streams: [{ name: 'city/gate' }, {}, { name: 'yard' }] });
    const changed = await editor.put(`/mosaics/${id}`, { title: 'Doors', type: '1x7', streams: [{ name: 'yard' }] });
    expect(changed.body).toMatchObject({ title: 'Doors', type: '1x7' });
    expect(namesOf(changed)).toEqual(['yard']);
    expect(namesOf(await editor.put(`/mosaics/${id}`, null))).toEqual(['yard']);
    const reset = await editor.put(`/mosaics/${id}`, { $reset: true });
    expect(reset.body).toMatchObject({ title: 'Doors', type: '2x2', streams: [] });
    expect(await editor.delete(`/mosaics/${id}`)).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await editor.get(`/mosaics/${id}`))).toEqual([404, 'mosaic_not_found']);
    expect(refusalOf(await editor.delete(`/mosaics/${id}`))).toEqual([404, 'mosaic_not_found']);
  });

  it("has tokens with which its streams can be watched, each the caller's own", async () => {
    const id = await make({ streams: [{ name: 'yard' }] });
    const [mine] = streamsOf(await editor.get(`/mosaics/${id}`));
    const [theirs] = streamsOf(await viewer.get(`/mosaics/${id}`));
    expect(mine?.['playback_token']).not.toBe(theirs?.['playback_token']);
  });

  it('is refused to others: 403 where they see it, 404 where not', async () => {
    const id = await make({ organization_id: city });
    expect(refusalOf(await viewer.put(`/mosaics/${id}`, { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await viewer.delete(`/mosaics/${id}`))).toEqual([403, 'forbidden']);
    expect(refusalOf(await viewer.post('/mosaics', { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect(refusalOf(await viewer.post('/mosaics', { title: 'Mine', organization_id: city }))[0]).toBe(403);
    for (const said of [
      await stranger.get(`/mosaics/${id}`),
      await stranger.put(`/mosaics/${id}`, { title: 'Mine' }),
      await stranger.delete(`/mosaics/${id}`),
    ])
      expect(refusalOf(said)).toEqual([404, 'mosaic_not_found']);
    const foreign = await stranger.post('/mosaics', { title: 'x', organization_id: city });
    expect(refusalOf(foreign)).toEqual([404, 'organization_not_found']);
    const moved = await editor.put(`/mosaics/${id}`, { organization_id: town });
    expect(refusalOf(moved)).toEqual([404, 'organization_not_found']);
    for (const odd of ['0', '-1', 'x', '1.5', '2147483648', '99999999999999999999'])
      expect(refusalOf(await root.get(`/mosaics/${odd}`))).toEqual([404, 'mosaic_not_found']);
    expect((await (await callerOf(server, undefined)).get('/mosaics')).status).toBe(401);
  });

  it.each([
    [null, 'missing_required', '/title'],
    [{}, 'missing_required', '/title'],
    [{ title: 5 }, 'not_string', '/title'],
    [{ title: '' }, 'too_short', '/title'],
    [{ title: 'x'.repeat(256) }, 'too_long', '/title'],
    [{ title: 'x', type: '9x9' }, 'unknown_enum_option', '/type'],
    [{ title: 'x', organization_id: '1' }, 'not_integer', '/organization_id'],
    [{ title: 'x', organization_id: 0 }, 'input_out_of_range', '/organization_id'],
    [{ title: 'x', streams: {} }, 'not_array', '/streams'],
    [{ title: 'x', streams: ['yard'] }, 'not_object', '/streams'],
    [{ title: 'x', streams: [{ name: 5 }] }, 'not_string', '/streams/0/name'],
    [{ title: 'x', streams: Array.from({ length: 65 }, () => ({})) }, 'too_many_items', '/streams'],
    [{ title: 'x', streams: Array.from({ length: 5 }, () => ({})) }, 'invalid_value', '/streams'],
    [{ title: 'x', streams: [{ name: 'vault' }] }, 'invalid_value', '/streams'],
  ])('with a wrong part is refused (%#)', async (body, code, place) => {
    expect(refusalOf(await editor.post('/mosaics', body))).toEqual([400, code, place]);
  });
});

describe('the list of mosaics', () => {
  it('is filtered, sorted, selected from and walked like any other', async () => {
    for (const title of ['b', 'a', 'c', 'a', 'd']) await make({ title: `Walk ${title}`, streams: [{ name: 'yard' }] });
    expect(await walk(editor, '/mosaics?sort=title&title_like=Walk', 'mosaics')).toHaveLength(5);
    const [first] = itemsOf(await editor.get('/mosaics?select=streams.name&title=Walk%20b'), 'mosaics');
    expect(first).toEqual({ id: expect.any(Number) as number, title: 'Walk b', streams: [{ name: 'yard' }] });
    expect(itemsOf(await editor.get('/mosaics?q=walk%20C'), 'mosaics')).toHaveLength(1);
    expect(refusalOf(await editor.get('/mosaics?sort=streams'))).toEqual([400, 'sort_not_supported', 'sort']);
    expect(refusalOf(await editor.get('/mosaics?limit=0'))).toEqual([400, 'limit_out_of_range', 'limit']);
    expect(refusalOf(await editor.get('/mosaics?organization_id=x'))).toEqual([400, 'not_integer', 'organization_id']);
  });

  it('has what the caller may see, and counts that', async () => {
    const said = await stranger.get('/mosaics');
    expect(said.body).toEqual({ mosaics: [], estimated_count: 0 });
    const all = await root.get(`/mosaics?organization.id=${city}`);
    expect(all.body['estimated_count']).toBe(itemsOf(await editor.get('/mosaics?limit=1000'), 'mosaics').length);
  });
});
