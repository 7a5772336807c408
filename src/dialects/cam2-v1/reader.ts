import { DictionaryInput } from '../http/dictionary.js';
import * as readers from '../http/fields/readers.js';
import { chain, wrong, type Problem, type Reader as AnyReader } from '../http/fields/reading.js';
import { digits, plainDecimal, plainInteger, truthWords } from '../http/fields/spellings.js';

/** What can be wrong with a field of this API, in the words of the original (Django REST framework's). */
const texts = {
  missing: () => 'This field is required.',
  null: () => 'This field may not be null.',
  'not-text': () => 'Not a valid string.',
  'too-short': () => 'This field may not be blank.',
  'too-long': ({ most }) => `Ensure this field has no more than ${most} characters.`,
  'not-integer': () => 'A valid integer is required.',
  'not-number': () => 'A valid number is required.',
  'too-small': ({ least }) => `Ensure this value is greater than or equal to ${least}.`,
  'too-large': ({ most }) => `Ensure this value is less than or equal to ${most}.`,
  'not-boolean': () => 'A valid boolean is required.',
  'not-time': () => 'Date has wrong format. Use one of these formats instead: MM/DD/YYYY, ISO 8601.',
  'unknown-choice': ({ choices }) => `Select a valid choice: ${choices.join(' or ')}.`,
  malformed: (problem) => problem.text,
  whole: (problem) => problem.text,
} as const satisfies Readonly<Record<string, (problem: Problem) => string>>;

export type FieldProblem = keyof typeof texts;
export type Reader<Value> = AnyReader<Value, FieldProblem>;

export function textOf(problem: Problem<FieldProblem>): string {
  return texts[problem.code](problem);
}

export function notDictionary(given: unknown): string {
  return `Invalid data. Expected a dictionary, but got ${Array.isArray(given) ? 'list' : typeof given}.`;
}

export const dictionaryInput = new DictionaryInput(notDictionary);

/** A text of at most `most` characters that is not blank; numbers count as their digits, as in the original. */
export function text(most: number): Reader<string> {
  return readers.text({
    from: digits,
    least: 1,
    most,
    measure: (value) => (value.trim() === '' ? 0 : Array.from(value).length),
  });
}

/** A text without the spaces around it, or null: a blank one is null, as a form has no null. */
export function optionalText(most: number): Reader<string | null> {
  const read = text(most);
  return (given) => {
    const value = typeof given === 'string' ? given.trim() : given;
    return value === '' ? { value: null } : read(value);
  };
}

/** A text that may be empty: what a filter compares with. */
export const anyText: Reader<string> = readers.text();

export function integer(least: number, most: number): Reader<number> {
  return readers.integer({ from: plainInteger, least, most });
}

/** A finite number with any number of decimals. */
export function decimal(least = -Number.MAX_VALUE, most = Number.MAX_VALUE): Reader<number> {
  return readers.decimal({ from: plainDecimal, least, most });
}

/** A number above 0. */
export function positive(most: number): Reader<number> {
  return chain(decimal(undefined, most), (value) =>
    value > 0 ? { value } : wrong('malformed', { text: 'Ensure this value is greater than 0.' }),
  );
}

/** true/t/1/yes and false/f/0/no in any case. */
export const truth: Reader<boolean> = readers.boolean({
  from: truthWords(['true', 't', '1', 'yes'], ['false', 'f', '0', 'no']),
});

const american = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/** `MM/DD/YYYY` (midnight UTC, as documented) or ISO 8601. */
export const moment: Reader<Date> = readers.moment({
  from: (given) => (typeof given === 'string' ? given.trim().replace(american, '$3-$1-$2') : given),
});
