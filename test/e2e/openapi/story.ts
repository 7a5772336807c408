import type { FreshServer } from './fresh-server.js';

export type Headers_ = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, unknown>>;

/** What operations have answered so far, by their names. */
export type Told = ReadonlyMap<string, unknown>;

/** Values that no document can hold, because this server makes them up, by the names of their fields. */
export interface Replacement {
  readonly reason: string;
  values(server: FreshServer, told: Told): Promise<Values>;
}

/** What is to be known beside a definition to send its examples one after the other. */
export interface Story {
  signIn(server: FreshServer): Promise<Headers_>;
  /** Operations whose turn is not where their method puts them: POST 1, PUT 2, PATCH 3, GET 4, DELETE 5. */
  readonly places: Readonly<Record<string, number>>;
  readonly replacements: Readonly<Record<string, Replacement>>;
  /** Operations that take another credential. */
  readonly own: Readonly<Record<string, (server: FreshServer) => Headers_>>;
  /** Operations whose example cannot be sent to a fresh server, each with the reason. */
  readonly notSent: Readonly<Record<string, string>>;
  /** Which routes are sent to one server together: two spellings of one thing would remove it twice. */
  readonly chapters: readonly ((route: string) => boolean)[];
}

export function basic(login: string, password: string): Headers_ {
  return { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` };
}

export const asAdministrator = ({ administrator }: FreshServer): Headers_ =>
  basic(administrator.login, administrator.password);

/** A story in which everything is sent as it stands, by the administrator. */
export const plain: Story = {
  signIn: async (server) => asAdministrator(server),
  places: {},
  replacements: {},
  own: {},
  notSent: {},
  chapters: [() => true],
};

/** A field of an answer. */
export function field(told: unknown, name: string): unknown {
  return typeof told === 'object' && told !== null ? (Reflect.get(told, name) as unknown) : undefined;
}

export async function read(response: Promise<Response>): Promise<unknown> {
  return (await response).json();
}

export function postJson(url: string, body: unknown, headers: Headers_ = {}): Promise<unknown> {
  const sent = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return read(fetch(url, sent));
}
