import { InputError } from '../../http/input.error.js';

/**
 * A number of seconds or the like in a query string that is only checked, because nothing depends on it.
 * @throws InputError not_integer, repeated_parameter
 */
export function readCountParameter(name: string, value: unknown): void {
  if (value === undefined || value === '') return;
  if (typeof value !== 'string') throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
  if (!/^\d{1,9}$/.test(value)) throw InputError.at(name, 'not_integer', `${name} takes an integer.`);
}

/**
 * A day in a query string, as ISO 8601 has it.
 * @throws InputError wrong_format, repeated_parameter
 */
export function readDayParameter(name: string, value: unknown): void {
  if (value === undefined || value === '') return;
  if (typeof value !== 'string') throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  if (!isDay) throw InputError.at(name, 'wrong_format', `${name} takes a day such as 2025-01-31.`);
}
