import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Origin } from '#auth';
import { originOf } from '../http/request.js';

const nearby: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Where a viewer is, as the media server states it. Throttles count by it, so a stranger who asks in a media server's place
 * must not choose it: it is believed where questions bring a secret, else from neighbours only.
 * @param address an address, with or without a port
 */
export function viewerOriginOf(request: FastifyRequest, address: string | undefined, hasSecret: boolean): Origin {
  const asked = originOf(request);
  const ip = addressIn(address);
  return ip !== undefined && (hasSecret || isNearby(asked.ip)) ? { ...asked, ip } : asked;
}

function isNearby(ip: string): boolean {
  return ipaddr.isValid(ip) && nearby.has(ipaddr.process(ip).range());
}

/** `192.0.2.1`, `192.0.2.1:554`, `::1`, `[::1]:554`. */
function addressIn(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 64) return undefined;
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? (/^[^:]+:\d+$/.test(address) ? address.split(':')[0] : address);
  return bare !== undefined && ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : undefined;
}
