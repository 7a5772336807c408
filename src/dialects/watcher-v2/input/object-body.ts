import { InputError } from '../../http/input.error.js';

export type Dictionary = Readonly<Record<string, unknown>>;

/** A body of free fields: a form or a JSON object; no body is an empty one. */
export function dictionaryIn(body: unknown, field = ''): Dictionary {
  if (body === undefined || body === null) return {};
  if (typeof body === 'object' && !Array.isArray(body)) return body as Dictionary;
  throw InputError.at(field, 'isObject', `${field === '' ? 'The body' : field} must be a form or a JSON object.`);
}

/** The value at a key; undefined for `""` and null. */
export function givenIn(body: Dictionary, key: string): unknown {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  return value === '' || value === null ? undefined : value;
}
