import type { Requirement } from '#auth';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { RouteAccess } from './documented-routes.js';
import { operationsOf } from './operations.js';

/**
 * Documents who may call each operation. A public one has `security: []`, or an empty alternative where a credential is optional,
 * so that no client asks a person to sign in needlessly. In place.
 * @param guestsMayRead whether a request without a credential may read what is public
 */
export function describeAccess(
  document: OpenAPIObject,
  routes: ReadonlyMap<string, RouteAccess>,
  guestsMayRead: boolean,
): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const access = routes.get(`${method} ${path}`);
    if (access === undefined) continue;
    const open = access.isPublic || (guestsMayRead && access.requirement?.permission === 'cameras:read');
    if (open) operation.security = (operation.security ?? []).length === 0 ? [] : [{}, ...(operation.security ?? [])];
    const words = open ? 'No credential is required.' : needed(access.requirement);
    operation.description = operation.description ? `${operation.description} ${words}` : words;
  }
}

function needed(requirement: Requirement | undefined): string {
  if (requirement?.permission === 'identified') return 'Any valid credential is enough.';
  const permission = `the permission \`${requirement?.permission}\``;
  return requirement?.orMember
    ? `Programs need ${permission}; for people, their memberships decide.`
    : `At least ${permission} is needed.`;
}
