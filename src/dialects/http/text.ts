import { InputError } from './input.error.js';

/** Each may be a filter of its own. */
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

/** PostgreSQL stores no NUL, and no client can read a lone surrogate: both are refused wherever text comes in. */
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

/** Whether a form or a query string has more fields than that; nothing is taken apart for it. */
export function hasMoreParts(text: string, most: number): boolean {
  let parts = 1;
  for (let at = text.indexOf('&'); at !== -1 && parts <= most; at = text.indexOf('&', at + 1)) parts += 1;
  return parts > most;
}
