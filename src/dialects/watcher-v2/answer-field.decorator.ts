import { ApiProperty } from '@nestjs/swagger';

type Scalar = string | number | boolean;

/** Documents a field of an answer with an example, which also determines its type. */
export function AnswerField(description: string, example: Scalar | readonly Scalar[] | object): PropertyDecorator {
  return ApiProperty({ type: typeOf(example), description, example });
}

/** The same for a field that may be null; the example is of a value. */
export function NullableAnswerField(description: string, example: Scalar | object): PropertyDecorator {
  const type = typeOf(example);
  // The border to Swagger's types, which want one union member for each type.
  return ApiProperty({ type: type as typeof String, nullable: true, description, example });
}

/** The same for a field that not all callers get. */
export function OptionalAnswerField(description: string, example: Scalar | object): PropertyDecorator {
  const type = typeOf(example);
  return ApiProperty({ type: type as typeof String, nullable: true, required: false, description, example });
}

type Wire = typeof String | typeof Number | typeof Boolean | typeof Object;

function typeOf(example: unknown): Wire | [Wire] {
  if (Array.isArray(example)) return [example.length === 0 ? Object : (typeOf(example[0]) as Wire)];
  return { string: String, number: Number, boolean: Boolean }[typeof example as 'string'] ?? Object;
}
