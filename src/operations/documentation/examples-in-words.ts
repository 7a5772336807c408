import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { operationsOf } from './operations.js';

/**
 * Moves the examples of optional query parameters into their descriptions, in place. Swagger UI fills them in and "Try it
 * out" sends them, so that a list would be filtered by values that nobody chose.
 */
export function examplesInWords(document: OpenAPIObject, { documentation }: Dialect): OpenAPIObject {
  for (const { operation } of operationsOf(document)) {
    const sent = documentation.sentQueries?.[operation.operationId ?? ''] ?? [];
    for (const parameter of operation.parameters ?? []) {
      if (!('in' in parameter) || parameter.in !== 'query') continue;
      if (parameter.required || sent.includes(parameter.name)) continue;
      const schema = parameter.schema && !('$ref' in parameter.schema) ? parameter.schema : undefined;
      const example: unknown = parameter.example ?? schema?.example;
      delete parameter.example;
      delete schema?.example;
      if (example === undefined) continue;
      const words = `Such as \`${typeof example === 'string' ? example : JSON.stringify(example)}\`.`;
      parameter.description = parameter.description ? `${parameter.description} ${words}` : words;
    }
  }
  return document;
}
