import { cameraOf, type CameraOfRow } from '../camera-row.js';
import type { Columns } from '../column-names.js';
import { RowProblem } from '../parsed-row.js';

/** Members that the registry makes itself, or that say again what others say. */
const assigned = ['pk', 'date_added', 'last_updated', 'camera_type'];

/**
 * One camera of CAM2 v1's `/cameras.json`: its number is `camera_id`, and how it is reached stands in `retrieval_model`.
 * @throws RowProblem
 */
export function cam2V1Camera(item: Readonly<Record<string, unknown>>, columns: Columns): CameraOfRow {
  const number = item['camera_id'];
  if (typeof number !== 'number' && typeof number !== 'string')
    throw new RowProblem('camera_id must be a whole number', 'camera_id', number);
  for (const key of assigned) if (item[key] !== undefined) columns.ignore(key);
  const members = Object.entries(item).filter(([key]) => !assigned.includes(key));
  return cameraOf({ ...Object.fromEntries(members), id: `cam2-${number}` }, columns);
}
