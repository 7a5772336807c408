import { countryOfPlace } from '#cameras';
import { DictionaryInput } from '../http/dictionary.js';
import * as readers from '../http/fields/readers.js';
import { wrong, type Problem, type Reader as AnyReader } from '../http/fields/reading.js';
import { anyCase, digits, plainDecimal, plainInteger, truthWords } from '../http/fields/spellings.js';
import { countryLookedFor as lookedFor } from '../http/part-of-country.js';
import { refuseUnstorable } from '../http/body.js';

const range = ({ least, most }: Problem): string => `must be from ${least} to ${most}`;

/** What can be wrong with a parameter of this API: what follows on its name. */
const texts = {
  'not-text': () => 'must be a text',
  'too-long': ({ most }) => `must have at most ${most} characters`,
  'not-integer': () => 'must be an integer',
  'not-number': () => 'must be a number',
  'too-small': range,
  'too-large': range,
  'not-boolean': () => 'must be true or false',
  'not-time': () => 'must be an ISO 8601 time',
  'unknown-choice': ({ choices }) => `must be one of ${choices.join(', ')}`,
  malformed: (problem) => problem.text,
  /** A sentence of its own. */
  whole: (problem) => problem.text,
} as const satisfies Readonly<Record<string, (problem: Problem) => string>>;

export type FieldProblem = keyof typeof texts;
export type Reader<Value> = AnyReader<Value, FieldProblem>;

export function textOf(problem: Problem<FieldProblem>): string {
  return texts[problem.code](problem);
}

export const dictionaryInput = new DictionaryInput(() => 'The body must be a form or a JSON object.');

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

export const countryLookedFor: Reader<string> = lookedFor(
  text(255),
  (countries) =>
    `must be an ISO 3166-1 code or an English name of a country; this is a part of ${countries}, to be asked for as state`,
);

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
