import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf, type ViewedFrom } from './camera-view.js';

const radius = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

type Vector = readonly [number, number, number];
const vector = (latitude: number, longitude: number): Vector => [
  Math.cos(radians(latitude)) * Math.cos(radians(longitude)),
  Math.cos(radians(latitude)) * Math.sin(radians(longitude)),
  Math.sin(radians(latitude)),
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Metres from one point to another, and degrees of the direction, in vectors: no formula of the code under test. */
function polar(camera: ViewedFrom, [longitude, latitude]: readonly [number, number]): readonly [number, number] {
  const [lat, lng] = [camera.latitude ?? 0, camera.longitude ?? 0];
  const [from, to] = [vector(lat, lng), vector(latitude, longitude)];
  const east: Vector = [-Math.sin(radians(lng)), Math.cos(radians(lng)), 0];
  const north: Vector = [
    -Math.sin(radians(lat)) * Math.cos(radians(lng)),
    -Math.sin(radians(lat)) * Math.sin(radians(lng)),
    Math.cos(radians(lat)),
  ];
  const [x, y] = [dot(to, east), dot(to, north)];
  return [radius * Math.atan2(Math.hypot(x, y), dot(from, to)), (Math.atan2(x, y) * 180) / Math.PI];
}

/** Whether a camera sees a point; undefined where it is so near to the outline that straight edges may differ. */
function sees(camera: ViewedFrom, point: readonly [number, number]): boolean | undefined {
  const [metres, bearing] = polar(camera, point);
  const range = camera.viewRangeMetres ?? 0;
  const half = (camera.viewAngle ?? 0) / 2;
  const turned = Math.abs(((bearing - (camera.azimuth ?? 0) + 540) % 360) - 180);
  if (Math.abs(metres - range) < 0.02 * range) return undefined;
  const beside = metres * Math.sin(Math.min(Math.PI / 2, radians(Math.abs(turned - half))));
  if (half < 180 && beside < 0.02 * range) return undefined;
  return metres < range && (half >= 180 || turned < half);
}

function isInside(
  [x, y]: readonly [number, number],
  rings: readonly (readonly (readonly [number, number])[])[],
): boolean {
  let odd = false;
  for (const ring of rings)
    ring.forEach(([x2, y2], index) => {
      const [x1, y1] = ring[index - 1] ?? [x2, y2];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
    });
  return odd;
}

const latitude = fc.oneof(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: 88.5, max: 90, noNaN: true }),
  fc.double({ min: -90, max: -88.5, noNaN: true }),
  fc.constantFrom(90, -90, 0, 89.9, -89.9),
);
const longitude = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: 179.5, max: 180, noNaN: true }),
  fc.constantFrom(180, -180, 0, 179.9999, -179.9999),
);
const camera: fc.Arbitrary<ViewedFrom> = fc.record({
  latitude,
  longitude,
  azimuth: fc.oneof(fc.double({ min: 0, max: 359.99, noNaN: true }), fc.constantFrom(0, 90, 180, 270)),
  viewAngle: fc.oneof(fc.double({ min: 10, max: 360, noNaN: true }), fc.constantFrom(360, 180, 90)),
  viewRangeMetres: fc.oneof(fc.double({ min: 1, max: 100_000, noNaN: true }), fc.constantFrom(100_000, 50)),
});
/** A point near the camera: how far, as a share of its range, and where. */
const aside = fc.record({
  share: fc.double({ min: 0, max: 1.5, noNaN: true }),
  bearing: fc.double({ min: 0, max: 360, noNaN: true }),
});

function pointAt(from: ViewedFrom, metres: number, bearing: number): readonly [number, number] {
  const [lat, lng] = [radians(from.latitude ?? 0), radians(from.longitude ?? 0)];
  const [d, b] = [metres / radius, radians(bearing)];
  const [x, y] = [Math.sin(d) * Math.sin(b), Math.sin(d) * Math.cos(b)];
  const [e, n, u] = [x, y, Math.cos(d)];
  const v: Vector = [
    -Math.sin(lng) * e - Math.sin(lat) * Math.cos(lng) * n + Math.cos(lat) * Math.cos(lng) * u,
    Math.cos(lng) * e - Math.sin(lat) * Math.sin(lng) * n + Math.cos(lat) * Math.sin(lng) * u,
    Math.cos(lat) * n + Math.sin(lat) * u,
  ];
  return [(Math.atan2(v[1], v[0]) * 180) / Math.PI, (Math.atan2(v[2], Math.hypot(v[0], v[1])) * 180) / Math.PI];
}

describe('The field of view', () => {
  it('has the points that the camera sees and no others, at the antimeridian and the poles, too', () => {
    let inside = 0;
    fc.assert(
      fc.property(camera, fc.array(aside, { minLength: 30, maxLength: 30 }), (from, points) => {
        const area = viewOf(from) ?? [];
        for (const { share, bearing } of points) {
          const point = pointAt(from, share * (from.viewRangeMetres ?? 0), bearing);
          const expected = sees(from, point);
          // In the plane, the poles and the antimeridian are edges.
          const isEdge = Math.abs(point[1]) > 90 - 1e-7 || Math.abs(point[0]) > 180 - 1e-9;
          if (expected === undefined || isEdge) continue;
          inside += expected ? 1 : 0;
          expect({ point, seen: area.some((rings) => isInside(point, rings)) }).toEqual({ point, seen: expected });
        }
      }),
      { numRuns: 2000, seed: 20_261_130 },
    );
    expect(inside).toBeGreaterThan(5000);
  });

  it('is GeoJSON as RFC 7946 wants it: closed, anticlockwise, within the world, and of few points', () => {
    fc.assert(
      fc.property(camera, (from) => {
        const area = viewOf(from) ?? [];
        expect(area.length).toBeGreaterThan(0);
        expect(area.length).toBeLessThanOrEqual(4);
        expect(area.flat(2).length).toBeLessThan(500);
        for (const [ring = [], ...holes] of area) {
          expect(holes).toEqual([]);
          expect(ring.at(-1)).toEqual(ring[0]);
          expect(ring.length).toBeGreaterThanOrEqual(4);
          expect(ring.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)).toBe(true);
          const steps = ring.map(([x], index) => Math.abs(x - (ring[index - 1]?.[0] ?? x)));
          expect(Math.max(...steps)).toBeLessThanOrEqual(180);
          const [x0, y0] = ring[0] ?? [0, 0];
          const twice = ring.reduce((sum, [x2, y2], index) => {
            const [x1, y1] = ring[index - 1] ?? [x0, y0];
            return sum + (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
          }, 0);
          expect(twice).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000, seed: 20_261_130 },
    );
  });

  it('is not known without a place, an angle, a range or a direction; all around needs no direction', () => {
    const whole = { latitude: 1, longitude: 2, azimuth: 3, viewAngle: 90, viewRangeMetres: 50 };
    expect(viewOf(whole)).toHaveLength(1);
    for (const name of Object.keys(whole)) expect(viewOf({ ...whole, [name]: null })).toBeUndefined();
    expect(viewOf({ ...whole, azimuth: null, viewAngle: 360 })).toHaveLength(1);
  });
});
