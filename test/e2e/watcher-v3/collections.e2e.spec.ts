import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCollection, type Wire, wireList } from '../../../src/dialects/watcher-v3/collections/wire-list.js';
import { openServer } from '../../support/server.js';
import { createUser, password } from '../../support/people.js';
import {
  makeThings,
  openThings,
  type Thing,
  thingColumns,
  type ThingField,
  thingList,
  type ThingTable,
} from '../../support/things.js';

/**
 * The list rules of client-api v3 (GO25, OH), against a model that knows neither SQL nor the table of fields: it looks at
 * whole wire objects only. Each query is walked page by page to its end and back again.
 */
const queries = 4000;
const owner = 2;
const all = makeThings(60);
let table: ThingTable;

/** Paths of up to three segments, every type, the opposite of a stored value, what is the same or known nowhere. */
const list = wireList<Thing, ThingField, ReadonlyMap<number, string>>(
  [
    { kind: 'stored', path: 'name', type: 'string', field: 'name' },
    { kind: 'stored', path: 'stats.media_info.title', type: 'string', field: 'title' },
    { kind: 'stored', path: 'stats.media_info.size', type: 'integer', field: 'size' },
    { kind: 'stored', path: 'stats.bitrate', type: 'number', field: 'weight' },
    { kind: 'stored', path: 'flags.open', type: 'boolean', field: 'enabled' },
    { kind: 'stored', path: 'shown', type: 'boolean', field: 'hidden', negated: true },
    { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'made' },
    { kind: 'stored', path: 'seen_at', type: 'utc', field: 'seen' },
    { kind: 'stored', path: 'total_gt', type: 'integer', field: 'total', show: ({ total }) => total },
    { kind: 'fixed', path: 'static', type: 'boolean', value: true },
    { kind: 'fixed', path: 'stats.status', type: 'string', value: 'waiting' },
    { kind: 'fixed', path: 'stats.ts_delay', type: 'integer', value: undefined },
    {
      kind: 'derived',
      path: 'inputs',
      show: ({ id }, urls) => [{ url: urls.get(id), priority: id }, { url: 'x' }],
    },
  ],
  ['name'],
);

beforeAll(async () => {
  table = await openThings();
  await table.fill(all);
});
afterAll(() => table.close());

type Parameters = Readonly<Record<string, string | readonly string[]>>;

async function answer(parameters: Parameters): Promise<Wire> {
  const scope = (): string => `t.owner = ${owner}`;
  return answerCollection({
    key: 'things',
    list,
    parameters,
    searchable: true,
    page: (query, page) => table.lists.page<ThingField, Thing>(thingList, thingColumns, scope, query, page),
    count: (query) => table.lists.count(thingList, scope, query),
    context: (items) => new Map(items.map(({ id }) => [id, `rtsp://camera.example/${id}`])),
  });
}

const itemsOf = (reply: Wire): readonly Wire[] => reply['things'] as readonly Wire[];

/** The whole objects, as a reader of the specification would write them down. */
const objects: readonly Wire[] = all
  .filter((thing) => thing.owner === owner)
  .map((thing) =>
    dropMissing({
      name: thing.name,
      stats: {
        media_info: { title: thing.title, size: thing.size },
        bitrate: thing.weight,
        status: 'waiting',
      },
      flags: { open: thing.enabled },
      shown: !thing.hidden,
      created_at: thing.made.getTime(),
      seen_at: thing.seen === null ? null : thing.seen.getTime() / 1000,
      total_gt: thing.total,
      static: true,
      inputs: [{ url: `rtsp://camera.example/${thing.id}`, priority: thing.id }, { url: 'x' }],
    }),
  );

function dropMissing(object: Readonly<Record<string, unknown>>): Wire {
  const entries = Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
    if (value === null) return [];
    if (typeof value !== 'object' || Array.isArray(value)) return [[key, value]];
    const inner = dropMissing(value as Wire);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries(entries);
}

function at(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], object);
}

