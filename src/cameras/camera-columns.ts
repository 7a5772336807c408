import { cameraFields } from './camera-fields.js';

/**
 * The select list of which each row is a `Camera`. A date is read as text: the driver would make a local midnight of it.
 */
export const cameraColumns = Object.entries(cameraFields)
  .map(([name, { sql, type }]) => `${type === 'date' ? `${sql}::text` : sql} as "${name}"`)
  .join(', ');
