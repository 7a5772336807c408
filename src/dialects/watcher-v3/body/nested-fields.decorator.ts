import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ValidateIf, ValidateNested } from 'class-validator';
import type { JsonShape } from '../../http/json-shape.js';
import * as readers from '../../http/fields/readers.js';
import { chain } from '../../http/fields/reading.js';
import { Field, type FieldOptions, type FieldReader } from './field.decorator.js';
import { given } from './given.js';

/** A class of fields; Swagger calls only a function that is named `type`, so it is wrapped in one. */
type Fields = new () => object;

/** class-validator finds nothing to look into where `null` clears a field. */
function unlessNull({ nullable }: FieldOptions): readonly PropertyDecorator[] {
  return nullable ? [ValidateIf((_, value) => value !== null)] : [];
}

/** An object with fields of its own; unknown ones are dropped. */
export function ObjectField(fields: () => Fields, options: FieldOptions): PropertyDecorator {
  return applyDecorators(
    Type(fields),
    ...unlessNull(options),
    ValidateNested(),
    Field(readers.object, options, { type: () => fields() }),
  );
}

interface JsonOptions extends FieldOptions {
  readonly maxBytes: number;
  /** The types of some fields: a field of another type is refused. */
  readonly shape?: JsonShape;
  /** A text is as good. */
  readonly orText?: true;
}

/** An object or array of JSON, stored unchanged. */
export function JsonField({ maxBytes, shape, orText, ...options }: JsonOptions): PropertyDecorator {
  const read = readers.json({ mostBytes: maxBytes, orArray: true, ...given({ shape, orText }) });
  return Field(read, options, { type: Object, additionalProperties: true });
}

/** An array of objects with fields of their own. */
export function ObjectsField(
  fields: () => Fields,
  { maxItems, ...options }: FieldOptions & { readonly maxItems: number },
): PropertyDecorator {
  return applyDecorators(
    Type(fields),
    ...unlessNull(options),
    ValidateNested({ each: true }),
    Field(readers.list(readers.object, { most: maxItems }), options, { type: () => fields(), isArray: true, maxItems }),
  );
}

export interface TextsBounds {
  readonly maxItems: number;
  /** Characters of each; 1000 without it. */
  readonly max?: number;
  readonly format?: readers.Format;
}

/** Reads an array of texts. */
export function textsReader({ maxItems, max = 1000, format }: TextsBounds): FieldReader {
  return readers.list(readers.text({ most: max, ...given({ format }) }), { most: maxItems });
}

/** An array of texts. */
export function TextsField({ maxItems, max, format, ...options }: FieldOptions & TextsBounds): PropertyDecorator {
  const read = textsReader({ maxItems, ...given({ max, format }) });
  return Field(read, options, { type: String, isArray: true, maxItems });
}

/** An array of integers from 1 to the largest of 32 bits, such as ids. */
export function IdsField({ maxItems, ...options }: FieldOptions & { readonly maxItems: number }): PropertyDecorator {
  const integers = readers.list(readers.integer(), { most: maxItems });
  const ids = readers.list(readers.integer({ least: 1, most: 2_147_483_647 }), { most: maxItems });
  return Field(chain(integers, ids), options, { type: 'integer', isArray: true, maxItems });
}
