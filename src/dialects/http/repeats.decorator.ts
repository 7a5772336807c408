import type { CustomDecorator } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The one field of a form that may stand more than once; then it is an array of its texts. */
    repeats?: string;
  }
}

/** Lets a route take a form in which one field is repeated; every other repeated field is refused. */
export function Repeats(field: string): CustomDecorator {
  return RouteConfig({ repeats: field });
}
