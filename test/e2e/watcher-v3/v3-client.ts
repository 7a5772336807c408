import { expect } from 'vitest';
import type { TestServer } from '../../support/server.js';
import type { Person } from '../../support/people.js';

/** What the server said. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The border: JSON as a test reads it.
  readonly body: Record<string, unknown>;
}

/** One caller at client-api v3. */
export interface V3 {
  get(path: string): Promise<Said>;
  /** A body that is no text goes as JSON. */
  post(path: string, body?: unknown): Promise<Said>;
  put(path: string, body?: unknown): Promise<Said>;
  delete(path: string, body?: unknown): Promise<Said>;
}

const clientApi = '/watcher/client-api/v3';
export const adminApi = '/watcher/admin-api/v3';

/** A person with a token, or with `authorization` as given; undefined: a stranger. */
export async function callerOf(
  server: TestServer,
  who: Person | string | undefined,
  base: string = clientApi,
): Promise<V3> {
  const authorization = who === undefined || typeof who === 'string' ? who : `Bearer ${await tokenOf(server, who)}`;
  const ask = async (method: string, path: string, body?: unknown): Promise<Said> => {
    const response = await fetch(server.url + base + path, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    delete: (path, body) => ask('DELETE', path, body),
  };
}

export async function tokenOf(server: TestServer, { login, password }: Person): Promise<string> {
  const response = await fetch(`${server.url}${clientApi}/login`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` },
  });
  expect(response.status).toBe(200);
  const { access_token: token } = (await response.json()) as Record<string, string>;
  return token ?? '';
}

/** Status and code of a refusal, with the place of its fault where it has one. */
export function refusalOf({ status, body }: Said): readonly unknown[] {
  const [first] = (body['errors'] ?? []) as readonly {
    readonly code: string;
    readonly source?: { readonly pointer?: string; readonly parameter?: string };
  }[];
  const place = first?.source?.pointer ?? first?.source?.parameter;
  return [status, first?.code, ...(place === undefined ? [] : [place])];
}

export type Item = Readonly<Record<string, unknown>>;

export function itemsOf({ status, body }: Said, key: string): readonly Item[] {
  expect(status).toBe(200);
  return body[key] as readonly Item[];
}

/**
 * Walks a list to its end in pages of two and back again: what comes is the whole list, once, in its order.
 * @returns the items of the walk
 */
export async function walk(caller: V3, path: string, key: string): Promise<readonly Item[]> {
  const glue = path.includes('?') ? '&' : '?';
  const whole = itemsOf(await caller.get(path), key);
  const pages: (readonly Item[])[] = [];
  let said = await caller.get(`${path}${glue}limit=2`);
  pages.push(itemsOf(said, key));
  while (said.body['next'] !== undefined) {
    said = await caller.get(`${path}${glue}limit=2&cursor=${encodeURIComponent(textOf(said, 'next'))}`);
    expect(said.body['estimated_count']).toBe(whole.length);
    pages.push(itemsOf(said, key));
  }
  expect(lasting(pages.flat())).toEqual(lasting(whole));
  const backwards = [pages.at(-1) ?? []];
  while (said.body['prev'] !== undefined) {
    said = await caller.get(`${path}${glue}limit=2&cursor=${encodeURIComponent(textOf(said, 'prev'))}`);
    backwards.unshift(itemsOf(said, key));
  }
  expect(lasting(backwards.flat())).toEqual(lasting(whole));
  return whole;
}

/** Without the tokens, which are others a second later. */
function lasting(items: readonly Item[]): unknown {
  return JSON.parse(JSON.stringify(items, (key, value: unknown) => (key === 'playback_token' ? undefined : value)));
}

function textOf({ body }: Said, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}
