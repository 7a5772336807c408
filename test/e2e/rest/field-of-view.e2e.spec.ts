import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { type NorthAndSouth, openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, namesOf, restClient, type Said } from './rest-client.js';

describe("A camera's field of view", () => {
  let server: TestServer;
  let house: NorthAndSouth;
  const { send, ask, bearer } = restClient(() => server.url);
  const create = (body: object): Promise<Said> =>
    send('POST', '/api/v1/cameras', { organization_id: house.north.organizationId, ...body }, house.admin);
  const snapshot = { streams: { snapshot_url: 'http://cameras.example/a.jpg' } };

  beforeAll(async () => {
    server = await openUnthrottledHouse();
    house = await settleNorthAndSouth(server, bearer);
  });
  afterAll(() => server.close());

  it('is written, read, changed, cleared, filtered and sorted by', async () => {
    const said = await create({ name: 'gate', azimuth: 315, fov: 90, range: 150.5, ...snapshot });
    expect(said.body).toMatchObject({ azimuth: 315, fov: 90, range: 150.5 });
    const path = `/api/v1/cameras/${String(said.body['id'])}`;
    await create({ name: 'dome', fov: 360, range: 40, ...snapshot });
    expect((await ask(path, house.member)).body).toMatchObject({ azimuth: 315, fov: 90, range: 150.5 });
    const list = async (query: string): Promise<readonly string[]> =>
      namesOf(await ask(`/api/v1/cameras?name=gate&name=dome&${query}`, house.member));
    expect(await list('range[gt]=100')).toEqual(['gate']);
    expect(await list('azimuth[exists]=false')).toEqual(['dome']);
    expect(await list('fov=360')).toEqual(['dome']);
    expect(await list('sort=range')).toEqual(['dome', 'gate']);
    const changed = await send('PATCH', path, { azimuth: 0, range: null }, house.admin);
    expect(changed.body).toMatchObject({ azimuth: 0, fov: 90, range: null });
  });

  it.each([
    { azimuth: 360 },
    { azimuth: -1 },
    { azimuth: 400 },
    { fov: 0 },
    { fov: 360.5 },
    { range: 0 },
    { range: 100_001 },
    { range: '50' },
    { fov: 1e-300 },
  ])('%j is refused by name', async (field) => {
    const [name = ''] = Object.keys(field);
    const { status, body } = await create({ name: 'none', ...field, ...snapshot });
    expect([status, body['errors']]).toEqual([
      400,
      expect.arrayContaining([expect.objectContaining({ pointer: `/${name}` })]),
    ]);
  });

  it('is a feature of GeoJSON, and what lies in it is what it sees', async () => {
    const { body } = await create({
      name: 'tower',
      location: { latitude: 52.5, longitude: 13.4 },
      azimuth: 90,
      fov: 60,
      range: 300,
      ...snapshot,
    });
    await create({ name: 'ahead', location: { latitude: 52.5, longitude: 13.403 }, ...snapshot });
    await create({ name: 'behind', location: { latitude: 52.5, longitude: 13.397 }, ...snapshot });
    const path = `/api/v1/cameras/${String(body['id'])}/view`;
    const view = await ask(path, house.member);
    expect(view.headers.get('content-type')).toBe('application/geo+json');
    expect(view.body).toMatchObject({
      type: 'Feature',
      id: body['id'],
      geometry: { type: 'Polygon' },
      properties: { azimuth: 90, fov: 60, range: 300 },
    });
    const within = view.body['geometry'];
    const found = await send('POST', '/api/v1/cameras/search', { within, country: 'DE' }, house.member);
    expect(namesOf(found)).toEqual(['tower', 'ahead']);
    const tag = view.headers.get('etag') ?? '';
    expect((await ask(path, house.member, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect(await ask(path, await bearer(house.south.member.login))).toBeProblem(404, 'camera.not-found');
    expect(await ask('/api/v1/cameras/x/view', house.member)).toBeProblem(404, 'camera.not-found');
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
    expect((await ask(path, house.member, { headers: { accept: 'text/csv' } })).status).toBe(406);
    const unknown = await ask(`/api/v1/cameras/${house.north.camera.id}/view`, house.member);
    expect([unknown.status, unknown.body['geometry']]).toEqual([200, null]);
  });

  it('over the antimeridian is two polygons, and over a pole reaches it', async () => {
    const viewAt = async (name: string, latitude: number, longitude: number): Promise<unknown> => {
      const location = { latitude, longitude };
      const { body } = await create({ name, location, fov: 360, range: 50_000, ...snapshot });
      return (await ask(`/api/v1/cameras/${String(body['id'])}/view`, house.member)).body['geometry'];
    };
    expect(await viewAt('fiji', -17, 180)).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
    const arctic = await viewAt('arctic', 89.9, 20);
    expect(arctic).toMatchObject({ type: 'Polygon' });
    expect(JSON.stringify(arctic)).toContain('[180,90],[60,90],[-60,90],[-180,90]');
  });

  it.each([
    ['sees=1', 'sees'],
    ['sees=91,0', 'sees'],
    ['sees=0,181', 'sees'],
    ['sees=a,b', 'sees'],
  ])('?%s is refused', async (query, field) => {
    expect(await ask(`/api/v1/cameras?${query}`, house.member)).toBeProblem(400, 'input.invalid', field);
  });

  it('shows nobody a camera that they may not see, and keeps its pages to its question', async () => {
    const { organizationId } = house.south;
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, latitude, longitude, view_angle, view_range_metres)
       select 'south/dome' || n, lpad(to_hex(700000 + n), 24, '0'), $1, 'non_ip', 5, 5, 360, 10 from generate_series(1, 3) n`,
      [organizationId],
    );
    const all = await ask('/api/v1/cameras?sees=5,5&total=true', house.admin);
    expect([namesOf(all), all.body['total']]).toEqual([['south/dome1', 'south/dome2', 'south/dome3'], 3]);
    expect((await ask('/api/v1/cameras?sees=5,5&total=true', house.member)).body).toMatchObject({
      items: [],
      total: 0,
    });
    const first = await ask('/api/v1/cameras?sees=5,5&limit=2', house.admin);
    const next = String(first.body['next']);
    expect(namesOf(await ask(`/api/v1/cameras?sees=5,5&limit=2&cursor=${next}`, house.admin))).toEqual(['south/dome3']);
    expect(await ask(`/api/v1/cameras?sees=5,6&cursor=${next}`, house.admin)).toBeProblem(
      400,
      'cursor.invalid',
      'cursor',
    );
    const body = { sees: [5, 5], near: [5, 5], fields: ['name', 'distance'] };
    const searched = await send('POST', '/api/v1/cameras/search', body, house.admin);
    expect(itemsOf(searched).map((item) => item['distance'])).toEqual([0, 0, 0]);
  });

  it('decides who sees a point just as a plain model does, everywhere on the sphere', async () => {
    const { organizationId } = house.south;
    const random = randomFrom(20_261_130);
    const between = (least: number, most: number): number => least + random() * (most - least);
    const centres = [
      [52.5, 13.4],
      [-17, 179.99],
      [-17, -179.99],
      [89.9, 40],
      [90, 0],
      [-89.95, -100],
      [0, 0],
    ] as const;
    const cameras = Array.from({ length: 2800 }, (_, index) => {
      const [latitude, longitude] = centres[index % centres.length] ?? [0, 0];
      return {
        latitude: Math.abs(latitude) === 90 ? latitude : Math.max(-90, Math.min(90, latitude + between(-0.3, 0.3))),
        longitude: ((longitude + between(-0.3, 0.3) + 540) % 360) - 180,
        azimuth: index % 11 === 0 ? null : between(0, 360),
        angle: index % 13 === 0 ? 360 : index % 17 === 0 ? null : between(1, 360),
        range: index % 19 === 0 ? null : between(10, 60_000),
      };
    });
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, latitude, longitude, azimuth, view_angle, view_range_metres)
       select 'eye/' || n, lpad(to_hex(800000 + n), 24, '0'), $1, 'non_ip', a, b, c, d, e
       from unnest($2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[]) with ordinality p (a, b, c, d, e, n)`,
      [
        organizationId,
        ...(['latitude', 'longitude', 'azimuth', 'angle', 'range'] as const).map((key) =>
          cameras.map((one) => one[key]),
        ),
      ],
    );
    let seen = 0;
    for (let round = 0; round < 70; round += 1) {
      const { latitude, longitude } = cameras[round] ?? { latitude: 0, longitude: 0 };
      // Every other point is that of a camera itself.
      const aside = round % 2 === 0 ? 0 : 0.1;
      const point = [
        Math.max(-90, Math.min(90, latitude + between(-aside, aside))),
        Math.max(-180, Math.min(180, longitude + between(-aside, aside))),
      ] as const;
      const said = await ask(`/api/v1/cameras?sees=${point.join(',')}&fields=name&limit=1000`, house.admin);
      const names = new Set(namesOf(said));
      const wrong = cameras.flatMap((camera, index) => {
        const expected = sees(camera, point);
        return expected === undefined || expected === names.has(`eye/${index + 1}`)
          ? []
          : [{ point, camera, expected }];
      });
      expect(wrong).toEqual([]);
      seen += names.size;
    }
    expect(seen).toBeGreaterThan(2000);
  });
});

interface Eye {
  readonly latitude: number;
  readonly longitude: number;
  readonly azimuth: number | null;
  readonly angle: number | null;
  readonly range: number | null;
}

type Vector = readonly [number, number, number];

/** In vectors: distance by the angle between two of them, direction by the local east and north; undefined where rounding decides. */
function sees(eye: Eye, [latitude, longitude]: readonly [number, number]): boolean | undefined {
  const { range, angle, azimuth } = eye;
  if (range === null || angle === null || (azimuth === null && angle !== 360)) return false;
  const to = vector(latitude, longitude);
  const [sinLat, cosLat] = sinCos(eye.latitude);
  const [sinLng, cosLng] = sinCos(eye.longitude);
  const up: Vector = [cosLat * cosLng, cosLat * sinLng, sinLat];
  const [x, y] = [dot(to, [-sinLng, cosLng, 0]), dot(to, [-sinLat * cosLng, -sinLat * sinLng, cosLat])];
  const metres = 6_371_008.8 * Math.atan2(Math.hypot(x, y), dot(to, up));
  if (Math.abs(metres - range) < 0.001) return undefined;
  if (metres > range || angle === 360 || metres < 1e-6) return metres <= range;
  const turned = Math.abs((((Math.atan2(x, y) * 180) / Math.PI - (azimuth ?? 0) + 900) % 360) - 180);
  return Math.abs(turned - angle / 2) < 1e-6 ? undefined : turned < angle / 2;
}

function vector(latitude: number, longitude: number): Vector {
  const [sinLat, cosLat] = sinCos(latitude);
  const [sinLng, cosLng] = sinCos(longitude);
  return [cosLat * cosLng, cosLat * sinLng, sinLat];
}

function sinCos(degrees: number): readonly [number, number] {
  return [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** A small generator, so that a failing run can be repeated (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
