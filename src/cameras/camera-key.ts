import type { SqlParameters } from '#lists';
import type { CameraKey } from './camera.js';
import { cameraFields } from './camera-fields.js';

const largestInteger = 2_147_483_647;

/** The key as a SQL condition on `cameras c`; undefined when no camera can have it (a number too large, NUL in a name). */
export function compileKey(key: CameraKey, sql: SqlParameters): string | undefined {
  if ('name' in key) return text(cameraFields.name.sql, key.name, sql);
  if ('objectId' in key) return text(cameraFields.objectId.sql, key.objectId, sql);
  if ('cameraId' in key) return integer(cameraFields.cameraId.sql, key.cameraId, sql);
  if ('legacyCameraId' in key) return integer(cameraFields.legacyCameraId.sql, key.legacyCameraId, sql);
  return integer(cameraFields.id.sql, key.id, sql);
}

function text(column: string, value: string, sql: SqlParameters): string | undefined {
  const possible = value !== '' && value.length <= 255 && !value.includes('\0') && value.isWellFormed();
  return possible ? `${column} = ${sql.add(value)}` : undefined;
}

function integer(column: string, value: number, sql: SqlParameters): string | undefined {
  const possible = Number.isInteger(value) && value >= 0 && value <= largestInteger;
  return possible ? `${column} = ${sql.add(value)}::integer` : undefined;
}
