import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;

/** An operation with its method and path. */
export interface DocumentedOperation {
  /** As a key of a path: `get`. */
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly operation: Operation;
}

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Every operation of a document, in its order. */
export function operationsOf(document: OpenAPIObject): readonly DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );
}
