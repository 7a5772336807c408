import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DatabaseLocation } from '#database';
import { networkInterfaces } from 'node:os';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';

const loopback = addressList(['127.0.0.0/8', '::1/128', '0.0.0.0/8', '::/128']);

/** The addresses where Camgate itself and its database listen: nobody may make us connect to them. */
@Injectable()
export class OwnServices {
  constructor(
    private readonly database: DatabaseLocation,
    private readonly server: HttpAdapterHost,
    private readonly names: NameResolver,
  ) {}

  async listenAt(address: string, port: number): Promise<boolean> {
    if (port === this.listeningPort() && isThisMachine(address)) return true;
    const { host, port: databasePort } = this.database;
    if (host === undefined || databasePort !== port) return false;
    const addresses = await this.names.addressesOf(host);
    const isLocal = addresses.some((own) => holds(loopback, own)) && isThisMachine(address);
    return isLocal || addresses.some((own) => isSame(own, address));
  }

  /** Undefined for the command line, which listens nowhere. */
  private listeningPort(): number | undefined {
    // The border: Nest types its adapter's server as any.
    const server = this.server.httpAdapter?.getHttpServer() as
      { address?: () => { readonly port?: number } | string | null } | undefined;
    const address = server?.address?.();
    return typeof address === 'object' && address !== null ? address.port : undefined;
  }
}

function isThisMachine(address: string): boolean {
  if (holds(loopback, address)) return true;
  return Object.values(networkInterfaces()).some((networks = []) =>
    networks.some((network) => isSame(network.address, address)),
  );
}

function isSame(one: string, other: string): boolean {
  return holds(addressList([one]), other);
}
