import { DomainError } from '#errors';
import { type Statements } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { withAddressed } from '../camera-addresses.js';
import type { BoundingBox, CameraQuery } from './camera-query.js';
import { compileQuery } from './compile-query.js';

/** A square of the map in Web Mercator (EPSG:3857), counted from the north west. */
export interface TileKey {
  /** 0 to 22. */
  readonly zoom: number;
  readonly column: number;
  readonly row: number;
}

/** A point of a tile, in its own units: 0 to 4095 from west to east and from north to south. */
interface TilePoint {
  readonly x: number;
  readonly y: number;
}

/** What a tile shows: single cameras where they are few, else groups of those that share a square, and who stands alone. */
export interface CameraTile {
  readonly cameras: readonly (TilePoint & { readonly id: number })[];
  readonly groups: readonly (TilePoint & { readonly count: number })[];
}

export const tileExtent = 4096;
export const largestZoom = 22;
const mostCameras = 1000;
/** Squares along each edge. */
const grid = 32;

/**
 * The cameras in a tile that the caller sees; one on its west or north edge belongs to it.
 * @param visibleIds the ids of all cameras that the caller sees, where they are few
 * @throws DomainError object.not-found for a tile outside the world, camera.invalid, query.too-slow
 */
export async function readTile(
  statements: Statements,
  caller: Caller,
  query: CameraQuery,
  tile: TileKey,
  visibleIds: readonly number[] | undefined,
): Promise<CameraTile> {
  const part = { ...query, within: boxOf(tile), sort: [] };
  const read = async (
    select: (points: string, sql: SqlParameters) => string,
  ): Promise<readonly (readonly unknown[])[]> => {
    const sql = new SqlParameters();
    const { where } = compileQuery(caller, part, sql, visibleIds);
    const inTile = `(select c.id, ${inUnits(tile)} from cameras c where ${where}) c
      where c.x >= 0 and c.x < ${tileExtent} and c.y >= 0 and c.y < ${tileExtent}`;
    return statements.unnamed(withAddressed(select(inTile, sql), caller, sql), sql.values, 'asked');
  };
  const single = await read((points) => `select c.id, c.x, c.y from ${points} limit ${mostCameras + 1}`);
  if (single.length <= mostCameras)
    return { cameras: single.map(toCamera).toSorted((a, b) => a.id - b.id), groups: [] };
  const squares = await read(
    (points) => `select min(c.id), avg(c.x)::integer, avg(c.y)::integer, count(*)::integer
      from ${points} group by c.x / ${tileExtent / grid}, c.y / ${tileExtent / grid} order by 1`,
  );
  return {
    cameras: squares.filter(([, , , count]) => count === 1).map(toCamera),
    groups: squares.flatMap(([, x, y, count]) =>
      count === 1 ? [] : [{ x: Number(x), y: Number(y), count: Number(count) }],
    ),
  };
}

function toCamera([id, x, y]: readonly unknown[]): TilePoint & { readonly id: number } {
  return { id: Number(id), x: Number(x), y: Number(y) };
}

/** Whole units from the tile's north west corner. The antimeridian is in the last column, when it is written as 180. */
function inUnits({ zoom, column, row }: TileKey): string {
  const scale = 2 ** zoom * tileExtent;
  const latitude = 'radians(c.latitude)';
  const units = (share: string, at: number): string =>
    `(least(floor((${share}) * ${scale}::double precision), ${scale - 1}) - ${at * tileExtent}::double precision)::integer`;
  const east = units('(c.longitude + 180) / 360', column);
  const south = units(`(1 - ln(tan(${latitude}) + 1 / cos(${latitude})) / pi()) / 2`, row);
  return `${east} as x, ${south} as y`;
}

function boxOf({ zoom, column, row }: TileKey): BoundingBox {
  const width = 2 ** zoom;
  if (!(zoom >= 0 && zoom <= largestZoom && column >= 0 && column < width && row >= 0 && row < width))
    throw new DomainError('object.not-found', 'outside the world');
  const latitude = (edge: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * edge) / width))) * 180) / Math.PI;
  // A little wider, for rounding: the units decide.
  return {
    west: Math.max(-180, (column / width) * 360 - 180 - 1e-9),
    east: Math.min(180, ((column + 1) / width) * 360 - 180 + 1e-9),
    south: latitude(row + 1) - 1e-9,
    north: latitude(row) + 1e-9,
  };
}
