import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, guest, system } from '#auth';
import type { Camera, CameraField, CameraQuery, CamerasService, Condition, PlainCameraField, SortKey } from '#cameras';
import { openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

const shape = { id: 'id' } as const;
let registry: Registry;
let cameras: CamerasService;
let all: readonly Camera[];

// Few values, many ties, many missing: what breaks a keyset.
beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  await registry.dataSource.query(`insert into organizations (title, is_public) values ('Private', false)`);
  await registry.dataSource.query(
    `insert into cameras (name, object_id, camera_id, organization_id, title, kind, latitude, longitude, city, country, port, frame_rate, outdoors, observed_at, created_at)
     select 'cam/' || (i * 7919 % 211), lpad(to_hex(i), 24, '0'), case when i % 4 = 0 then 500 - i end, 1 + (i % 5 = 0)::int,
       (array['Ä', 'a', 'B', 'b', null, 'é%_\\'])[1 + i % 6], (array['ip', 'non_ip', 'stream'])[1 + i % 3],
       case when i % 3 > 0 then i % 8 * 20 - 70 end, case when i % 3 > 0 then i % 9 * 40 - 180 end,
       (array['Paris', 'Lyon', null])[1 + i % 3], (array['FR', 'US', null, null])[1 + i % 4],
       nullif(i % 5, 0), case when i % 2 = 0 then 1.0 / (1 + i % 4) end, (array[true, false, null])[1 + i % 3],
       case when i % 2 = 0 then date '2020-01-01' + i % 4 end,
       timestamptz '2026-01-01 00:00:00.000001Z' + (i % 3) * interval '1 microsecond'
     from generate_series(1, 150) i`,
  );
  all = (await cameras.list(system, { where: [] }, { limit: 1000 })).items;
});
afterAll(() => registry.close());

const sortFields: readonly CameraField[] = [
  ...(['id', 'name', 'cameraId', 'title', 'kind', 'city', 'country', 'port', 'frameRate', 'outdoors'] as const),
  ...(['observedAt', 'latitude', 'enabled', 'organizationId', 'hasCredentials'] as const),
];
const sort: fc.Arbitrary<readonly SortKey[]> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom(...sortFields), descending: fc.boolean() }),
  { maxLength: 3, selector: ({ field }) => field },
);
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    operator: fc.constant('in' as const),
    field: fc.constant('city' as const),
    values: values('Paris', 'x'),
  }),
  fc.record({
    operator: fc.constant('in' as const),
    field: fc.constant('port' as const),
    values: values(1, 2, 2.5, 1e12),
  }),
  fc.record({
    operator: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const, 'ne' as const),
    field: fc.constantFrom('port' as const, 'frameRate' as const, 'cameraId' as const),
    value: fc.constantFrom(2, 2.5, 0.5, -1e300, 1e300, 400),
  }),
  fc.record({
    operator: fc.constantFrom('gt' as const, 'lte' as const, 'ne' as const, 'like' as const),
    field: fc.constantFrom('title' as const, 'country' as const, 'name' as const),
    value: fc.constantFrom('B', 'é%', 'FR', '/1', ''),
  }),
  fc.record({
    operator: fc.constantFrom('missing' as const, 'present' as const),
    field: fc.constantFrom('city' as const, 'name' as const, 'latitude' as const),
  }),
  fc.record({ operator: fc.constant('search' as const), value: fc.constantFrom('CAM/1', 'ä', '%', '_\\', '0 a') }),
);

function values<T>(...from: readonly T[]): fc.Arbitrary<T[]> {
  return fc.array(fc.constantFrom(...from), { maxLength: 3 });
}

