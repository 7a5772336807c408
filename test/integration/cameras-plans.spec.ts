import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCondition, CursorCodec, SqlParameters } from '#lists';
import { type Caller, guest, system } from '#auth';
import type { CameraQuery, CamerasService } from '#cameras';
import { cameraSource } from '../../src/cameras/search/camera-source.js';
import { PageReader } from '../../src/cameras/search/page-reader.js';
import { compileShape } from '../../src/cameras/search/compile-shape.js';
import { compilePlainList } from '../../src/cameras/search/plain-list-reader.js';
import { explain } from '../support/explain.js';
import { application, openRegistry, type Registry } from '../support/registry.js';

const shape = { id: 'id', name: 'name' } as const;
const many = 200_000;
let registry: Registry;
let cameras: CamerasService;
let callers: Record<string, Caller>;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  const { organizations } = registry;
  const big = await organizations.createWithoutOwner({ title: 'Big', isPublic: false });
  const tiny = await organizations.createWithoutOwner({ title: 'Tiny', isPublic: false });
  const empty = await organizations.createWithoutOwner({ title: 'Empty', isPublic: true });
  // A connection of its own: filling takes longer than a statement of the server may.
  const client = new Client({ connectionString: registry.url });
  await client.connect();
  // Building these at the end takes a tenth of the time of keeping them up to date.
  const slow = await client.query<{ indexdef: string; indexname: string }>(
    `select indexname, indexdef from pg_indexes where indexname in ('cameras_words_idx', 'cameras_search_idx', 'cameras_input_urls_idx', 'cameras_position_idx')`,
  );
  for (const { indexname } of slow.rows) await client.query(`drop index ${indexname}`);
  // Nearly all cameras are private, so that for most callers nearly nothing is visible; the tiny one's come last.
  await client.query(
    `insert into cameras (name, object_id, organization_id, title, kind, latitude, longitude, country, city, state, snapshot_url)
     select 'c' || md5(i::text), lpad(to_hex(i), 24, '0'),
       case when i > $1 - 10 then $3::int when i % 100000 = 1 then $4::int when i % 5 = 0 then 1 else $2::int end,
       'Camera ' || i, 'non_ip', case when i % 5 = 0 then random() * 170 - 85 end,
       case when i % 5 = 0 then random() * 360 - 180 end,
       (array['US', 'FR', 'JP', null])[1 + i % 4], 'City ' || i % 500, 'State ' || i % 3000, 'http://a.example/' || i
     from generate_series(1, $1::int) i`,
    [many, big.id, tiny.id, empty.id],
  );
  for (const { indexdef } of slow.rows) await client.query(indexdef);
  await client.query(`update organizations set is_public = false where id = 1`);
  await client.query(`with made as (
      insert into folders (organization_id, parent_id, title, level)
      select 1, f.id, 'Small', 1 from folders f where f.organization_id = 1 and f.parent_id is null returning id)
    update cameras c set folder_id = made.id from made where c.organization_id = 1 and c.id % 1000 = 0`);
  await client.query(`with made as (insert into presets (title) values ('Rare') returning id)
    update cameras c set preset_id = made.id from made where c.id % 1000 = 1`);
  await client.query(
    `update cameras set azimuth = id % 360, view_angle = 90, view_range_metres = 1 + id % 500 where id % 50 = 0`,
  );
  await client.query(`vacuum analyze cameras`);
  await client.end();
  callers = {
    system,
    guest,
    'a member of the tiny organization': await registry.user({ [tiny.id]: { canViewStreams: true } }),
    'a member of all': await registry.user(
      Object.fromEntries([1, big.id, tiny.id].map((id) => [id, { canViewStreams: true }])),
    ),
    'an application': application({ organizationId: 1 }),
  };
}, 120_000);
afterAll(() => registry.close());

describe.each(['system', 'guest', 'a member of the tiny organization', 'a member of all', 'an application'])(
  'the plain list for %s',
  (name) => {
    it.each([
      ['its first page', undefined, false],
      ['a page in the middle', '100000', false],
      ['a page backwards', '150000', true],
    ] as const)('%s reads indexes only, in a custom and in a generic plan', async (_, after, backward) => {
      const caller = callers[name] ?? guest;
      const sql = new SqlParameters();
      const text = compilePlainList(caller, { limit: 100, after, backward }, compileShape(shape, true), sql);
      for (const mode of ['force_custom_plan', 'force_generic_plan'] as const) {
        const plan = await explain(registry.dataSource, text, sql.values, mode);
        expect(plan.text).not.toMatch(/Seq Scan on cameras/);
        expect(plan.text).not.toMatch(/Bitmap Heap Scan on cameras/);
        expect(plan.pages).toBeLessThan(200);
        expect(plan.largestSort).toBeLessThanOrEqual(101 * 4);
      }
    });
  },
);

