import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManagedOrganizations, Organizations } from '#access';
import { system } from '#auth';
import { Presets } from '#cameras';
import { type House, openHouse } from '../../support/house.js';
import { createUser } from '../../support/people.js';
import { callerOf, itemsOf, refusalOf, type V3, walk } from './v3-client.js';

/** Streams by what stands beside them: where they are, whose they are, what they are recorded by. */
let house: House;
let editor: V3;
let stranger: V3;

beforeAll(async () => {
  house = await openHouse({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person = await createUser(house, 'editor');
  const presets = house.app.get(Presets);
  for (const title of ['Alpha', 'Beta']) {
    const { id } = await house.app.get(ManagedOrganizations).create(system, { title });
    await house.app.get(Organizations).addMember(id, person.id, { canViewStreams: true, canEditStreams: true });
    const preset = await presets.create(system, { title: `${title} week` });
    await presets.assign(system, id, preset.id);
    editor = await callerOf(house, person);
    const stream = { organization_id: id, preset_id: preset.id };
    await editor.put(`/streams/${title}-1`, { ...stream, postal_address: `${title} Road 1` });
    await editor.put(`/streams/${title}-2`, { organization_id: id, coordinates: { latitude: 48.2, longitude: 16.37 } });
  }
  stranger = await callerOf(house, await createUser(house, 'stranger'));
});
afterAll(() => house.close());

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
