import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StatementBounds } from '#database';
import { type ListSource } from '#lists';
import {
  openThings,
  type Thing,
  thingColumns,
  type ThingField,
  thingList,
  type ThingTable,
} from '../support/things.js';

const bound = 300;
const everything = (): string => 'true';
let table: ThingTable;

/** A field that takes a millisecond a row to work out: what an unindexed filter over a large table comes to. */
const slow: ListSource<ThingField> = {
  ...thingList,
  name: 'slow things',
  fields: {
    ...thingList.fields,
    title: { sql: `(t.title || (select pg_sleep(0.001)::text where t.id > 0))`, type: 'text', nullable: true },
  },
};

beforeAll(async () => {
  table = await openThings(new StatementBounds(30_000, bound));
  await table.dataSource.query(
    `insert into things (id, name, owner, title, made) select i, 'thing ' || i, 1, 'title', now() from generate_series(1, 20000) i`,
  );
}, 60_000);
afterAll(() => table.close());

const read = (source: ListSource<ThingField>, where: readonly { operator: 'ne'; field: 'title'; value: string }[]) =>
  table.lists.page<ThingField, Thing>(source, thingColumns, everything, { where }, { limit: 10 });

describe('a list that is filtered or sorted by its caller', () => {
  const unlike = [{ operator: 'ne', field: 'title', value: 'title' }] as const;

  it('has its own time limit, far below the pool’s, and reports it', async () => {
    const began = performance.now();
    const refused = [
      read(slow, unlike),
      table.lists.count(slow, everything, { where: unlike }),
      table.lists.page<ThingField, Thing>(
        slow,
        thingColumns,
        everything,
        { where: [], sort: [{ field: 'title', descending: false }] },
        { limit: 10 },
      ),
    ];
    const refusal = { name: 'DomainError', code: 'query.too-slow' };
    await Promise.all(refused.map((one) => expect(one).rejects.toMatchObject(refusal)));
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('leaves no trace of the bound on the connection', async () => {
    await Promise.all(Array.from({ length: 25 }, () => read(slow, unlike).catch(() => undefined)));
    const rows = await Promise.all(
      Array.from({ length: 25 }, () =>
        table.dataSource.query<{ statement_timeout: string }[]>('show statement_timeout'),
      ),
    );
    expect(new Set(rows.flat().map(({ statement_timeout: timeout }) => timeout))).toEqual(new Set(['30s']));
    const [{ count } = { count: -1 }] = await table.dataSource.query<{ count: number }[]>(
      `select count(*)::int from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
    );
    expect(count).toBe(0);
  });

  it('works within the limit', async () => {
    const { items, next } = await read(thingList, [{ operator: 'ne', field: 'title', value: 'x' }]);
    expect([items.length, next !== undefined]).toEqual([10, true]);
  });

  it('has a limit of ten seconds by default, and of five in an area', () => {
    const { any, list, area } = new StatementBounds();
    expect([any, list, area]).toEqual([30_000, 10_000, 5_000]);
  });
});
