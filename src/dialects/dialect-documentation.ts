import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** What a parameter is wherever it stands in a path of the dialect; its type follows from the example. */
export interface PathParameter {
  readonly description: string;
  readonly example: string | number;
}

/** What an OpenAPI definition needs to know of a dialect beside its routes. */
export interface DialectDocumentation {
  readonly description: string;
  /** Every group of routes, in the order in which they are shown, each with a sentence. */
  readonly tags: Readonly<Record<string, string>>;
  /** By name. A name that means different things on different routes is described on each route instead. */
  readonly pathParameters: Readonly<Record<string, PathParameter>>;
  /** How an error is answered. */
  readonly errors: {
    readonly mediaType: string;
    readonly schema: Schema;
    /** Classes that the schema refers to. */
    readonly models: readonly Type[];
  };
}
