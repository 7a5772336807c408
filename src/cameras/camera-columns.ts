import { fieldsFor, guardedInputs, guardedMedia } from './camera-addresses.js';
import { plainFields } from './camera-fields.js';
import { effectiveInputs, effectiveMedia } from './effective-fields.js';

// The border where an object's keys are the keys of its type.
const names = Object.keys(plainFields) as readonly (keyof typeof plainFields)[];

/**
 * The select list of which each row is a `Camera`. A date is read as text, because the driver would turn it into a local midnight.
 */
export const cameraColumns = columnsOf(false);

const guardedColumns = columnsOf(true);

/** The same where addresses may be hidden from the caller, for a statement that goes through `withAddressed`. */
export function columnsFor(hides: boolean): string {
  return hides ? guardedColumns : cameraColumns;
}

function columnsOf(hides: boolean): string {
  const fields = fieldsFor(hides);
  return [
    ...names.map((name) => {
      const { sql, type } = fields[name];
      return `${type === 'date' ? `${sql}::text` : sql} as "${name}"`;
    }),
    `${hides ? guardedInputs : effectiveInputs} as "inputs"`,
    `${hides ? guardedMedia : effectiveMedia} as "media"`,
    'c.tags as "tags"',
  ].join(', ');
}