describe('pages by keyset', () => {
  it('lose nothing and repeat nothing, forwards and backwards, whatever the order and the conditions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCondition, { maxLength: 2 }),
        sort,
        fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 8, max: 80 }) }, { weight: 1, arbitrary: fc.constant(3) }),
        fc.constantFrom(system, guest),
        async (where, keys, limit, caller) => {
          const query: CameraQuery = { where, sort: keys };
          const expected = model(query, caller).map(({ id }) => id);
          const forwards = await allPages(caller, query, limit);
          expect(forwards.ids).toEqual(expected);
          expect(await backFrom(caller, query, limit, forwards.last)).toEqual(expected);
          expect(await cameras.count(caller, query)).toBe(expected.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a search by place are ordered by distance, then id, also backwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.constantFrom(undefined, 0, 1_000_000, 9_000_000, 30_000_000),
        fc.integer({ min: 7, max: 60 }),
        async (latitude, longitude, radiusMetres, limit) => {
          const near = { latitude, longitude, ...(radiusMetres === undefined ? {} : { radiusMetres }) };
          const query: CameraQuery = { where: [], near };
          const whole = await cameras.list(system, query, { limit: 1000 });
          const expected = whole.items.map(({ id }) => id);
          const metres = whole.items.map(({ distanceMetres = NaN }) => distanceMetres);
          expect(metres).toEqual(metres.toSorted((a, b) => a - b));
          // Only one position is exactly as far as itself: others may differ by less than a metre's last digit shows.
          const tied = whole.items.filter((camera) => camera.latitude === whole.items[0]?.latitude);
          const same = tied.filter((camera) => camera.longitude === whole.items[0]?.longitude);
          expect(same).toEqual(same.toSorted((one, other) => one.cameraId - other.cameraId));
          const forwards = await allPages(system, query, limit);
          expect(forwards.ids).toEqual(expected);
          expect(await backFrom(system, query, limit, forwards.last)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('an offset skips, and its page has cursors too', async () => {
    const query: CameraQuery = { where: [], sort: [{ field: 'city', descending: false }] };
    const expected = model(query, system).map(({ id }) => id);
    const page = await cameras.list(system, query, { limit: 10, offset: 50 });
    expect(page.items.map(({ id }) => id)).toEqual(expected.slice(50, 60));
    const next = await cameras.list(system, query, { limit: 10, cursor: page.next ?? '' });
    expect(next.items.map(({ id }) => id)).toEqual(expected.slice(60, 70));
    const previous = await cameras.list(system, query, { limit: 10, cursor: page.previous ?? '' });
    expect(previous.items.map(({ id }) => id)).toEqual(expected.slice(40, 50));
  });

  it('a stream gives what the pages give, in the same order', async () => {
    for (const keys of [[], [{ field: 'country', descending: true } as const]]) {
      const query: CameraQuery = { where: [], sort: keys };
      let text = '';
      for await (const chunk of cameras.stream(system, query, shape)) text += chunk;
      expect(JSON.parse(text)).toEqual(model(query, system).map(({ id }) => ({ id })));
    }
  });
});

describe('a cursor', () => {
  const query: CameraQuery = { where: [], sort: [{ field: 'city', descending: false }] };
  const page = { limit: 3 };

  it('that somebody edited is rejected, at any character', async () => {
    const cursor = (await cameras.list(system, query, page)).next ?? '';
    for (let at = 0; at < cursor.length; at += 1) {
      const edited = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      await expect(cameras.list(system, query, { ...page, cursor: edited })).rejects.toMatchObject({
        code: 'cursor.invalid',
      });
    }
  });

  it('of another query is rejected', async () => {
    const cursor = (await cameras.list(system, query, page)).next ?? '';
    const others: readonly CameraQuery[] = [
      { where: [] },
      { where: [], sort: [{ field: 'city', descending: true }] },
      { where: [{ operator: 'missing', field: 'city' }], sort: query.sort ?? [] },
      { where: [], within: { west: 0, south: 0, east: 1, north: 1 }, sort: query.sort ?? [] },
      { where: [], near: { latitude: 0, longitude: 0 } },
    ];
    for (const other of others)
      for (const refused of [
        cameras.list(system, other, { ...page, cursor }),
        cameras.listJson(system, other, { ...page, cursor }, shape),
      ])
        await expect(refused).rejects.toMatchObject({ code: 'cursor.invalid' });
  });

  it.each(['', '1', 'x', 'JTI0cG9zaXRpb25fZ3Q9MA==', '1AAAA', '\0', '1'.repeat(100_000), `1${'A'.repeat(60)}`])(
    'that is none (%#) is refused',
    async (cursor) => {
      await expect(cameras.list(system, query, { ...page, cursor })).rejects.toMatchObject({ code: 'cursor.invalid' });
      await expect(cameras.listJson(system, { where: [] }, { ...page, cursor }, shape)).rejects.toMatchObject({
        code: 'cursor.invalid',
      });
    },
  );
});

it.each([{ limit: 0 }, { limit: 1.5 }, { limit: 1_000_001 }, { limit: NaN }, { limit: 1, offset: -1 }])(
  'a page of %o is refused',
  async (page) => {
    await expect(cameras.list(system, { where: [] }, page)).rejects.toMatchObject({ code: 'camera.invalid' });
    await expect(cameras.listJson(system, { where: [] }, page, shape)).rejects.toMatchObject({
      code: 'camera.invalid',
    });
  },
);

it.each<Condition>([
  { operator: 'in', field: 'port', values: ['80'] },
  { operator: 'in', field: 'title', values: [5] },
  { operator: 'ne', field: 'title', value: 'a\0b' },
  { operator: 'like', field: 'title', value: '\ud800' },
  { operator: 'search', value: 'a\0' },
  { operator: 'gt', field: 'createdAt', value: 'yesterday' },
  { operator: 'gt', field: 'frameRate', value: NaN },
])('a condition with a value of another kind (%o) is refused, never a fault', async (wrong) => {
  await expect(cameras.list(system, { where: [wrong] }, { limit: 1 })).rejects.toMatchObject({
    code: 'camera.invalid',
  });
});

/** Page by page to the end; each page is read as cameras and as JSON. */
async function allPages(caller: Caller, query: CameraQuery, limit: number): Promise<{ ids: number[]; last?: string }> {
  const ids: number[] = [];
  let cursor: string | undefined;
  let previous: string | undefined;
  do {
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const { items, next, previous: before } = await cameras.list(caller, query, page);
    const json = await cameras.listJson(caller, query, page, shape);
    expect(JSON.parse(json.json)).toEqual(items.map(({ id }) => ({ id })));
    expect({ next: json.next, previous: json.previous, count: json.count }).toEqual({
      next,
      previous: before,
      count: items.length,
    });
    expect(before === undefined).toBe(cursor === undefined);
    ids.push(...items.map(({ id }) => id));
    expect(items.length === limit || next === undefined).toBe(true);
    previous = before;
    cursor = next;
  } while (cursor !== undefined);
  return { ids, ...(previous === undefined ? {} : { last: previous }) };
}

/** From the last page back to the first, then forwards by its own `next`. */
async function backFrom(
  caller: Caller,
  query: CameraQuery,
  limit: number,
  cursor: string | undefined,
): Promise<readonly number[]> {
  let previous = cursor;
  const before: number[][] = [];
  let next: string | undefined;
  while (previous !== undefined) {
    const page = await cameras.list(caller, query, { limit, cursor: previous });
    before.unshift(page.items.map(({ id }) => id));
    next ??= page.next;
    previous = page.previous;
  }
  const tail = next === undefined ? (await cameras.list(caller, query, { limit })).items : [];
  const rest = next === undefined ? tail : (await cameras.list(caller, query, { limit, cursor: next })).items;
  return [...before.flat(), ...rest.map(({ id }) => id)];
}

/** The same query in memory. */
function model(query: CameraQuery, caller: Caller): readonly Camera[] {
  const visible = all.filter(({ organizationId }) => caller.kind === 'system' || organizationId === 1);
  const keys = [...(query.sort ?? []), { field: 'id' as const, descending: query.sort?.at(-1)?.descending ?? false }];
  return visible
    .filter((camera) => query.where.every((one) => holds(camera, one)))
    .toSorted((a, b) => {
      for (const { field, descending } of keys) {
        const order = compare(valueOf(a, field), valueOf(b, field)) * (descending ? -1 : 1);
        if (order !== 0) return order;
      }
      return 0;
    });
}

/** The fields that this test asks for are all a camera's own. */
function valueOf(camera: Camera, field: CameraField): Camera[PlainCameraField] {
  return camera[field as PlainCameraField];
}

function holds(camera: Camera, condition: Condition): boolean {
  if (condition.operator === 'search') {
    const text = condition.value.toLowerCase();
    return [camera.name, camera.title, camera.description].some((one) => one?.toLowerCase().includes(text));
  }
  const value = valueOf(camera, condition.field);
  switch (condition.operator) {
    case 'in':
      return value !== null && condition.values.some((one) => one === value);
    case 'ne':
      return value !== condition.value;
    case 'missing':
      return value === null;
    case 'present':
      return value !== null;
    case 'like':
      return typeof value === 'string' && value.includes(condition.value);
    case 'gt':
      return value !== null && compare(value, condition.value) > 0;
    case 'gte':
      return value !== null && compare(value, condition.value) >= 0;
    case 'lt':
      return value !== null && compare(value, condition.value) < 0;
    case 'lte':
      return value !== null && compare(value, condition.value) <= 0;
  }
}

/** Missing first, text by code point. */
function compare(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}
