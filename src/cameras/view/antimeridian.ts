import type { Area, AreaPosition } from '../search/camera-query.js';

/** Longitude, which may be counted on beyond 180 degrees, and latitude. */
export type PlanePoint = AreaPosition;

type Ring = readonly PlanePoint[];

/**
 * An anticlockwise ring without its last point, as polygons within -180 to 180 (RFC 7946 §3.1.9). Each of its steps is the shorter
 * way around, unless it is unwrapped already. One that goes around the Earth surrounds the pole on its left, and gets an edge
 * along the pole's latitude.
 */
export function cutAtAntimeridian(ring: Ring, { isUnwrapped = false } = {}): Area {
  const flat = isUnwrapped ? ring : overPole(unwrapped(ring));
  const west = Math.min(...flat.map(([x]) => x));
  const east = Math.max(...flat.map(([x]) => x));
  let pieces: readonly Ring[] = [flat];
  for (let line = 360 * Math.floor((west + 180) / 360) + 180; line < east; line += 360)
    if (line > west) pieces = pieces.flatMap((piece) => split(piece, line));
  return pieces
    .map(closed)
    .filter((piece) => areaOf(piece) > 0)
    .map((piece) => [inWorld(piece)]);
}

function unwrapped(ring: Ring): Ring {
  let before = ring[0]?.[0] ?? 0;
  return ring.map(([longitude, latitude]): PlanePoint => {
    before += shortest(longitude - before);
    return [before, latitude];
  });
}

/** A turn as the shorter way around: -180 to 180. */
function shortest(step: number): number {
  return step - 360 * Math.round(step / 360);
}

/** A ring around a pole, opened at the antimeridian where that is nearest to the pole, and closed along the pole's latitude. */
function overPole(ring: Ring): Ring {
  const [first = [0, 0]] = ring;
  const last = ring.at(-1) ?? first;
  const turns = Math.round((last[0] + shortest(first[0] - last[0]) - first[0]) / 360);
  if (turns === 0) return ring;
  // Eastwards around it, the north is on the left.
  const pole = turns > 0 ? 90 : -90;
  const around: Ring = [...ring, [first[0] + 360 * turns, first[1]]];
  let opening: { readonly after: number; readonly at: PlanePoint } | undefined;
  for (const [index, to] of around.entries()) {
    const from = around[index - 1] ?? to;
    const line = 360 * Math.floor((Math.max(from[0], to[0]) - 180) / 360) + 180;
    if (index === 0 || line < Math.min(from[0], to[0])) continue;
    const at: PlanePoint = [line, latitudeAt(line, from, to)];
    if (opening === undefined || Math.abs(pole - at[1]) < Math.abs(pole - opening.at[1]))
      opening = { after: index, at };
  }
  if (opening === undefined) return ring;
  const { after, at } = opening;
  const counted = ring.slice(0, after).map(([x, y]): PlanePoint => [x + 360 * turns, y]);
  const end = at[0] + 360 * turns;
  return [at, ...ring.slice(after), ...counted, [end, at[1]], ...alongPole(end, at[0], pole)];
}

/** In steps that no reader takes for the other way around the Earth. */
export function alongPole(from: number, to: number, pole: number): Ring {
  const steps = Math.max(1, Math.ceil(Math.abs(to - from) / 120));
  return Array.from({ length: steps + 1 }, (_, index): PlanePoint => [from + ((to - from) * index) / steps, pole]);
}

function latitudeAt(line: number, [x1, y1]: PlanePoint, [x2, y2]: PlanePoint): number {
  return x1 === x2 ? y1 : y1 + ((line - x1) / (x2 - x1)) * (y2 - y1);
}

/** A part of a ring on one side of a line; it begins and ends on it. */
interface Chain {
  readonly isEast: boolean;
  readonly points: PlanePoint[];
}

/** Both sides of a meridian. Of the places where a ring meets it, each second one begins a part of it that is inside. */
function split(ring: Ring, line: number): readonly Ring[] {
  const chains = chainsOf(ring, line);
  if (chains.length === 0) return [ring];
  const meetings = chains.map(({ points }) => points[0]?.[1] ?? 0).toSorted((a, b) => a - b);
  const startOf = new Map(chains.map((chain) => [`${chain.isEast} ${chain.points[0]?.[1]}`, chain]));
  const partnerOf = (latitude: number): number => meetings[meetings.indexOf(latitude) ^ 1] ?? latitude;
  const used = new Set<Chain>();
  return chains.flatMap((start) => {
    const points: PlanePoint[] = [];
    for (let chain: Chain | undefined = start; chain !== undefined && !used.has(chain);) {
      used.add(chain);
      points.push(...chain.points);
      chain = startOf.get(`${chain.isEast} ${partnerOf(chain.points.at(-1)?.[1] ?? 0)}`);
    }
    return points.length === 0 ? [] : [points];
  });
}

/** What is on the line counts as east of it. Empty where the ring does not meet the line. */
function chainsOf(ring: Ring, line: number): readonly Chain[] {
  const isEast = ([x]: PlanePoint): boolean => x >= line;
  const start = ring.findIndex((point, index) => isEast(point) !== isEast(ring.at(index - 1) ?? point));
  if (start < 0) return [];
  const rotated = [...ring.slice(start), ...ring.slice(0, start)];
  const chains: Chain[] = [];
  rotated.forEach((point, index) => {
    const before = rotated.at(index - 1) ?? point;
    const current = chains.at(-1);
    if (isEast(point) === isEast(before)) {
      current?.points.push(point);
      return;
    }
    const meeting: PlanePoint = [line, latitudeAt(line, before, point)];
    current?.points.push(meeting);
    chains.push({ isEast: isEast(point), points: [meeting, point] });
  });
  const [first] = chains;
  if (first?.points[0]) chains.at(-1)?.points.push(first.points[0]);
  return chains;
}

function closed(ring: Ring): Ring {
  const isSame = (a: PlanePoint, b: PlanePoint | undefined): boolean => a[0] === b?.[0] && a[1] === b[1];
  const points = ring.filter((point, index) => !isSame(point, ring.at(index - 1)));
  return [...points, ...points.slice(0, 1)];
}

/** Above 0 for an anticlockwise ring; from its first point, which keeps small ones exact. */
function areaOf(ring: Ring): number {
  const [[x0, y0] = [0, 0]] = ring;
  return ring.reduce((sum, [x2, y2], index) => {
    const [x1, y1] = ring[index - 1] ?? [x2, y2];
    return sum + ((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2;
  }, 0);
}

/** A piece between two lines, in the world's own longitudes. */
function inWorld(ring: Ring): Ring {
  const middle = (Math.min(...ring.map(([x]) => x)) + Math.max(...ring.map(([x]) => x))) / 2;
  const turns = Math.floor((middle + 180) / 360);
  return turns === 0 ? ring : ring.map(([x, y]): PlanePoint => [x - 360 * turns, y]);
}
