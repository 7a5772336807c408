import { isDeepStrictEqual } from 'node:util';
import type { CameraInput } from '../camera-media.js';
import { CameraError } from '../cameras.errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { type CameraCredentials, sameServer, splitReference, splitUrl } from './credentials.js';

export const urlFields = ['streamUrl', 'snapshotUrl', 'pageUrl', 'sourceUrl'] as const;
export type Urls = { readonly [K in (typeof urlFields)[number]]: string | null };

/** A camera's URLs as they are shown, and the login that one of them brought. */
export interface SplitUrls {
  readonly urls: Urls;
  readonly credentials?: CameraCredentials | undefined;
}

/** What belongs to one of a camera's further URLs and is never shown. */
export interface UrlSecret {
  readonly url: string;
  readonly credentials?: CameraCredentials;
  /** Options that are secrets themselves, such as a header `Authorization`, in the tree they were taken from. */
  readonly options?: JsonObject;
}

/**
 * Takes the login out of a camera's URLs.
 * @param first what its first input brought
 * @throws CameraError camera.invalid when two of them bring different ones: a camera has one login
 */
export function splitUrls(given: Urls, first?: CameraCredentials): SplitUrls {
  let credentials = first;
  const split = urlFields.map((field): [string, string | null] => {
    const text = given[field];
    if (text === null) return [field, null];
    const { url, credentials: brought } = field === 'sourceUrl' ? splitReference(text) : splitUrl(text);
    if (brought && credentials && !isDeepStrictEqual(brought, credentials))
      throw new CameraError('camera.invalid', 'two URLs with different credentials', field);
    credentials = brought ?? credentials;
    return [field, url];
  });
  // The border where the fields that were gone through are the fields.
  return { urls: Object.fromEntries(split) as Urls, credentials };
}

/** An input as it is shown, and what was taken out of it. */
export interface SplitInput {
  readonly input: CameraInput;
  readonly secret: UrlSecret;
}

const secretKey = /passw(or)?d|passphrase|secret|token|api[-_]?key|authori[sz]ation|cookie|credential/i;

/** Takes the user information out of an input's URL, and out of its options whatever is a secret by its name. */
export function splitInput({ url, options }: CameraInput): SplitInput {
  const split = splitUrl(url);
  const { shown, hidden } = splitOptions(options ?? {});
  return {
    input: { url: split.url, ...(Object.keys(shown).length === 0 ? {} : { options: shown }) },
    secret: secretOf(split.url, split.credentials, hidden),
  };
}

export function secretOf(url: string, credentials?: CameraCredentials, options: JsonObject = {}): UrlSecret {
  return {
    url,
    ...(credentials ? { credentials } : {}),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** Without the `user:password@` of any URL in a JSON value; nothing of it is kept. */
export function withoutUserinfo(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/?#\\\s]*@/gi, '$1');
  if (Array.isArray(value)) return value.map((part: JsonValue) => withoutUserinfo(part));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutUserinfo(part)]));
}

/**
 * Each URL with what belongs to it: what it brings itself, else what the same URL had, else what a URL of the same
 * server had. Another server gets nothing.
 * @param own the camera's login, which belongs to no other URL than its own
 */
export function matchSecrets(
  urls: readonly UrlSecret[],
  known: readonly UrlSecret[],
  own: UrlSecret | undefined,
): readonly UrlSecret[] {
  const free = [...known];
  const taken = (fits: (secret: UrlSecret) => boolean): UrlSecret | undefined => {
    const index = free.findIndex(fits);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  const ownAt = urls.findIndex(({ url }) => url === own?.url);
  const found = urls.map(({ url }, index): UrlSecret | undefined => {
    if (index !== ownAt) return taken((secret) => secret.url === url);
    // Beside the camera's login there may be options; another login of the same URL is another input's.
    const options = taken((secret) => secret.url === url && !secret.credentials);
    return own && { ...options, ...own };
  });
  return urls.map((brought, index) => {
    const near = (secret: UrlSecret): boolean => isSameServer(secret.url, brought.url);
    return { ...(found[index] ?? taken(near)), ...brought };
  });
}

function isSameServer(one: string, other: string): boolean {
  return new URL(one).host !== '' && sameServer(one, other);
}

function splitOptions(options: JsonObject): { readonly shown: JsonObject; readonly hidden: JsonObject } {
  const shown: [string, JsonValue][] = [];
  const hidden: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(options)) {
    // A list is hidden as a whole: what is left of it would be another list.
    const isSecret = secretKey.test(key) || (Array.isArray(value) && secretKey.test(JSON.stringify(value)));
    if (isSecret) hidden.push([key, value]);
    else if (isJsonObject(value)) {
      const parts = splitOptions(value);
      shown.push([key, parts.shown]);
      if (Object.keys(parts.hidden).length > 0) hidden.push([key, parts.hidden]);
    } else shown.push([key, withoutUserinfo(value)]);
  }
  return { shown: Object.fromEntries(shown), hidden: Object.fromEntries(hidden) };
}
