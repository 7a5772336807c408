import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldSchema, WireType } from './wire-field.js';

interface AnswerField extends FieldSchema {
  readonly path: string;
  readonly type?: WireType;
}

/** An object within an answer; without a `schema`, its fields make the one with this name. */
interface AnswerPart extends FieldSchema {
  readonly name?: string;
}

/** What the type of a field states of it; its own description and example come first. */
const ofType: Readonly<Record<WireType, FieldSchema>> = {
  string: { schema: String },
  boolean: { schema: Boolean },
  integer: { schema: Number },
  number: { schema: Number },
  utc_ms: { schema: Number, description: 'Milliseconds since 1970.', example: 1738108800000 },
  utc: { schema: Number, description: 'Seconds since 1970.', example: 1738108800 },
};

/**
 * Makes the class from which OpenAPI takes the named schema of an answer: each field is described where it is read.
 * @param parts the objects on dotted paths, by their path
 * @param base describes the fields that have no description here, as the class of a body does
 * @param parent of a part: its path and a dot
 */
export function answerClass(
  name: string,
  fields: readonly AnswerField[],
  parts: Readonly<Record<string, AnswerPart>> = {},
  base: Type<object> = Object,
  parent = '',
): Type {
  const answer = class extends base {};
  Object.defineProperty(answer, 'name', { value: name });
  const described = new Set<string>();
  for (const field of fields.filter(({ path }) => path.startsWith(parent))) {
    const [key = ''] = field.path.slice(parent.length).split('.');
    if (described.has(key)) continue;
    described.add(key);
    const part: AnswerPart = parts[parent + key] ?? { ...ofType[field.type ?? 'string'], ...field };
    const { description, example, optional, schema, name: own = '' } = part;
    if (description === undefined) continue;
    const type = schema ?? answerClass(own, fields, parts, Object, `${parent}${key}.`);
    ApiProperty({
      ...(typeof type === 'object' && 'type' in type ? type : { type }),
      ...(part.enum ? { enum: [...part.enum] } : {}),
      description,
      ...(example === undefined ? {} : { example }),
      required: !optional,
    } as ApiPropertyOptions)(answer.prototype, key);
  }
  return answer;
}
