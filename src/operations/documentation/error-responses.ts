import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { operationsOf } from './operations.js';

/** What any route may answer beside its own responses, as ranges of OpenAPI 3. */
const ranges = {
  '4XX': { name: 'ClientError', description: 'The request is rejected for any other reason, in the same format.' },
  '5XX': {
    name: 'ServerError',
    description: 'The server failed or is too busy; `Retry-After` tells when to retry.',
  },
} as const;

/** Gives every error of every operation the dialect's own schema, defined once. In place. */
export function describeErrors(document: OpenAPIObject, { documentation }: Dialect): void {
  const { mediaType, schema } = documentation.errors;
  const content = { [mediaType]: { schema } };
  const responses = ((document.components ??= {}).responses ??= {});
  for (const { name, description } of Object.values(ranges)) responses[name] = { description, content };
  for (const { operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      // A route that answers with a picture answers errors as text; `@ApiProduces` allows only one media type for both.
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
