import type { Problem, Reader as AnyReader } from '../http/fields/reading.js';

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
  malformed: ({ text }) => text,
  whole: ({ text }) => text,
} as const satisfies Readonly<Record<string, (problem: Problem) => string>>;

export type FieldProblem = keyof typeof texts;
export type Reader<Value> = AnyReader<Value, FieldProblem>;

export function textOf(problem: Problem<FieldProblem>): string {
  return texts[problem.code](problem);
}
