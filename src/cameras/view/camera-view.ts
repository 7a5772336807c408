import type { Camera } from '../camera.js';
import type { Area } from '../search/camera-query.js';
import { earthRadiusMetres } from '../search/sphere.js';
import { alongPole, cutAtAntimeridian, type PlanePoint } from './antimeridian.js';

/** Where a camera stands and looks. */
export type ViewedFrom = Pick<Camera, 'latitude' | 'longitude' | 'azimuth' | 'viewAngle' | 'viewRangeMetres'>;

/** Degrees of longitude that one edge may span at most: beyond that a straight line in the plane leaves the curve. */
const longestStep = 5;
const mostHalvings = 12;
/** Degrees of bearing between two points of the arc. */
const arcStep = 5;
/** Metres between two points along a side. */
const sideStep = 20_000;

/** A part of the outline: from 0 to 1. */
type Curve = (share: number) => PlanePoint;

/**
 * What a camera sees, as polygons in longitude and latitude whose outer rings run anticlockwise (RFC 7946 §3.1.6), cut at the
 * antimeridian (§3.1.9). A sector on the sphere with at most some four hundred points; one with a pole in it, or at one, has an
 * edge along the pole's latitude. Undefined where it is not known how far, how wide or where the camera looks.
 */
export function viewOf({ latitude, longitude, azimuth, viewAngle, viewRangeMetres }: ViewedFrom): Area | undefined {
  if (latitude === null || longitude === null || viewAngle === null || viewRangeMetres === null) return undefined;
  const isRound = viewAngle >= 360;
  if (azimuth === null && !isRound) return undefined;
  const [middle, half] = [azimuth ?? 0, Math.min(viewAngle, 360) / 2];
  const reach = viewRangeMetres / earthRadiusMetres;
  if (Math.abs(latitude) === 90) return atPole(latitude, longitude, [middle - half, middle + half], reach);
  const at = (bearing: number, distance: number): PlanePoint => destination(latitude, longitude, bearing, distance);
  const arc: Curve = (share) => at(middle + half - 2 * half * share, reach);
  const right: Curve = (share) => at(middle + half, reach * share);
  const left: Curve = (share) => at(middle - half, reach * (1 - share));
  const arcParts = Math.max(2, Math.ceil((2 * half) / arcStep));
  const sideParts = Math.ceil(viewRangeMetres / sideStep);
  const ring = isRound
    ? drawn(arc, arcParts)
    : [...drawn(right, sideParts), ...drawn(arc, arcParts), ...drawn(left, sideParts)];
  return cutAtAntimeridian(ring);
}

/** Where one arrives who goes so far (radians on the unit sphere) in a direction. */
function destination(latitude: number, longitude: number, bearing: number, distance: number): PlanePoint {
  const [from, turn] = [radians(latitude), radians(bearing)];
  const sine = Math.sin(from) * Math.cos(distance) + Math.cos(from) * Math.sin(distance) * Math.cos(turn);
  const to = Math.asin(Math.max(-1, Math.min(1, sine)));
  const east = Math.atan2(
    Math.sin(turn) * Math.sin(distance),
    Math.cos(from) * Math.cos(distance) - Math.sin(from) * Math.sin(distance) * Math.cos(turn),
  );
  return [longitude + degrees(east), degrees(to)];
}

/** The points of a curve without its last, closer where meridians are close. */
function drawn(curve: Curve, parts: number): readonly PlanePoint[] {
  const points: PlanePoint[] = [];
  const add = (from: number, to: number, halvings: number): void => {
    const [[x1], [x2]] = [curve(from), curve(to)];
    const step = Math.abs(x2 - x1) % 360;
    const middle = (from + to) / 2;
    if (halvings > 0 && Math.min(step, 360 - step) > longestStep) {
      add(from, middle, halvings - 1);
      add(middle, to, halvings - 1);
    } else points.push(curve(from));
  };
  for (let part = 0; part < parts; part += 1) add(part / parts, (part + 1) / parts, mostHalvings);
  return points;
}

/** At a pole every direction is one meridian's: the sector is a box. Its north is along its own longitude, counted on. */
function atPole(latitude: number, longitude: number, [from, to]: readonly [number, number], reach: number): Area {
  const isNorth = latitude > 0;
  const edge = isNorth ? 90 - degrees(reach) : degrees(reach) - 90;
  const start = longitude + (isNorth ? 180 - to : from);
  const isRound = to - from >= 360;
  const [west, east] = isRound ? [-180, 180] : [start, start + to - from];
  const count = Math.max(1, Math.ceil((east - west) / longestStep));
  const along = Array.from({ length: count + 1 }, (_, index) => west + ((east - west) * index) / count);
  const outer = along.map((x): PlanePoint => [x, edge]);
  const [top, bottom] = isNorth
    ? [alongPole(east, west, latitude), outer]
    : [outer.toReversed(), alongPole(west, east, latitude)];
  return cutAtAntimeridian([...bottom, ...top], { isUnwrapped: true });
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
