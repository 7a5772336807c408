import { DomainError, isDomainError } from '#errors';
import { translated } from '#database';
import { type EntityManager, QueryFailedError } from 'typeorm';
import type { CameraDraft, CameraKey } from '../camera.js';
import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { SqlParameters } from '#lists';
import { compileKey } from '../camera-key.js';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** Values that only one camera may have. */
export interface UniqueValues {
  readonly name?: string | undefined;
  readonly cameraId?: number | null | undefined;
  readonly legacyCameraId?: number | null | undefined;
}

const fieldsByIndex = {
  cameras_name_key: 'name',
  cameras_camera_id_key: 'cameraId',
  cameras_legacy_camera_id_key: 'legacyCameraId',
  cameras_object_id_key: 'objectId',
} as const;
type UniqueField = (typeof fieldsByIndex)[keyof typeof fieldsByIndex];

/**
 * The error of the database as the module's: camera.taken with the field of a violated unique index.
 * @param wanted the values to be written
 */
export function toDomainError(error: unknown, wanted: UniqueValues = {}): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  // The border to the driver: its error's own properties.
  const { code, constraint } = error.driverError as { readonly code?: string; readonly constraint?: string };
  const field = fieldOf(constraint);
  if (code === uniqueViolation && field !== undefined)
    return new CameraTaken(constraint ?? field, field, holderOf(field, wanted));
  if (code === foreignKeyViolation && constraint === 'cameras_organization_id_fkey')
    return new DomainError('camera.invalid', 'no such organization', { field: 'organizationId' });
  if (code === foreignKeyViolation && constraint === 'cameras_folder_id_fkey')
    return new DomainError('object.not-found', constraint, { field: 'folderId', object: 'folder' });
  return translated(error);
}

function fieldOf(constraint: string | undefined): UniqueField | undefined {
  return Object.entries(fieldsByIndex).find(([index]) => index === constraint)?.[1];
}

function holderOf(field: UniqueField, { name, cameraId, legacyCameraId }: UniqueValues): CameraKey | undefined {
  if (field === 'name' && name !== undefined) return { name };
  if (field === 'cameraId' && typeof cameraId === 'number') return { cameraId };
  if (field === 'legacyCameraId' && typeof legacyCameraId === 'number') return { legacyCameraId };
  return undefined;
}

/** Another camera has a value that only one may have. `visibleConflict` decides whether the caller may learn of that camera. */
export class CameraTaken extends DomainError<'camera.taken'> {
  constructor(
    detail: string,
    readonly field: string,
    /** The camera that has the value. */
    readonly holder: CameraKey | undefined,
    /** The name of the camera at fault, where many are changed at once. */
    camera?: string,
  ) {
    super('camera.taken', detail, { field, camera });
  }
}

interface Connection {
  query<T>(statement: string, values: unknown[]): Promise<T>;
}

/**
 * A conflict as the caller may learn of it: where the camera that has the value is hidden from them, the error is the one
 * of a value that breaks a rule (R-API). Other errors stay as they are.
 */
export async function visibleConflict(connection: Connection, caller: Caller, error: unknown): Promise<unknown> {
  if (!(error instanceof CameraTaken) || error.holder === undefined) return error;
  const sql = new SqlParameters();
  const condition = compileKey(error.holder, sql);
  const visible = await connection.query<unknown[]>(
    `select from cameras c where ${condition ?? 'false'} and ${visibleCameras(caller, sql)}`,
    sql.values,
  );
  if (visible.length > 0) return error;
  const { field, context } = error;
  return new DomainError('camera.invalid', `this ${field} cannot be used`, context);
}

/** Two random names alike, or an id whose default number somebody has chosen: the next attempt has others. */
export function isChanceConflict(error: unknown, draft: CameraDraft): boolean {
  if (!isDomainError(error) || error.code !== 'camera.taken') return false;
  const { field } = error.context;
  if (field === 'name') return draft.name === undefined;
  return field === 'objectId' || (field === 'cameraId' && draft.cameraId === undefined);
}

/** Runs one write in a savepoint, so that its failure does not end the transaction. */
export async function attempting<T>(manager: EntityManager, wanted: UniqueValues, write: () => Promise<T>): Promise<T> {
  await manager.query('savepoint batch_row');
  try {
    const result = await write();
    await manager.query('release savepoint batch_row');
    return result;
  } catch (error) {
    await manager.query('rollback to savepoint batch_row');
    throw toDomainError(error, wanted);
  }
}
