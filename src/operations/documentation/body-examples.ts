import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { operationsOf } from './operations.js';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * Gives every body an example: the dialect's own, or one made of the examples of its fields. Swagger UI would otherwise
 * invent a value for each field without one, and send it. In place.
 */
export function giveBodyExamples(document: OpenAPIObject, { documentation }: Dialect): void {
  for (const { operation } of operationsOf(document)) {
    const body = operation.requestBody;
    if (body === undefined || '$ref' in body) continue;
    const id = operation.operationId ?? '';
    for (const [mediaType, content] of Object.entries(body.content)) {
      const isTable = mediaType === 'text/csv';
      // Swagger gives one schema to all media types of a body.
      if (isTable) content.schema = { type: 'string' };
      if (content.schema === undefined || content.example !== undefined || content.examples !== undefined) continue;
      const example =
        (isTable ? documentation.tables : documentation.bodies)?.[id] ?? exampleOf(content.schema, document);
      if (example !== undefined) content.example = example;
    }
  }
}

/** Undefined where nothing in it has an example. */
function exampleOf(schema: Schema, document: OpenAPIObject): unknown {
  if ('$ref' in schema) {
    const named = document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''];
    return named && exampleOf(named, document);
  }
  if (schema.example !== undefined) return schema.example;
  if (schema.items !== undefined) {
    const item = exampleOf(schema.items, document);
    return item === undefined ? undefined : [item];
  }
  const parts = (schema.allOf ?? []).map((part) => exampleOf(part, document)).filter(isObject);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const example = exampleOf(field, document);
    return example === undefined ? [] : [[name, example] as const];
  });
  const whole: object = Object.assign({}, ...parts, Object.fromEntries(own));
  return Object.keys(whole).length === 0 ? undefined : whole;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
