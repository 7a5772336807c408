import { DomainError } from '#errors';
import { isDeepStrictEqual } from 'node:util';
import type { CameraInput } from '../camera-media.js';
import { withoutSecrets } from './mask.js';
import { type CameraCredentials, sameServer, splitReference, splitUrl } from './credentials.js';

export const urlFields = ['streamUrl', 'snapshotUrl', 'pageUrl', 'sourceUrl'] as const;
export type Urls = { readonly [K in (typeof urlFields)[number]]: string | null };

/** A camera's URLs without logins, and the login that one of them had. */
export interface SplitUrls {
  readonly urls: Urls;
  readonly credentials?: CameraCredentials | undefined;
}

/** The secret of one of a camera's further URLs. */
export interface UrlSecret {
  readonly url: string;
  readonly credentials?: CameraCredentials;
}

/**
 * Takes the login out of a camera's URLs.
 * @param first the login of its first input
 * @throws DomainError camera.invalid when two of them have different ones: a camera has one login
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
  // The border where the fields that were split one by one are all of them.
  return { urls: Object.fromEntries(split) as Urls, credentials };
}

/** An input without its login, and the login. */
export interface SplitInput {
  readonly input: CameraInput;
  readonly secret: UrlSecret;
}

/** Takes the user information out of an input's URL. */
export function splitInput({ url, ...input }: CameraInput): SplitInput {
  const split = splitUrl(url);
  return { input: { url: split.url, ...input }, secret: secretOf(split.url, split.credentials) };
}

/** The secret of a URL; the URL is in the form in which it is stored. */
export function secretOf(url: string, credentials?: CameraCredentials): UrlSecret {
  return { url: withoutSecrets(url), ...(credentials ? { credentials } : {}) };
}

/**
 * Each URL with its secret: its own, else the one that the same URL had, else the one of a URL of the same server. Another
 * server gets none.
 * @param own the camera's login, which belongs to its own URL only
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
