import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '#config';
import { DatabaseLocation } from '#database';
import { networkInterfaces } from 'node:os';
import { addressList, holds } from './address-ranges.js';
import { NameResolver } from './name-resolver.js';

const loopback = addressList(['127.0.0.0/8', '::1/128', '0.0.0.0/8', '::/128']);

const redisPort = 6379;
const databasePort = 5432;

/** A service of ours. */
interface Place {
  readonly host: string | undefined;
  readonly port: number;
}

/** The addresses where Camgate itself, its database and its Redis listen: nobody may make us connect to them. */
@Injectable()
export class OwnServices {
  constructor(
    private readonly database: DatabaseLocation,
    private readonly server: HttpAdapterHost,
    private readonly names: NameResolver,
    private readonly config: Config,
  ) {}

  async listenAt(address: string, port: number): Promise<boolean> {
    const isOurs = port === this.listeningPort() || port === this.config.metricsPort;
    if (isOurs && isThisMachine(address)) return true;
    for (const place of this.places()) if (await this.isAt(place, address, port)) return true;
    return false;
  }

  private places(): readonly Place[] {
    const { databaseDirectUrl, redisUrl } = this.config;
    return [this.database, placeOf(databaseDirectUrl, databasePort), placeOf(redisUrl, redisPort)].filter(
      (place) => place !== undefined,
    );
  }

  private async isAt(place: Place, address: string, port: number): Promise<boolean> {
    if (place.host === undefined || place.port !== port) return false;
    const addresses = await this.names.addressesOf(place.host);
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

function placeOf(url: string | undefined, usualPort: number): Place | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === '' ? undefined : { host, port: port === '' ? usualPort : Number(port) };
}
