import { DomainError, type Refusal } from '#errors';
import type { SqlParameters } from '#lists';
import {
  type AreaEdge,
  busiest,
  edgesOfRing,
  inStrips,
  meanLatitude,
  type UnwrappedRing,
  unwrapped,
} from './area-edges.js';
import type { Area, AreaPosition, BoundingBox } from './camera-query.js';

export const mostAreaPoints = 10_000;
/** So many edges over one meridian: outlines of coasts have a few dozen, lines that cross themselves all over have thousands. */
const mostOfStrip = 256;
const mostBoxes = 20;
const farthest = 540;
/** Degrees, 0.1 mm: so far from an edge a camera is on it. */
const tolerance = 1e-9;

/**
 * An area as SQL over `cameras c`: the index finds the cameras in its boxes, then each is compared with the few edges that share
 * its strip of longitudes. Of an area with short edges, such as the outline of a city, these are few; edges that cross most of
 * the area share every strip, and the work is then points times cameras: an area with too many of them is refused.
 * @param inBox SQL of a box
 * @throws DomainError camera.invalid for too many points, too many edges over one meridian, or a ring that does not close or has no place
 */
export function compileArea(area: Area, sql: SqlParameters, inBox: (box: BoundingBox) => string): string {
  const points = area.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (points > mostAreaPoints) throw invalid(`at most ${mostAreaPoints} points`, 'search-edges');
  const polygons = area.map((polygon) => polygon.map(unwrap));
  const boxes = polygons.flat().map(boxOf);
  const edges = polygons.flatMap((rings, polygon) => edgesOf(rings, polygon));
  if (edges.length === 0) return 'false';
  const strips = inStrips(edges);
  if (busiest(strips) > mostOfStrip) throw invalid(`at most ${mostOfStrip} edges over one meridian`, 'search-edges');
  const numbers = (values: readonly number[], type = 'double precision'): string => `${sql.add(values)}::${type}[]`;
  const near = boxes.length > mostBoxes ? [around(boxes)] : boxes;
  const starts = numbers(strips.starts, 'integer');
  const strip = `width_bucket(c.longitude, ${numbers(strips.thresholds)})`;
  const of = (read: (edge: AreaEdge) => number, type?: string): string =>
    `(${numbers(strips.edges.map(read), type)})[e.i]`;
  const tag = polygons.length === 1 ? '' : `, ${of(({ polygon }) => polygon, 'integer')} as polygon`;
  // Half-open in the longitude, so that the meridian through a corner crosses one of its two edges.
  return `((${near.map(inBox).join(' or ')}) and exists (
    select from (
      select ${of(({ x1 }) => x1)} as x1, ${of(({ x2 }) => x2)} as x2, ${of(({ y1 }) => y1)} as y1,
        ${of(({ y2 }) => y2)} as y2, ${of(({ slope }) => slope)} as slope, ${of(({ north }) => north, 'integer')} as north${tag}
      from generate_series((${starts})[${strip}], (${starts})[${strip} + 1] - 1) e (i)
      offset 0
    ) a ${polygons.length === 1 ? '' : 'group by a.polygon'}
    having (count(*) filter (where a.x1 <= c.longitude and c.longitude < a.x2
        and c.latitude < a.y1 + (c.longitude - a.x1) * a.slope) + max(a.north)) % 2 = 1
      or bool_or(a.x1 <= c.longitude and c.longitude <= a.x2 and case when a.x1 = a.x2
        then c.latitude between a.y1 and a.y2
        else abs(c.latitude - a.y1 - (c.longitude - a.x1) * a.slope) <= ${tolerance} end)))`;
}

function unwrap(ring: readonly AreaPosition[]): UnwrappedRing {
  const [first] = ring;
  const last = ring.at(-1);
  if (ring.length < 4 || !first || !last || first[0] !== last[0] || first[1] !== last[1])
    throw invalid('a ring has four positions or more and ends where it begins');
  for (const [longitude, latitude] of ring)
    if (!(Math.abs(longitude) <= farthest && Math.abs(latitude) <= 90))
      throw invalid(`longitudes are from -${farthest} to ${farthest}, latitudes from -90 to 90`);
  const found = unwrapped(ring);
  if (Math.abs(found.windings) > 1 || found.east - found.west > 2 * 360)
    throw invalid('a ring goes around the Earth once at most');
  return found;
}

function edgesOf(rings: readonly UnwrappedRing[], polygon: number): readonly AreaEdge[] {
  const north = rings.filter((ring) => ring.windings !== 0 && meanLatitude(ring) >= 0).length % 2;
  return rings.flatMap((ring) => edgesOfRing(ring, polygon, north));
}

function boxOf(ring: UnwrappedRing): BoundingBox {
  const latitudes = ring.points.map(([, latitude]) => latitude);
  const [lowest, highest] = [least(latitudes), -least(latitudes.map((latitude) => -latitude))];
  const winds = ring.windings !== 0;
  const whole = winds || ring.east - ring.west >= 360;
  return {
    west: whole ? -180 : folded(ring.west),
    east: whole ? 180 : folded(ring.east),
    south: winds && meanLatitude(ring) < 0 ? -90 : lowest,
    north: winds && meanLatitude(ring) >= 0 ? 90 : highest,
  };
}

function around(boxes: readonly BoundingBox[]): BoundingBox {
  const south = least(boxes.map((box) => box.south));
  return { west: -180, east: 180, south, north: -least(boxes.map((box) => -box.north)) };
}

/** Without a limit of arguments. */
function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Infinity);
}

function folded(longitude: number): number {
  if (Math.abs(longitude) <= 180) return longitude;
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

function invalid(detail: string, refusal: Refusal = 'search-ring'): DomainError {
  return new DomainError('camera.invalid', detail, { field: 'within', refusal });
}
