import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { parseDatabaseUrl } from '#config';
import { networkInterfaces } from 'node:os';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';

const loopback = addressList(['127.0.0.0/8', '::1/128', '0.0.0.0/8', '::/128']);
const postgresPort = 5432;

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where Camgate itself and its database listen: nobody may have us talk to them. */
@Injectable()
export class OwnServices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly server: HttpAdapterHost,
    private readonly names: NameResolver,
  ) {}

  async listenAt(address: string, port: number): Promise<boolean> {
    if (port === this.listeningPort() && isThisMachine(address)) return true;
    for (const place of databasePlaces(this.dataSource.options)) {
      if (place.port !== port) continue;
      const addresses = await this.names.addressesOf(place.host);
      const isLocal = addresses.some((own) => holds(loopback, own)) && isThisMachine(address);
      if (isLocal || addresses.some((own) => isSame(own, address))) return true;
    }
    return false;
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

/** A socket in the file system has no port that anybody could reach. */
function databasePlaces(options: DataSourceOptions): readonly Place[] {
  if (options.type !== 'postgres') return [];
  const place =
    options.url === undefined
      ? { host: options.host ?? 'localhost', port: options.port ?? postgresPort }
      : parseDatabaseUrl(options.url);
  return place.host.startsWith('/') ? [] : [place];
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
