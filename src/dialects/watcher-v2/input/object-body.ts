import { type Dictionary, dictionaryIn } from '../../http/dictionary.js';
import { InputError } from '../../http/input.error.js';

/** A body of free fields, or a part of one. @throws InputError isObject */
export function readDictionary(body: unknown, field = ''): Dictionary {
  const dictionary = dictionaryIn(body);
  if (dictionary !== undefined) return dictionary;
  throw InputError.at(field, 'isObject', `${field === '' ? 'The body' : field} must be a form or a JSON object.`);
}

/** The value at a key; undefined for `""` and null. */
export function givenIn(body: Dictionary, key: string): unknown {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  return value === '' || value === null ? undefined : value;
}
