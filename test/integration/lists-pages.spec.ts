import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condition, type Page, type SortKey } from '#lists';
import { type ListQuery, type ListSource, SqlParameters } from '#lists';
import {
  makeThings,
  openThings,
  type Thing,
  thingColumns,
  type ThingField,
  thingList,
  type ThingTable,
} from '../support/things.js';

const all = makeThings(97);
const everything = (): string => 'true';
let table: ThingTable;

beforeAll(async () => {
  table = await openThings();
  await table.fill(all);
});
afterAll(() => table.close());

const read = (query: ListQuery<ThingField>, page: Page, scope: (sql: SqlParameters) => string = everything) =>
  table.lists.page<ThingField, Thing>(thingList, thingColumns, scope, query, page);
const idsOf = ({ items }: { readonly items: readonly Thing[] }): readonly number[] => items.map(({ id }) => id);
const where = (...conditions: readonly Condition<ThingField>[]): ListQuery<ThingField> => ({ where: conditions });

describe('pages of a list', () => {
  const sort: fc.Arbitrary<readonly SortKey<ThingField>[]> = fc.array(
    fc.record({
      field: fc.constantFrom<ThingField>(
        ...(['title', 'size', 'weight', 'enabled', 'made', 'seen', 'total', 'owner', 'name', 'id'] as const),
      ),
      descending: fc.boolean(),
    }),
    { maxLength: 4 },
  );

  it('lose nothing and repeat nothing, forwards and backwards, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        sort,
        fc.integer({ min: 12, max: 97 }),
        fc.integer({ min: 1, max: 3 }),
        async (keys, limit, owner) => {
          const query = { where: [], sort: keys };
          const scope = (sql: SqlParameters): string => `t.owner = ${sql.add(owner)}`;
          const expected = all
            .filter((thing) => thing.owner === owner)
            .toSorted((one, other) => compareBy(keys, one, other))
            .map(({ id }) => id);
          const forwards: number[] = [];
          let page = await read(query, { limit }, scope);
          for (;;) {
            forwards.push(...idsOf(page));
            if (page.next === undefined) break;
            page = await read(query, { limit, cursor: page.next }, scope);
          }
          expect(forwards).toEqual(expected);
          const backwards = [...idsOf(page)];
          while (page.previous !== undefined) {
            page = await read(query, { limit, cursor: page.previous }, scope);
            backwards.unshift(...idsOf(page));
          }
          expect(backwards).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are rows of the given columns, and nothing else', async () => {
    const { items } = await read({ where: [] }, { limit: 1 });
    expect(items).toEqual([all[0]]);
    expect(Object.keys(items[0] ?? {})).toEqual(Object.keys(thingColumns));
  });

  it('stay where they are when rows come and go in between', async () => {
    const query = { where: [], sort: [{ field: 'size', descending: false }] } as const;
    const first = await read(query, { limit: 20 });
    const next = await read(query, { limit: 20, cursor: first.next ?? '' });
    await table.dataSource.query('delete from things where id = $1', [first.items.at(-1)?.id]);
    const again = await read(query, { limit: 20, cursor: first.next ?? '' });
    expect(idsOf(again)).toEqual(idsOf(next));
    await table.fill(first.items.slice(-1));
  });

  it('can be reached by offset, and have cursors there', async () => {
    const query = { where: [], sort: [{ field: 'weight', descending: true }] } as const;
    const whole = idsOf(await read(query, { limit: 97 }));
    const page = await read(query, { limit: 10, offset: 40 });
    expect(idsOf(page)).toEqual(whole.slice(40, 50));
    expect(idsOf(await read(query, { limit: 10, cursor: page.next ?? '' }))).toEqual(whole.slice(50, 60));
    expect(idsOf(await read(query, { limit: 10, cursor: page.previous ?? '' }))).toEqual(whole.slice(30, 40));
  });

  it('show only what is in the scope, in the count too', async () => {
    const scope = (sql: SqlParameters): string => `t.owner = ${sql.add(2)} or t.owner = ${sql.add(3)}`;
    const query = where({ operator: 'in', field: 'owner', values: [1, 2] });
    expect(new Set((await read(query, { limit: 100 }, scope)).items.map(({ owner }) => owner))).toEqual(new Set([2]));
    expect(await table.lists.count(thingList, scope, query)).toBe(all.filter(({ owner }) => owner === 2).length);
  });

  it('may be made of a join that depends on values', async () => {
    const joined: ListSource<'id' | 'mine'> = {
      name: 'joined',
      from: (sql) => `things t left join lateral (select true as mine where t.owner = ${sql.add(2)}) m on true`,
      fields: { id: thingList.fields.id, mine: { sql: 'm.mine', type: 'boolean', nullable: true } },
      key: 'id',
    };
    const query = { where: [{ operator: 'present', field: 'mine' }] } as const;
    const { items } = await table.lists.page<'id' | 'mine', { id: number; mine: boolean | null }>(
      joined,
      { id: 't.id', mine: 'm.mine' },
      everything,
      query,
      { limit: 2 },
    );
    expect(items).toEqual([
      { id: 2, mine: true },
      { id: 5, mine: true },
    ]);
    expect(await table.lists.count(joined, everything, query)).toBe(all.filter(({ owner }) => owner === 2).length);
  });
});

