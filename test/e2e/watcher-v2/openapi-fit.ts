/** A schema of the published definition, as far as this door uses it. */
interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  /** One, or one and `null`. */
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

export interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The schema of an answer; undefined where the definition has none. */
export function schemaOf(definition: Definition, method: string, path: string, status: number): Schema | undefined {
  const operation = definition.paths[path]?.[method.toLowerCase()];
  return operation?.responses[String(status)]?.content?.['application/json']?.schema;
}

/** Where a refusal is not in the door's words. */
export function misfitsOfRefusal(value: unknown): readonly string[] {
  const { success, error, error_message: message, ...others } = value as Readonly<Record<string, unknown>>;
  return [
    ...(success === false ? [] : ['success is not false']),
    ...(typeof error === 'string' && /^[A-Z][A-Za-z]+$/.test(error) ? [] : ['error is no name']),
    ...(typeof message === 'string' && message.length > 5 ? [] : ['error_message is no sentence']),
    ...Object.keys(others).map((key) => `${key} is too much`),
  ];
}

/** Where a value is not what its schema says: an undocumented field, a missing one, another type. */
export function misfits(definition: Definition, schema: Schema, value: unknown, at = '$'): readonly string[] {
  const { $ref, allOf, anyOf = [], type = [] } = schema;
  const types = typeof type === 'string' ? [type] : type;
  if (value === null) return [schema, ...anyOf].some(isNullable) ? [] : [`${at} is null`];
  const [choice] = anyOf.filter((one) => one.type !== 'null');
  if (choice !== undefined) return misfits(definition, choice, value, at);
  if ($ref !== undefined) {
    const named = definition.components.schemas[$ref.split('/').at(-1) ?? ''];
    return named === undefined ? [`${at}: no schema ${$ref}`] : misfits(definition, named, value, at);
  }
  if (allOf !== undefined) return allOf.flatMap((part) => misfits(definition, part, value, at));
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}`];
  switch (types[0]) {
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => misfits(definition, schema.items ?? {}, item, `${at}[${index}]`))
        : [`${at} is no array`];
    case 'object':
      return misfitsOfObject(definition, schema, value, at);
    case undefined:
      return [];
    default:
      // oxlint-disable-next-line valid-typeof
      return typeof value === types[0] ? [] : [`${at} is a ${typeof value}, not a ${types[0]}`];
  }
}

function isNullable({ type = [] }: Schema): boolean {
  return type === 'null' || type.includes('null');
}

function misfitsOfObject(definition: Definition, schema: Schema, value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const { properties, required = [] } = schema;
  if (properties === undefined) return [];
  const found = value as Readonly<Record<string, unknown>>;
  return [
    ...required.filter((key) => !(key in found)).map((key) => `${at}.${key} is missing`),
    ...Object.entries(found).flatMap(([key, inner]) => {
      const property = properties[key];
      return property === undefined
        ? [`${at}.${key} is not documented`]
        : misfits(definition, property, inner, `${at}.${key}`);
    }),
  ];
}
