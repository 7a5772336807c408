/** A published OpenAPI definition, as far as the tests read it. */
export interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, object>> };
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response_>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema?: { readonly example?: unknown };
}

interface Content {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Response_ {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Content>>;
}

/** One example of an operation, ready to be sent. */
export interface ExampleRequest {
  readonly operation: Operation;
  readonly method: string;
  /** As it stands in the definition, with its parameters in braces. */
  readonly route: string;
  readonly pathParameters: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

/** Every operation with the documented values of its parameters and each of its documented bodies. */
export function examplesOf({ paths }: Definition): readonly (readonly ExampleRequest[])[] {
  return Object.entries(paths).flatMap(([route, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const without = {
        operation,
        method: method.toUpperCase(),
        route,
        pathParameters: valuesOf(operation, 'path'),
        query: valuesOf(operation, 'query'),
        headers: valuesOf(operation, 'header'),
      };
      const bodies = bodiesOf(operation);
      return bodies.map((body) => ({ ...without, ...body }));
    }),
  );
}

function valuesOf(
  { parameters = [] }: Operation,
  place: 'path' | 'query' | 'header',
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    parameters.flatMap(({ in: where, name, required, example, schema }) => {
      const value = example ?? schema?.example;
      return where === place && (required === true || value !== undefined) ? [[name, value]] : [];
    }),
  );
}

function bodiesOf({ requestBody }: Operation): readonly Pick<ExampleRequest, 'mediaType' | 'body'>[] {
  if (requestBody === undefined) return [{ mediaType: undefined, body: undefined }];
  return Object.entries(requestBody.content).flatMap(([mediaType, { example, examples }]) =>
    examples === undefined
      ? [{ mediaType, body: example }]
      : Object.values(examples).map(({ value }) => ({ mediaType, body: value })),
  );
}

const steps = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'];

/** Makers first, from the outside in; then changes, then readers; what removes comes last, from the inside out. */
export function inOrder(
  requests: readonly ExampleRequest[],
  places: Readonly<Record<string, number>>,
): readonly ExampleRequest[] {
  const rank = ({ method, operation: { operationId } }: ExampleRequest): number =>
    places[operationId] ?? steps.indexOf(method) + 1;
  const depth = ({ method, route }: ExampleRequest): number => route.split('/').length * (method === 'DELETE' ? -1 : 1);
  return requests.toSorted((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
}
