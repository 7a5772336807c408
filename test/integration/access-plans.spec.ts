import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleCameras, visibleSets } from '#access';
import type { Caller, UserCaller } from '#auth';
import type { CameraQuery } from '#cameras';
import { CursorCodec, SqlParameters } from '#lists';
import { rightsStatement } from '../../src/access/permissions/rights-statement.js';
import { SmallVisibilityCache } from '../../src/cameras/search/small-visibility-cache.js';
import { countOfSets } from '../../src/cameras/search/ids-of-sets.js';
import { PageReader } from '../../src/cameras/search/page-reader.js';
import { compileShape } from '../../src/cameras/search/compile-shape.js';
import { compilePlainList } from '../../src/cameras/search/plain-list-reader.js';
import { explain, type Plan, type PlanMode } from '../support/explain.js';
import { openRegistry, type Registry } from '../support/registry.js';

// bench/rights.mjs asks the same of 1,000,000 cameras.
const size = { cameras: 200_000, organizations: 200, users: 10_000 };
const shape = { id: 'id', name: 'name' } as const;
const modes = ['force_custom_plan', 'force_generic_plan'] as const;

let registry: Registry;
let callers: Record<Kind, UserCaller>;

const kinds = [
  'a member of a small organization',
  'a member of a large organization',
  'an owner',
  'a viewer of a folder with six levels below it',
  'a viewer of a folder of the large organization',
  'a viewer of a hundred cameras',
  'a viewer by a tag',
  'a stranger',
] as const;
type Kind = (typeof kinds)[number];
const few: readonly Kind[] = kinds.filter((kind) => !kind.includes('large'));

beforeAll(async () => {
  registry = await openRegistry();
  const client = new Client({ connectionString: registry.url });
  await client.connect();
  await fill(client);
  const one = async (sql: string): Promise<number> => {
    const { rows } = await client.query<{ id: number }>(`select ${sql} limit 1`);
    return rows[0]?.id ?? 0;
  };
  const large = await one('organization_id as id from cameras group by 1 order by count(*) desc');
  const alone = 'not exists (select from memberships m where m.user_id = p.user_id)';
  const folder = 'from folder_permissions p join folders f on f.id = p.folder_id';
  const small = await one(`organization_id as id from memberships where organization_id <> ${large} order by 1`);
  const owner = await registry.user();
  await client.query('update organizations set owner_id = $1 where id = $2', [owner.userId, small]);
  const tagged = await registry.user();
  await client.query(
    `update cameras set tags = '{Lobby}' where id in (
       select id from cameras where organization_id = $1 order by id limit 200 offset 1000)`,
    [large],
  );
  await client.query(
    `insert into tag_permissions (user_id, organization_id, tag, can_view) values ($1, $2, 'lobby', true)`,
    [tagged.userId, large],
  );
  const ids: Record<Kind, number> = {
    'a member of a small organization': await one(`user_id as id from memberships where organization_id = ${small}`),
    'a member of a large organization': await one(`user_id as id from memberships where organization_id = ${large}`),
    'an owner': owner.userId,
    'a viewer of a folder with six levels below it': await one(
      `p.user_id as id ${folder} where f.level = 1 and f.organization_id <> ${large} and ${alone}`,
    ),
    'a viewer of a folder of the large organization': await one(
      `p.user_id as id ${folder} where f.level = 1 and f.organization_id = ${large}`,
    ),
    'a viewer of a hundred cameras': await one(
      'user_id as id from camera_permissions group by 1 order by count(*) desc, 1',
    ),
    'a viewer by a tag': tagged.userId,
    'a stranger': (await registry.user()).userId,
  };
  await client.end();
  callers = Object.fromEntries(
    Object.entries(ids).map(([kind, userId]) => [kind, { ...owner, userId }]),
  ) as unknown as Record<Kind, UserCaller>;
}, 240_000);
afterAll(() => registry.close());

describe.each(kinds)('%s', (kind) => {
  it.each([
    ['first page', undefined, false],
    ['page in the middle', '100000', false],
    ['page backwards', '150000', true],
  ] as const)('the plain list: %s', async (_, after, backward) => {
    const sql = new SqlParameters();
    const text = compilePlainList(callers[kind], { limit: 100, after, backward }, compileShape(shape, true), sql);
    for (const mode of modes) {
      const plan = await explained(text, sql.values, mode);
      expect(plan.text).not.toMatch(/Bitmap Heap Scan on cameras/);
      expect(plan.largestSort).toBeLessThanOrEqual(101 * 50);
      expect(plan.pages).toBeLessThan(3_000);
    }
  });

  it('one camera', async () => {
    const sql = new SqlParameters();
    const text = `select c.id from cameras c where c.name = ${sql.add('tenant-7')} and ${visibleCameras(callers[kind], sql)}`;
    for (const mode of modes) {
      const plan = await explained(text, sql.values, mode);
      expect(plan.text).toMatch(/Index Scan using cameras_name_key/);
      expect(plan.pages).toBeLessThan(3_000);
    }
  });

  it('all cameras, counted', async () => {
    const sql = new SqlParameters();
    const sets = visibleSets(callers[kind], sql);
    const plan = await explained(sets ? countOfSets(sets) : '', sql.values, 'force_custom_plan');
    expect(plan.text).toMatch(/Index Only Scan using cameras_organization_id_idx/);
    expect(plan.text).toMatch(/cameras_folder_id_idx/);
    expect(plan.text).toMatch(/cameras_pkey/);
    const counted = await registry.cameras.count(callers[kind], { where: [] });
    const one = new SqlParameters();
    const [row] = await registry.dataSource.query<{ count: number }[]>(
      `select count(*)::integer as count from cameras c where ${visibleCameras(callers[kind], one)}`,
      one.values,
    );
    expect(counted).toBe(row?.count);
  });

  it('rights on a hundred cameras', async () => {
    const sql = new SqlParameters();
    const ids = Array.from({ length: 100 }, (_, index) => 1 + index * 1999);
    const plan = await explained(
      rightsStatement(callers[kind], `${sql.add(ids)}::integer[]`, sql),
      sql.values,
      'force_custom_plan',
    );
    expect(plan.text).toMatch(/Index Scan using cameras_pkey/);
    expect(plan.pages).toBeLessThan(3_000);
  });
});

