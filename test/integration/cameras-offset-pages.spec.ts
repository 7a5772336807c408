import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, guest, system } from '#auth';
import { type CameraQuery, OffsetCursorCache } from '#cameras';
import { application, openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

const shape = { id: 'id' } as const;
const query: CameraQuery = { where: [], sort: [{ field: 'objectId', descending: false }] };
let registry: Registry;
let cursors: OffsetCursorCache;

beforeAll(async () => {
  registry = await openRegistry();
  cursors = registry.context.get(OffsetCursorCache);
  await registry.dataSource.query(
    `insert into cameras (name, object_id, organization_id, kind)
     select 'paged-' || n, lpad(to_hex(n * 10), 24, '0'), 1, 'non_ip' from generate_series(1, 250) n`,
  );
});
afterAll(() => registry.close());

async function page(offset: number, caller: Caller = system, of: CameraQuery = query): Promise<readonly number[]> {
  const { json } = await cursors.pageJson(caller, of, { limit: 100, offset }, shape);
  const rows: unknown = JSON.parse(json ?? '');
  return Array.isArray(rows) ? rows.map((row) => Number(Reflect.get(Object(row), 'id'))) : [];
}
const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
const add = (name: string, objectId: number): Promise<unknown> =>
  registry.dataSource.query(
    `insert into cameras (name, object_id, organization_id, kind) values ($1, lpad(to_hex($2::int), 24, '0'), 1, 'non_ip')`,
    [name, objectId],
  );

describe('a client that pages by offset', () => {
  it('gets every camera once, page by page, and nothing behind the end', async () => {
    expect([...(await page(0)), ...(await page(100)), ...(await page(200))]).toEqual(numbers(1, 250));
    expect(await page(300)).toEqual([]);
  });

  it('gets any offset, in any order, and the same page again', async () => {
    expect(await page(150)).toEqual(numbers(151, 250));
    expect(await page(100)).toEqual(numbers(101, 200));
    expect(await page(100)).toEqual(numbers(101, 200));
    expect(await page(7)).toEqual(numbers(8, 107));
  });

  it('is independent of other callers and other queries', async () => {
    const odd: CameraQuery = { ...query, where: [{ operator: 'gt', field: 'id', value: 5 }] };
    expect(await page(0)).toEqual(numbers(1, 100));
    expect(await page(0, guest, odd)).toEqual(numbers(6, 105));
    expect(await page(100, guest)).toEqual(numbers(101, 200));
    expect(await page(100, application())).toEqual(numbers(101, 200));
    expect(await page(100, guest, odd)).toEqual(numbers(106, 205));
  });

  it('loses nothing and repeats nothing when cameras are created and deleted in between', async () => {
    expect(await page(0)).toEqual(numbers(1, 100));
    await add('newcomer', 5);
    await registry.dataSource.query('delete from cameras where id between 20 and 29');
    expect([...(await page(100)), ...(await page(200))]).toEqual(numbers(101, 250));
    expect((await page(0)).slice(0, 20)).toEqual([251, ...numbers(1, 19)]);
  });
});
