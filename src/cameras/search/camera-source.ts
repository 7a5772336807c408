import { ListError, type ListSource } from '#database';
import { CameraError } from '../cameras.errors.js';
import { cameraFields } from '../camera-fields.js';
import type { CameraField } from './camera-query.js';

/** Cameras as a list: where the general parts of lists find their fields. */
export const cameraSource: ListSource<CameraField> = {
  name: 'cameras',
  from: 'cameras c',
  fields: cameraFields,
  key: 'id',
  unique: ['objectId'],
  search: ['name', 'title', 'description'],
  // Exactly the expression of cameras_search_idx.
  searchIndex: `c.name || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.description, '')`,
};

/** What lists refuse, in the words of this room: a wrong value is camera.invalid here. */
export function inCameraWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ListError) || error.code !== 'list.invalid') throw error;
    throw new CameraError('camera.invalid', error.detail, error.field);
  }
}
