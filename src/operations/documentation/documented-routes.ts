import type { INestApplicationContext, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { accessMetadata, type Requirement } from '#auth';

/** Who may call a route. */
export interface RouteAccess {
  readonly isPublic: boolean;
  readonly requirement: Requirement | undefined;
}

/** The access that every route declares, by method and path as OpenAPI spells them: `get /cameras/{id}`. */
export function documentedRoutes(app: INestApplicationContext): ReadonlyMap<string, RouteAccess> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers: found }) => [...found.values()]);
  return new Map(controllers.flatMap(({ metatype }) => (isClass(metatype) ? routesOf(metatype) : [])));
}

function isClass(value: unknown): value is Type {
  return typeof value === 'function';
}

function routesOf(controller: Type): readonly (readonly [string, RouteAccess])[] {
  const reflector = new Reflector();
  const prototype: Readonly<Record<string, unknown>> = controller.prototype;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!isClass(handler)) return [];
    const ends: string | readonly string[] | undefined = Reflect.getMetadata(PATH_METADATA, handler);
    if (ends === undefined) return [];
    const targets = [handler, controller];
    const isPublic: boolean | undefined = reflector.getAllAndOverride(accessMetadata.public, targets);
    const requirement: Requirement | undefined = reflector.getAllAndOverride(accessMetadata.requires, targets);
    const access = { isPublic: isPublic === true, requirement };
    return pathsOf(controller, ends).map((path) => [`${methodOf(handler)} ${path}`, access] as const);
  });
}

function methodOf(handler: Type): string {
  const method: number = Reflect.getMetadata(METHOD_METADATA, handler);
  return (RequestMethod[method] ?? 'GET').toLowerCase();
}

function pathsOf(controller: Type, ends: string | readonly string[]): readonly string[] {
  const starts: string | readonly string[] = Reflect.getMetadata(PATH_METADATA, controller) ?? '';
  return [starts].flat().flatMap((start) => [ends].flat().map((end) => asDocumented(`/${start}/${end}`)));
}

function asDocumented(path: string): string {
  const joined = path.replaceAll(/\/+/g, '/').replaceAll(/:(\w+)(?:\([^)]*\))?/g, '{$1}');
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}