describe('every query', () => {
  it('is answered as the model has it, page by page to the end and back again', { timeout: 120_000 }, async () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const drawn = fc.sample(anyQuery, { numRuns: queries, seed });
    const began = performance.now();
    const next = drawn.entries();
    const worker = async (): Promise<void> => {
      for (const [index, query] of next) await check(query, `seed ${seed}, query ${index}`);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

describe('a query', () => {
  it.each([
    ['stats.media_info.size=1.5', 'not_integer', 'stats.media_info.size'],
    ['stats.media_info.size=1,x', 'not_integer', 'stats.media_info.size'],
    ['stats.media_info.size', 'not_integer', 'stats.media_info.size'],
    ['stats.bitrate_gte=fast', 'not_number', 'stats.bitrate_gte'],
    ['flags.open=maybe', 'not_boolean', 'flags.open'],
    ['created_at_lt=soon', 'not_integer', 'created_at_lt'],
    ['seen_at=99999999999999', 'input_out_of_range', 'seen_at'],
    ['stats.media_info.title_is=x', 'not_null', 'stats.media_info.title_is'],
    ['inputs.url=x', 'filter_not_supported', 'inputs.url'],
    ['inputs_is=null', 'filter_not_supported', 'inputs_is'],
    ['stats=1', 'filter_not_supported', 'stats'],
    ['stats.media_info_is=null', 'filter_not_supported', 'stats.media_info_is'],
    ['name.deeper=x', 'filter_not_supported', 'name.deeper'],
    ['sort=stats', 'sort_not_supported', 'sort'],
    [`select=${Array.from({ length: 201 }, (_, index) => `f${index}`).join()}`, 'too_many_items', 'select'],
    [`select=config.${'a'.repeat(300)}`, 'too_long', 'select'],
    ['sort=inputs.url', 'sort_not_supported', 'sort'],
    ['limit=0', 'limit_out_of_range', 'limit'],
    ['limit=1001', 'limit_out_of_range', 'limit'],
    ['limit=ten', 'not_integer', 'limit'],
  ])('that is wrong is refused with a code and its place: %s is %s', async (query, code, parameter) => {
    await expect(answer(Object.fromEntries(new URLSearchParams(query)))).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [{ rule: code, field: parameter }],
    });
  });

  it('may hold what no field is called', async () => {
    const query = { nonsense: '1', 'deep.nonsense_gt': '1', constructor: 'x', 'stats.nonsense': 'x' };
    expect((await answer(query))['estimated_count']).toBe(objects.length);
  });

  it('reads a field whose name ends like an operator as the field', async () => {
    const [known] = objects.map((object) => object['total_gt']).filter((total) => total !== undefined);
    const found = itemsOf(await answer({ total_gt: textOf(known) }));
    expect(found).toEqual(objects.filter((object) => object['total_gt'] === known));
    const greater = itemsOf(await answer({ total_gt_gt: textOf(known) }));
    expect(greater).toEqual(objects.filter((object) => Number(object['total_gt'] ?? -Infinity) > Number(known)));
  });

  it('means true where a name has no value', async () => {
    expect(itemsOf(await answer({ shown: '' }))).toEqual(objects.filter((object) => object['shown'] === true));
  });
});

describe('a list of many cameras', () => {
  it(
    'is refused with a clear word when its filter takes too long, long before the pool’s own bound',
    { timeout: 60_000 },
    async () => {
      const server = await openServer();
      const holder = server.dataSource.createQueryRunner();
      try {
        const { login } = await createUser(server, 'patient', { isAdmin: true });
        const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
        const ask = (query: string): Promise<Response> =>
          fetch(`${server.url}/watcher/client-api/v3/streams${query}`, { headers: { authorization } });
        expect((await ask('?title_like=x&select=title')).status).toBe(200);
        await holder.startTransaction();
        await holder.query('lock table cameras in access exclusive mode');
        const began = performance.now();
        const refused = await ask('?title_like=x&select=title');
        expect(performance.now() - began).toBeLessThan(20_000);
        expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
        expect(await refused.json()).toEqual({
          errors: [{ status: '503', code: 'query_too_slow', title: 'The query takes too long, narrow it' }],
          error: 'query_too_slow',
        });
        await holder.rollbackTransaction();
        expect((await ask('?title_like=x&select=title')).status).toBe(200);
      } finally {
        await holder.release();
        await server.close();
      }
    },
  );
});

interface Query {
  readonly filters: readonly Filter[];
  readonly sort: readonly { readonly path: string; readonly descending: boolean }[];
  readonly select: readonly string[];
  readonly q: string | undefined;
  readonly limit: number;
}
type Operator = '' | '_ne' | '_gt' | '_gte' | '_lt' | '_lte' | '_like' | '_is' | '_is_not';
interface Filter {
  readonly path: string;
  readonly operator: Operator;
  readonly values: readonly (string | number | boolean)[];
}

/** @param place shown beside what differs, to be drawn again */
async function check(query: Query, place: string): Promise<void> {
  const found = sorted(
    objects.filter((object) => fulfils(object, query)),
    query,
  );
  const items = found.map((object) => selected(object, query.select));
  const parameters = written(query);
  const counts = new Set<unknown>();
  const follow = async (cursor: unknown): Promise<Wire | undefined> => {
    if (cursor === undefined) return undefined;
    const reply = await answer({ ...parameters, cursor: textOf(cursor) });
    counts.add(reply['estimated_count']);
    return reply;
  };
  const pages = [await answer(parameters)];
  for (let next = await follow(pages[0]?.['next']); next; next = await follow(next['next'])) pages.push(next);
  const back = pages.slice(-1);
  for (let prev = await follow(back[0]?.['prev']); prev; prev = await follow(prev['prev'])) back.unshift(prev);
  counts.add(pages[0]?.['estimated_count']);
  // Full pages but the last, a way back from all but the first.
  const shape = pages.map((page) => [itemsOf(page).length, Object.hasOwn(page, 'prev')]);
  const whole = pages.map((_, index) => [Math.min(query.limit, items.length - index * query.limit), index > 0]);
  expect({
    place,
    query,
    forwards: pages.flatMap(itemsOf),
    backwards: back.flatMap(itemsOf),
    counts: [...counts],
    shape,
  }).toEqual({ place, query, forwards: items, backwards: items, counts: [items.length], shape: whole });
}

const stringPaths = ['name', 'stats.media_info.title', 'stats.status'];
const numberPaths = ['stats.media_info.size', 'stats.bitrate', 'created_at', 'seen_at', 'total_gt', 'stats.ts_delay'];
const booleanPaths = ['flags.open', 'shown', 'static'];
const sortPaths = [...stringPaths, ...numberPaths, ...booleanPaths];
const selectPaths = [...sortPaths, 'stats', 'stats.media_info', 'inputs', 'inputs.url', 'nonsense', 'stats.nonsense'];

/** A value that some object has there, or one beside it. */
function valueAt(path: string): fc.Arbitrary<string | number | boolean> {
  const known = objects.map((object) => at(object, path)).filter((value) => value !== undefined);
  const fixed = fc.constantFrom(...(known as (string | number | boolean)[]), ...(known.length === 0 ? [1] : []));
  if (booleanPaths.includes(path)) return fc.boolean();
  if (stringPaths.includes(path))
    return fc.oneof(fixed, fc.constantFrom('a', 'lph', '%', '_', '\\', 'Z', 'waiting', ''));
  if (path === 'stats.bitrate') return fc.oneof(fixed, fc.constantFrom(-1e300, 0.05, 0.3, 2));
  if (path === 'created_at') return fc.oneof(fixed, fc.constantFrom(0, 1_767_225_600_002));
  if (path === 'seen_at') return fc.oneof(fixed, fc.constantFrom(0, 1_580_515_200));
  return fc.oneof(fixed, fc.constantFrom(-5, 0, 3, 2_147_483_648, 999_999_999_999));
}

const anyFilter: fc.Arbitrary<Filter> = fc.constantFrom(...sortPaths).chain((path) =>
  fc.record({
    path: fc.constant(path),
    operator: fc.constantFrom<Operator>('', '_ne', '_gt', '_gte', '_lt', '_lte', '_like', '_is', '_is_not'),
    values: fc.array(
      // A comma parts values; one that holds a comma cannot be asked for.
      valueAt(path).filter((value) => !String(value).includes(',')),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const anyQuery: fc.Arbitrary<Query> = fc.record({
  filters: fc.oneof(
    { weight: 3, arbitrary: fc.array(anyFilter, { maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(anyFilter, { maxLength: 3 }) },
  ),
  sort: fc.array(fc.record({ path: fc.constantFrom(...sortPaths), descending: fc.boolean() }), { maxLength: 3 }),
  select: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...selectPaths), { maxLength: 3 }) },
  ),
  q: fc.option(fc.constantFrom('A', 'ä', '%', '_', 'LPH', '\\', 'zz'), { nil: undefined, freq: 8 }),
  limit: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 6, max: 25 }) },
    { weight: 1, arbitrary: fc.constantFrom(1, 2, 3, 1000) },
  ),
});

