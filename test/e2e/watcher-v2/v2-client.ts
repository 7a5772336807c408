import { expect } from 'vitest';
import { ApiKeysService } from '#auth';
import { type TestServer, systemApiKey } from '../../support/server.js';
import type { Person } from '../../support/people.js';

export type Item = Readonly<Record<string, unknown>>;
export type Headers_ = Readonly<Record<string, string>>;

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly text: string;
}

export const base = '/vsaas/api/v2';
export const asSystem: Headers_ = { 'x-vsaas-api-key': systemApiKey };

/** Speaks to the door as its clients do: JSON unless told, one authorization. */
export class V2Client {
  constructor(
    private readonly server: TestServer,
    readonly authorization: Headers_ = asSystem,
  ) {}

  as(authorization: Headers_): V2Client {
    return new V2Client(this.server, authorization);
  }

  async login(who: Pick<Person, 'login' | 'password'>): Promise<V2Client> {
    const { status, body } = await this.as({}).post('/auth/login', { login: who.login, password: who.password });
    if (status !== 200) throw new Error(`the login of ${who.login} was answered ${status}`);
    return this.as({ 'x-vsaas-session': String((body as Item)['session']) });
  }

  async withKey(who: Person): Promise<V2Client> {
    const key = await this.server.app.get(ApiKeysService).create(who.id);
    return this.as({ 'x-vsaas-api-key': key, 'x-vsaas-user': who.login });
  }

  get(path: string, headers: Headers_ = {}): Promise<Reply> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Headers_ = {}): Promise<Reply> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body?: unknown, headers: Headers_ = {}): Promise<Reply> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers: Headers_ = {}): Promise<Reply> {
    return this.send('DELETE', path, undefined, headers);
  }

  form(method: string, path: string, fields: Headers_, headers: Headers_ = {}): Promise<Reply> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    return this.raw(method, path, new URLSearchParams(fields).toString(), type);
  }

  send(method: string, path: string, body: unknown, headers: Headers_ = {}): Promise<Reply> {
    const type = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
    return this.raw(method, path, body === undefined ? undefined : JSON.stringify(body), type);
  }

  async raw(method: string, path: string, body: string | undefined, headers: Headers_): Promise<Reply> {
    const url = this.server.url + (path.startsWith('/vsaas/') ? path : base + path);
    const response = await fetch(url, {
      method,
      headers: { ...this.authorization, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }
}

/** The body of an answer that is an object. */
export function itemOf(reply: Reply): Item {
  expect([reply.status, reply.text.slice(0, 500)]).toEqual([200, reply.text.slice(0, 500)]);
  expect(reply.body).toBeTypeOf('object');
  expect(Array.isArray(reply.body)).toBe(false);
  return reply.body as Item;
}

/** The body of an answer that is a bare array. */
export function itemsOf(reply: Reply): readonly Item[] {
  expect([reply.status, reply.text.slice(0, 500)]).toEqual([200, reply.text.slice(0, 500)]);
  expect(Array.isArray(reply.body)).toBe(true);
  return reply.body as readonly Item[];
}

export const success = { success: true };

/** How a refusal looks; `said` is part of its sentence. */
export function refusal(error: string, said = ''): unknown {
  return { success: false, error, error_message: expect.stringContaining(said) as unknown };
}
