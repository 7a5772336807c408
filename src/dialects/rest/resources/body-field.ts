import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Optional, Required } from '../optional.decorator.js';
import { largestInteger } from '../../http/largest-integer.js';

interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** Must be there; otherwise it may be left out. */
  readonly required?: true;
  /** `null` empties it. */
  readonly nullable?: true;
}

/** A text of a body. */
export function TextField({
  min = 1,
  max,
  ...options
}: FieldOptions & { readonly min?: number; readonly max: number }): PropertyDecorator {
  return field(options, { type: String, minLength: min, maxLength: max }, IsString(), Length(min, max));
}

/** One of these words. */
export function WordField({
  words,
  ...options
}: FieldOptions & { readonly words: readonly string[] }): PropertyDecorator {
  return field(options, { type: String, enum: [...words] }, IsIn(words));
}

/** Several of these words. */
export function WordsField({
  words,
  ...options
}: FieldOptions & { readonly words: readonly string[] }): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(words.length), IsIn(words, { each: true })];
  return field(options, { type: 'array', items: { type: 'string', enum: [...words] } }, ...rules);
}

/** Texts. */
export function TextsField({
  most,
  max,
  ...options
}: FieldOptions & { readonly most: number; readonly max: number }): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(most), IsString({ each: true }), Length(1, max, { each: true })];
  return field(options, { type: 'array', items: { type: 'string', maxLength: max }, maxItems: most }, ...rules);
}

/** An integer; the number of a thing unless the bounds are others. */
export function IntegerField({
  min = 1,
  max = largestInteger,
  ...options
}: FieldOptions & { readonly min?: number; readonly max?: number }): PropertyDecorator {
  return field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max));
}

/** Numbers of things. */
export function NumbersField({ most, ...options }: FieldOptions & { readonly most: number }): PropertyDecorator {
  const each = { each: true };
  const rules = [IsArray(), ArrayMaxSize(most), IsInt(each), Min(1, each), Max(largestInteger, each)];
  return field(options, { type: 'array', items: { type: 'integer' }, maxItems: most }, ...rules);
}

/** True or false. */
export function BooleanField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: Boolean }, IsBoolean());
}

/** An object of this class. */
export function ObjectField({ type, ...options }: FieldOptions & { readonly type: Class }): PropertyDecorator {
  return field(
    options,
    { type },
    IsObject(),
    ValidateNested(),
    Type(() => type),
  );
}

/** Objects of this class. */
export function ObjectsField({
  type,
  most,
  ...options
}: FieldOptions & { readonly type: Class; readonly most: number }): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(most), IsObject({ each: true }), ValidateNested({ each: true })];
  return field(
    options,
    { type: [type], maxItems: most },
    ...rules,
    Type(() => type),
  );
}

/** Any JSON object, whose values the core checks. */
export function JsonField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, IsObject());
}

function field(
  { description, example, required, nullable }: FieldOptions,
  schema: object,
  ...rules: readonly PropertyDecorator[]
): PropertyDecorator {
  const described = {
    ...schema,
    description,
    required: required ?? false,
    ...(nullable ? { nullable } : {}),
    ...(example === undefined ? {} : { example }),
  };
  const presence = required ? [Required()] : nullable ? [IsOptional()] : [Optional()];
  return applyDecorators(ApiProperty(described), ...presence, ...rules);
}

/** The values that a body has; what it leaves out stays out. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // The border: entries of an object are its properties.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
