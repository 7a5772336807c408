import { Injectable } from '@nestjs/common';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { AddressPolicy } from './address-policy.js';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';
import { OutboundError } from './outbound-error.js';
import { hostOf, portOf } from './outbound-url.js';
import type { Patience } from './patience.js';

/** Of a name with many addresses: a slow one must not use up the time of the request. */
const mostAddresses = 3;
const secureSchemes = new Set(['https:', 'rtsps:']);

/**
 * Connects to addresses that somebody else named (R-SSRF-3): the name is resolved once, every address of it is judged, the
 * connection goes to a judged address, and who answers is compared with it before a byte is sent.
 */
@Injectable()
export class GuardedConnector {
  constructor(
    private readonly names: NameResolver,
    private readonly policy: AddressPolicy,
  ) {}

  /** @throws OutboundError address.forbidden, address.unreachable, time.over */
  async connect(url: URL, patience: Patience, publicOnly = false): Promise<Socket> {
    const [host, port] = [hostOf(url), portOf(url)];
    const addresses = await patience.within(this.judged(host, port, publicOnly));
    patience.note('connection');
    const socket = await this.firstOf(addresses.slice(0, mostAddresses), port, patience);
    if (!secureSchemes.has(url.protocol)) return socket;
    patience.note('encryption');
    return encrypted(socket, host, patience);
  }

  /** All of them, if all are allowed: a name that also resolves to a private address is rejected. */
  private async judged(host: string, port: number, publicOnly: boolean): Promise<readonly string[]> {
    const addresses = await this.names.addressesOf(host);
    if (addresses.length === 0) throw new OutboundError('address.unreachable', { step: 'name' });
    const judgements = await Promise.all(addresses.map((address) => this.policy.permits(address, port, publicOnly)));
    if (judgements.includes(false)) throw new OutboundError('address.forbidden', { step: 'name' });
    return addresses;
  }

  private async firstOf(addresses: readonly string[], port: number, patience: Patience): Promise<Socket> {
    let failure: unknown;
    for (const address of addresses) {
      try {
        return await opened(address, port, patience);
      } catch (error) {
        if (patience.signal.aborted) throw error;
        failure = error;
      }
    }
    throw patience.failure(failure);
  }
}

async function opened(address: string, port: number, patience: Patience): Promise<Socket> {
  const socket = connect({ host: address, port });
  await event(socket, 'connect', patience);
  if (holds(addressList([address]), socket.remoteAddress ?? '')) return socket;
  socket.destroy();
  throw new OutboundError('address.forbidden', { step: 'connection' });
}

async function encrypted(socket: Socket, host: string, patience: Patience): Promise<Socket> {
  // The certificate must be that of the host in the URL, a name or an address.
  const secure = connectSecurely({ socket, host, ...(isIP(host) ? {} : { servername: host }) });
  await event(secure, 'secureConnect', patience);
  return secure;
}

async function event(socket: Socket, name: 'connect' | 'secureConnect', patience: Patience): Promise<void> {
  // An error that comes later is the reader's; without a listener it would end the process.
  socket.on('error', () => undefined);
  try {
    await patience.within(
      new Promise<void>((resolve, reject) => {
        socket.once(name, resolve);
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('closed')));
      }),
    );
  } catch (error) {
    socket.destroy();
    throw patience.failure(error);
  }
}
