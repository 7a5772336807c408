import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { BlockList } from 'node:net';
import { addressList, forbiddenAddresses, holds, privateAddresses } from './address-ranges.js';
import { OwnServices } from './own-services.js';

/** Usual ports of cameras and media servers. */
const usualPorts: ReadonlySet<number> = new Set([80, 443, 554, 8080, 8443, 8554]);
const firstFreePort = 1024;

/**
 * Decides where we may connect to (R-SSRF-2): public addresses at the usual ports of cameras and media servers; private networks
 * and loopback only inside ALLOWED_NETWORKS, there also at any port from 1024; never this server itself or its database.
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

  /**
   * @param address an IP address of a connection, never a name
   * @param publicOnly without regard to ALLOWED_NETWORKS
   */
  async permits(address: string, port: number, publicOnly = false): Promise<boolean> {
    if (holds(forbiddenAddresses, address)) return false;
    const isAllowed = !publicOnly && holds(this.allowed, address);
    if (!isAllowed && holds(privateAddresses, address)) return false;
    if (!usualPorts.has(port) && !(isAllowed && port >= firstFreePort)) return false;
    return !(await this.own.listenAt(address, port));
  }
}
