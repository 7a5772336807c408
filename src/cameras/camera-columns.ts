import { fieldsFor, inputsOfStrangers, mediaOfStrangers } from './camera-addresses.js';
import { plainFields } from './camera-fields.js';
import { shownInputs, shownMedia } from './shown-camera.js';

// The border where an object's keys are the keys that its type says.
const names = Object.keys(plainFields) as readonly (keyof typeof plainFields)[];

/**
 * The select list of which each row is a `Camera`. A date is read as text: the driver would make a local midnight of it.
 */
export const cameraColumns = columnsOf(false);

const columnsOfStrangers = columnsOf(true);

/** The same for somebody to whom addresses may be hidden, in a statement that went through `withAddressed`. */
export function columnsFor(hides: boolean): string {
  return hides ? columnsOfStrangers : cameraColumns;
}

function columnsOf(hides: boolean): string {
  const fields = fieldsFor(hides);
  return [
    ...names.map((name) => {
      const { sql, type } = fields[name];
      return `${type === 'date' ? `${sql}::text` : sql} as "${name}"`;
    }),
    `${hides ? inputsOfStrangers : shownInputs} as "inputs"`,
    `${hides ? mediaOfStrangers : shownMedia} as "media"`,
  ].join(', ');
}
