import { Field, type FieldOptions, type Problem } from './field.decorator.js';

export interface TextOptions extends FieldOptions {
  /** Characters; 0 unless told. */
  readonly min?: number;
  /** Characters; 1000 unless told. */
  readonly max?: number;
  /** What it must look like, `wrong_format` otherwise. */
  readonly format?: { readonly form: RegExp; readonly text: string };
  /** For Swagger UI; writes that are never shown again. */
  readonly writeOnly?: true;
}

const usualLength = 1000;

export function TextField(options: TextOptions): PropertyDecorator {
  const { min = 0, max = usualLength, format, ...rest } = options;
  return Field(
    ['not_string', 'too_short', 'too_long', 'wrong_format'],
    (value) => {
      if (typeof value !== 'string') return { rule: 'not_string', text: 'must be a string' };
      const length = Array.from(value).length;
      if (length < min) return { rule: 'too_short', text: `must have at least ${min} characters` };
      if (length > max) return { rule: 'too_long', text: `must have at most ${max} characters` };
      return format === undefined || format.form.test(value) ? undefined : { rule: 'wrong_format', text: format.text };
    },
    rest,
    {
      type: String,
      maxLength: max,
      ...(min === 0 ? {} : { minLength: min }),
      ...(rest.writeOnly ? { writeOnly: true } : {}),
    },
  );
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** PostgreSQL's integers end here; larger numbers name their own bound. */
const largestInteger = 2_147_483_647;

/** From 0 to the largest of 32 bits unless told. */
export function IntegerField(options: FieldOptions & Range): PropertyDecorator {
  const { min = 0, max = largestInteger, ...rest } = options;
  return Field(
    ['not_integer', 'input_out_of_range'],
    (value) =>
      Number.isInteger(value) ? outside(Number(value), min, max) : { rule: 'not_integer', text: 'must be an integer' },
    rest,
    { type: 'integer', minimum: min, maximum: max },
  );
}

export function NumberField(options: FieldOptions & Required<Range>): PropertyDecorator {
  const { min, max, ...rest } = options;
  return Field(
    ['not_number', 'input_out_of_range'],
    (value) =>
      typeof value === 'number' ? outside(value, min, max) : { rule: 'not_number', text: 'must be a number' },
    rest,
    { type: Number, minimum: min, maximum: max },
  );
}

function outside(value: number, min: number, max: number): Problem | undefined {
  return value >= min && value <= max
    ? undefined
    : { rule: 'input_out_of_range', text: `must be between ${min} and ${max}` };
}

export function BooleanField(options: FieldOptions): PropertyDecorator {
  return Field(
    ['not_boolean'],
    (value) => (typeof value === 'boolean' ? undefined : { rule: 'not_boolean', text: 'must be true or false' }),
    options,
    { type: Boolean },
  );
}

/** One of some words. */
export function ChoiceField(choices: readonly string[], options: FieldOptions): PropertyDecorator {
  return Field(
    ['not_string', 'unknown_enum_option'],
    (value) => {
      if (typeof value !== 'string') return { rule: 'not_string', text: 'must be a string' };
      if (choices.includes(value)) return undefined;
      return { rule: 'unknown_enum_option', text: `must be one of ${choices.join(', ')}` };
    },
    options,
    { enum: [...choices] },
  );
}
