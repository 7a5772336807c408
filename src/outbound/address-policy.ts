import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { BlockList } from 'node:net';
import { addressList, forbiddenAddresses, holds, privateAddresses } from './address-ranges.js';
import { OwnServices } from './own-services.js';

/** Ports where cameras and media servers answer anywhere. */
const usualPorts: ReadonlySet<number> = new Set([80, 443, 554, 8080, 8443, 8554]);
const firstFreePort = 1024;

/**
 * Whom we may connect to (R-SSRF-2): public addresses at the ports where cameras and media servers answer; private networks
 * and loopback inside ALLOWED_NETWORKS only, there at any port from 1024, too; ourselves and our database never.
 */
@Injectable()
export class AddressPolicy {
  private readonly allowed: BlockList;

  constructor(
    config: Config,
    private readonly own: OwnServices,
  ) {
    this.allowed = addressList(config.allowedNetworks);
  }

  /** @param address an IP address, as a connection has it: never a name */
  async permits(address: string, port: number): Promise<boolean> {
    if (holds(forbiddenAddresses, address)) return false;
    const isAllowed = holds(this.allowed, address);
    if (!isAllowed && holds(privateAddresses, address)) return false;
    if (!usualPorts.has(port) && !(isAllowed && port >= firstFreePort)) return false;
    return !(await this.own.listenAt(address, port));
  }
}
