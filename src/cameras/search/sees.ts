import type { SqlParameters } from '#lists';
import type { GeoPoint } from './camera-query.js';
import { compilePoint, earthRadiusMetres } from './sphere.js';

/** Exactly the expression of cameras_view_idx: the box around everything that a camera may see. */
const reach = `cube_enlarge(c.position, 2 * sin(c.view_range_metres / ${2 * earthRadiusMetres}) * (1 + 1e-9) + 1e-12, 3)`;
/** Degrees, for rounding: 2 µm at 100 km. */
const tolerance = 1e-9;
/** On the unit sphere, 6 µm: so near there is no direction. At a pole, longitudes differ by so little. */
const itself = 1e-12;

/**
 * The cameras that see a point, as SQL over `cameras c`: it is within their range, and in the direction in which they look. The
 * index finds those whose range it may be in, then distance and bearing decide, both on the sphere. A camera of which it is not
 * known how far, how wide or where it looks sees nothing; one that looks all around needs no direction.
 * @throws DomainError camera.invalid outside the ranges
 */
export function compileSees(place: GeoPoint, sql: SqlParameters): string {
  const { cube, latitude, longitude, chord, distanceMetres } = compilePoint(place, sql);
  const [from, turned] = ['radians(c.latitude)', `(${longitude} - radians(c.longitude))`];
  // The usual formula with its difference of two cosines taken apart, which would lose the bearing of what is near.
  const bearing = `degrees(atan2(sin(${turned}) * cos(${latitude}),
    sin(${latitude} - ${from}) + 2 * sin(${from}) * cos(${latitude}) * power(sin(${turned} / 2), 2)))`;
  const aside = `abs(180 - abs(abs(${bearing} - c.azimuth) - 180))`;
  return `(c.view_range_metres is not null and ${reach} @> ${cube} and ${distanceMetres} <= c.view_range_metres
    and (c.view_angle = 360 or ${chord} < ${itself} and c.view_angle + c.azimuth is not null
      or ${aside} <= c.view_angle / 2 + ${tolerance}))`;
}
