import { visibleCameras } from '#access';
import type { SqlParameters } from '#database';
import type { Caller } from '#auth';
import { CameraError } from '../cameras.errors.js';
import { cameraFields, sqlTypes } from '../camera-fields.js';
import type { BoundingBox, CameraQuery } from './camera-query.js';
import { compileCondition } from './compile-condition.js';
import { compileNear } from './sphere.js';

/** One key of an order. `sql` is over `cameras c`, `type` what an edge value is cast to. */
export interface OrderKey {
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** A query as SQL over `cameras c`, its values bound. */
export interface CompiledQuery {
  readonly where: string;
  /** Complete: ends with a unique key. */
  readonly order: readonly OrderKey[];
  /** Metres from the query's point. */
  readonly distanceMetres?: string;
}

const mostConditions = 100;
const mostSortKeys = 10;

/** Which of the cameras a caller sees, and in which order. */
export function compileQuery(caller: Caller, query: CameraQuery, sql: SqlParameters): CompiledQuery {
  if (query.where.length > mostConditions) throw new CameraError('camera.invalid', 'too many conditions');
  const conditions = [
    visibleCameras(caller, sql),
    ...query.where.map((condition) => compileCondition(condition, sql)),
    ...(query.within ? [inBox(query.within, sql)] : []),
  ];
  if (!query.near) return { where: conditions.join(' and '), order: sortKeys(query) };
  const { condition, chord, distanceMetres } = compileNear(query.near, sql);
  return {
    where: [...conditions, condition].join(' and '),
    order: [
      { sql: chord, type: 'double precision', descending: false, nullable: false },
      { sql: cameraFields.cameraId.sql, type: 'integer', descending: false, nullable: false },
    ],
    distanceMetres,
  };
}

/** Whether the query is the plain list: everything visible, by id. */
export function isPlainList(query: CameraQuery): boolean {
  return query.where.length === 0 && !query.within && !query.near && (query.sort ?? []).length === 0;
}

function inBox(box: BoundingBox, sql: SqlParameters): string {
  const value = (degrees: number): string => `${sql.add(degrees)}::double precision`;
  const latitude = `c.latitude >= ${value(box.south)} and c.latitude <= ${value(box.north)}`;
  const east = `c.longitude >= ${value(box.west)}`;
  const west = `c.longitude <= ${value(box.east)}`;
  // West of the antimeridian to east of it: the two halves on either side.
  return `(${latitude} and ${box.west > box.east ? `(${east} or ${west})` : `${east} and ${west}`})`;
}

/** The id breaks ties, in the direction of the last key, so that one index read backwards serves both directions. */
function sortKeys(query: CameraQuery): readonly OrderKey[] {
  const sort = query.sort ?? [];
  if (sort.length > mostSortKeys) throw new CameraError('camera.invalid', 'too many sort keys');
  const keys = sort.map(({ field, descending }): OrderKey => {
    const { sql, type, nullable } = cameraFields[field];
    return { sql, type: sqlTypes[type], descending, nullable };
  });
  const first = sort.findIndex(({ field }) => field === 'id' || field === 'objectId');
  // What follows a unique key orders nothing.
  if (first >= 0) return keys.slice(0, first + 1);
  return [...keys, { sql: 'c.id', type: 'integer', descending: sort.at(-1)?.descending ?? false, nullable: false }];
}
