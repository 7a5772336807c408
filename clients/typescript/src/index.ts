import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import { problemOf } from './problem.js';
import type { components, paths } from './schema.js';
import { type Credentials, TokenSource } from './token-source.js';

export { CamgateProblem, type ProblemBody } from './problem.js';
export type { components, operations, paths } from './schema.js';
export type { Credentials } from './token-source.js';

export type Camera = components['schemas']['CameraAnswer'];

/** Every path of REST as a typed call: `api.GET('/api/v1/cameras/{id}', { params: { path: { id } } })`. */
export type CamgateClient = Client<paths, 'application/json'>;

export interface CamgateOptions {
  /** Where the server is, such as `https://cams.example.org`, without a slash at its end. */
  readonly baseUrl: string;
  /** Left out: requests carry what the browser adds itself, or nothing. */
  readonly credentials?: Credentials;
  readonly fetch?: typeof globalThis.fetch;
}

/** A client that obtains and renews its tokens by itself. */
export function createCamgate({ baseUrl, credentials, fetch = ownFetch }: CamgateOptions): CamgateClient {
  const address = baseUrl.replace(/\/+$/, '');
  const client = createFetchClient<paths, 'application/json'>({ baseUrl: address, fetch });
  if (credentials) client.use(authorized(new TokenSource(address, credentials, fetch), fetch));
  return client;
}

/** A browser's fetch belongs to the window, and refuses any other `this`. */
const ownFetch: typeof globalThis.fetch = (...asked) => globalThis.fetch(...asked);

/** Adds the token; a request that is refused for it is sent once more with another one. */
function authorized(source: TokenSource, fetch: typeof globalThis.fetch): Middleware {
  // The body of a request can be read once.
  const copies = new Map<string, Request>();
  return {
    async onRequest({ request, id }) {
      request.headers.set('authorization', `Bearer ${await source.token()}`);
      copies.set(id, request.clone());
      return request;
    },
    async onResponse({ response, id }) {
      const copy = copies.get(id);
      copies.delete(id);
      if (response.status !== 401 || copy === undefined) return undefined;
      const used = copy.headers.get('authorization')?.slice('Bearer '.length) ?? '';
      if (!source.forget(used)) return undefined;
      copy.headers.set('authorization', `Bearer ${await source.token()}`);
      return fetch(copy);
    },
    onError({ id }) {
      copies.delete(id);
    },
  };
}

/** What a call of the client answers. */
interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer's data; undefined where it has none (204).
 * @throws CamgateProblem where the answer is an error
 */
export async function answered<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  // The border: an answer that is no error has the data of its status.
  return data as Data;
}

/** A page of a list. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/**
 * Every item of a list, page by page, as long as they are asked for.
 * @param page asks for the page at a cursor; the first one has none
 * @throws CamgateProblem
 */
export async function* everyItem<Item>(
  page: (cursor: string | undefined) => Promise<Outcome<Page<Item>>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const { items, next } = await answered(page(cursor));
    yield* items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
