/** Scheme, host and perhaps a port; what follows is looked at apart. `@` would be a login, `\` a slash to browsers. */
const addressStart = /^https?:\/\/[^/?#@\s\\]+/i;
/** What stands in links, cookies and the issuer of tokens, unchanged: nothing that any of them would have to escape. */
const plainPath = /^(?:\/[\w.~-]+)*$/;

/** What is wrong with a part of CORS_ORIGINS, as words that follow "The setting CORS_ORIGINS"; undefined: nothing. */
export function originProblem(part: string): string | undefined {
  if (part === '*' || originOf(part) !== undefined) return undefined;
  const shown = `"${part.replace(/\p{Cc}/gu, '?').slice(0, 60)}"`;
  return part.includes('*')
    ? `cannot hold ${shown}: each origin is named in full, or * alone stands for any`
    : `cannot hold ${shown}: it takes origins such as https://cams.example.org, without a path, or * alone`;
}

/**
 * An origin as browsers send it: scheme and host in lower case, no slash at its end, no port that goes without saying.
 * Undefined for what is none.
 */
export function originOf(text: string): string | undefined {
  const bare = text.endsWith('/') ? text.slice(0, -1) : text;
  const [start] = addressStart.exec(bare) ?? [];
  return start === undefined || start !== bare || bare.includes('*') ? undefined : parsed(bare)?.origin;
}

/** What is wrong with PUBLIC_URL, as words that follow "The setting PUBLIC_URL"; undefined: nothing. */
export function publicUrlProblem(value: unknown): string | undefined {
  return typeof value === 'string' && publicUrlOf(value) !== undefined
    ? undefined
    : 'must be an address such as https://cams.example.org or https://example.org/camgate: http or https, a host, perhaps ' +
        'a port and a plain path; no login, query or fragment';
}

/** The base of all links, without a slash at its end; undefined where it is none. */
export function publicUrlOf(text: string): string | undefined {
  const [start] = addressStart.exec(text) ?? [];
  const url = start === undefined ? undefined : parsed(text);
  if (start === undefined || url === undefined) return undefined;
  const path = withoutSlashes(text.slice(start.length));
  // A path with dots is another one to browsers.
  const isPlain = plainPath.test(path) && withoutSlashes(url.pathname) === path;
  return isPlain && !start.includes('*') ? url.origin + path : undefined;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
