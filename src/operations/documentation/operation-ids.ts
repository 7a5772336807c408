import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/** Swagger's name for a handler that serves several paths: `list[0]`, `list[1]`. */
const alias = /\[\d+\]$/;

/** `OrganizationUsersController`, `list` -> `organization_users_list`: a name for functions of generated clients. */
export function operationIdOf(controller: string, handler: string): string {
  return `${controller.replace(/Controller$/, '')}_${handler}`.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Of several paths of one handler the first keeps its name; the others add what is different in their paths. In place. */
export function nameAliases(document: OpenAPIObject): void {
  const firstPaths = new Map<string, string>();
  for (const { method, path, operation } of operationsOf(document)) {
    const name = operation.operationId?.replace(alias, '') ?? `${method}_${path}`;
    const first = firstPaths.get(name);
    operation.operationId = first === undefined ? name : `${name}_${difference(path, first)}`;
    if (first === undefined) firstPaths.set(name, path);
  }
}

function difference(path: string, first: string): string {
  const shared = new Set(first.split('/'));
  const own = path.split('/').filter((part) => !shared.has(part) && !part.startsWith('{'));
  return own.length === 0 ? 'short' : own.join('_').replaceAll(/\W+/g, '_');
}