/** As it stands in a URL; a filter that stands twice is an array, as Fastify reads it. */
function written({ filters, sort, select, q, limit }: Query): Parameters {
  const parameters: Record<string, string | readonly string[]> = { limit: String(limit) };
  for (const filter of filters) {
    const name = `${filter.path}${filter.operator}`;
    const earlier = [parameters[name] ?? []].flat();
    parameters[name] = earlier.length === 0 ? valueText(filter) : [...earlier, valueText(filter)];
  }
  if (sort.length > 0) parameters['sort'] = sort.map((key) => `${key.descending ? '-' : ''}${key.path}`).join(',');
  if (select.length > 0) parameters['select'] = select.join(',');
  if (q !== undefined) parameters['q'] = q;
  return parameters;
}

function valueText({ operator, values }: Filter): string {
  if (operator === '_is' || operator === '_is_not') return 'null';
  const texts = values.map((value) =>
    typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value),
  );
  return operator === '' ? texts.join(',') : (texts[0] ?? '');
}

/** Conditions are joined by AND; a missing value fulfils `_ne` and `_is=null` only. */
function fulfils(object: Wire, { filters, q }: Query): boolean {
  const searched = [at(object, 'name'), at(object, 'stats.media_info.title')];
  const matches = q === undefined || searched.some((text) => textOf(text).toLowerCase().includes(q.toLowerCase()));
  return matches && filters.every((filter) => fulfilsOne(at(object, filter.path), filter));
}

