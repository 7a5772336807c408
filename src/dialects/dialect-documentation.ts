import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** What a parameter is wherever it stands in a path of the dialect; its type follows from the example. */
export interface PathParameter {
  readonly description: string;
  /** Something that a fresh server has. */
  readonly example: string | number;
  /**
   * Where another example serves better, by method and path: what changes or removes goes for what the creating route's
   * example makes, so that the administrator or the demo organization stay as they are.
   */
  readonly otherwise?: readonly { readonly route: RegExp; readonly example: string | number }[];
}

/** What an OpenAPI definition needs to know of a dialect beside its routes. */
export interface DialectDocumentation {
  readonly description: string;
  /** Every group of routes, in the order in which they are shown, each with a sentence. */
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
   * By the name of the operation: optional parameters of the query without which nothing is answered, because which ones
   * depends on another. Their examples are sent.
   */
  readonly sentQueries?: Readonly<Record<string, readonly string[]>>;
  /** How an error is answered. */
  readonly errors: {
    readonly mediaType: string;
    readonly schema: Schema;
    /** Classes that the schema refers to. */
    readonly models: readonly Type[];
  };
}
