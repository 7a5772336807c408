import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { operationsOf } from './operations.js';

/** What any route may answer beside what it says itself; the ranges of OpenAPI 3. */
const ranges = {
  '4XX': { name: 'ClientError', description: 'The request is refused: every other reason, in the same shape.' },
  '5XX': {
    name: 'ServerError',
    description: 'The server failed, or is too busy: `Retry-After` says when to come back.',
  },
} as const;

/** Every error of every operation has the dialect's own shape, named once. In place. */
export function describeErrors(document: OpenAPIObject, { documentation }: Dialect): void {
  const { mediaType, schema } = documentation.errors;
  const content = { [mediaType]: { schema } };
  const responses = ((document.components ??= {}).responses ??= {});
  for (const { name, description } of Object.values(ranges)) responses[name] = { description, content };
  for (const { operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      // A route that answers a picture answers its errors in words; `@ApiProduces` knows only one media type for both.
      if (isError(status) && response !== undefined && 'description' in response && !hasOwnShape(response.content)) {
        response.content = content;
      }
    }
    for (const [range, { name }] of Object.entries(ranges)) {
      operation.responses[range] = { $ref: `#/components/responses/${name}` };
    }
  }
}

function isError(status: string): boolean {
  return status.startsWith('4') || status.startsWith('5');
}

function hasOwnShape(content: object | undefined): boolean {
  return content !== undefined && Object.keys(content).every((mediaType) => mediaType.includes('json'));
}
