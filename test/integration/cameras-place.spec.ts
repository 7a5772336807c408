import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { CamerasService } from '#cameras';
import { openRegistry, type Registry } from '../support/registry.js';

interface Point {
  readonly id: number;
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadiusMetres = 6_371_008.8;
const halfway = Math.PI * earthRadiusMetres;
const shape = { id: 'id', metres: 'distanceMetres' } as const;
const cities = [
  { name: 'Tokyo', latitude: 35.6762, longitude: 139.6503 },
  { name: 'Sydney', latitude: -33.8688, longitude: 151.2093 },
  { name: 'San Francisco', latitude: 37.7749, longitude: -122.4194 },
] as const;
let registry: Registry;
let cameras: CamerasService;
let points: readonly Point[];

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  // Everywhere, thickly around three cities and on either side of the antimeridian, and at the corners of the sphere.
  await registry.dataSource.query(`select setseed(0.5)`);
  await registry.dataSource.query(
    `insert into cameras (name, object_id, organization_id, kind, latitude, longitude)
     select 'c' || i, lpad(to_hex(i), 24, '0'), 1, 'non_ip', p.latitude, p.longitude
     from generate_series(1, 20000) i cross join lateral (select case
       when i <= 12000 then array[degrees(asin(2 * random() - 1)), random() * 360 - 180 + 0 * i]
       when i <= 14000 then array[35.6762 + random() - 0.5, 139.6503 + random() - 0.5 + 0 * i]
       when i <= 16000 then array[-33.8688 + random() - 0.5, 151.2093 + random() - 0.5 + 0 * i]
       when i <= 18000 then array[37.7749 + random() - 0.5, -122.4194 + random() - 0.5 + 0 * i]
       when i <= 19000 then array[random() * 4 - 2, 180 - random() + 0 * i]
       when i <= 19900 then array[random() * 4 - 2, random() - 180 + 0 * i]
       when i <= 19920 then array[90, random() * 360 - 180 + 0 * i]
       when i <= 19940 then array[-90, random() * 360 - 180 + 0 * i]
       else array[10, 20 + 0 * i] end as at) q
     cross join lateral (select at[1] as latitude, at[2] as longitude) p`,
  );
  await registry.dataSource.query(`insert into cameras (name, object_id, organization_id, kind)
     values ('nowhere', lpad('f', 24, 'f'), 1, 'non_ip')`);
  await registry.dataSource.query('analyze cameras');
  points = await registry.dataSource.query('select id, latitude, longitude from cameras where latitude is not null');
});
afterAll(() => registry.close());

const latitude = fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(90, -90, 0, 10, 89.9999));
const longitude = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(180, -180, 0, 20, 179.99));
const centre = fc.oneof(fc.record({ latitude, longitude }), fc.constantFrom(...cities));
const radius = fc.oneof(
  fc.double({ min: 0, max: 50_000, noNaN: true }),
  fc.double({ min: 0, max: 3e7, noNaN: true }),
  fc.constantFrom(0, 1, 12_000, halfway, halfway * 2, Number.MAX_VALUE),
);

describe('a search by radius', () => {
  it('finds what a brute force over great circles finds, nearest first, everywhere on the sphere', async () => {
    await fc.assert(
      fc.asyncProperty(centre, radius, async (from, radiusMetres) => {
        const near = { latitude: from.latitude, longitude: from.longitude, radiusMetres };
        const page = await cameras.listJson(system, { where: [], near }, { limit: 100_000 }, shape);
        // The border of our own answer.
        const found = JSON.parse(page.json) as { id: number; metres: number }[];
        const distances = new Map(points.map((point) => [point.id, greatCircle(from, point)]));
        const ids = new Set(found.map(({ id }) => id));
        expect(ids.size).toBe(found.length);
        const misplaced = found.filter(
          ({ id, metres }, index) =>
            !(Math.abs(metres - (distances.get(id) ?? NaN)) < tolerance(metres)) ||
            metres < (found[index - 1]?.metres ?? 0),
        );
        expect(misplaced).toEqual([]);
        const misjudged = [...distances].filter(
          ([id, metres]) =>
            ids.has(id) !== (metres <= radiusMetres || radiusMetres >= halfway) &&
            Math.abs(metres - radiusMetres) > tolerance(metres),
        );
        expect(misjudged).toEqual([]);
        expect(await cameras.count(system, { where: [], near })).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });

  it('of 0 metres finds exactly the cameras at that position', async () => {
    const near = { latitude: 10, longitude: 20, radiusMetres: 0 };
    const { items } = await cameras.list(system, { where: [], near }, { limit: 1000 });
    expect(items).toHaveLength(60);
    expect(new Set(items.map(({ distanceMetres }) => distanceMetres))).toEqual(new Set([0]));
    const ids = items.map(({ cameraId }) => cameraId);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  it('beyond half the circumference finds every camera that has a position', async () => {
    const near = { latitude: 0, longitude: 0, radiusMetres: halfway };
    expect(await cameras.count(system, { where: [], near })).toBe(points.length);
  });

  it.each([
    { latitude: 91, longitude: 0 },
    { latitude: NaN, longitude: 0 },
    { latitude: 0, longitude: -180.1 },
    { latitude: 0, longitude: 0, radiusMetres: -1 },
    { latitude: 0, longitude: 0, radiusMetres: NaN },
  ])('around %o is refused', async (near) => {
    await expect(cameras.count(system, { where: [], near })).rejects.toMatchObject({ code: 'camera.invalid' });
  });
});

it.each(cities)('the nearest of $name are the nearest of a brute force', async (from) => {
  const near = { latitude: from.latitude, longitude: from.longitude };
  const { items } = await cameras.list(system, { where: [], near }, { limit: 100 });
  const expected = points
    .map((point) => ({ id: point.id, metres: greatCircle(from, point) }))
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, 100);
  expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
});

it('a bounding box holds its edges and may cross the antimeridian', async () => {
  await fc.assert(
    fc.asyncProperty(longitude, longitude, latitude, latitude, async (west, east, one, other) => {
      const within = { west, east, south: Math.min(one, other), north: Math.max(one, other) };
      const expected = points.filter(
        (point) =>
          point.latitude >= within.south &&
          point.latitude <= within.north &&
          (west > east
            ? point.longitude >= west || point.longitude <= east
            : point.longitude >= west && point.longitude <= east),
      );
      expect(await cameras.count(system, { where: [], within })).toBe(expected.length);
    }),
    { numRuns: 60 },
  );
});

/** Float noise grows where an arc is nearly 0 or nearly half the circle. */
function tolerance(metres: number): number {
  return metres > halfway - 1000 ? 1 : 0.01;
}

/** Haversine, metres. */
function greatCircle(a: Omit<Point, 'id'>, b: Omit<Point, 'id'>): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [lat1, lat2] = [radians(a.latitude), radians(b.latitude)];
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)));
}
