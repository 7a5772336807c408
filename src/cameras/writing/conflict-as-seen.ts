import { DomainError } from '#errors';
import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { SqlParameters } from '#lists';
import { CameraTaken } from './camera-taken.js';
import { compileKey } from '../camera-key.js';

interface Connection {
  query<T>(statement: string, values: unknown[]): Promise<T>;
}

/**
 * A conflict as its caller may know it: where the camera that has the value is hidden from them, the value is one that
 * cannot be used, like any that breaks a rule (R-API). Other errors stay as they are.
 */
export async function conflictAsSeen(connection: Connection, caller: Caller, error: unknown): Promise<unknown> {
  if (!(error instanceof CameraTaken) || error.holder === undefined) return error;
  const sql = new SqlParameters();
  const condition = compileKey(error.holder, sql);
  const seen = await connection.query<unknown[]>(
    `select from cameras c where ${condition ?? 'false'} and ${visibleCameras(caller, sql)}`,
    sql.values,
  );
  if (seen.length > 0) return error;
  const { field, context } = error;
  return new DomainError('camera.invalid', `this ${field} cannot be used`, context);
}
