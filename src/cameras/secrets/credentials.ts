import { placeholder } from './find-secrets.js';
import { withoutSecrets } from './mask.js';
import { parseUrl } from './parse-url.js';
import { findHiddenUserinfo } from './userinfo.js';

/** A camera's login; split off its URLs, sealed, never part of an answer. */
export interface CameraCredentials {
  readonly login: string;
  readonly password: string;
}

/** A URL without the `user:password@` it carried. */
export interface SplitUrl {
  readonly url: string;
  readonly credentials?: CameraCredentials;
}

/** Takes the user information out of a valid URL and leaves the rest of its text as it is. */
export function splitUrl(given: string): SplitUrl {
  const text = withEncodedLogin(given);
  const parsed = new URL(text);
  if (parsed.username === '' && parsed.password === '') return { url: withoutEmptyUserinfo(text) };
  const read = { login: decoded(parsed.username), password: decoded(parsed.password) };
  // A placeholder that comes back stands for the stored secret.
  const credentials = [read.login, read.password].includes(placeholder) ? undefined : read;
  const url = withoutEmptyUserinfo(text);
  if (isClean(url)) return credentials ? { url, credentials } : { url };
  // An odd spelling (http:\\user:password@host) that only a parser understands: its own text, then.
  parsed.username = '';
  parsed.password = '';
  return credentials ? { url: parsed.href, credentials } : { url: parsed.href };
}

/** `rtsp://admin:12/secret@host/`, which a parser reads as a host and a port, percent-encoded so that it reads the login. */
function withEncodedLogin(text: string): string {
  const range = findHiddenUserinfo(text);
  if (!range) return text;
  const [login = '', ...password] = text.slice(range.start, range.end).split(':');
  const encoded = [login, password.join(':')].map((part) => encodeURIComponent(decoded(part))).join(':');
  const respelled = text.slice(0, range.start) + encoded + text.slice(range.end);
  return parseUrl(respelled)?.username ? respelled : text;
}

/** A text that may be a URL, with or without its scheme ("www.example.org"): without the `user:password@` it carried. */
export function splitReference(text: string): SplitUrl {
  if (parseUrl(text)?.host) return splitUrl(text);
  const schemeless = /^[^/?#\\]*:[^/?#\\]*@/.test(text) && !/^mailto:/i.test(text);
  if (!schemeless) return { url: text.replace(/\/\/[^/?#\\]*@/g, '//') };
  const prefix = 'http://';
  const whole = parseUrl(prefix + text) === undefined ? undefined : splitUrl(prefix + text);
  // Even where no parser reads the text, the part before "@" is left out.
  return whole ? { ...whole, url: whole.url.slice(prefix.length) } : { url: text.replace(/^[^/?#\\]*@/, '') };
}

/** A URL or a path in the form in which it is stored and sent. */
export function visibleAddress(text: string): string {
  return withoutSecrets(parseUrl(text)?.host ? splitUrl(text).url : text);
}

/** Whether both URLs lead to one server, to which a password may go on being sent. */
export function sameServer(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.protocol === b.protocol && a.host === b.host;
}

function withoutEmptyUserinfo(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\\]*@/i, '$1');
}

function isClean(url: string): boolean {
  const parsed = parseUrl(url);
  return parsed?.username === '' && parsed.password === '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
