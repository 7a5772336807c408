import { InputError } from '../http/input.error.js';

/**
 * A flag in a query string; a name without a value means true (OH); undefined where it is not said.
 * @throws InputError not_boolean, repeated_parameter
 */
export function readFlagParameter(name: string, value: unknown): boolean | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
  if (value === 'true' || value === '') return true;
  if (value === 'false') return false;
  throw InputError.at(name, 'not_boolean', `${name} takes true or false.`);
}
