import * as readers from '../../http/fields/readers.js';
import { chain } from '../../http/fields/reading.js';
import { Field, type FieldOptions } from './field.decorator.js';
import { given } from './given.js';
import { largestInteger } from '../../http/largest-integer.js';

export interface TextOptions extends FieldOptions {
  /** Characters; 0 without it. */
  readonly min?: number;
  /** Characters; 1000 without it. */
  readonly max?: number;
  /** What it must look like, `wrong_format` otherwise. */
  readonly format?: readers.Format;
  /** For Swagger UI; values that are never returned. */
  readonly writeOnly?: true;
}

export function TextField({ min = 0, max = 1000, format, ...options }: TextOptions): PropertyDecorator {
  return Field(readers.text({ least: min, most: max, ...given({ format }) }), options, {
    type: String,
    maxLength: max,
    ...(min === 0 ? {} : { minLength: min }),
    ...(options.writeOnly ? { writeOnly: true } : {}),
  });
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** From 0 to the largest of 32 bits without other bounds. */
export function IntegerField({ min = 0, max = largestInteger, ...options }: FieldOptions & Range): PropertyDecorator {
  const documented = { type: 'integer', minimum: min, maximum: max } as const;
  return Field(readers.integer({ least: min, most: max }), options, documented);
}

export function NumberField({ min, max, ...options }: FieldOptions & Required<Range>): PropertyDecorator {
  return Field(readers.decimal({ least: min, most: max }), options, { type: Number, minimum: min, maximum: max });
}

export function BooleanField(options: FieldOptions): PropertyDecorator {
  return Field(readers.boolean(), options, { type: Boolean });
}

/** One of some words. */
export function ChoiceField(choices: readonly string[], options: FieldOptions): PropertyDecorator {
  return Field(chain(readers.text(), readers.choice(choices)), options, { enum: [...choices] });
}