function fulfilsOne(value: unknown, { path, operator, values }: Filter): boolean {
  const [first] = values;
  if (operator === '_is') return value === undefined;
  if (operator === '_is_not') return value !== undefined;
  if (operator === '_ne') return value !== first;
  if (value === undefined) return false;
  if (operator === '') return values.includes(value as string);
  if (operator === '_like') return stringPaths.includes(path) && textOf(value).includes(textOf(first));
  const order = compare(value, first);
  return { _gt: order > 0, _gte: order >= 0, _lt: order < 0, _lte: order <= 0 }[operator];
}

/** Missing values are the smallest; ties stay in the order of making, or go against it where the last key descends. */
function sorted(found: readonly Wire[], { sort }: Query): readonly Wire[] {
  const last = sort.filter(({ path }) => !['static', 'stats.status', 'stats.ts_delay'].includes(path)).at(-1);
  // What is stored as its opposite descends in the table when it ascends here.
  const turned = last !== undefined && last.descending !== (last.path === 'shown');
  return (turned ? found.toReversed() : found).toSorted((one, other) => {
    for (const { path, descending } of sort) {
      const order = compare(at(one, path), at(other, path));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function compare(one: unknown, other: unknown): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  if (typeof one === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(textOf(other)));
  return Number(one) - Number(other);
}

/** The chosen fields and the name; of an array, the chosen fields of each element. */
function selected(object: Wire, select: readonly string[]): Wire {
  if (select.length === 0) return object;
  return (pick(object, [['name'], ...select.map((path) => path.split('.'))]) ?? {}) as Wire;
}

function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some(({ length }) => length === 0)) return value;
  if (Array.isArray(value)) return value.map((element) => pick(element, paths) ?? {});
  if (typeof value !== 'object' || value === null) return undefined;
  const chosen: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    const part = below.length === 0 ? undefined : pick(inner, below);
    if (part !== undefined) chosen[key] = part;
  }
  return Object.keys(chosen).length === 0 ? undefined : chosen;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
