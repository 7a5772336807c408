import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import type { Reader } from './reader.js';

/**
 * A parameter of a request: read from its wire form, refused with one sentence, documented. null is not there, as with
 * the original's client, which leaves out what is None.
 * @param missing the sentence when it is not there; without one it need not be
 */
export function Field<Value>(read: Reader<Value>, documented: ApiPropertyOptions, missing?: string): PropertyDecorator {
  const problemOf = (given: unknown, name: string): string | undefined => {
    if (given === undefined || given === null) return missing;
    const reading = read(given);
    if ('value' in reading) return undefined;
    return 'isSentence' in reading ? reading.problem : `${name} ${reading.problem}.`;
  };
  return applyDecorators(
    // The border to Swagger's types: `required` widens the union that it was read from.
    ApiProperty({ ...documented, required: missing !== undefined } as ApiPropertyOptions),
    Transform(({ value }: { value: unknown }) => {
      if (value === undefined || value === null) return undefined;
      const reading = read(value);
      return 'value' in reading ? reading.value : value;
    }),
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value: unknown, about?: ValidationArguments) =>
          problemOf(value, about?.property ?? '') === undefined,
        defaultMessage: (about?: ValidationArguments) => problemOf(about?.value, about?.property ?? '') ?? '',
      },
    }),
  );
}
