import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import { type JsonShape, misfitIn } from '../../http/json-shape.js';
import { asBoolean, asInteger, asIntegers, asNumber, asText, asTexts, nameIn } from './coercions.js';

/** What every field says of itself. */
interface Said {
  readonly description: string;
  readonly example?: unknown;
  /** It must be there; `""` and null are not. */
  readonly required?: boolean;
  /** `""` and null empty it. Otherwise they mean that nothing is said of it. */
  readonly clearable?: boolean;
}

type Scalar = typeof String | typeof Number | typeof Boolean | typeof Object;

const largestInteger = 2_147_483_647;

/** A text; a number means its digits. */
export function TextField(said: Said & { readonly longest?: number }): PropertyDecorator {
  return field(said, String, asText, [IsString(), MaxLength(said.longest ?? 255)]);
}

/** An integer, also as a text. */
export function IntegerField(said: Said & { readonly least?: number; readonly most?: number }): PropertyDecorator {
  return field(said, Number, asInteger, [IsInt(), Min(said.least ?? 0), Max(said.most ?? largestInteger)]);
}

/** The id of something; no condition on its size, because an id that nobody has is answered as a missing one. */
export function IdField(said: Said): PropertyDecorator {
  return field(said, Number, asInteger, [IsInt()]);
}

/** Ids in an array, or in a text with commas between. */
export function IdsField(said: Said & { readonly most?: number }): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(said.most ?? 1000), IsInt({ each: true })];
  return field(said, [Number], asIntegers, rules);
}

/** Texts in an array, or in one text with commas between. */
export function TextsField(said: Said & { readonly most?: number; readonly longest?: number }): PropertyDecorator {
  const rules = [
    IsArray(),
    ArrayMaxSize(said.most ?? 1000),
    IsString({ each: true }),
    MaxLength(said.longest ?? 255, { each: true }),
  ];
  return field(said, [String], asTexts, rules);
}

/** A camera's name, or an object with it: `{"name": ...}`. */
export function CameraNameField(said: Said): PropertyDecorator {
  return field(said, String, nameIn, [IsString(), MaxLength(255)]);
}

/** An object with fields of its own; `""` and null are nothing. */
export function PartField(part: () => new () => object, said: Said): PropertyDecorator {
  return applyDecorators(
    // Swagger calls only a function that is named `type`.
    ApiProperty({ type: () => part(), description: said.description, required: false, nullable: true }),
    Type(part),
    Transform(({ obj, key, value }: TransformFnParams): unknown => {
      // The border: class-transformer gives the object that was read, before its parts were.
      const given = (obj as Readonly<Record<string, unknown>>)[key];
      return given === '' || given === null ? undefined : value;
    }),
    IsOptional(),
    IsObject(),
    ValidateNested(),
  );
}

/**
 * A JSON object, kept as it comes; `""` and null empty it.
 * @param said.shape what its known fields are
 */
export function ObjectField({
  shape,
  ...said
}: Omit<Said, 'clearable'> & { readonly shape?: JsonShape }): PropertyDecorator {
  const rules = shape === undefined ? [IsObject()] : [IsObject(), IsOfShape(shape)];
  return field({ ...said, clearable: true }, Object, (value) => value, rules);
}

function IsOfShape(shape: JsonShape): PropertyDecorator {
  return ValidateBy({
    name: 'shape',
    validator: {
      validate: (value: unknown) => misfitIn(value, shape) === undefined,
      defaultMessage: (about?: ValidationArguments) => {
        const misfit = misfitIn(about?.value, shape);
        return `${about?.property ?? ''}: ${misfit?.path.slice(0, 200) ?? ''} must be of type ${misfit?.expected ?? ''}`;
      },
    },
  });
}

/** A number, also as a text. */
export function NumberField(said: Said & { readonly least?: number; readonly most?: number }): PropertyDecorator {
  return field(said, Number, asNumber, [IsNumber(), Min(said.least ?? 0), Max(said.most ?? Number.MAX_SAFE_INTEGER)]);
}

/** True or false, also as a text or a number. */
export function FlagField(said: Said): PropertyDecorator {
  return field(said, Boolean, asBoolean, [IsBoolean()]);
}

/** One of a few words. */
export function WordField(said: Said & { readonly words: readonly string[] }): PropertyDecorator {
  return field(said, String, asText, [IsIn([...said.words])], { enum: [...said.words] });
}

function field(
  { description, example, required = false, clearable = false }: Said,
  type: Scalar | [Scalar],
  read: (value: unknown) => unknown,
  rules: readonly PropertyDecorator[],
  documented: { readonly enum?: string[] } = {},
): PropertyDecorator {
  const unset = clearable ? null : undefined;
  return applyDecorators(
    ApiProperty({
      type,
      description,
      required,
      nullable: clearable,
      ...documented,
      ...(example === undefined ? {} : { example }),
    }),
    Transform(({ value }: TransformFnParams): unknown =>
      value === undefined ? undefined : value === null || value === '' ? unset : read(value),
    ),
    // Without a condition of its own, a field that must be there would inherit its parent's `IsOptional`.
    required ? ValidateIf(() => true) : IsOptional(),
    ...rules,
  );
}
