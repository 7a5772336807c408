import { DomainError } from '#errors';
import type { SqlParameters } from '#lists';
import type { Near, GeoPoint } from './camera-query.js';

/** Mean radius of the Earth (IUGG), metres. */
export const earthRadiusMetres = 6_371_008.8;

/** A query by place, as SQL over `cameras c`. */
export interface SphereSearch {
  readonly condition: string;
  /** What a GiST index on `position` can walk in order: the chord between both points on the unit sphere. */
  readonly chord: string;
  readonly distanceMetres: string;
}

/** A point, as SQL. */
export interface SpherePoint extends Omit<SphereSearch, 'condition'> {
  /** Radians. */
  readonly latitude: string;
  /** Radians. */
  readonly longitude: string;
  /** On the unit sphere. */
  readonly cube: string;
}

/**
 * A point beside the `position` cube. It is computed by the very expression that made the column, so that an identical position
 * is exactly 0 away. Poles and the antimeridian need no care on a sphere.
 * @throws DomainError camera.invalid outside the ranges
 */
export function compilePoint(place: GeoPoint, sql: SqlParameters): SpherePoint {
  if (!(Math.abs(place.latitude) <= 90))
    throw new DomainError('camera.invalid', 'no such latitude', { field: 'latitude', refusal: 'search-range' });
  if (!(Math.abs(place.longitude) <= 180))
    throw new DomainError('camera.invalid', 'no such longitude', { field: 'longitude', refusal: 'search-range' });
  const latitude = `radians(${sql.add(degrees(place.latitude))}::double precision)`;
  const longitude = `radians(${sql.add(degrees(place.longitude))}::double precision)`;
  const cube = `cube(array[cos(${latitude}) * cos(${longitude}), cos(${latitude}) * sin(${longitude}), sin(${latitude})])`;
  const chord = `(c.position <-> ${cube})`;
  const distanceMetres = `(${2 * earthRadiusMetres} * asin(least(1, ${chord} / 2)))`;
  return { latitude, longitude, cube, chord, distanceMetres };
}

/**
 * Nearest first.
 * @throws DomainError camera.invalid outside the ranges
 */
export function compileNear(near: Near, sql: SqlParameters): SphereSearch {
  if (near.radiusMetres !== undefined && !(near.radiusMetres >= 0))
    throw new DomainError('camera.invalid', 'a radius is 0 or more metres', { refusal: 'search-range' });
  const { cube, chord, distanceMetres } = compilePoint(near, sql);
  return { chord, distanceMetres, condition: within(near.radiusMetres, cube, chord, distanceMetres, sql) };
}

function within(
  radius: number | undefined,
  point: string,
  chord: string,
  distanceMetres: string,
  sql: SqlParameters,
): string {
  // Nothing is farther away than half the circumference. It names the point, because every bound value must be used.
  if (radius === undefined || radius >= Math.PI * earthRadiusMetres) return `${chord} is not null`;
  // The box around the chord only has to be large enough; the distance decides.
  const reach = 2 * Math.sin(radius / (2 * earthRadiusMetres)) * (1 + 1e-9) + 1e-12;
  const box = `c.position <@ cube_enlarge(${point}, ${sql.add(reach)}::double precision, 3)`;
  return `${box} and ${distanceMetres} <= ${sql.add(radius)}::double precision`;
}

/** Degrees without what is too small for PostgreSQL's arithmetic, which refuses to underflow; 1e-9 is 0.1 mm. */
export function degrees(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}
