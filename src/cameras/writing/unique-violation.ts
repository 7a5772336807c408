import { translated } from '#database';
import { QueryFailedError } from 'typeorm';
import { CameraError } from '../cameras.errors.js';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

const fieldsByIndex: Readonly<Record<string, string>> = {
  cameras_name_key: 'name',
  cameras_camera_id_key: 'cameraId',
  cameras_legacy_camera_id_key: 'legacyCameraId',
  cameras_object_id_key: 'objectId',
};

/** What the database refused, in the room's words: camera.taken with the field whose index said no. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  // The border to the driver: its error's own properties.
  const { code, constraint } = error.driverError as { readonly code?: string; readonly constraint?: string };
  const field = constraint === undefined ? undefined : fieldsByIndex[constraint];
  if (code === uniqueViolation && field !== undefined) return new CameraError('camera.taken', constraint, field);
  if (code === foreignKeyViolation && constraint === 'cameras_organization_id_fkey')
    return new CameraError('camera.invalid', 'no such organization', 'organizationId');
  if (code === foreignKeyViolation && constraint === 'cameras_folder_id_fkey')
    return new CameraError('object.not-found', constraint, 'folderId', 'folder');
  return translated(error);
}
