import { InputError } from '../http/input.error.js';

const largestId = 2_147_483_647;

/**
 * An id in a query string; 0, which nothing has, for one beyond what there can be; undefined where it is not said.
 * @throws InputError not_integer, repeated_parameter
 */
export function readIdParameter(name: string, value: unknown): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
  if (!/^-?\d+$/.test(value)) throw InputError.at(name, 'not_integer', `${name} takes an integer.`);
  const id = Number(value);
  return id >= 1 && id <= largestId ? id : 0;
}
