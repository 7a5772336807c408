import type { OpenAPIObject } from '@nestjs/swagger';

/** What holds examples and bodies, which are not ours to change. */
const values: ReadonlySet<string> = new Set(['default', 'enum', 'example', 'examples', 'value']);

type Node = Readonly<Record<string, unknown>>;

/**
 * A document as OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12: what @nestjs/swagger writes is 3.0. `nullable` becomes
 * a type, a boolean `exclusiveMinimum` becomes the bound.
 */
export function asOpenApi31(document: OpenAPIObject): OpenAPIObject {
  // The border where a document of the same form is typed again.
  return { ...(converted(document) as OpenAPIObject), openapi: '3.1.0' };
}

function converted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(converted);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, inner]) => [key, values.has(key) ? inner : converted(inner)]);
  return withNull(withBounds(Object.fromEntries(entries) as Node));
}

function withBounds(schema: Node): Node {
  return ['Minimum', 'Maximum'].reduce((rest, bound) => {
    const { [`exclusive${bound}`]: isExclusive, [bound.toLowerCase()]: value, ...others } = rest;
    return isExclusive === true ? { ...others, [`exclusive${bound}`]: value } : rest;
  }, schema);
}

function withNull(node: Node): Node {
  const { nullable, ...schema } = node;
  // Anything else is a property of this name.
  if (typeof nullable !== 'boolean') return node;
  if (!nullable) return schema;
  const { type, enum: words, allOf } = schema;
  const isReference = '$ref' in schema || Array.isArray(allOf);
  if (!isReference && typeof type === 'string')
    return { ...schema, type: [type, 'null'], ...(Array.isArray(words) ? { enum: withNullWord(words) } : {}) };
  // What describes it stays beside the choice.
  const { description, example, default: standard, ...one } = schema;
  const alone = Array.isArray(allOf) && allOf.length === 1 ? (allOf[0] as Node) : one;
  const about = { description, example, default: standard };
  return {
    ...Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)),
    anyOf: [alone, { type: 'null' }],
  };
}

function withNullWord(words: readonly unknown[]): readonly unknown[] {
  return words.includes(null) ? words : [...words, null];
}
