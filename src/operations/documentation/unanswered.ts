import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/**
 * A route that never succeeds here, because its feature is missing, still documents the protocol's success: generators require
 * one, and clients generated from this document work with servers that have the feature. In place.
 */
export function nameMissingSuccess(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) {
    if (Object.keys(operation.responses).some((status) => status.startsWith('2') || status.startsWith('3'))) continue;
    operation.responses['200'] = {
      description: 'The success of the protocol. This server never sends it; see the errors.',
    };
  }
}
