import { NotFoundException, type Type } from '@nestjs/common';
import type { HttpMethod } from '../../http/endpoint.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import type { UnsupportedRequest, UnsupportedRoute } from '../../http/unsupported-routes.js';
import { answerCollection, type Wire, type WireField, wireList, type WireType } from '../collections/wire-list.js';
import { Endpoint, type V3EndpointOptions } from '../endpoint.decorator.js';

/** The types of the fields that items of a list would have, so that sorting and filtering by them is no error. */
export type NoFields = Readonly<Record<string, WireType>>;

interface Options<Service> extends Omit<V3EndpointOptions, 'operationId' | 'summary' | 'list' | 'body'> {
  /** Checks the request and the caller's rights before the answer. */
  readonly before?: (request: UnsupportedRequest, service: Service) => unknown;
  /** The parameter of the path that `before` reads. */
  readonly parameter?: string;
  /** What a body is checked against; without it, bodies are not read. */
  readonly body?: Type;
}

interface ListOptions<Service> extends Omit<Options<Service>, 'body'> {
  readonly key: string;
  readonly fields: NoFields;
  /** Examples of the parameters; without them, the parameters of lists are not documented. */
  readonly examples?: { readonly sort: string; readonly select: string };
  /** Documented parameters that filter nothing here. */
  readonly own?: readonly string[];
}

/**
 * A list that is always empty. Its query is read like any other, so that a wrong `limit` or a wrongly typed filter is the
 * error that it would be if there were items.
 */
export function emptyList<Service>(
  path: string,
  operationId: string,
  summary: string,
  { key, fields, examples, own = [], errors = [], before, parameter, ...options }: ListOptions<Service>,
): UnsupportedRoute<Service> {
  const list = { key, ...examples };
  return {
    name: operationId,
    parameter,
    endpoint: Endpoint('GET', path, { ...options, operationId, summary, list, errors: [400, 401, ...errors] }),
    answer: async (request, service) => {
      await before?.(request, service);
      return answerNothing(key, fields, request.query, own);
    },
  };
}

/** Method, path, name of the operation, and what it would do. */
type Row = readonly [method: HttpMethod, path: string, operationId: string, summary: string];

/** Routes about one of what this server has none of: 404. */
export function notFound<Service>(
  { errors = [], before, parameter, ...options }: Omit<Options<Service>, 'body'>,
  rows: readonly Row[],
): readonly UnsupportedRoute<Service>[] {
  return rows.map(([method, path, operationId, what]) => ({
    name: operationId,
    parameter,
    endpoint: Endpoint(method, path, {
      ...options,
      operationId,
      summary: `${what}: not found`,
      errors: [401, 404, ...errors],
    }),
    answer: async (request, service) => {
      await before?.(request, service);
      throw new NotFoundException();
    },
  }));
}

/**
 * Actions that this server cannot do: 501.
 * @param action for the log
 */
export function notSupported<Service>(
  action: string,
  { errors = [], before, parameter, body, ...options }: Options<Service>,
  rows: readonly Row[],
): readonly UnsupportedRoute<Service>[] {
  return rows.map(([method, path, operationId, what]) => ({
    name: operationId,
    parameter,
    endpoint: Endpoint(method, path, {
      ...options,
      operationId,
      summary: `${what}: not supported`,
      errors: [401, ...errors, 501],
    }),
    ...(body ? { body } : {}),
    answer: async (request, service) => {
      await before?.(request, service);
      throw new UnsupportedAction(action);
    },
  }));
}

async function answerNothing(
  key: string,
  fields: NoFields,
  parameters: UnsupportedRequest['query'],
  own: readonly string[],
): Promise<Wire> {
  const table = Object.entries(fields).map(([path, type]): WireField<never, string> => ({
    kind: 'stored',
    path,
    type,
    field: path,
  }));
  return answerCollection({
    key,
    list: wireList<never, string>(table, []),
    parameters,
    own,
    searchable: true,
    page: async () => ({ items: [] }),
    count: async () => 0,
    context: () => undefined,
  });
}
