import { Injectable } from '@nestjs/common';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { AddressPolicy } from './address-policy.js';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';

const longestUrl = 2048;
const ports: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Why a request to a foreign address failed; clients learn only that it failed. */
export class OutboundError extends Error {
  constructor(
    readonly code: 'url.unusable' | 'address.forbidden' | 'address.unreachable',
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'OutboundError';
  }
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
    const url = usable(text);
    const patience = AbortSignal.timeout(milliseconds);
    try {
      const address = await Promise.race([this.addressOf(url), aborted(patience)]);
      return await send(url, address, patience);
    } catch (error) {
      throw error instanceof OutboundError ? error : new OutboundError('address.unreachable', { cause: error });
    }
  }

  /** The first address, if all of them are allowed: a name that also resolves to a private address is rejected. */
  private async addressOf(url: URL): Promise<string> {
    const addresses = await this.names.addressesOf(hostOf(url));
    const judged = await Promise.all(addresses.map((address) => this.policy.permits(address, portOf(url))));
    const [first] = addresses;
    if (first === undefined) throw new OutboundError('address.unreachable');
    if (judged.includes(false)) throw new OutboundError('address.forbidden');
    return first;
  }
}

/** @throws OutboundError url.unusable for another scheme, a login, a fragment, or beyond 2,048 characters */
function usable(text: string): URL {
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.protocol in ports && `${url.username}${url.password}${url.hash}` === '';
  if (!isPlain) throw new OutboundError('url.unusable');
  return url;
}

/** Without the brackets of an IPv6 address; `URL` has brought every spelling of an IPv4 address to the usual one. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function portOf(url: URL): number {
  return url.port === '' ? (ports[url.protocol] ?? 0) : Number(url.port);
}

function send(url: URL, address: string, signal: AbortSignal): Promise<number> {
  const host = hostOf(url);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request({
      method: 'HEAD',
      host: address,
      port: portOf(url),
      path: url.pathname + url.search,
      headers: { host: url.host, 'user-agent': 'Camgate', 'accept-encoding': 'identity' },
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
    sent.once('response', (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('out of time')), { once: true });
  });
}
