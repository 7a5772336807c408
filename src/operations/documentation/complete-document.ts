import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { describeAccess } from './access.js';
import { giveBodyExamples } from './body-examples.js';
import type { RouteAccess } from './documented-routes.js';
import { describeErrors } from './error-responses.js';
import { examplesInWords } from './examples-in-words.js';
import { asOpenApi31 } from './openapi-31.js';
import { nameAliases } from './operation-ids.js';
import { describePathParameters } from './path-parameters.js';
import { nameMissingSuccess } from './unanswered.js';

/** Adds, in place, what the decorators leave out because it is defined elsewhere; the answer is OpenAPI 3.1. */
export function completeDocument(
  document: OpenAPIObject,
  dialect: Dialect,
  routes: ReadonlyMap<string, RouteAccess>,
  guestsMayRead: boolean,
): OpenAPIObject {
  nameAliases(document);
  describePathParameters(document, dialect);
  describeAccess(document, routes, guestsMayRead);
  nameMissingSuccess(document);
  describeErrors(document, dialect);
  giveBodyExamples(document, dialect);
  return asOpenApi31(examplesInWords(document, dialect));
}
