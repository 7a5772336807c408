import type { FieldValue } from '#lists';
import { InputError } from '../../http/input.error.js';
import type { WireType } from './wire-field.js';

/** Milliseconds of the year 2286; the generated clients refuse larger ones (OAD `utc_ms`). */
const latest = 10_000_000_000_000;

/**
 * A value as it stands in a query.
 * @throws InputError not_boolean, not_number, not_integer, input_out_of_range
 */
export function readWireValue(parameter: string, type: WireType, text: string): FieldValue {
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      // A name without a value means true (OH).
      if (text === 'true' || text === '') return true;
      if (text === 'false') return false;
      throw InputError.at(parameter, 'not_boolean', `${parameter} takes true or false.`);
    case 'number':
      if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text)))
        throw InputError.at(parameter, 'not_number', `${parameter} takes a number.`);
      return Number(text);
    case 'integer':
      return readInteger(parameter, text);
    case 'utc_ms':
      return readTime(parameter, readInteger(parameter, text));
    case 'utc':
      return readTime(parameter, readInteger(parameter, text) * 1000);
  }
}

/** A value of the core as it stands in an object: times as numbers, the opposite where the field is `negated`. */
export function toWireValue(value: unknown, type: WireType | undefined, negated = false): unknown {
  if (value instanceof Date) return type === 'utc' ? Math.floor(value.getTime() / 1000) : value.getTime();
  return negated && typeof value === 'boolean' ? !value : value;
}

function readInteger(parameter: string, text: string): number {
  if (!/^-?\d{1,18}$/.test(text)) throw InputError.at(parameter, 'not_integer', `${parameter} takes an integer.`);
  return Number(text);
}

function readTime(parameter: string, milliseconds: number): Date {
  if (milliseconds < 0 || milliseconds > latest)
    throw InputError.at(parameter, 'input_out_of_range', `${parameter} takes a time since 1970.`);
  return new Date(milliseconds);
}
