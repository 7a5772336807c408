import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ValidateIf, ValidateNested } from 'class-validator';
import { type JsonShape, misfitIn } from '../../http/json-shape.js';
import { type BodyRule, Field, type FieldOptions, type Problem } from './field.decorator.js';
import { given } from './given.js';

/** A class of fields; Swagger calls only a function that is named `type`, so it is wrapped in one. */
type Fields = new () => object;

const notObject: Problem = { rule: 'not_object', text: 'must be an object' };
const notArray: Problem = { rule: 'not_array', text: 'must be an array' };

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
    Field(['not_object'], (value) => (isObject(value) ? undefined : notObject), options, { type: () => fields() }),
  );
}

interface JsonOptions extends FieldOptions {
  readonly maxBytes: number;
  /** What its known fields are: one that is of another type is refused. */
  readonly shape?: JsonShape;
  /** A text is as good. */
  readonly orText?: true;
}

/** An object or array of JSON, kept as it came. */
export function JsonField(options: JsonOptions): PropertyDecorator {
  const { maxBytes, shape, orText, ...rest } = options;
  return Field(
    ['not_object', 'too_long', 'not_array', 'not_string', 'not_integer', 'not_number', 'not_boolean'],
    (value) => {
      if (!(orText && typeof value === 'string') && (typeof value !== 'object' || value === null)) return notObject;
      if (Buffer.byteLength(JSON.stringify(value)) > maxBytes)
        return { rule: 'too_long', text: `must have at most ${maxBytes} bytes` };
      const misfit = shape && misfitIn(value, shape);
      if (misfit === undefined) return undefined;
      const what = `must be of type ${misfit.expected}`;
      const text = misfit.path === '' ? what : `is wrong: ${misfit.path.slice(0, 200)} ${what}`;
      return { rule: `not_${misfit.expected}`, text };
    },
    rest,
    { type: Object, additionalProperties: true },
  );
}

/** An array of objects with fields of their own. */
export function ObjectsField(
  fields: () => Fields,
  options: FieldOptions & { readonly maxItems: number },
): PropertyDecorator {
  const { maxItems, ...rest } = options;
  return applyDecorators(
    Type(fields),
    ...unlessNull(options),
    ValidateNested({ each: true }),
    Field(
      ['not_array', 'too_many_items', 'null_in_array_of_non_nullable', 'not_object'],
      (value) =>
        itemsProblem(value, maxItems) ??
        ((value as readonly unknown[]).every(isObject) ? undefined : { ...notObject, text: 'must hold objects only' }),
      rest,
      { type: () => fields(), isArray: true, maxItems },
    ),
  );
}

export interface TextsBounds {
  readonly maxItems: number;
  /** Characters of each; 1000 unless told. */
  readonly max?: number;
  readonly format?: { readonly form: RegExp; readonly text: string };
}

/** An array of texts. */
export function TextsField({ maxItems, max, format, ...rest }: FieldOptions & TextsBounds): PropertyDecorator {
  const bounds = { maxItems, ...given({ max, format }) };
  return Field(textsRules, (value) => textsProblem(value, bounds), rest, { type: String, isArray: true, maxItems });
}

const textsRules = [
  'not_array',
  'too_many_items',
  'null_in_array_of_non_nullable',
  'not_string',
  'too_long',
  'nomatch_pattern',
] as const satisfies readonly BodyRule[];

export function textsProblem(value: unknown, { maxItems, max = 1000, format }: TextsBounds): Problem | undefined {
  const problem = itemsProblem(value, maxItems);
  if (problem) return problem;
  for (const item of value as readonly unknown[]) {
    if (typeof item !== 'string') return { rule: 'not_string', text: 'must hold strings only' };
    if (Array.from(item).length > max)
      return { rule: 'too_long', text: `must hold strings of at most ${max} characters` };
    if (format && !format.form.test(item)) return { rule: 'nomatch_pattern', text: format.text };
  }
  return undefined;
}

/** An array of integers from 1 to the largest of 32 bits, such as ids. */
export function IdsField(options: FieldOptions & { readonly maxItems: number }): PropertyDecorator {
  const { maxItems, ...rest } = options;
  return Field(
    ['not_array', 'too_many_items', 'null_in_array_of_non_nullable', 'not_integer', 'input_out_of_range'],
    (value) => {
      const problem = itemsProblem(value, maxItems);
      if (problem) return problem;
      const items = value as readonly unknown[];
      if (!items.every(Number.isInteger)) return { rule: 'not_integer', text: 'must hold integers only' };
      const inRange = items.every((item) => Number(item) >= 1 && Number(item) <= 2_147_483_647);
      return inRange ? undefined : { rule: 'input_out_of_range', text: 'must hold ids only' };
    },
    rest,
    { type: 'integer', isArray: true, maxItems },
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsProblem(value: unknown, maxItems: number): Problem | undefined {
  if (!Array.isArray(value)) return notArray;
  if (value.length > maxItems) return { rule: 'too_many_items', text: `must hold at most ${maxItems} items` };
  return value.includes(null) ? { rule: 'null_in_array_of_non_nullable', text: 'must hold no null' } : undefined;
}