describe.each(['system', 'a member of all'])('for %s', (name) => {
  it.each<[string, CameraQuery, RegExp]>([
    ['by name', { where: [], sort: [{ field: 'name', descending: false }] }, /cameras_name_key/],
    ['by country', { where: [], sort: [{ field: 'country', descending: false }] }, /cameras_country_idx/],
    ['by country, descending', { where: [], sort: [{ field: 'country', descending: true }] }, /cameras_country_idx/],
    ['by number', { where: [], sort: [{ field: 'cameraId', descending: true }] }, /cameras_camera_id_key/],
    [
      'of a number',
      { where: [{ operator: 'in', field: 'cameraId', values: [1_000_000_500] }] },
      /cameras_camera_id_key/,
    ],
    ['of a folder', { where: [{ operator: 'in', field: 'folderId', values: [5] }] }, /cameras_folder_id_idx/],
    ['of a preset', { where: [{ operator: 'in', field: 'presetId', values: [1] }] }, /cameras_preset_id_idx/],
    ['of a city', { where: [{ operator: 'in', field: 'city', values: ['City 7'] }] }, /cameras_city_folded_idx/],
    [
      'of several states, in any case',
      { where: [{ operator: 'in', field: 'state', values: ['STATE 7', 'Stäte 9'] }] },
      /cameras_state_folded_idx/,
    ],
    [
      'of a URL',
      { where: [{ operator: 'in', field: 'snapshotUrl', values: ['http://a.example/5'] }] },
      /snapshot_url_idx/,
    ],
    ['of a text', { where: [{ operator: 'search', value: 'CAMERA 1234' }] }, /cameras_search_idx/],
    [
      'of a part of a URL',
      { where: [{ operator: 'search', value: 'http://A.example/12345' }] },
      /BitmapOr[^]*cameras_search_idx[^]*cameras_input_urls_idx/,
    ],
    ['of words', { where: [], text: { value: 'camera 1234' } }, /cameras_words_idx/],
    ['of words like them', { where: [], text: { value: 'camrea 123456', similar: true } }, /cameras_search_idx/],
    [
      'around a point',
      { where: [], near: { latitude: 48, longitude: 2, radiusMetres: 12_000 } },
      /cameras_position_idx/,
    ],
    ['that sees a point', { where: [], sees: { latitude: 48, longitude: 2 } }, /cameras_view_idx/],
    ['nearest to a point', { where: [], near: { latitude: 48, longitude: 2 } }, /cameras_position_idx/],
    ['in a small box', { where: [], within: { west: 2, south: 48, east: 2.5, north: 48.5 } }, /latitude_longitude_idx/],
  ])('a list %s uses its index', async (_, query, index) => {
    const plan = new PageReader(new CursorCodec(registry.vault)).plan(callers[name] ?? guest, query, { limit: 100 });
    const { text } = await explain(registry.dataSource, plan.select('c.id'), plan.values, 'force_custom_plan');
    expect(text).toMatch(index);
    expect(text).not.toMatch(/Seq Scan on cameras/);
  });
});

it('a list of favourites reads the marks, then these cameras alone', async () => {
  const caller = callers['a member of all'] ?? guest;
  const userId = caller.kind === 'user' ? caller.userId : 0;
  await registry.dataSource.query(
    'insert into camera_marks (user_id, camera_id, is_favourite) select $1, c.id, true from cameras c where c.id % 5000 = 0',
    [userId],
  );
  const query: CameraQuery = { where: [{ operator: 'in', field: 'isFavourite', values: [true] }] };
  const plan = new PageReader(new CursorCodec(registry.vault)).plan(caller, query, { limit: 100 });
  const { text, pages } = await explain(registry.dataSource, plan.select('c.id'), plan.values, 'force_custom_plan');
  expect(text).toMatch(/camera_marks/);
  expect(text).toMatch(/Index.* using cameras_pkey on cameras|Bitmap Index Scan on cameras_pkey/);
  expect(text).not.toMatch(/Seq Scan on cameras/);
  expect(pages).toBeLessThan(200);
});

it('a stream stops asking when its consumer stops', async () => {
  const sorted: CameraQuery = { where: [], sort: [{ field: 'name', descending: false }] };
  for (const query of [{ where: [] }, sorted]) {
    let chunks = 0;
    for await (const chunk of cameras.stream(system, query, shape)) {
      expect(chunk.length).toBeLessThan(100_000);
      chunks += 1;
      if (chunks === 3) break;
    }
    const [{ count }] = await registry.dataSource.query<[{ count: number }]>(
      `select count(*)::int from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
    );
    expect(count).toBe(0);
  }
});

it('a stream of all holds all', async () => {
  let length = 0;
  let names = 0;
  for await (const chunk of cameras.stream(system, { where: [] }, shape)) {
    length = Math.max(length, chunk.length);
    names += chunk.split('"name"').length - 1;
  }
  expect(names).toBe(many);
  expect(length).toBeLessThan(100_000);
});

it('every value of a condition is bound, never written into the statement', () => {
  const sql = new SqlParameters();
  const text = compileCondition(
    cameraSource(system, sql),
    { operator: 'in', field: 'title', values: ["'; drop table cameras --"] },
    sql,
  );
  expect(text).toBe('c.title = $1::text');
});
