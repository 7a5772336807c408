import { Injectable } from '@nestjs/common';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { tracingHeaders } from '#config';
import { AddressPolicy } from './address-policy.js';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';
import { OutboundError } from './outbound-error.js';
import { hostOf, portOf, usableUrl } from './outbound-url.js';

/** A request to a foreign address; its bounds are for everything, name resolution included. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly milliseconds: number;
  /** Bytes of the answer's body; a longer one is an error. */
  readonly longestBody: number;
  /** Not even ALLOWED_NETWORKS opens a private address. */
  readonly publicOnly?: boolean;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/**
 * HTTP requests to addresses that somebody else named (R-SSRF). A name is resolved once, every address of it is checked, and
 * the connection goes to a checked address: what the name resolves to later does not matter.
 */
@Injectable()
export class OutboundHttp {
  constructor(
    private readonly names: NameResolver,
    private readonly policy: AddressPolicy,
  ) {}

  /**
   * Sends HEAD to a URL, without credentials and without following redirects.
   * @param milliseconds for everything, name resolution included
   * @returns the status of the answer
   * @throws OutboundError
   */
  async head(text: string, milliseconds: number): Promise<number> {
    return this.attempt(text, { milliseconds }, async (url, address, patience) => {
      const response = await send(url, address, { method: 'HEAD', headers: {} }, patience);
      response.destroy();
      return response.statusCode ?? 0;
    });
  }

  /**
   * Sends a request and reads the answer, without following redirects.
   * @throws OutboundError also for an answer that is too long
   */
  async exchange(text: string, request: OutboundRequest): Promise<OutboundResponse> {
    const { milliseconds, publicOnly } = request;
    return this.attempt(text, { milliseconds, publicOnly }, async (url, address, patience) => {
      const response = await send(url, address, request, patience);
      return {
        status: response.statusCode ?? 0,
        headers: new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        body: await bodyOf(response, request.longestBody),
      };
    });
  }

  private async attempt<T>(
    text: string,
    { milliseconds, publicOnly }: { readonly milliseconds: number; readonly publicOnly?: boolean | undefined },
    work: (url: URL, address: string, patience: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const url = usableUrl(text);
    const patience = AbortSignal.timeout(milliseconds);
    try {
      const address = await Promise.race([this.addressOf(url, publicOnly ?? false), aborted(patience)]);
      return await work(url, address, patience);
    } catch (error) {
      throw error instanceof OutboundError ? error : new OutboundError('address.unreachable', { cause: error });
    }
  }

  /** The first address, if all of them are allowed: a name that also resolves to a private address is rejected. */
  private async addressOf(url: URL, publicOnly: boolean): Promise<string> {
    const addresses = await this.names.addressesOf(hostOf(url));
    const port = portOf(url);
    const judged = await Promise.all(addresses.map((address) => this.policy.permits(address, port, publicOnly)));
    const [first] = addresses;
    if (first === undefined) throw new OutboundError('address.unreachable');
    if (judged.includes(false)) throw new OutboundError('address.forbidden');
    return first;
  }
}

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

function send(
  url: URL,
  address: string,
  { method, headers, body }: Sent,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = hostOf(url);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request({
      method,
      host: address,
      port: portOf(url),
      path: url.pathname + url.search,
      headers: {
        ...tracingHeaders(),
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        host: url.host,
        'user-agent': 'Camgate',
        'accept-encoding': 'identity',
      },
      ...(isIP(host) ? {} : { servername: host }),
      // No pool: a connection of another request was checked for another name.
      agent: false,
      signal,
    });
    sent.once('socket', (socket) =>
      socket.once('connect', () => {
        if (!holds(addressList([address]), socket.remoteAddress ?? '')) sent.destroy(new Error('connected elsewhere'));
      }),
    );
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The signal of the request also ends this. */
async function bodyOf(response: IncomingMessage, longest: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece as Uint8Array);
    length += bytes.byteLength;
    if (length > longest) {
      response.destroy();
      throw new Error('the answer is too long');
    }
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('out of time')), { once: true });
  });
}
