import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Origin } from '#auth';
import { originOf } from '../http/request.js';

const nearby: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Where a viewer is, as the media server says. Throttles count by it, so a stranger who asks in a media server's place
 * must not choose it: it is believed where questions bring a secret, else from neighbours only.
 * @param said an address, with or without a port
 */
export function viewerOf(request: FastifyRequest, said: string | undefined, hasSecret: boolean): Origin {
  const asked = originOf(request);
  const ip = addressIn(said);
  return ip !== undefined && (hasSecret || isNearby(asked.ip)) ? { ...asked, ip } : asked;
}

function isNearby(ip: string): boolean {
  return ipaddr.isValid(ip) && nearby.has(ipaddr.process(ip).range());
}

/** `192.0.2.1`, `192.0.2.1:554`, `::1`, `[::1]:554`. */
function addressIn(said: string | undefined): string | undefined {
  if (said === undefined || said.length > 64) return undefined;
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(said)?.[1] ?? (/^[^:]+:\d+$/.test(said) ? said.split(':')[0] : said);
  return bare !== undefined && ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : undefined;
}
