import type { ExampleRequest } from './definition.js';

/** Sends an example as a client would; `replaced` holds what nobody can document, by the name of its field. */
export function send(
  url: string,
  { route, method, pathParameters, query, headers, mediaType, body }: ExampleRequest,
  replaced: Readonly<Record<string, unknown>>,
  credentials: Readonly<Record<string, string>>,
): Promise<Response> {
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(replaced[name] ?? pathParameters[name])),
  );
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(replaced[name] ?? value));
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(replaced[name] ?? value)]),
  );
  return fetch(target, {
    method,
    redirect: 'manual',
    headers: { ...own, ...credentials, ...(mediaType === undefined ? {} : { 'content-type': mediaType }) },
    ...(mediaType === undefined ? {} : { body: encode(mediaType, withReplaced(body, replaced)) }),
  });
}

function withReplaced(body: unknown, replaced: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, replaced[name] ?? value]));
}

/** As Swagger UI does: texts go out as they are, a form's objects as JSON. */
function encode(mediaType: string, body: unknown): string {
  if (typeof body === 'string') return body;
  if (!mediaType.includes('x-www-form-urlencoded')) return JSON.stringify(body ?? {});
  const fields = Object.entries(body ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return new URLSearchParams(fields as [string, string][]).toString();
}
