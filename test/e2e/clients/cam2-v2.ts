import type { TestServer } from '../../support/server.js';
import type { Program } from '../../support/people.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

type Form = Readonly<Record<string, string | number | boolean>>;

/** A CAM2 v2 client: it knows a base address and, once it has asked, a token. Bodies are forms, as its original sends. */
export class Cam2V2Client {
  private constructor(
    private readonly base: string,
    readonly token: string | undefined,
  ) {}

  static anonymous(server: TestServer): Cam2V2Client {
    return new Cam2V2Client(`${server.url}/cam2/v2/`, undefined);
  }

  static withToken(server: TestServer, token: string): Cam2V2Client {
    return new Cam2V2Client(`${server.url}/cam2/v2/`, token);
  }

  static async of(server: TestServer, program: Program): Promise<Cam2V2Client> {
    const { body } = await Cam2V2Client.anonymous(server).auth(program);
    return Cam2V2Client.withToken(server, member(body, 'token'));
  }

  async auth({ clientId, clientSecret }: Program, path = 'auth'): Promise<Answer> {
    return this.get(path, { clientID: clientId, clientSecret });
  }

  async get(path: string, query: Form = {}): Promise<Answer> {
    const parameters = encoded(query);
    return this.ask('GET', parameters === '' ? path : `${path}?${parameters}`);
  }

  async post(path: string, form: Form = {}): Promise<Answer> {
    return this.send('POST', path, form);
  }

  async put(path: string, form: Form = {}): Promise<Answer> {
    return this.send('PUT', path, form);
  }

  async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const mine: Record<string, string> = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const response = await fetch(this.base + path, {
      method,
      headers: { ...mine, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  private async send(method: string, path: string, form: Form): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.ask(method, path, headers, encoded(form));
  }
}

function encoded(form: Form): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) parameters.append(name, String(value));
  return parameters.toString();
}

/** The array that a body must be. */
export function rows(body: unknown): readonly unknown[] {
  if (!Array.isArray(body)) throw new Error(`not an array: ${JSON.stringify(body)}`);
  return body;
}

export function member(body: unknown, key: string): string {
  return String(Reflect.get(Object(body), key));
}
