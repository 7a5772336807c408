import { InputError } from '../http/input.error.js';
import { largestInteger } from '../http/largest-integer.js';

/**
 * A flag in a query string; a name without a value means true (OH); undefined where it is absent.
 * @throws InputError not_boolean, repeated_parameter
 */
export function readFlagParameter(name: string, value: unknown): boolean | undefined {
  const text = readOnce(name, value);
  if (text === undefined) return undefined;
  if (text === 'true' || text === '') return true;
  if (text === 'false') return false;
  throw InputError.at(name, 'not_boolean', `${name} takes true or false.`);
}

/**
 * An id in a query string; 0, which no row has, for one out of range; undefined where it is absent or empty.
 * @throws InputError not_integer, repeated_parameter
 */
export function readIdParameter(name: string, value: unknown): number | undefined {
  const text = readOnce(name, value);
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw InputError.at(name, 'not_integer', `${name} takes an integer.`);
  const id = Number(text);
  return id >= 1 && id <= largestInteger ? id : 0;
}

/**
 * Checks a number of seconds or the like on which nothing depends.
 * @throws InputError not_integer, repeated_parameter
 */
export function checkCountParameter(name: string, value: unknown): void {
  const text = readOnce(name, value);
  if (text && !/^\d{1,9}$/.test(text)) throw InputError.at(name, 'not_integer', `${name} takes an integer.`);
}

/**
 * Checks a day on which nothing depends, as ISO 8601 has it.
 * @throws InputError wrong_format, repeated_parameter
 */
export function checkDayParameter(name: string, value: unknown): void {
  const text = readOnce(name, value);
  if (!text) return;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDay) throw InputError.at(name, 'wrong_format', `${name} takes a day such as 2025-01-31.`);
}

function readOnce(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw InputError.at(name, 'repeated_parameter', `The parameter ${name} stands twice.`);
}
