import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication } from '../../support/people.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';

let server: TestServer;
let client: Cam2V1Client;

const earthKilometres = 6371.0088;

/** Positions that break naive arithmetic, beside 20,000 anywhere. */
const corners: readonly (readonly [number, number])[] = [
  [35.6895, 139.6917],
  [35.6895, 139.6917],
  [35.7, 139.7],
  [-33.8688, 151.2093],
  [37.7749, -122.4194],
  [51.5, -0.08],
  [0, 180],
  [0, -179.998],
  [0.01, 179.99],
  [-0.01, -179.99],
  [90, 0],
  [90, 77],
  [89.99, -120],
  [-90, 10],
];
const positions = [...corners];

beforeAll(async () => {
  server = await openServer();
  client = await Cam2V1Client.of(server, await createApplication(server));
  let seed = 42;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let n = 0; n < 20_000; n += 1)
    positions.push([(Math.asin(2 * random() - 1) * 180) / Math.PI, random() * 360 - 180]);
  await server.dataSource.query(
    `insert into cameras (name, object_id, camera_id, organization_id, kind, latitude, longitude)
     select 'at/' || n, lpad(to_hex(n), 24, '0'), n, (select id from organizations where is_default), 'non_ip', lat, lng
     from unnest($1::double precision[], $2::double precision[]) with ordinality at (lat, lng, n)`,
    [positions.map(([latitude]) => latitude), positions.map(([, longitude]) => longitude)],
  );
});

afterAll(() => server.close());

/** Haversine, and not the formula of the product. */
function kilometres([lat1, lng1]: readonly [number, number], [lat2, lng2]: readonly [number, number]): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2;
  return 2 * earthKilometres * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Computed one by one: `camera_id`s by distance, then by id, those within a radius. */
function expected(center: readonly [number, number], radius: number): readonly number[] {
  return positions
    .map((position, index) => ({ id: index + 1, far: kilometres(center, position) }))
    .filter(({ far }) => far <= radius)
    .sort((a, b) => (Math.abs(a.far - b.far) < 1e-6 ? a.id - b.id : a.far - b.far))
    .map(({ id }) => id);
}

describe('cameras near a place', () => {
  it.each<[number, number, number]>([
    [35.6895, 139.6917, 50],
    [-33.8688, 151.2093, 50],
    [37.7749, -122.4194, 30.5],
    [51.5, -0.08, 500],
    [0, 179.995, 5],
    [0, -179.995, 5],
    [90, 0, 20],
    [-90, -45, 300],
    [10.123456789, 20.987654321, 3000],
    [35.6895, 139.6917, 0],
    [12, 34, 25_000],
  ])('lat=%d,lng=%d,radius=%d are those that a brute force finds, nearest first', async (lat, lng, radius) => {
    const wanted = expected([lat, lng], radius);
    expect(await client.ids(`/query/lat=${lat},lng=${lng},radius=${radius}/`)).toEqual(wanted);
    expect(await client.ids(`/query/lat=${lat},lon=${lng},radius=${radius}.json`)).toEqual(wanted);
    expect(await client.ids(`/query/lat=${lat},lng=${lng},count=7`)).toEqual(expected([lat, lng], 30_000).slice(0, 7));
    expect(await client.ids(`/query/lat=${lat},lng=${lng},radius=${radius},count=2/`)).toEqual(wanted.slice(0, 2));
  });

  it('are none for count=0, all for a count beyond them, and ties go by camera_id', async () => {
    expect(await client.ids('/query/lat=0,lng=0,count=0/')).toEqual([]);
    expect(await client.ids('/query/lat=0,lng=0,count=1000000/')).toHaveLength(positions.length);
    expect(await client.ids('/query/lat=35.6895,lng=139.6917,count=3/')).toEqual([1, 2, 3]);
  });

  it('come in parts, where there is a limit, with the way to the next', async () => {
    const all = expected([35.6895, 139.6917], 500);
    expect(all.length).toBeGreaterThan(5);
    const path = '/query/lat=35.6895,lng=139.6917,radius=500/';
    expect(await client.ids(`${path}?limit=2`)).toEqual(all.slice(0, 2));
    expect(await client.ids(`${path}?limit=2&offset=3`)).toEqual(all.slice(3, 5));
    expect(await client.ids(`${path}?offset=4`)).toEqual(all.slice(4));
    const { headers } = await client.get(`${path}?limit=2`);
    expect(headers.get('link')).toBe(`<http://camgate.test${path}?limit=2&offset=2>; rel="next"`);
    const few = '/query/lat=35.6895,lng=139.6917,count=3/';
    expect(await client.ids(`${few}?limit=2&offset=2`)).toEqual(all.slice(2, 3));
    expect(await client.ids(`${few}?limit=5`)).toEqual(all.slice(0, 3));
    expect(await client.ids(`${few}?offset=3`)).toEqual([]);
    expect((await client.get(`${few}?limit=2`)).headers.has('link')).toBe(true);
    expect((await client.get(`${few}?limit=3`)).headers.has('link')).toBe(false);
    expect((await client.get(`${path}?limit=0`)).body).toEqual({
      limit: ['Ensure this value is greater than or equal to 1.'],
    });
  });

  it('come in parts that the terms name; where the query string names others, those', async () => {
    const all = expected([35.6895, 139.6917], 500);
    const place = '/query/lat=35.6895,lng=139.6917,radius=500';
    for (const end of ['/', '', '.json'])
      expect(await client.ids(`${place},limit=2,offset=1${end}`)).toEqual(all.slice(1, 3));
    expect(await client.ids(`/query/offset=4,lat=35.6895,lng=139.6917,radius=500/`)).toEqual(all.slice(4));
    expect(await client.ids(`/query/lat=35.6895,lng=139.6917,count=3,limit=2,offset=2/`)).toEqual(all.slice(2, 3));
    expect(await client.ids(`${place},limit=1/?limit=3`)).toEqual(all.slice(0, 3));
    expect(await client.ids(`${place},limit=1/?offset=2`)).toEqual(all.slice(2, 3));
    const { headers } = await client.get(`${place},limit=2/`);
    const [, next = ''] = /^<http:\/\/camgate\.test(.*)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
    expect(await client.ids(next)).toEqual(all.slice(2, 4));
  });

  it('pass the filters first', async () => {
    expect(await client.ids('/query/lat=35.6895,lng=139.6917,count=3/?lat_max=0')).not.toContain(1);
    expect(await client.ids('/query/lat=35.6895,lng=139.6917,radius=50/?id=2')).toEqual([2]);
  });
});

