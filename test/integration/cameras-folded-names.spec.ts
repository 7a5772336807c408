import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { CameraField } from '#cameras';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.close());

/** Spellings that people take for one name, and PostgreSQL would not. */
const alike: readonly (readonly [string, ...string[]])[] = [
  ['Zürich', 'Zurich', 'ZÜRICH', 'zurich', 'Zu\u0308rich'],
  ['São Paulo', 'Sao Paulo', 'SÃO PAULO', 'sa\u0303o paulo'],
  ['Malmö', 'MALMO', 'malmo\u0308'],
  ['Łódź', 'Lodz', 'łódź', 'ŁÓDŹ'],
  ['Ærø', 'Aero', 'ÆRØ'],
  ['Weißenfels', 'WEISSENFELS', 'Weissenfels', 'WEIẞENFELS'],
  ['İstanbul', 'Istanbul', 'ISTANBUL', 'ıstanbul'],
  ['Reykjavík', 'reykjavik'],
  ['Đà Nẵng', 'Da Nang', 'đà nẵng'],
  ['Þorlákshöfn', 'Thorlakshofn'],
  ['Αθήνα', 'ΑΘΗΝΑ', 'αθηνα'],
  ['Йошкар-Ола', 'йошкар-ола', 'ЙОШКАР-ОЛА', 'Йошкар‐Ола'],
  ['Երևան', 'երևան'],
  ['L’Aquila', "L'AQUILA", 'Lʼaquila'],
  ['Ｔｏｋｙｏ', 'Tokyo'],
  ['東京', '東京'],
];
const different = [
  ['Paris', 'Pari'],
  ['ガ', 'カ'],
  ['Roma', 'Rome'],
  ['Saint-Denis', 'Saint Denis'],
] as const;

async function found(field: CameraField, text: string): Promise<readonly string[]> {
  const query = { where: [{ operator: 'in' as const, field, values: [text] }] };
  const { json } = await registry.cameras.listJson(system, query, { limit: 100 }, { title: 'title' });
  const rows: readonly { readonly title: string }[] = JSON.parse(json);
  return rows.map(({ title }) => title);
}

describe('a city and a state', () => {
  it.each(alike)('%s is found by other spellings of it', async (name, ...spellings) => {
    for (const field of ['city', 'state'] as const) {
      const title = `${field} of ${name}`;
      await registry.cameras.create(system, { title, [field]: name });
      for (const spelling of [name, ...spellings]) expect(await found(field, spelling)).toEqual([title]);
    }
  });

  it.each(alike)('%s is one of several names that are asked for', async (name, ...spellings) => {
    await registry.cameras.create(system, { title: `one of several: ${name}`, city: `New ${name}` });
    const values = ['Nowhere', ...spellings.map((spelling) => `new ${spelling}`)];
    const page = await registry.cameras.count(system, { where: [{ operator: 'in', field: 'city', values }] });
    expect(page).toBe(1);
  });

  for (const [name, other] of different)
    it(`${name} is not ${other}`, async () => {
      await registry.cameras.create(system, { title: name, city: `Other ${name}` });
      expect(await found('city', `Other ${other}`)).toEqual([]);
      expect(await found('city', `OTHER ${name}`)).toEqual([name]);
    });

  it('differs from others whatever the case', async () => {
    await registry.cameras.create(system, { name: 'told', city: 'Győr' });
    const where = [
      { operator: 'ne' as const, field: 'city' as const, value: 'GYOR' },
      { operator: 'in' as const, field: 'name' as const, values: ['told'] },
    ];
    expect(await registry.cameras.count(system, { where })).toBe(0);
  });
});
