import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import type { Reader } from './reader.js';

/** The rule's name by which the voice knows a problem of the whole body. */
export const ruleOfWhole = 'whole';

interface Rule {
  readonly required?: boolean;
  /** null clears the field. */
  readonly nullable?: boolean;
  /** In a query string the last of repeated values counts, as in the original. */
  readonly lastOf?: boolean;
  /** The original says this problem of the whole body, not of the field. */
  readonly ofWhole?: boolean;
}

/** A field of a request: read from its wire form, refused with one text as the original would, and documented. */
export function Field<Value>(read: Reader<Value>, documented: ApiPropertyOptions, rule: Rule = {}): PropertyDecorator {
  const chosen = (given: unknown): unknown => (rule.lastOf && Array.isArray(given) ? given.at(-1) : given);
  const problemOf = (given: unknown): string | undefined => {
    if (given === undefined) return rule.required ? 'This field is required.' : undefined;
    if (given === null) return rule.nullable ? undefined : 'This field may not be null.';
    const reading = read(given);
    return 'problem' in reading ? reading.problem : undefined;
  };
  return applyDecorators(
    ApiProperty({
      ...documented,
      required: rule.required ?? false,
      nullable: rule.nullable ?? false,
    } as ApiPropertyOptions),
    Transform(({ value }: { value: unknown }) => {
      const given = chosen(value);
      if (given === undefined || given === null) return given;
      const reading = read(given);
      return 'value' in reading ? reading.value : given;
    }),
    ValidateBy({
      name: rule.ofWhole ? ruleOfWhole : 'field',
      validator: {
        validate: (value: unknown) => problemOf(value) === undefined,
        defaultMessage: (about?: ValidationArguments) => problemOf(about?.value) ?? '',
      },
    }),
  );
}
