import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import { ReadField, type Statement } from '../../http/fields/field.decorator.js';
import * as readers from '../../http/fields/readers.js';
import type { Problem, Reader } from '../../http/fields/reading.js';
import { commaSeparated } from '../../http/fields/spellings.js';
import type { JsonShape } from '../../http/json-shape.js';
import { asBoolean, asInteger, asText, nameIn } from './coercions.js';

/**
 * What can be wrong with a field, as class-validator has it: the rule's name, and its sentence without the field's name.
 * All rules that a field breaks are stated, each once and in this order.
 */
const faults = {
  'not-list': () => ['isArray', 'must be an array'],
  'too-many-items': ({ most }) => ['arrayMaxSize', `must contain no more than ${most} elements`],
  'not-text': () => ['isString', 'must be a string'],
  'too-long': ({ most }) => ['maxLength', `must be shorter than or equal to ${most} characters`],
  'not-integer': () => ['isInt', 'must be an integer number'],
  'too-small': ({ least }) => ['min', `must not be less than ${least}`],
  'too-large': ({ most }) => ['max', `must not be greater than ${most}`],
  'not-boolean': () => ['isBoolean', 'must be a boolean value'],
  'unknown-choice': ({ choices }) => ['isIn', `must be one of the following values: ${choices.join(', ')}`],
  'not-object': () => ['isObject', 'must be an object'],
  'too-many-bytes': ({ most }) => ['maxBytes', `must have at most ${most} bytes`],
  misfit: ({ path, choices }) => ['shape', `${path} must be of type ${choices.join(' or ')}`],
} as const satisfies Readonly<Record<string, (problem: Problem) => readonly [string, string]>>;

/** A null in a list is stated as what an item must be. */
type FieldProblem = keyof typeof faults | 'null-item';

const order = Object.keys(faults) as readonly (keyof typeof faults)[];

const stateAll: Statement<FieldProblem> = (problems, name) =>
  order.flatMap((code) => {
    const problem = problems.find((one) => one.code === code);
    if (problem === undefined) return [];
    const [rule, text] = faults[code](problem);
    const subject = code === 'misfit' ? `${name}:` : problem.each ? `each value in ${name}` : name;
    return [{ rule, message: `${subject} ${text}` }];
  });

/** What every field states. */
interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** It must be there; `""` and null are not. */
  readonly required?: boolean;
  /** `""` and null empty it. Otherwise they are the same as leaving it out. */
  readonly clearable?: boolean;
}

function field(
  read: Reader<unknown, FieldProblem>,
  { description, example, required = false, clearable = false }: FieldOptions,
  documented: ApiPropertyOptions,
): PropertyDecorator {
  return ReadField<FieldProblem>(
    (given) => {
      const isEmpty = given === undefined || given === null || given === '';
      if (!isEmpty || required) return read(isEmpty ? undefined : given);
      return { value: clearable && given !== undefined ? null : undefined };
    },
    stateAll,
    // The border to Swagger's types: `required` widens the union that it was read from.
    {
      ...documented,
      description,
      required,
      nullable: clearable,
      ...(example === undefined ? {} : { example }),
    } as ApiPropertyOptions,
  );
}

/** The characters of a text as class-validator counts them: a pair of surrogates and a variation of an emoji are one. */
function characters(text: string): number {
  const pairs = text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g) ?? [];
  const variations = text.match(/[^\uFE0F\uFE0E][\uFE0F\uFE0E]/g) ?? [];
  return text.length - pairs.length - variations.length;
}

const textReader = (most = 255): Reader<string, FieldProblem> =>
  readers.text({ from: asText, most, measure: characters });

/** A text; a number stands for its digits. */
export function TextField({ longest, ...options }: FieldOptions & { readonly longest?: number }): PropertyDecorator {
  return field(textReader(longest), options, { type: String });
}

const readName = textReader();

/** A camera's name, or an object with it: `{"name": ...}`. A name of null counts as null where the field may be left out. */
export function CameraNameField(options: FieldOptions): PropertyDecorator {
  const read: typeof readName = (given) => readName(nameIn(given));
  const readOptional: Reader<string | null, FieldProblem> = (given) =>
    nameIn(given) === null ? { value: null } : read(given);
  return field(options.required ? read : readOptional, options, { type: String });
}

/** An integer, also as a text; from 0 to the largest of 32 bits without other bounds. */
export function IntegerField({
  least = 0,
  most = 2_147_483_647,
  ...options
}: FieldOptions & { readonly least?: number; readonly most?: number }): PropertyDecorator {
  return field(readers.integer({ from: asInteger, least, most }), options, { type: Number });
}

const id = readers.integer({ from: asInteger });

/** The id of something; no condition on its size, because an id that nothing has is answered as a missing one. */
export function IdField(options: FieldOptions): PropertyDecorator {
  return field(id, options, { type: Number });
}

interface ListOptions extends FieldOptions {
  /** Items; 1000 without it. */
  readonly most?: number;
}

/** Ids in an array, or in a text with commas between. */
export function IdsField({ most = 1000, ...options }: ListOptions): PropertyDecorator {
  const from = (given: unknown): unknown => (typeof given === 'number' ? [given] : commaSeparated(given));
  return field(readers.list(id, { from, most }), options, { type: [Number] });
}

/** Texts in an array, or in one text with commas between. */
export function TextsField({
  most = 1000,
  longest,
  ...options
}: ListOptions & { readonly longest?: number }): PropertyDecorator {
  return field(readers.list(textReader(longest), { from: commaSeparated, most }), options, { type: [String] });
}

/** True or false, also as a text or a number. */
export function FlagField(options: FieldOptions): PropertyDecorator {
  return field(readers.boolean({ from: asBoolean }), options, { type: Boolean });
}

/** One of a few words. */
export function WordField({
  words,
  ...options
}: FieldOptions & { readonly words: readonly string[] }): PropertyDecorator {
  return field(readers.choice(words, { from: asText }), options, { type: String, enum: [...words] });
}

/**
 * A JSON object, stored unchanged; `""` and null empty it.
 * @param options.shape the types of some of its fields
 */
export function ObjectField({
  shape,
  ...options
}: Omit<FieldOptions, 'clearable'> & { readonly shape?: JsonShape }): PropertyDecorator {
  const read = readers.json(shape === undefined ? {} : { shape });
  return field(read, { ...options, clearable: true }, { type: Object });
}

/** An object with fields of its own; `""` and null are the same as leaving it out. */
export function PartField(part: () => new () => object, { description }: FieldOptions): PropertyDecorator {
  return applyDecorators(
    // Swagger calls only a function that is named `type`.
    ApiProperty({ type: () => part(), description, required: false, nullable: true }),
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
