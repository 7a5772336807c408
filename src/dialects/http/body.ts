import { type JSONVisitor, type ParseErrorCode, visit } from 'jsonc-parser';
import { InputError } from './input.error.js';

/**
 * Reads a request body, the same way for every dialect: JSON or a form, whatever the case of the media type; an empty
 * body and a literal `null` are no body; without a media type, JSON and else a form.
 * @param repeats the one field of a form that may be repeated, at most 64 times; it is then an array
 * @throws InputError input.unreadable, input.media-unsupported
 */
export function readBody(bytes: Buffer, contentType: string | undefined, repeats?: string): unknown {
  if (bytes.length === 0) return undefined;
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/json' || mediaType?.endsWith('+json')) return readJson(decodeUtf8(bytes));
  if (mediaType === 'application/x-www-form-urlencoded') {
    const text = decodeUtf8(bytes);
    // A client that sends JSON under curl's default media type means JSON.
    return /^\s*[{[]/.test(text) && !text.includes('=') ? readJson(text) : readForm(text, repeats);
  }
  if (mediaType)
    throw new InputError('input.media-unsupported', [
      { field: '', rule: 'mediaType', message: `The media type "${mediaType.slice(0, 100)}" is not supported.` },
    ]);
  const text = decodeUtf8(bytes);
  return /^\s*([{["]|null\b)/.test(text) ? readJson(text) : readForm(text, repeats);
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

function readForm(text: string, repeats: string | undefined): Record<string, string | string[]> {
  const { keysOfObject } = usualBounds;
  const form: Record<string, string | string[]> = {};
  if (hasMoreParts(text, keysOfObject)) throw InputError.unreadable(`The form has more than ${keysOfObject} fields.`);
  refuseBrokenEscapes(text);
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === '__proto__') throw InputError.unreadable('The key "__proto__" is not allowed.');
    const before = Object.hasOwn(form, key) ? form[key] : undefined;
    if (before !== undefined && key === repeats) {
      const values = Array.isArray(before) ? before : [before];
      if (values.length >= mostRepeats)
        throw InputError.unreadable(`The field "${key}" stands more than ${mostRepeats} times in the form.`);
      values.push(refuseUnstorable(value));
      form[key] = values;
      continue;
    }
    if (before !== undefined) throw InputError.unreadable(`The field "${key.slice(0, 100)}" stands twice in the form.`);
    form[refuseUnstorable(key)] = refuseUnstorable(value);
  }
  return form;
}

/** Of the one field that a route lets be repeated. */
const mostRepeats = 64;

function refuseBrokenEscapes(text: string): void {
  try {
    decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // People type a lone "%" into forms; only escapes that are not UTF-8 are refused.
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

/** How much structure a body may have. A larger one costs more to check than to send. */
export interface BodyBounds {
  readonly keysOfObject: number;
  readonly itemsOfArray: number;
  /** Values in all: texts, numbers, objects, arrays. */
  readonly values: number;
}

export const usualBounds: BodyBounds = { keysOfObject: 1_000, itemsOfArray: 10_000, values: 50_000 };

/** For one camera or user of an import: at most about a hundred fields, with lists in some of them. */
export const boundsOfRow: BodyBounds = { ...usualBounds, values: 1_000 };

const deepest = 32;

/**
 * Parses JSON within bounds. A first pass over the text counts them before any value is built from it; an error names the
 * position and quotes nothing.
 * @throws InputError input.unreadable
 */
export function parseBoundedJson(text: string, bounds: BodyBounds): unknown {
  new BoundsCheck(text, bounds).run();
  try {
    return JSON.parse(text);
  } catch {
    // The first pass is a little more generous than JSON with numbers and control characters.
    throw InputError.unreadable('The body is not valid JSON.');
  }
}

interface Level {
  readonly keys: Set<string> | undefined;
  items: number;
}

/** Refuses what JSON.parse accepts: too much of anything, repeated keys (two parsers would see two values), `__proto__`. */
class BoundsCheck {
  private readonly levels: Level[] = [];
  private values = 0;

  constructor(
    private readonly text: string,
    private readonly bounds: BodyBounds,
  ) {}

  run(): void {
    const visitor: JSONVisitor = {
      onObjectBegin: () => this.enter({ keys: new Set(), items: 0 }),
      onArrayBegin: () => this.enter({ keys: undefined, items: 0 }),
      onObjectEnd: () => void this.levels.pop(),
      onArrayEnd: () => void this.levels.pop(),
      onObjectProperty: (name) => this.countKey(name),
      onLiteralValue: () => this.countValue(),
      onError: (_: ParseErrorCode, offset: number) => this.fail(offset),
    };
    visit(this.text, visitor, { disallowComments: true });
  }

  private enter(level: Level): void {
    this.countValue();
    if (this.levels.length >= deepest)
      throw InputError.unreadable(`The body is nested more than ${deepest} levels deep.`);
    this.levels.push(level);
  }

  private countValue(): void {
    const { itemsOfArray, values } = this.bounds;
    const level = this.levels.at(-1);
    if (level !== undefined && level.keys === undefined) {
      level.items += 1;
      if (level.items > itemsOfArray) throw tooMuch(`An array of the body has more than ${itemsOfArray} items.`);
    }
    this.values += 1;
    if (this.values > values) throw tooMuch(`The body has more than ${values} values.`);
  }

  private countKey(name: string): void {
    if (name === '__proto__') throw InputError.unreadable('The key "__proto__" is not allowed.');
    const { keysOfObject } = this.bounds;
    const keys = this.levels.at(-1)?.keys;
    if (keys?.has(name)) throw InputError.unreadable(`The key "${name.slice(0, 100)}" stands twice in one object.`);
    keys?.add(name);
    if (keys !== undefined && keys.size > keysOfObject)
      throw tooMuch(`An object of the body has more than ${keysOfObject} keys.`);
  }

  private fail(offset: number): never {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    throw InputError.unreadable(`The body is not valid JSON: line ${line}, column ${column}.`);
  }
}

function tooMuch(message: string): InputError {
  return new InputError('input.unreadable', [{ field: '', rule: 'bounded', message }]);
}

/** Of a query string; each may be a filter of its own. */
const mostParameters = 1_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws InputError input.unreadable for bytes that are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw InputError.unreadable('The text is not valid UTF-8.');
  }
}

/**
 * PostgreSQL stores no NUL, and no client can read a lone surrogate: both are refused wherever text comes in.
 * @returns the text
 * @throws InputError input.unreadable
 */
export function refuseUnstorable(text: string): string {
  if (text.includes('\0')) throw InputError.unreadable('A text holds a NUL character.');
  if (!text.isWellFormed()) throw InputError.unreadable('A text holds a lone surrogate.');
  return text;
}

/** @throws InputError input.unreadable for a broken percent-escape, a NUL or bytes that are not UTF-8 in a URL, and for too many parameters */
export function refuseUnreadableUrl(url: string): void {
  if (hasMoreParts(url, mostParameters))
    throw InputError.unreadable(`The URL has more than ${mostParameters} parameters.`);
  if (!url.includes('%')) return;
  try {
    refuseUnstorable(decodeURIComponent(url));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.unreadable('The URL holds a broken percent-escape.');
  }
}

/** Whether a form or a query string has more than `most` fields; counted without parsing it. */
export function hasMoreParts(text: string, most: number): boolean {
  let parts = 1;
  for (let at = text.indexOf('&'); at !== -1 && parts <= most; at = text.indexOf('&', at + 1)) parts += 1;
  return parts > most;
}
