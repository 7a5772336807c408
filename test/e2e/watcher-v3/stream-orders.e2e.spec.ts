import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { PresetsService } from '#cameras';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser } from '../../support/people.js';
import { callerOf, itemsOf, refusalOf, type V3, walk } from './v3-client.js';

/** Streams by what stands beside them: where they are, whose they are, what they are recorded by. */
let server: TestServer;
let editor: V3;
let stranger: V3;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person = await createUser(server, 'editor');
  const presets = server.app.get(PresetsService);
  for (const title of ['Alpha', 'Beta']) {
    const { id } = await server.app.get(OrganizationsService).create(system, { title });
    await server.app.get(OrganizationsService).addMember(id, person.id, { canViewStreams: true, canEditStreams: true });
    const preset = await presets.create(system, { title: `${title} week` });
    await presets.assign(system, id, preset.id);
    editor = await callerOf(server, person);
    const stream = { organization_id: id, preset_id: preset.id };
    await editor.put(`/streams/${title}-1`, { ...stream, postal_address: `${title} Road 1` });
    await editor.put(`/streams/${title}-2`, { organization_id: id, coordinates: { latitude: 48.2, longitude: 16.37 } });
  }
  stranger = await callerOf(server, await createUser(server, 'stranger'));
});
afterAll(() => server.close());

const names = async (query: string, who = editor): Promise<readonly unknown[]> =>
  itemsOf(await who.get(`/streams?sort=name&${query}`), 'streams').map(({ name }) => name);

describe('the list of streams', () => {
  it.each([
    ['organization.title=Beta', ['Beta-1', 'Beta-2']],
    ['organization.title_like=lph', ['Alpha-1', 'Alpha-2']],
    ['organization.title_ne=Alpha', ['Beta-1', 'Beta-2']],
    ['preset.title=Alpha%20week', ['Alpha-1']],
    ['preset.title_is=null', ['Alpha-2', 'Beta-2']],
    ['postal_address=Beta%20Road%201', ['Beta-1']],
    ['postal_address_like=Road', ['Alpha-1', 'Beta-1']],
  ])('is filtered by %s, for who sees them', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
    expect(await names(query, stranger)).toEqual([]);
  });

  it.each(['organization.title', '-preset.title', 'postal_address,-organization.title'])(
    'is sorted by %s and walked page by page',
    async (sort) => {
      expect(await walk(editor, `/streams?sort=${sort}&select=title`, 'streams')).toHaveLength(4);
    },
  );

  it('filters by the address that it shows', async () => {
    for (const { name, postal_address: address } of itemsOf(await editor.get('/streams'), 'streams'))
      expect(await names(`postal_address_like=${encodeURIComponent(String(address))}`)).toContain(name);
  });

  it.each([
    ['sort=path', 'sort_not_supported'],
    ['sort=vision', 'sort_not_supported'],
    ['sort=preset', 'sort_not_supported'],
    ['sort=preset.is_adjustable', 'sort_not_supported'],
    ['sort=nonsense', 'unknown_sort_field'],
    ['vision=x', 'filter_not_supported'],
    ['preset.is_adjustable=true', 'filter_not_supported'],
  ])('does not call a field unknown that it knows: %s is %s', async (query, code) => {
    expect(refusalOf(await editor.get(`/streams?${query}`)).slice(0, 2)).toEqual([400, code]);
  });
});
