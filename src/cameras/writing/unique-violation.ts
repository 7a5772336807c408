import { DomainError } from '#errors';
import { translated } from '#database';
import { QueryFailedError } from 'typeorm';
import { CameraTaken } from './camera-taken.js';
import type { CameraKey } from '../camera.js';
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** What two cameras cannot both have. */
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
 * What the database refused, in the module's words: camera.taken with the field whose index said no.
 * @param wanted what was to be written
 */
export function refusalOf(error: unknown, wanted: UniqueValues = {}): unknown {
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
