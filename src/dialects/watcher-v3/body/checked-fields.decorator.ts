import { wrong } from '../../http/fields/reading.js';
import { isOfShape, type ScalarShape } from '../../http/json-shape.js';
import { CheckedField } from './field.decorator.js';

/** By name: of which of these types it must be; null is no value. */
type TypesByName = Readonly<Record<string, readonly [ScalarShape, ...ScalarShape[]]>>;

/**
 * Fields that this API does not read but that clients know from elsewhere: they are not stored, and one of a wrong type
 * is refused all the same, as its sender has made a mistake.
 */
export function ChecksUnread(fields: TypesByName): ClassDecorator {
  return (target) => {
    for (const [name, choices] of Object.entries(fields)) {
      const check = CheckedField((value) => {
        const fits = value === undefined || value === null || choices.some((type) => isOfShape(value, type));
        return fits ? { value } : wrong('misfit', { choices });
      });
      // The border to decorators: a function that makes objects has the prototype that they are given.
      check(target.prototype as object, name);
    }
  };
}
