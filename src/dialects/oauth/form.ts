import type { FastifyRequest } from 'fastify';
import { InputError } from '../http/input.error.js';
import { headerOf } from '../http/request.js';

/** The parameters of a form request: one text each; an empty one counts as left out (RFC 6749 §3.2). */
export interface Form {
  get(name: string): string | undefined;
  /** A parameter that may be repeated (RFC 8707 §2: `resource`). */
  all(name: string): readonly string[];
  /** @throws InputError input.invalid where it is missing */
  need(name: string): string;
}

/**
 * The form in a request's body. Parameters in the URL are refused, because a query string ends up in logs.
 * @throws InputError input.invalid, input.media-unsupported
 */
export function formOf(request: FastifyRequest): Form {
  if (request.originalUrl.includes('?'))
    throw InputError.at('', 'query', 'Parameters belong into the body, not into the URL.');
  const mediaType = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' && (mediaType !== undefined || request.body !== undefined))
    throw new InputError('input.media-unsupported', []);
  const body: unknown = request.body ?? {};
  const parameters = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const get = (name: string): string | undefined => {
    const value = parameters.get(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw InputError.at(name, 'isString', `The parameter ${name} must be one text.`);
    return value;
  };
  return {
    get,
    all: (name) => {
      const value = parameters.get(name);
      if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string' && one !== '');
      const one = get(name);
      return one === undefined ? [] : [one];
    },
    need: (name) => {
      const value = get(name);
      if (value === undefined) throw InputError.at(name, 'required', `The parameter ${name} is missing.`);
      return value;
    },
  };
}

/**
 * A token has one audience here; only token exchange takes several resources.
 * @throws InputError input.invalid
 */
export function oneResource(form: Form): string | undefined {
  const resources = form.all('resource');
  if (resources.length > 1) throw InputError.at('resource', 'single', 'The parameter resource may stand once.');
  return resources[0];
}

/** The text fields of a form that one of our own pages sent. */
export function textFieldsOf({ body }: FastifyRequest): ReadonlyMap<string, string> {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
