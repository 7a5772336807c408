import type { TestServer } from '../../support/server.js';
import type { Program } from '../../support/people.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A CAM2 v1 script: it knows an address and, once it has asked, a token. */
export class Cam2V1Client {
  private constructor(
    private readonly url: string,
    readonly token: string | undefined,
  ) {}

  static anonymous(server: TestServer): Cam2V1Client {
    return new Cam2V1Client(server.url, undefined);
  }

  static withToken(server: TestServer, token: string): Cam2V1Client {
    return new Cam2V1Client(server.url, token);
  }

  static async of(server: TestServer, { clientId, clientSecret }: Program): Promise<Cam2V1Client> {
    const nobody = Cam2V1Client.anonymous(server);
    const { body } = await nobody.post('/token/', { client_id: clientId, client_secret: clientSecret });
    return new Cam2V1Client(server.url, member(body, 'token'));
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('GET', path, headers);
  }

  async post(path: string, body: unknown): Promise<Answer> {
    return this.json('POST', path, body);
  }

  async patch(path: string, body: unknown): Promise<Answer> {
    return this.json('PATCH', path, body);
  }

  async delete(path: string): Promise<Answer> {
    return this.ask('DELETE', path);
  }

  async json(method: string, path: string, body: unknown): Promise<Answer> {
    return this.ask(method, path, { 'content-type': 'application/json' }, JSON.stringify(body));
  }

  async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const mine: Record<string, string> = this.token === undefined ? {} : { authorization: `JWT ${this.token}` };
    const response = await fetch(this.url + path, {
      method,
      headers: { ...mine, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** The `camera_id`s of an array, in its order. */
  async ids(path: string): Promise<readonly number[]> {
    const { status, body } = await this.get(path);
    if (status !== 200 || !Array.isArray(body)) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body.map((camera) => Number(Reflect.get(Object(camera), 'camera_id')));
  }
}

/** A native access token of the OAuth door, by client credentials. */
export async function nativeToken(server: TestServer, { clientId, clientSecret }: Program): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(`${server.url}/oauth/token`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`/oauth/token: ${response.status} ${await response.text()}`);
  return member(await response.json(), 'access_token');
}

export function member(body: unknown, key: string): string {
  return String(Reflect.get(Object(body), key));
}
