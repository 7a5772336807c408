import { Body, Inject, Param, type PipeTransform, Query, type Type } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';

/** What an unsupported route may look at before it answers. */
export interface UnsupportedRequest {
  readonly caller: Caller;
  readonly query: Readonly<Record<string, unknown>>;
  /** The value of the route's `parameter`; empty where it has none. */
  readonly parameter: string;
}

/** A route for something that this server does not have: always an empty list, 404 or 501. */
export interface UnsupportedRoute<Service> {
  /** The name of its method in the controller. */
  readonly name: string;
  /** Its method, path, access and documentation. */
  readonly endpoint: MethodDecorator;
  /** The name of the one parameter of the path that its answer depends on. */
  readonly parameter?: string | undefined;
  /** The class that a body is checked against; without it, bodies are not read. */
  readonly body?: Type;
  readonly answer: (request: UnsupportedRequest, service: Service) => unknown;
}

interface UnsupportedController<Service> {
  readonly name: string;
  /** Its path, access and documentation. */
  readonly controller: ClassDecorator;
  readonly routes: readonly UnsupportedRoute<Service>[];
  /** Injected, for answers that depend on what the caller may see. */
  readonly service?: Type<Service>;
  readonly bodyPipe?: PipeTransform;
}

/** Makes a controller out of a table of routes. */
export function unsupportedController<Service = undefined>(options: UnsupportedController<Service>): Type {
  const { name, controller, routes, bodyPipe } = options;
  class Controller {
    constructor(readonly service: Service) {}
  }
  Object.defineProperty(Controller, 'name', { value: name });
  const { prototype } = Controller;
  for (const route of routes) {
    const value = async function answer(
      this: Controller,
      caller: Caller,
      query: UnsupportedRequest['query'],
      parameter?: string,
    ): Promise<unknown> {
      return route.answer({ caller, query, parameter: parameter ?? '' }, this.service);
    };
    // Swagger finds the types of the arguments by the function's own name.
    Object.defineProperty(value, 'name', { value: route.name });
    const descriptor = { value, writable: true, configurable: true };
    Object.defineProperty(prototype, route.name, descriptor);
    CurrentCaller()(prototype, route.name, 0);
    Query()(prototype, route.name, 1);
    if (route.parameter !== undefined) Param(route.parameter)(prototype, route.name, 2);
    if (route.body) Body(...(bodyPipe ? [bodyPipe] : []))(prototype, route.name, 3);
    // What the compiler writes for a method: pipes and Swagger read the class of the body there.
    Reflect.defineMetadata('design:paramtypes', [Object, Object, String, route.body ?? Object], prototype, route.name);
    route.endpoint(prototype, route.name, descriptor);
  }
  if (options.service) Inject(options.service)(Controller, undefined, 0);
  else Reflect.defineMetadata('design:paramtypes', [], Controller);
  controller(Controller);
  return Controller;
}
