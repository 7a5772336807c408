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
}

interface Problem {
  readonly text: string;
  readonly ofWhole: boolean;
}

/** A field of a request: read from its wire form, refused with one text as the original would, and documented. */
export function Field<Value>(read: Reader<Value>, documented: ApiPropertyOptions, rule: Rule = {}): PropertyDecorator {
  const chosen = (given: unknown): unknown => (rule.lastOf && Array.isArray(given) ? given.at(-1) : given);
  const problemOf = (given: unknown): Problem | undefined => {
    if (given === undefined) return rule.required ? { text: 'This field is required.', ofWhole: false } : undefined;
    if (given === null) return rule.nullable ? undefined : { text: 'This field may not be null.', ofWhole: false };
    const reading = read(given);
    return 'problem' in reading ? { text: reading.problem, ofWhole: reading.ofWhole ?? false } : undefined;
  };
  const textOf = (ofWhole: boolean, given: unknown): string | undefined => {
    const problem = problemOf(given);
    return problem?.ofWhole === ofWhole ? problem.text : undefined;
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
    refuse('field', ({ value }) => textOf(false, value)),
    refuse(ruleOfWhole, ({ value }) => textOf(true, value)),
  );
}

/** A rule of the whole body, noted at one of its fields. */
export function OfWhole(problemOf: (body: object) => string | undefined): PropertyDecorator {
  return refuse(ruleOfWhole, ({ object }) => problemOf(object));
}

function refuse(name: string, textOf: (about: ValidationArguments) => string | undefined): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (_value: unknown, about?: ValidationArguments) => about === undefined || textOf(about) === undefined,
      defaultMessage: (about?: ValidationArguments) => (about && textOf(about)) ?? '',
    },
  });
}
