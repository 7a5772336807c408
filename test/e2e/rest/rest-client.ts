import './to-be-problem.js';
import { password, type Program } from '../../support/people.js';

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // The border: what the server said, as a test reads it.
  readonly body: Record<string, unknown>;
}

export interface Item extends Record<string, unknown> {
  readonly id: number;
  readonly name: string;
}

export interface RestClient {
  readonly ask: (path: string, authorization?: string, init?: Init) => Promise<Said>;
  /** Sends a body as JSON; a text goes as it is. */
  readonly send: (
    method: string,
    path: string,
    body: unknown,
    authorization?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Said>;
  readonly login: (name: string, more?: object) => Promise<Said>;
  /** Signs a person in: the value of `Authorization`. */
  readonly bearer: (name: string) => Promise<string>;
  /** Signs a program in: the value of `Authorization`. */
  readonly tokenOf: (program: Program) => Promise<string>;
}

type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** Speaks to the REST door of a house that a test opens later. */
export function restClient(url: () => string): RestClient {
  const ask: RestClient['ask'] = async (path, authorization, init = {}) => {
    const headers = { ...(authorization === undefined ? {} : { authorization }), ...init.headers };
    const response = await fetch(url() + path, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  const send: RestClient['send'] = (method, path, body, authorization, headers = {}) =>
    ask(path, authorization, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const login: RestClient['login'] = (name, more = {}) =>
    send('POST', '/api/v1/auth/login', { login: name, password, ...more });
  return {
    ask,
    send,
    login,
    bearer: async (name) => `Bearer ${String((await login(name)).body['access_token'])}`,
    tokenOf: async ({ clientId, clientSecret }) => {
      const { body } = await ask('/oauth/token', basic(clientId, clientSecret), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      });
      return `Bearer ${String(body['access_token'])}`;
    },
  };
}

export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

export function itemsOf({ body }: Said): readonly Item[] {
  // The border: a list's items.
  return (body['items'] ?? []) as readonly Item[];
}

export function namesOf(said: Said): readonly string[] {
  return itemsOf(said).map(({ name }) => name);
}
