import { DomainError } from '#errors';
import type { ConsistentRead } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { withAddressed } from '../camera-addresses.js';
import type { BoundingBox, CameraQuery } from './camera-query.js';
import { compileQuery } from './compile-query.js';
import type { SmallVisibility } from './small-visibility-cache.js';

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
 * @param small what is known of a caller who sees few cameras
 * @throws DomainError camera.invalid, query.too-slow
 */
export async function readTile(
  read: ConsistentRead,
  caller: Caller,
  query: CameraQuery,
  tile: TileKey,
  small: SmallVisibility | undefined,
): Promise<CameraTile> {
  const part = { ...query, within: boxOf(tile), sort: [] };
  const select = async <Row extends object>(columns: (points: string) => string): Promise<readonly Row[]> => {
    const sql = new SqlParameters();
    const { where } = compileQuery(caller, part, sql, small);
    // OFFSET 0: PostgreSQL would compute the units again wherever they are named, four times as slow.
    const points = `(select c.id, ${inUnits(tile)} from (
        select c.id, c.longitude, least(${nearlyOne}, sin(radians(c.latitude))) as sine from cameras c where ${where} offset 0
      ) c offset 0) c where c.x >= 0 and c.x < ${tileExtent} and c.y >= 0 and c.y < ${tileExtent}`;
    return read<Row>(withAddressed(columns(points), caller, sql), sql.values);
  };
  const single = await select<SinglePoint>((points) => `select c.id, c.x, c.y from ${points} limit ${mostCameras + 1}`);
  if (single.length <= mostCameras) return { cameras: single.toSorted((a, b) => a.id - b.id), groups: [] };
  const side = tileExtent / grid;
  const squares = await select<SinglePoint & { readonly count: number }>(
    (points) => `select min(c.id) as id, (sum(c.x) / count(*))::integer as x, (sum(c.y) / count(*))::integer as y,
        count(*)::integer as count
      from ${points} group by c.x / ${side}, c.y / ${side} order by 1`,
  );
  return {
    cameras: squares.flatMap(({ id, x, y, count }) => (count === 1 ? [{ id, x, y }] : [])),
    groups: squares.flatMap(({ x, y, count }) => (count === 1 ? [] : [{ x, y, count }])),
  };
}

type SinglePoint = CameraTile['cameras'][number];

/** The sine of a latitude far beyond the map, so that the poles are no error. */
const nearlyOne = '0.99999999::double precision';

/** Whole units from the tile's north west corner. The antimeridian is in the last column, when it is written as 180. */
function inUnits({ zoom, column, row }: TileKey): string {
  const scale = 2 ** zoom * tileExtent;
  const units = (share: string, at: number): string =>
    `(least(floor((${share}) * ${scale}::double precision), ${scale - 1}::double precision) - ${at * tileExtent}::double precision)::integer`;
  const east = units('(c.longitude + 180) / 360', column);
  const south = units(
    `0.5::double precision - ln((1 + c.sine) / (1 - c.sine)) / ${4 * Math.PI}::double precision`,
    row,
  );
  return `${east} as x, ${south} as y`;
}

/** @throws DomainError object.not-found for a tile outside the world */
export function assertInWorld({ zoom, column, row }: TileKey): void {
  const width = 2 ** zoom;
  if (!(zoom >= 0 && zoom <= largestZoom && column >= 0 && column < width && row >= 0 && row < width))
    throw new DomainError('object.not-found', 'outside the world');
}

function boxOf({ zoom, column, row }: TileKey): BoundingBox {
  const width = 2 ** zoom;
  const latitude = (edge: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * edge) / width))) * 180) / Math.PI;
  // A little wider, for rounding: the units decide.
  return {
    west: Math.max(-180, (column / width) * 360 - 180 - 1e-9),
    east: Math.min(180, ((column + 1) / width) * 360 - 180 + 1e-9),
    south: latitude(row + 1) - 1e-9,
    north: latitude(row) + 1e-9,
  };
}
