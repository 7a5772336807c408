import { digits, numeral, truthWords } from '../../http/fields/spellings.js';

/** `"5"` is 5, also with spaces around. */
export const asInteger = numeral(/^\s*-?\d{1,15}\s*$/);

/** `"true"`, `"True"`, `"1"` and 1 are true, their opposites false (AX, LB). */
export const asBoolean = truthWords(['true', '1'], ['false', '0']);

/** A number stands for its digits (AX). */
export const asText = digits;

/** A camera is a name, or an object with one. */
export function nameIn(value: unknown): unknown {
  return asText(typeof value === 'object' && value !== null && 'name' in value ? value.name : value);
}
