import { countryCode, countryOfPlace } from '#cameras';
import * as readers from '../http/fields/readers.js';
import { wrong } from '../http/fields/reading.js';
import { anyCase, digits, plainDecimal, plainInteger, truthWords } from '../http/fields/spellings.js';
import { countriesOfPart } from '../http/part-of-country.js';
import { refuseUnstorable } from '../http/body.js';
import type { Reader } from './cam2-v2.problems.js';

export type { Reader } from './cam2-v2.problems.js';

/** A text of at most `most` UTF-16 units; numbers count as their digits. */
export function text(most: number): Reader<string> {
  return readers.text({ from: (given) => storable(digits(given)), most, measure: (value) => value.length });
}

export function integer(least: number, most: number): Reader<number> {
  return readers.integer({ from: plainInteger, least, most });
}

/** A finite number. */
export function decimal(least: number, most: number): Reader<number> {
  return readers.decimal({ from: plainDecimal, least, most });
}

/** true and false in any case, 1 and 0, as the client's documentation has it. */
export const truth: Reader<boolean> = readers.boolean({ from: truthWords(['true', '1'], ['false', '0']) });

/** An empty text is what a form sends for a field that was left alone. */
export function orEmpty<Value>(read: Reader<Value>): Reader<Value | ''> {
  return (given) => (given === '' ? { value: '' } : read(given));
}

/** One of some words, in any case. */
export function oneOf<Word extends string>(...words: readonly Word[]): Reader<Word> {
  return readers.choice(words, { from: anyCase(words) });
}

/** An ISO 3166-1 code or an English name (the original's own word was "USA"); empty clears. */
export const country: Reader<string> = (given) => {
  if (given === '') return { value: '' };
  const value = typeof given === 'string' && given.length <= 255 ? countryOfPlace(given) : undefined;
  return value === undefined
    ? wrong('malformed', { text: 'must be an ISO 3166-1 code or an English country name' })
    : { value };
};

/** A country that is compared with, as its code. One that does not exist matches nothing; a part of one is refused. */
export const countryLookedFor: Reader<string> = (given) => {
  const reading = text(255)(given);
  if ('problems' in reading) return reading;
  const whole = countriesOfPart(reading.value);
  return whole === undefined
    ? { value: countryCode(reading.value) ?? reading.value }
    : wrong('malformed', {
        text: `must be an ISO 3166-1 code or an English name of a country; this is a part of ${whole}, to be asked for as state`,
      });
};

/** ISO 8601, also with a space for the T. */
export const moment: Reader<Date> = readers.moment({ spaced: true });

/** undefined for a text that PostgreSQL cannot store. */
function storable(value: unknown): unknown {
  try {
    return typeof value === 'string' ? refuseUnstorable(value) : value;
  } catch {
    return undefined;
  }
}
