import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** A parameter, wherever it stands in a path of the dialect; its type follows from the example. */
export interface PathParameter {
  readonly description: string;
  /** A value that exists on a fresh server. */
  readonly example: string | number;
  /**
   * Another example for some routes, by method and path: routes that change or remove name the object that the creating
   * route's example makes, so that the administrator and the demo organization stay as they are.
   */
  readonly otherwise?: readonly { readonly route: RegExp; readonly example: string | number }[];
}

/** What the OpenAPI definition of a dialect needs beside its routes. */
export interface DialectDocumentation {
  readonly description: string;
  /** Every group of routes, in the order of the document, each with a sentence. */
  readonly tags: Readonly<Record<string, string>>;
  /** By name. A name that means different things on different routes is described on each route instead. */
  readonly pathParameters: Readonly<Record<string, PathParameter>>;
  /**
   * By the name of the operation: a body that works as it stands on a fresh server. Without one, it is put together from
   * the examples of its fields.
   */
  readonly bodies?: Readonly<Record<string, unknown>>;
  /** The same for bodies that are tables, `text/csv`. */
  readonly tables?: Readonly<Record<string, string>>;
  /**
   * By the name of the operation: parameters of the query that are optional by themselves but needed in combination with
   * others. Their examples are sent.
   */
  readonly sentQueries?: Readonly<Record<string, readonly string[]>>;
  /** The body of an error. */
  readonly errors: {
    readonly mediaType: string;
    readonly schema: Schema;
    /** Classes to which the schema refers. */
    readonly models: readonly Type[];
  };
}
