import { type BodyBounds, parseBoundedJson, usualBounds } from './bounded-json.js';
import { InputError } from './input.error.js';
import { decodeUtf8, hasMoreParts, refuseUnstorable } from './text.js';

/**
 * Reads a request body as all doors do: JSON or form, whatever the case of the media type; an empty body and a literal
 * `null` are no body; without a media type, JSON and else form.
 * @throws InputError input.unreadable, input.media-unsupported
 */
export function readBody(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/json' || mediaType?.endsWith('+json')) return readJson(decodeUtf8(bytes));
  if (mediaType === 'application/x-www-form-urlencoded') {
    const text = decodeUtf8(bytes);
    // A client that sends JSON under curl's default media type means JSON.
    return /^\s*[{[]/.test(text) && !text.includes('=') ? readJson(text) : readForm(text);
  }
  if (mediaType)
    throw new InputError('input.media-unsupported', [
      { field: '', rule: 'mediaType', message: `The media type "${mediaType.slice(0, 100)}" is not supported.` },
    ]);
  const text = decodeUtf8(bytes);
  return /^\s*([{["]|null\b)/.test(text) ? readJson(text) : readForm(text);
}

/**
 * A text of JSON; undefined for an empty one and for `null`.
 * @throws InputError input.unreadable
 */
export function readJson(text: string, bounds: BodyBounds = usualBounds): unknown {
  if (text.trim() === '') return undefined;
  const value = parseBoundedJson(text, bounds);
  refuseUnstorableIn(value);
  return value ?? undefined;
}

function refuseUnstorableIn(value: unknown): void {
  if (typeof value === 'string') refuseUnstorable(value);
  else if (Array.isArray(value)) value.forEach(refuseUnstorableIn);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      refuseUnstorable(key);
      refuseUnstorableIn(inner);
    }
  }
}

function readForm(text: string): Record<string, string> {
  const { keysOfObject } = usualBounds;
  const form: Record<string, string> = {};
  if (hasMoreParts(text, keysOfObject)) throw InputError.unreadable(`The form has more than ${keysOfObject} fields.`);
  refuseBrokenEscapes(text);
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === '__proto__') throw InputError.unreadable('The key "__proto__" is not allowed.');
    if (Object.hasOwn(form, key))
      throw InputError.unreadable(`The field "${key.slice(0, 100)}" stands twice in the form.`);
    form[refuseUnstorable(key)] = refuseUnstorable(value);
  }
  return form;
}

function refuseBrokenEscapes(text: string): void {
  try {
    decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A lone "%" is what people type into forms; only escapes that are not UTF-8 are refused.
    if (/%[0-9a-f]{2}/i.test(text) && !isUtf8Escaped(text)) throw InputError.unreadable('The form is not valid UTF-8.');
  }
}

function isUtf8Escaped(text: string): boolean {
  try {
    decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}