describe('a condition', () => {
  it.each<[Condition<ThingField>, (thing: Thing) => boolean]>([
    [{ operator: 'in', field: 'size', values: [1, 2.5, 1e12, -1e300, Infinity] }, ({ size }) => size === 1],
    [{ operator: 'in', field: 'size', values: [] }, () => false],
    [{ operator: 'in', field: 'size', values: [0.5, 3e9] }, () => false],
    [{ operator: 'ne', field: 'size', value: 1 }, ({ size }) => size !== 1],
    [{ operator: 'ne', field: 'size', value: 1e12 }, () => true],
    [{ operator: 'gt', field: 'size', value: 0.5 }, ({ size }) => size !== null && size > 0.5],
    [{ operator: 'lte', field: 'size', value: 0.5 }, ({ size }) => size !== null && size <= 0.5],
    [{ operator: 'gt', field: 'size', value: 1e12 }, () => false],
    [{ operator: 'lt', field: 'size', value: 1e12 }, ({ size }) => size !== null],
    [{ operator: 'gte', field: 'size', value: -Infinity }, ({ size }) => size !== null],
    [{ operator: 'gte', field: 'size', value: 2_147_483_647 }, ({ size }) => size === 2_147_483_647],
    [{ operator: 'gt', field: 'total', value: 4_999_999_999.5 }, ({ total }) => total === 5_000_000_000],
    [{ operator: 'in', field: 'total', values: [5_000_000_000, 2 ** 60] }, ({ total }) => total === 5e9],
    [{ operator: 'lt', field: 'total', value: 1e300 }, ({ total }) => total !== null],
    [{ operator: 'in', field: 'weight', values: [0.30000000000000004] }, ({ weight }) => weight === 0.1 + 0.2],
    [{ operator: 'gt', field: 'title', value: 'a' }, ({ title }) => title !== null && title > 'a'],
    [{ operator: 'lte', field: 'title', value: 'alpha' }, ({ title }) => title !== null && title <= 'alpha'],
    [{ operator: 'like', field: 'title', value: 'lph' }, ({ title }) => title?.includes('lph') ?? false],
    [{ operator: 'like', field: 'title', value: '' }, ({ title }) => title !== null],
    [{ operator: 'like', field: 'title', value: '%' }, ({ title }) => title?.includes('%') ?? false],
    [{ operator: 'like', field: 'size', value: '1' }, () => false],
    [{ operator: 'missing', field: 'title' }, ({ title }) => title === null],
    [{ operator: 'present', field: 'title' }, ({ title }) => title !== null],
    [{ operator: 'missing', field: 'name' }, () => false],
    [{ operator: 'present', field: 'name' }, () => true],
    [{ operator: 'gt', field: 'enabled', value: false }, ({ enabled }) => enabled === true],
    [{ operator: 'ne', field: 'enabled', value: false }, ({ enabled }) => enabled !== false],
    [
      { operator: 'gte', field: 'seen', value: '2020-02-01T00:00:00Z' },
      ({ seen }) => seen !== null && seen.getUTCMonth() > 0,
    ],
    [{ operator: 'search', value: 'ÄLPHA' }, ({ title, name }) => /älpha/i.test(`${title ?? ''} ${name}`)],
    [{ operator: 'search', value: '\\' }, ({ title }) => title === '\\'],
    [{ operator: 'search', value: '_' }, ({ title }) => title?.includes('_') ?? false],
  ])('%j finds what it says', async (condition, fulfils) => {
    const expected = all.filter(fulfils).map(({ id }) => id);
    expect(idsOf(await read(where(condition), { limit: 1000 }))).toEqual(expected);
    expect(await table.lists.count(thingList, everything, where(condition))).toBe(expected.length);
  });

  it.each<[string, Condition<ThingField>]>([
    ['size', { operator: 'in', field: 'size', values: ['1'] }],
    ['size', { operator: 'gt', field: 'size', value: Number.NaN }],
    ['size', { operator: 'ne', field: 'size', value: true }],
    ['title', { operator: 'in', field: 'title', values: [1] }],
    ['title', { operator: 'in', field: 'title', values: ['a\0b'] }],
    ['title', { operator: 'like', field: 'title', value: '\ud800' }],
    ['enabled', { operator: 'in', field: 'enabled', values: ['true'] }],
    ['seen', { operator: 'lt', field: 'seen', value: 'yesterday' }],
    ['seen', { operator: 'lt', field: 'seen', value: new Date(Number.NaN) }],
    ['size', { operator: 'in', field: 'size', values: Array.from({ length: 10_001 }, (_, index) => index) }],
  ])('with a value that is none of %s is refused: %j', async (field, condition) => {
    const refusal = { code: 'list.invalid', context: { field } };
    await expect(read(where(condition), { limit: 1 })).rejects.toMatchObject(refusal);
    await expect(table.lists.count(thingList, everything, where(condition))).rejects.toMatchObject(refusal);
  });

  it('is one of a hundred at most', async () => {
    const conditions = Array.from({ length: 101 }, () => ({ operator: 'present', field: 'id' }) as const);
    await expect(read(where(...conditions.slice(1)), { limit: 1 })).resolves.toBeDefined();
    await expect(read(where(...conditions), { limit: 1 })).rejects.toMatchObject({ code: 'list.invalid' });
  });

  it('never becomes part of the statement', async () => {
    const value = `'; drop table things; --`;
    for (const operator of ['ne', 'gt', 'like'] as const)
      await expect(read(where({ operator, field: 'title', value }), { limit: 1 })).resolves.toBeDefined();
  });
});

