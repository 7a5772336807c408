import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes tables: `text/csv` beside JSON, and bodies of up to 8 MiB. */
    csv?: true;
  }
}

/** A body that came as a table: its text, still unread. It is no string, so that a JSON string is not taken for one. */
export class CsvText {
  constructor(readonly text: string) {}
}

/** 5000 rows of what a camera has, generously. */
export const csvBytes = 8 * 1024 * 1024;

/**
 * Lets a route take `text/csv`: its body is then a `CsvText`. Without a media type, or with the one that curl sends by
 * itself, a body that does not look like JSON is a table, too.
 * @param json what the body may be instead; undefined: a table only
 */
export function TakesCsv(description: string, json?: { readonly schema: Record<string, unknown> }): MethodDecorator {
  return applyDecorators(
    RouteConfig({ csv: true }),
    ApiConsumes('text/csv', ...(json === undefined ? [] : ['application/json'])),
    ApiBody({ description, schema: json?.schema ?? { type: 'string' } }),
  );
}
