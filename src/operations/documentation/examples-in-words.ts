import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * Moves the examples of optional query parameters into their descriptions, in place. Swagger UI fills them in and "Try it
 * out" sends them, so that a list would come filtered by what nobody asked for.
 */
export function examplesInWords(document: OpenAPIObject): OpenAPIObject {
  for (const { get, put, post, patch, delete: remove } of Object.values(document.paths)) {
    for (const operation of [get, put, post, patch, remove]) {
      for (const parameter of operation?.parameters ?? []) {
        if (!('in' in parameter) || parameter.in !== 'query' || parameter.required) continue;
        const schema = parameter.schema && !('$ref' in parameter.schema) ? parameter.schema : undefined;
        const example: unknown = parameter.example ?? schema?.example;
        delete parameter.example;
        delete schema?.example;
        if (example === undefined) continue;
        const words = `Such as \`${typeof example === 'string' ? example : JSON.stringify(example)}\`.`;
        parameter.description = parameter.description ? `${parameter.description} ${words}` : words;
      }
    }
  }
  return document;
}
