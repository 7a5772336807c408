/**
 * The path of a request's URL, as dialects, the router and the log know it: without the query, without the scheme and host
 * that a proxy's client sends before it (RFC 9112 §3.2.2), and with one slash where several stand. Dots and escaped slashes
 * are what they are: a segment called `..`, and a part of a name.
 */
export function pathIn(url: string): string {
  const end = endOfPath(url);
  const spelt = end === -1 ? url : url.slice(0, end);
  const path = spelt.startsWith('/') ? spelt : spelt.replace(/^https?:\/\/[^/]*/i, '') || '/';
  return path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
}

/** The query string with its question mark, untouched; no URL in a request has a fragment. */
export function queryIn(url: string): string {
  const end = endOfPath(url);
  return end !== -1 && url[end] === '?' ? url.slice(end) : '';
}

function endOfPath(url: string): number {
  return url.search(/[?#]/);
}
