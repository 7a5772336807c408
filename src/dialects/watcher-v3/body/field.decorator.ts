import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Checked } from '../../http/fields/field.decorator.js';
import { type Problem, type Reader, type Reading, wrong } from '../../http/fields/reading.js';
import type { Fault } from '../../http/input.error.js';

const range = ({ least, most }: Problem): readonly [string, string] => [
  'input_out_of_range',
  `must be between ${least} and ${most}`,
];

/**
 * What can be wrong with a field of a body: the code, in the words of the original's library (OH), and the rest of a
 * sentence that begins with the field's name.
 */
const faults = {
  missing: () => ['missing_required', 'is required'],
  'not-text': ({ each }) => ['not_string', each ? 'must hold strings only' : 'must be a string'],
  'too-short': ({ least }) => ['too_short', `must have at least ${least} characters`],
  'too-long': ({ most, each }) => [
    'too_long',
    each ? `must hold strings of at most ${most} characters` : `must have at most ${most} characters`,
  ],
  malformed: ({ text, each }) => [each ? 'nomatch_pattern' : 'wrong_format', text],
  'not-integer': ({ each }) => ['not_integer', each ? 'must hold integers only' : 'must be an integer'],
  'not-number': () => ['not_number', 'must be a number'],
  'too-small': (problem) => (problem.each ? ['input_out_of_range', 'must hold ids only'] : range(problem)),
  'too-large': (problem) => (problem.each ? ['input_out_of_range', 'must hold ids only'] : range(problem)),
  'not-boolean': () => ['not_boolean', 'must be true or false'],
  'unknown-choice': ({ choices }) => ['unknown_enum_option', `must be one of ${choices.join(', ')}`],
  'not-object': ({ each }) => ['not_object', each ? 'must hold objects only' : 'must be an object'],
  'too-many-bytes': ({ most }) => ['too_long', `must have at most ${most} bytes`],
  misfit: ({ path, choices }) => {
    const what = `must be of type ${choices.join(' or ')}`;
    return [`not_${choices[0] ?? ''}`, path === '' ? what : `is wrong: ${path} ${what}`];
  },
  'not-list': () => ['not_array', 'must be an array'],
  'too-many-items': ({ most }) => ['too_many_items', `must hold at most ${most} items`],
  'null-item': () => ['null_in_array_of_non_nullable', 'must hold no null'],
} as const satisfies Readonly<Record<string, (problem: Problem) => readonly [string, string]>>;

type FieldProblem = keyof typeof faults;
/** Reads what a field of this API may be: JSON of the one type that it has, as nothing is coerced. */
export type FieldReader = Reader<unknown, FieldProblem>;

/** Rule and sentence about the first problem of a field. */
export function faultOf([problem]: readonly [Problem<FieldProblem>, ...unknown[]], name: string): Fault {
  const [rule, text] = faults[problem.code](problem);
  return { rule, message: `${name} ${text}` };
}

/** A field that is checked and not documented. */
export function CheckedField(read: FieldReader): PropertyDecorator {
  return Checked(read, (problems, name) => [faultOf(problems, name)]);
}

/** What every field of a body states. */
export interface FieldOptions {
  /** For Swagger UI. */
  readonly description: string;
  readonly example?: unknown;
  readonly deprecated?: true;
  /** 400 `missing_required` without it; else it may be left out. */
  readonly required?: true;
  /** `null` is a value: it clears the field. Without this it is of a wrong type. */
  readonly nullable?: true;
}

/** A field of a request's body: checked, refused with the code of v3 at its place, documented. */
export function Field(read: FieldReader, options: FieldOptions, documented: ApiPropertyOptions): PropertyDecorator {
  const { required = false, nullable = false, ...described } = options;
  return applyDecorators(
    // The border to Swagger's types: `required` widens the union that it was read from.
    ApiProperty({
      ...described,
      ...documented,
      required,
      ...(nullable ? { nullable } : {}),
    } as ApiPropertyOptions),
    CheckedField((value): Reading<unknown, FieldProblem> => {
      if (value === undefined) return required ? wrong('missing') : { value };
      return value === null && nullable ? { value } : read(value);
    }),
  );
}
