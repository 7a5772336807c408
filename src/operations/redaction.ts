/** Longest texts of a log line, in characters; the rest is cut off before the search for secrets. */
const longestPath = 512;
const longestText = 4096;

/** Parameters of our routes that are secrets in themselves. */
const secretParameters = new Set([':token', ':key', ':invite_key', ':secret', ':code']);

/** Words in a path that a secret may follow, where no route describes the next segment. */
const beforeSecrets = /activat|code|device|invit|key|login|logout|pass|recover|reset|secret|session|share|token/i;

/** Prefixes of our secrets (client secrets, API keys and refresh tokens, with any letter for their kind), and JWTs. */
const marked = /\b(?:cg[a-z]_|wrt_)[\w-]{8,}|eyJ[\w-]{8,}(?:\.[\w-]*)*/g;

/** `password=X`, `"token":"X"`, `Bearer X`: what follows a word that announces a secret. */
const announced =
  /(pass|passwd|password|passphrase|pwd|secret|token|key|session|auth)(=|["']\s?:\s?["'])[^\s"'&,;})\]]+/gi;
const schemes = /\b(basic|bearer|jwt)\s[^\s"',;]{8,}/gi;

/** A requested path, and the route that it reached, if any. */
export interface AskedPath {
  /** May have a query string, which is never logged. */
  readonly url: string;
  readonly route?: string | undefined;
}

/** A path for the log: bounded, without its query string, and without what is secret in it. */
export function redactedPath(asked: AskedPath | string): string {
  const { url, route } = typeof asked === 'string' ? { url: asked, route: undefined } : asked;
  const whole = pathWithin(url, longestPath + 1);
  const isCut = whole.length > longestPath;
  // The last, incomplete segment may be the beginning of a secret that no pattern recognizes.
  const segments = whole.split('/').slice(0, isCut ? -1 : undefined);
  const names = route?.split('/');
  const redacted = segments.map((segment, index) => {
    const isSecret = names ? secretParameters.has(names[index] ?? '') : isSuspect(segment, segments[index - 1] ?? '');
    return isSecret && segment !== '' ? '[redacted]' : withoutNamedSecrets(segment);
  });
  return isCut ? `${redacted.join('/')}/…` : redacted.join('/');
}

/** A text for the log: bounded, with only scheme and host of URLs, and without our marked secrets. */
export function redactedText(text: string): string {
  return withoutMarkedSecrets(withoutUrls(text.length > longestText ? cut(text) : text));
}

/** Cuts at a space: half a word may be half a secret that no pattern recognizes. */
function cut(text: string): string {
  const start = text.slice(0, longestText);
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n')) + 1)}…`;
}

function withoutMarkedSecrets(text: string): string {
  return text.replace(marked, '[redacted]').replace(announced, '$1$2[redacted]').replace(schemes, '$1 [redacted]');
}

function pathWithin(url: string, most: number): string {
  const start = url.slice(0, most);
  const end = start.search(/[?#]/);
  return end === -1 ? start : start.slice(0, end);
}

/** Where no route describes a segment, a long one and one after a word of `beforeSecrets` count as secrets. */
function isSuspect(segment: string, before: string): boolean {
  return segment.length >= 20 || beforeSecrets.test(before);
}

/** Without marked secrets, however they are escaped, and without the values of `password=X` and the like. */
function withoutNamedSecrets(segment: string): string {
  if (/^[a-z][\w.-]*(?::|%3a)./i.test(segment)) return segment.replace(/(:|%3a).*/i, '$1[redacted]');
  if (segment.length < 8) return segment;
  const plain = decoded(segment);
  // Cut inside an escape, or no valid escape: it cannot be checked.
  if (plain === undefined) return '[redacted]';
  if (looksRandom(plain) || plain.includes('@')) return '[redacted]';
  const redacted = withoutMarkedSecrets(plain);
  return redacted === plain ? segment : redacted;
}

/** Tokens of 24 and more characters have small letters, capitals and digits; people's names for things seldom have all. */
function looksRandom(text: string): boolean {
  return text.length >= 24 && /^[\w.~-]+$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}

function decoded(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Of each URL the scheme and the host stay; `file:` is our own code in a stack trace. */
function withoutUrls(text: string): string {
  return text.replace(/(?<![a-z])([a-z]{2,12}:\/\/)([^\s"'`<>]+)/gi, (whole, scheme: string, rest: string) => {
    if (scheme.toLowerCase() === 'file://') return whole;
    const lastAt = rest.lastIndexOf('@');
    const host = lastAt === -1 ? rest : rest.slice(lastAt + 1);
    const end = host.search(/[/?#]/);
    const kept = end === -1 ? host : host.slice(0, end);
    return `${scheme}${lastAt === -1 ? '' : '[redacted]@'}${kept}${end === -1 ? '' : '/[redacted]'}`;
  });
}
