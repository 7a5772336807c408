import { DomainError } from '#errors';
import { isJsonObject, type JsonValue } from '../json-value.js';

const deepest = 16;

/**
 * The value as the database will return it: without what is undefined.
 * @param longest bytes of its text
 * @throws DomainError camera.invalid naming the field
 */
export function checkJson(value: unknown, longest: number, field: string): JsonValue {
  const found = plain(value, field, deepest);
  if (found === undefined) throw notJson(field);
  if (Buffer.byteLength(JSON.stringify(found)) > longest)
    throw new DomainError('camera.invalid', `${field}: at most ${longest} bytes of JSON`, { field });
  return found;
}

function plain(value: unknown, field: string, depth: number): JsonValue | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (typeof value === 'string' && isStorable(value)) return value;
  if (typeof value !== 'object' || depth === 0) throw notJson(field);
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, field, depth - 1) ?? null);
  const entries = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    if (!isStorable(key)) throw notJson(field);
    const found = plain(item, field, depth - 1);
    return found === undefined ? [] : [[key, found]];
  });
  return Object.fromEntries(entries);
}

/** PostgreSQL's JSON holds neither NUL nor half a character. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function notJson(field: string): DomainError {
  return new DomainError('camera.invalid', `${field}: JSON of at most ${deepest} levels`, { field });
}

/** A merge patch (RFC 7396): objects are merged key by key, null removes a key, any other value replaces. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const result = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, mergePatch(result.get(key), value));
  }
  // Not by assignment, in which the key __proto__ has another meaning.
  return Object.fromEntries(result);
}
