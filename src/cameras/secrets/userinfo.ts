/** A part of a text, from the first character to the one behind the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const addressLike =
  /^(?:\[[0-9a-f:.]{2,45}\]|\d{1,3}(?:\.\d{1,3}){3}|[a-z_][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63}){0,10})\.?(?::\d{1,5})?(?=[/?#\\&;,\s"'<>|]|$)/i;
const dottedHost = /^(?:\[|\d{1,3}\.|[^/?#:]{1,255}\.[a-z])/i;
const longestHost = 300;
const longestLogin = 512;
/** What comes before a colon and is no login. */
const noLogins = new Set('mailto sip sips xmpp tel acct urn data'.split(' '));

/**
 * The logins in front of hosts: `user:password@` of each URL in a text, also where a parser does not see it because the
 * password holds `/`, `?` or `#`.
 * @param isUrl the whole text is one URL: quotes do not end it
 */
export function findUserinfo(text: string, isUrl: boolean): readonly Range[] {
  if (!text.includes('@')) return [];
  const found: Range[] = [];
  for (const start of authorities(text)) {
    if (start < (found.at(-1)?.end ?? 0)) continue;
    const range = userinfoAt(text, start, isUrl);
    if (range && range.end > range.start) found.push(range);
  }
  return [...found, ...withoutScheme(text).filter((one) => !found.some((other) => overlap(one, other)))];
}

/** Where a parser would not see the login of this URL, its text up to the `@`. */
export function findHiddenUserinfo(url: string): Range | undefined {
  const start = authorities(url)[0];
  if (start === undefined) return undefined;
  const end = endOfAuthority(url, start, true);
  return url.slice(start, end).includes('@') ? undefined : unseen(url, start, end);
}

/** The position behind each `://`, in whatever slashes, and behind `//` and `http:` without any. */
function authorities(text: string): readonly number[] {
  return [
    ...text.matchAll(/[a-z0-9+.-]:[/\\]{2,8}|\b(?:https?|wss?|ftp):(?![/\\])|(?:^|[\s"'=(,])\/\/|^[/\\]{2}/gi),
  ].map((match) => match.index + match[0].length);
}

function endOfAuthority(text: string, start: number, isUrl: boolean): number {
  for (let index = start; index < text.length; index += 1)
    if ((isUrl ? '/?#\\' : '/?#\\ \t\r\n"\'<>`').includes(text.charAt(index))) return index;
  return text.length;
}

function userinfoAt(text: string, start: number, isUrl: boolean): Range | undefined {
  const end = endOfAuthority(text, start, isUrl);
  const at = text.slice(start, end).lastIndexOf('@');
  return at >= 0 ? { start, end: start + at } : unseen(text, start, end);
}

/** `admin:12/secret@host`: what looks like a host and a port is none where a host follows a later `@`. */
function unseen(text: string, start: number, end: number): Range | undefined {
  const first = text.slice(start, end);
  const colon = first.indexOf(':');
  const name = colon < 0 ? first : first.slice(0, colon);
  const isHost = dottedHost.test(first) || name.toLowerCase() === 'localhost' || name === '';
  let colons = colon >= 0;
  // A host with a port is taken for a login only where another host follows that cannot be anything else.
  const isPort = /^\d{1,5}$/.test(first.slice(colon + 1));
  for (
    let index = end;
    index < Math.min(text.length, end + longestLogin) && !/[\s"'<>`]/.test(text.charAt(index));
    index += 1
  ) {
    const sign = text.charAt(index);
    if (sign === ':') colons = true;
    if (sign !== '@') continue;
    const rest = text.slice(index + 1, index + 1 + longestHost);
    const host = addressLike.exec(rest)?.[0];
    if (host === undefined || !colons) continue;
    const isCertain = dottedHost.test(host) && (/:\d/.test(host) || rest.charAt(host.length) === '/');
    if (colon >= 0 ? !isHost || !isPort || isCertain : !isHost && isCertain) return { start, end: index };
  }
  return undefined;
}

/** `admin:secret@10.0.0.1/1`, as people write it. */
function withoutScheme(text: string): readonly Range[] {
  return [...text.matchAll(/(?<=^|[\s"'<>=,(/])([a-z][\w.-]{0,63}):([^\s"'<>@/\\:]{1,255})@/gi)].flatMap((match) => {
    const end = match.index + match[0].length - 1;
    const host = addressLike.exec(text.slice(end + 1, end + 1 + longestHost))?.[0];
    const isLogin = host !== undefined && dottedHost.test(host) && !noLogins.has(match[1]?.toLowerCase() ?? '');
    return isLogin ? [{ start: match.index, end }] : [];
  });
}

function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end;
}
