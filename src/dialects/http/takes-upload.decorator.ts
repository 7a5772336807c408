import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads its body itself, piece by piece: `text/csv` beside JSON, of up to 8 MiB. */
    upload?: true;
    /** Of such a body, where it is not 8 MiB. */
    mostBytes?: number;
  }
}

/**
 * Lets a route take uploads: its body is an `Upload`, or undefined where there is none.
 * @param json what the body may be instead of a table; undefined: a table only
 */
export function TakesUpload(
  description: string,
  json?: { readonly schema: Readonly<Record<string, unknown>> },
): MethodDecorator {
  return applyDecorators(
    RouteConfig({ upload: true }),
    ApiConsumes('text/csv', ...(json === undefined ? [] : ['application/json'])),
    ApiBody({ description, schema: json?.schema ?? { type: 'string' } }),
  );
}

/** Lets a route take a file of any kind, as its body or as the part `file` of a form. @param mostBytes of the body */
export function TakesFile(description: string, mostBytes: number): MethodDecorator {
  const file = { type: 'string', format: 'binary' } as const;
  return applyDecorators(
    RouteConfig({ upload: true, mostBytes }),
    ApiConsumes('application/octet-stream', 'multipart/form-data'),
    ApiBody({ description, schema: file }),
  );
}
