import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { findSecrets, placeholder } from './find-secrets.js';
import {
  findPart,
  findShown,
  findWhole,
  type Known,
  openText,
  type Part,
  type SecretLocation,
  type Site,
} from './secret-location.js';
import { isCertainName, isSecretName, isUserName } from './secret-names.js';

/** A value without its secrets, and the secrets. */
export interface Masked<T> {
  readonly masked: T;
  readonly locations: readonly SecretLocation[];
}

const deepest = 32;
const urlKeys = ['url', 'uri', 'href', 'endpoint'];
const nameKeys = ['name', 'key', 'header', 'field', 'param'];
const plainName = /^[\w.-]{1,128}$/;
/** Keys in an object of secrets that are none. */
const plainKey = /^(?:type|scheme|method|name|realm|url|uri|host|hostname|port|enabled|id)$/i;

/**
 * Takes the secrets out of a value: texts, and JSON in which keys or neighbours tell what is one. A placeholder that comes
 * back at its location stands for the secret of before; where there was none, it stays as text.
 * @param known the secrets of before, the newest first
 * @param url the server of a text that has none of its own
 */
export function mask<T extends JsonValue>(value: T, known: Known = [], at = '', url?: string): Masked<T> {
  const masker = new Masker(known);
  const masked = masker.value(value, { at, ...(url === undefined ? {} : { url, tail: '' }) }, false, deepest);
  // The border where a value with other texts in it is a value of its type.
  return { masked: masked as T, locations: masker.locations };
}

/** The value with its secrets put back: only for code that connects to a camera. */
export function unmask<T extends JsonValue>(masked: T, locations: readonly SecretLocation[], at = ''): T {
  if (locations.length === 0) return masked;
  const byPath = new Map(locations.map((location) => [location.at, location]));
  // The border where a value with other texts in it is a value of its type.
  return opened(masked, at, byPath, deepest) as T;
}

/** The value without its secrets, where they are not needed any more. */
export function withoutSecrets<T extends JsonValue>(value: T): T {
  return mask(value).masked;
}

class Masker {
  readonly locations: SecretLocation[] = [];

  constructor(private readonly known: Known) {}

  /** @param secret whether its name is a secret's */
  value(value: JsonValue, site: Site, secret: boolean, depth: number): JsonValue {
    if (depth === 0) return value;
    if (typeof value === 'string') return secret ? this.whole(value, site) : this.text(value, site, depth);
    if (Array.isArray(value)) return this.list(value, site, secret, depth);
    if (isJsonObject(value)) return this.object(value, site, secret, depth);
    return value;
  }

  private list(list: readonly JsonValue[], site: Site, secret: boolean, depth: number): JsonValue {
    const [name, value] = list;
    // A header as a pair of name and value.
    const isPair = list.length === 2 && typeof name === 'string' && typeof value === 'string' && plainName.test(name);
    if (isPair && isSecretName(name, value)) return [name, this.value(value, below(site, name), true, depth - 1)];
    return list.map((item, index) => this.value(item, below(site, segmentOf(list, index)), secret, depth - 1));
  }

  private object(object: JsonObject, site: Site, secret: boolean, depth: number): JsonValue {
    const url = urlKeys.map((key) => textOf(object[key])).find((found) => found?.includes(':') === true);
    const named = nameOf(object);
    const own = url === undefined ? site : { at: site.at, url: withoutSecrets(url), tail: '' };
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => {
        const isNamed = key === 'value' && named !== undefined && isSecretName(named, textOf(value));
        const isName = nameKeys.includes(key) && object['value'] !== undefined;
        const inherits = secret && !plainKey.test(key) && !isUserName(key);
        const isSecret = !isName && (isNamed || inherits || isSecretName(key, textOf(value)));
        const isNumber =
          isSecret && typeof value === 'number' && (isNamed || isCertainName(key)) && !/token/i.test(key);
        const where = below(urlKeys.includes(key) ? site : own, key);
        return [key, isNumber ? this.whole(value, where) : this.value(value, where, isSecret, depth - 1)];
      }),
    );
  }

  private whole(value: string | number, site: Site): JsonValue {
    if (value === '') return value;
    const location = value === placeholder ? findWhole(site, this.known) : { whole: value };
    if (location) this.locations.push({ ...site, shown: placeholder, whole: location.whole });
    return placeholder;
  }

  private text(text: string, site: Site, depth: number): string {
    const inner = jsonIn(text);
    if (inner !== undefined) {
      const masked = this.value(inner, below(site, '~'), false, depth - 1);
      // JSON without a secret keeps its formatting.
      return JSON.stringify(masked) === JSON.stringify(inner) ? text : JSON.stringify(masked);
    }
    const known = text.includes(placeholder) ? findShown(text, site, this.known) : undefined;
    // Opened and masked again: newer rules may find more secrets in it than those by which it was sealed.
    return this.spans(known ? openText(text, known.parts ?? []) : text, site);
  }

  private spans(text: string, site: Site): string {
    const spans = findSecrets(text);
    if (spans.length === 0) return text;
    const parts: Part[] = [];
    let masked = '';
    let read = 0;
    for (const { start, end, label } of spans) {
      const value = text.slice(start, end);
      const number = parts.filter((part) => part.label === label).length;
      masked += text.slice(read, start);
      parts.push({
        label,
        offset: masked.length,
        value: value.includes(placeholder)
          ? unmaskedPart(value, label, findPart(text, site, label, number, this.known))
          : value,
      });
      masked += placeholder;
      read = end;
    }
    masked += text.slice(read);
    if (parts.some(({ value }) => value !== undefined)) this.locations.push({ ...site, shown: masked, parts });
    return masked;
  }
}

/** Text after a placeholder stays: it comes with this write. */
function unmaskedPart(value: string, label: string, found: string | undefined): string | undefined {
  if (value === placeholder || !value.startsWith(placeholder) || label.startsWith('userinfo')) return found;
  return (found ?? placeholder) + value.slice(placeholder.length);
}

function opened(
  value: JsonValue,
  at: string,
  locations: ReadonlyMap<string, SecretLocation>,
  depth: number,
): JsonValue {
  if (depth === 0) return value;
  if (typeof value === 'string') {
    const location = locations.get(at);
    if (location?.shown === value) return location.whole ?? openText(value, location.parts ?? []);
    const inner = value.includes(placeholder) ? jsonIn(value) : undefined;
    return inner === undefined ? value : JSON.stringify(opened(inner, `${at}/~`, locations, depth - 1));
  }
  if (Array.isArray(value)) {
    const isPair = value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';
    return value.map((item: JsonValue, index) => {
      const byName = isPair && index === 1 && locations.has(`${at}/${String(value[0])}`);
      return opened(item, `${at}/${byName ? String(value[0]) : segmentOf(value, index)}`, locations, depth - 1);
    });
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, opened(item, `${at}/${key}`, locations, depth - 1)]),
  );
}

function below({ at, url, tail }: Site, segment: string): Site {
  return { at: `${at}/${segment}`, ...(url === undefined ? {} : { url, tail: `${tail ?? ''}/${segment}` }) };
}

/** An item of a list by its name, where no other has it: it may change its place. */
function segmentOf(list: readonly JsonValue[], index: number): string {
  const name = nameOf(list[index]);
  return name === undefined || list.some((item, at) => at !== index && nameOf(item) === name) ? String(index) : name;
}

function nameOf(item: JsonValue | undefined): string | undefined {
  if (!isJsonObject(item)) return undefined;
  return nameKeys.map((key) => textOf(item[key])).find((name) => name !== undefined);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A text that is a JSON object or list. */
function jsonIn(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    // The border where a text is JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
