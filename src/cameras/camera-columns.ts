import { plainFields } from './camera-fields.js';
import { shownInputs, shownMedia } from './camera-shown.js';

/**
 * The select list of which each row is a `Camera`. A date is read as text: the driver would make a local midnight of it.
 */
export const cameraColumns = [
  ...Object.entries(plainFields).map(
    ([name, { sql, type }]) => `${type === 'date' ? `${sql}::text` : sql} as "${name}"`,
  ),
  `${shownInputs} as "inputs"`,
  `${shownMedia} as "media"`,
].join(', ');
