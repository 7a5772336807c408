type Point = readonly [longitude: number, latitude: number];

/** A ring as one line in the plane: no step is wider than half of the Earth, so longitudes may leave -180 to 180. */
export interface UnwrappedRing {
  /** The last is the first again, so many times 360 degrees further as it winds. */
  readonly points: readonly Point[];
  /** How often it goes around the Earth, eastwards. */
  readonly windings: number;
  readonly west: number;
  readonly east: number;
}

/** An edge from west to east (from south to north where it is a part of a meridian). */
export interface AreaEdge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Degrees of latitude for one of longitude; 0 along a meridian. */
  readonly slope: number;
  readonly polygon: number;
  /** 1 where its polygon has the north pole in it. */
  readonly north: number;
}

/** Edges by strips of longitudes. An edge stands in each strip that it touches. */
export interface Strips {
  /** Where each strip begins, ascending from -180. */
  readonly thresholds: readonly number[];
  /** Which edge is the first of each strip, from 1, and one more for the end. */
  readonly starts: readonly number[];
  readonly edges: readonly AreaEdge[];
}

const edgesOfStrip = 8;
const mostStrips = 1024;
/** Degrees, 0.1 m: hardly a camera lies in a strip that is no wider. */
const narrow = 1e-6;
/** So many times may an edge be repeated on average. */
const mostRepeats = 12;

export function unwrapped(ring: readonly Point[]): UnwrappedRing {
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  const points = ring.map(([longitude, latitude]): Point => {
    const step = longitude - before;
    // Exactly once around is the edge of a box around the world.
    if (Math.abs(step) > 180 && Math.abs(step) < 360) turns -= Math.sign(step);
    before = longitude;
    return [longitude + 360 * turns, latitude];
  });
  const [west, east] = points.reduce(
    ([least, most], [longitude]) => [Math.min(least, longitude), Math.max(most, longitude)],
    [Infinity, -Infinity],
  );
  return { points, windings: turns, west, east };
}

/** By which a ring around the Earth is of the north or of the south. */
export function meanLatitude({ points }: UnwrappedRing): number {
  return points.reduce((sum, [, latitude]) => sum + latitude, 0) / points.length;
}

/** The edges within -180 to 180, of the ring and of its images so many times around the Earth. */
export function edgesOfRing(ring: UnwrappedRing, polygon: number, north: number): readonly AreaEdge[] {
  const edges: AreaEdge[] = [];
  const last = Math.floor((180 - ring.west) / 360);
  for (let image = Math.ceil((-180 - ring.east) / 360); image <= last; image += 1) {
    const points = ring.points.map(([longitude, latitude]): Point => [longitude + 360 * image, latitude]);
    points.forEach((to, index) => {
      const from = points[index - 1];
      if (from === undefined) return;
      const [[x1, y1], [x2, y2]] = isBefore(from, to) ? [from, to] : [to, from];
      if (x2 < -180 || x1 > 180) return;
      edges.push({ x1, y1, x2, y2, slope: x1 === x2 ? 0 : (y2 - y1) / (x2 - x1), polygon, north });
    });
  }
  return edges;
}

function isBefore([x1, y1]: Point, [x2, y2]: Point): boolean {
  return x1 < x2 || (x1 === x2 && y1 <= y2);
}

/** About eight edges in each strip; fewer strips where long edges would stand in too many. */
export function inStrips(edges: readonly AreaEdge[]): Strips {
  // Corners along a meridian get a strip of their own, or all cameras east of it would be compared with them.
  const ends = edges.flatMap(({ x1, x2 }) =>
    (x2 - x1 < narrow ? [x1, x2 + narrow] : [x1, x2]).map((x) => Math.min(180, Math.max(-180, x))),
  );
  const sorted = Float64Array.from(ends).sort();
  for (let count = Math.min(mostStrips, Math.ceil(edges.length / edgesOfStrip)); ; count = Math.ceil(count / 2)) {
    const steps = Array.from(
      { length: count - 1 },
      (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / count)],
    );
    const thresholds = [...new Set([-180, ...steps.flatMap((step) => step ?? [])])];
    const spans = edges.map(({ x1, x2 }) => [stripOf(thresholds, x1), stripOf(thresholds, x2)] as const);
    const total = spans.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    if (count > 1 && total > mostRepeats * edges.length) continue;
    const strips: AreaEdge[][] = thresholds.map(() => []);
    edges.forEach((edge, index) => {
      const [first, last] = spans[index] ?? [0, -1];
      for (let strip = first; strip <= last; strip += 1) strips[strip]?.push(edge);
    });
    const starts = [1];
    for (const strip of strips) starts.push((starts.at(-1) ?? 1) + strip.length);
    return { thresholds, starts, edges: strips.flat() };
  }
}

/** How many edges share the strip that has the most, without those that hardly a camera lies in. */
export function busiest({ thresholds, starts }: Strips): number {
  return thresholds.reduce((most, west, strip) => {
    const count = (starts[strip + 1] ?? 0) - (starts[strip] ?? 0);
    return (thresholds[strip + 1] ?? 180) - west > 2 * narrow ? Math.max(most, count) : most;
  }, 0);
}

function stripOf(thresholds: readonly number[], x: number): number {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