describe('a page that cannot be', () => {
  it.each<[Page]>([
    [{ limit: 0 }],
    [{ limit: -1 }],
    [{ limit: 1.5 }],
    [{ limit: 1_000_001 }],
    [{ limit: Number.NaN }],
    [{ limit: 1, offset: -1 }],
    [{ limit: 1, offset: 0.5 }],
    [{ limit: 1, offset: 2 ** 60 }],
    [{ limit: 1, offset: 0, cursor: 'x' }],
  ])('is refused: %j', async (page) => {
    await expect(read({ where: [] }, page)).rejects.toMatchObject({ code: 'list.invalid' });
  });

  it('has more than ten sort keys', async () => {
    const sort = Array.from({ length: 11 }, () => ({ field: 'size', descending: true }) as const);
    await expect(read({ where: [], sort }, { limit: 1 })).rejects.toMatchObject({ code: 'list.invalid' });
  });
});

describe('a cursor', () => {
  const query = { where: [], sort: [{ field: 'size', descending: false }] } as const;

  it('serves its own list, conditions and order only, and cannot be forged', async () => {
    const { next = '' } = await read(query, { limit: 3 });
    const refusal = { code: 'cursor.invalid' };
    const otherList = { ...thingList, name: 'others' };
    await expect(
      table.lists.page(otherList, thingColumns, everything, query, { limit: 3, cursor: next }),
    ).rejects.toMatchObject(refusal);
    await expect(read({ where: [] }, { limit: 3, cursor: next })).rejects.toMatchObject(refusal);
    await expect(
      read({ ...query, where: [{ operator: 'present', field: 'id' }] }, { limit: 3, cursor: next }),
    ).rejects.toMatchObject(refusal);
    for (const cursor of [
      '',
      'x',
      `${next}A`,
      next.slice(1),
      next.slice(0, -1),
      `2${next.slice(1)}`,
      '1'.repeat(50_000),
    ])
      await expect(read(query, { limit: 3, cursor })).rejects.toMatchObject(refusal);
    await expect(read(query, { limit: 7, cursor: next })).resolves.toBeDefined();
  });
});

/** Missing values first when ascending; texts by code point; ties by id, in the direction of the last key. */
function compareBy(keys: readonly SortKey<ThingField>[], one: Thing, other: Thing): number {
  for (const { field, descending } of [
    ...keys,
    { field: 'id' as const, descending: keys.at(-1)?.descending ?? false },
  ]) {
    const order = compare(one[field], other[field]);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

function compare(one: Thing[ThingField], other: Thing[ThingField]): number {
  if (one === null || other === null) return Number(other === null) - Number(one === null);
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return Number(one) - Number(other);
}
