/** Scheme, host and an optional port; the rest is checked separately. `@` would be a login, `\` a slash to browsers. */
const addressStart = /^https?:\/\/[^/?#@\s\\]+/i;
/** Used unchanged in links, cookies and the issuer of tokens: nothing that any of them would have to escape. */
const plainPath = /^(?:\/[\w.~-]+)*$/;

/** What is wrong with a part of CORS_ORIGINS, as text that follows "The setting CORS_ORIGINS"; undefined: nothing. */
export function originProblem(part: string): string | undefined {
  if (part === '*' || originOf(part) !== undefined) return undefined;
  const cut = `"${part.replace(/\p{Cc}/gu, '?').slice(0, 60)}"`;
  return part.includes('*')
    ? `cannot hold ${cut}: each origin is named in full, or * alone stands for any`
    : `cannot hold ${cut}: it takes origins such as https://cams.example.org, without a path, or * alone`;
}

/** What is wrong with a part of CLIENT_METADATA_HOSTS, as text that follows the name of the setting; undefined: nothing. */
export function metadataHostProblem(part: string): string | undefined {
  if (part === '*' || parsed(`https://${part}/`)?.host === part) return undefined;
  const cut = `"${part.replace(/\p{Cc}/gu, '?').slice(0, 60)}"`;
  return `cannot hold ${cut}: it takes hosts in lower case such as agent.example.org, or * alone for any`;
}

/**
 * An origin as browsers send it: scheme and host in lower case, no slash at its end, no default port. Undefined for anything
 * else.
 */
export function originOf(text: string): string | undefined {
  const bare = text.endsWith('/') ? text.slice(0, -1) : text;
  const [start] = addressStart.exec(bare) ?? [];
  return start === undefined || start !== bare || bare.includes('*') ? undefined : parsed(bare)?.origin;
}

/** What is wrong with PUBLIC_URL, as text that follows "The setting PUBLIC_URL"; undefined: nothing. */
export function publicUrlProblem(value: unknown): string | undefined {
  return typeof value === 'string' && publicUrlOf(value) !== undefined
    ? undefined
    : 'must be an address such as https://cams.example.org or https://example.org/camgate: http or https, a host, perhaps ' +
        'a port and a plain path; no login, query or fragment';
}

/** The base of all links, without a slash at its end; undefined where the text is no such address. */
export function publicUrlOf(text: string): string | undefined {
  const [start] = addressStart.exec(text) ?? [];
  const url = start === undefined ? undefined : parsed(text);
  if (start === undefined || url === undefined) return undefined;
  const path = withoutSlashes(text.slice(start.length));
  // Browsers resolve dots to another path.
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
