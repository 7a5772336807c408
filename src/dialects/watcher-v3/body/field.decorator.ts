import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';

/** What can be wrong with a field of a body, in the words of the original's library (OH); they are the codes of v3. */
export type BodyRule =
  | 'missing_required'
  | 'not_integer'
  | 'not_number'
  | 'not_boolean'
  | 'not_string'
  | 'not_array'
  | 'not_object'
  | 'too_short'
  | 'too_long'
  | 'too_many_items'
  | 'input_out_of_range'
  | 'nomatch_pattern'
  | 'wrong_format'
  | 'unknown_enum_option'
  | 'null_in_array_of_non_nullable';

/** A rule that a value breaks, and the rest of the sentence that begins with the field's name. */
export interface Problem {
  readonly rule: BodyRule;
  readonly text: string;
}

/** What every field of a body says of itself. */
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

/**
 * A field of a request's body: checked, refused with the code of v3 at its place, documented. Nothing is coerced.
 * @param rules all that `problemOf` may name
 */
export function Field(
  rules: readonly BodyRule[],
  problemOf: (value: unknown) => Problem | undefined,
  options: FieldOptions,
  documented: ApiPropertyOptions,
): PropertyDecorator {
  const { required, nullable, ...said } = options;
  const problemIn = (value: unknown): Problem | undefined => {
    if (value === undefined) return required ? { rule: 'missing_required', text: 'is required' } : undefined;
    return value === null && nullable ? undefined : problemOf(value);
  };
  return applyDecorators(
    // The border to Swagger's types: `required` widens the union that it was read from.
    ApiProperty({
      ...said,
      ...documented,
      required: required ?? false,
      ...(nullable ? { nullable } : {}),
    } as ApiPropertyOptions),
    ...(required ? (['missing_required', ...rules] as const) : rules).map((rule) => refuse(rule, problemIn)),
  );
}

export function refuse(rule: BodyRule, problemIn: (value: unknown) => Problem | undefined): PropertyDecorator {
  return ValidateBy({
    name: rule,
    validator: {
      validate: (value: unknown) => problemIn(value)?.rule !== rule,
      defaultMessage: (about?: ValidationArguments) =>
        `${about?.property ?? ''} ${problemIn(about?.value)?.text ?? ''}`,
    },
  });
}
