import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { ReadField } from '../http/fields/field.decorator.js';
import { wrong } from '../http/fields/reading.js';
import { type FieldProblem, type Reader, textOf } from './reader.js';

/** The rule's name by which the error mapper knows a problem of the whole body. */
export const ruleOfWhole = 'whole';

interface Rule {
  readonly required?: boolean;
  /** null clears the field. */
  readonly nullable?: boolean;
  /** In a query string the last of repeated values counts, as in the original. */
  readonly lastOf?: boolean;
}

/** A field of a request: read from its wire form, refused with one text as the original would, and documented. */
export function Field<Value>(
  read: Reader<Value>,
  documented: ApiPropertyOptions,
  { required = false, nullable = false, lastOf = false }: Rule = {},
): PropertyDecorator {
  return ReadField<FieldProblem>(
    (given) => {
      const value: unknown = lastOf && Array.isArray(given) ? given.at(-1) : given;
      if (value === undefined) return required ? wrong('missing') : { value };
      if (value === null) return nullable ? { value } : wrong('null');
      return read(value);
    },
    ([problem]) => [{ rule: problem.code === 'whole' ? ruleOfWhole : 'field', message: textOf(problem) }],
    // The border to Swagger's types: `required` widens the union that it was read from.
    { ...documented, required, nullable } as ApiPropertyOptions,
  );
}

/** A rule of the whole body, noted at one of its fields. */
export function OfWhole(problemOf: (body: object) => string | undefined): PropertyDecorator {
  return ValidateBy({
    name: ruleOfWhole,
    validator: {
      validate: (_value: unknown, about?: ValidationArguments) =>
        about === undefined || problemOf(about.object) === undefined,
      defaultMessage: (about?: ValidationArguments) => (about && problemOf(about.object)) ?? '',
    },
  });
}
