import { DomainError } from '#errors';
import { isDeepStrictEqual } from 'node:util';
import type { CameraInput } from '../camera-media.js';
import { withoutSecrets } from './mask.js';
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
}

/**
 * Takes the login out of a camera's URLs.
 * @param first what its first input brought
 * @throws DomainError camera.invalid when two of them bring different ones: a camera has one login
 */
export function splitUrls(given: Urls, first?: CameraCredentials): SplitUrls {
  let credentials = first;
  const split = urlFields.map((field): [string, string | null] => {
    const text = given[field];
    if (text === null) return [field, null];
    const { url, credentials: brought } = field === 'sourceUrl' ? splitReference(text) : splitUrl(text);
    if (brought && credentials && !isDeepStrictEqual(brought, credentials))
      throw new DomainError('camera.invalid', 'two URLs with different credentials', { field });
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

/** Takes the user information out of an input's URL. */
export function splitInput({ url, ...input }: CameraInput): SplitInput {
  const split = splitUrl(url);
  return { input: { url: split.url, ...input }, secret: secretOf(split.url, split.credentials) };
}

/** What belongs to a URL in the form in which it is shown. */
export function secretOf(url: string, credentials?: CameraCredentials): UrlSecret {
  return { url: withoutSecrets(url), ...(credentials ? { credentials } : {}) };
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
    return index === ownAt ? own : taken((secret) => secret.url === url);
  });
  return urls.map((brought, index) => {
    const near = (secret: UrlSecret): boolean => isSameServer(secret.url, brought.url);
    return { ...(found[index] ?? taken(near)), ...brought };
  });
}

function isSameServer(one: string, other: string): boolean {
  return new URL(one).host !== '' && sameServer(one, other);
}