describe('a place that is none', () => {
  it.each(['nonsense/', 'a=1,b=2/', 'nonsense?lat=1&lng=2&radius=3', ',/'])(
    '/query/%s is a 400 that names the terms',
    async (terms) => {
      const { status, body } = await client.get(`/query/${terms}`);
      expect(status).toBe(400);
      expect(Object.keys(Object(body))).toEqual(expect.arrayContaining(['lat', 'lng', 'radius']));
      expect(JSON.stringify(body)).toMatch(/lat=…,lng=…,radius=…,count=….*limit=…,offset=…/);
    },
  );

  it.each([
    ['lat=91,lng=0,radius=1', 'lat'],
    ['lat=0,lng=-181,radius=1', 'lng'],
    ['lat=0,lon=181,radius=1', 'lon'],
    ['lat=0,lng=0,radius=-1', 'radius'],
    ['lat=0,lng=0,radius=', 'radius'],
    ['lat=0,lng=0,radius=abc', 'radius'],
    ['lat=0,lng=0,radius=1e999', 'radius'],
    ['lat=0,lng=0,count=-1', 'count'],
    ['lat=0,lng=0,count=1.5', 'count'],
    ['lat=0,lng=0,count=1e9', 'count'],
    ['lat=0,lng=0', 'radius'],
    ['lat=0,lng=0,radius=1,limit=0', 'limit'],
    ['lat=0,lng=0,radius=1,limit=', 'limit'],
    ['lat=0,lng=0,radius=1,limit=1000001', 'limit'],
    ['lat=0,lng=0,radius=1,offset=-1', 'offset'],
    ['lat=0,lng=0,radius=1,limit=1,limit=2', 'limit'],
    ['lat=0,lng=0,limit=1', 'radius'],
    ['lat=,lng=0,radius=1', 'lat'],
    ['lng=0,radius=1', 'lat'],
    ['lat=NaN,lng=0,radius=1', 'lat'],
    ['lat=0,lng=0,radius=1,__proto__=1', '__proto__'],
  ])('%s is a 400 that names %s', async (terms, field) => {
    for (const end of ['/', '.json']) {
      const { status, body } = await client.get(`/query/${terms}${end}`);
      expect(status).toBe(400);
      expect(Object.keys(Object(body))).toEqual([field]);
    }
  });
});