describe.each(few)('%s sees few cameras', (kind) => {
  it.each<[string, CameraQuery]>([
    ['of a quarter of the world', { where: [{ operator: 'in', field: 'country', values: ['FR'] }] }],
    ['by name', { where: [], sort: [{ field: 'name', descending: false }] }],
    ['nearest to a point', { where: [], near: { latitude: 48, longitude: 2 } }],
    ['with a word in them', { where: [{ operator: 'search', value: 'camera 1' }] }],
  ])('a list %s looks at these alone', async (_, query) => {
    const handful = await registry.context.get(SmallVisibilityCache).of(callers[kind]);
    const plan = new PageReader(new CursorCodec(registry.vault)).plan(callers[kind], query, { limit: 100 }, handful);
    const { text, pages } = await explained(plan.select('c.id'), plan.values, 'force_custom_plan');
    expect(text).toMatch(/cameras_pkey/);
    expect(text).toMatch(/Index Cond: \(id = ANY \('\{|One-Time Filter: false/);
    expect(pages).toBeLessThan(3_000);
  });

  it('and a list shows exactly these', async () => {
    const caller: Caller = callers[kind];
    const { items } = await registry.cameras.list(
      caller,
      { where: [], sort: [{ field: 'name', descending: false }] },
      { limit: 1000 },
    );
    expect(items.length).toBe(await registry.cameras.count(caller, { where: [] }));
  });
});

it.each<[string, CameraQuery]>([
  ['of a quarter of the world', { where: [{ operator: 'in', field: 'country', values: ['FR'] }] }],
  ['of a title that nobody has', { where: [{ operator: 'in', field: 'title', values: ['nowhere'] }] }],
  ['by name', { where: [], sort: [{ field: 'name', descending: false }] }],
])('a list %s for a viewer of some thousands begins with these', async (_, query) => {
  const caller = callers['a viewer of a folder of the large organization'];
  const small = await registry.context.get(SmallVisibilityCache).of(caller);
  expect(small).toBe('few');
  const plan = new PageReader(new CursorCodec(registry.vault)).plan(caller, query, { limit: 100 }, small);
  const { text, pages } = await explained(plan.select('c.id'), plan.values, 'force_custom_plan');
  expect(text).toMatch(/Index Cond: .*id = ANY \(\(InitPlan/);
  // Each of them is looked up, most in three pages of an index and one of the table.
  expect(pages).toBeLessThan(4 * 10_000 + 3_000);
  const { items } = await registry.cameras.list(caller, query, { limit: 1000 });
  expect(items).toHaveLength(Math.min(1000, await registry.cameras.count(caller, query)));
});

it.each<[string, CameraQuery, RegExp]>([
  ['by name', { where: [], sort: [{ field: 'name', descending: false }] }, /cameras_name_key/],
  ['of a city', { where: [{ operator: 'in', field: 'city', values: ['City 7'] }] }, /cameras_city_folded_idx/],
  ['nearest to a point', { where: [], near: { latitude: 48, longitude: 2 } }, /cameras_position_idx/],
])('a list %s for a member of a large organization scans its index', async (_, query, index) => {
  const caller = callers['a member of a large organization'];
  expect(await registry.context.get(SmallVisibilityCache).of(caller)).toBeUndefined();
  const plan = new PageReader(new CursorCodec(registry.vault)).plan(caller, query, { limit: 100 });
  expect((await explained(plan.select('c.id'), plan.values, 'force_custom_plan')).text).toMatch(index);
});

async function explained(text: string, values: readonly unknown[], mode: PlanMode): Promise<Plan> {
  const plan = await explain(registry.dataSource, text, values, mode);
  expect(plan.text).not.toMatch(/Seq Scan on (cameras|folders|memberships|folder_permissions|camera_permissions)\b/);
  return plan;
}

async function fill(client: Client): Promise<void> {
  // Building these two at the end takes a tenth of the time of keeping them up to date.
  const slow = await client.query<{ indexdef: string; indexname: string }>(
    `select indexname, indexdef from pg_indexes where indexname in ('cameras_search_idx', 'cameras_position_idx')`,
  );
  for (const { indexname } of slow.rows) await client.query(`drop index ${indexname}`);
  for (const [name, value] of Object.entries(size)) await client.query(`set tenants.${name} = '${value}'`);
  await client.query(readFileSync('bench/tenants.sql', 'utf8'));
  for (const { indexdef } of slow.rows) await client.query(indexdef);
  await client.query('vacuum analyze');
}
