import type { Problem, Reader as AnyReader } from '../http/fields/reading.js';

const range = ({ least, most }: Problem): string => `must be from ${least} to ${most}`;

/** What can be wrong with a parameter of this API: what follows on its name. */
const texts = {
  'not-text': () => 'must be a text',
  'too-short': ({ least }) => `must have at least ${least} characters`,
  'too-long': ({ most }) => `must have at most ${most} characters`,
  'not-integer': () => 'must be an integer',
  'not-number': () => 'must be a number',
  'too-small': range,
  'too-large': range,
  'not-boolean': () => 'must be true or false',
  'not-time': () => 'must be an ISO 8601 time',
  'unknown-choice': ({ choices }) => `must be one of ${choices.join(', ')}`,
  malformed: ({ text }) => text,
  /** A sentence of its own. */
  whole: ({ text }) => text,
} as const satisfies Readonly<Record<string, (problem: Problem) => string>>;

export type FieldProblem = keyof typeof texts;
export type Reader<Value> = AnyReader<Value, FieldProblem>;

export function textOf(problem: Problem<FieldProblem>): string {
  return texts[problem.code](problem);
}
