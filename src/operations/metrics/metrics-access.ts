import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Why somebody may not read the metrics: an error code. */
export type MetricsRefusal = 'credential.missing' | 'token.invalid' | 'object.forbidden';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What proxies add: a request that has one of them is somebody else's, whatever address it comes from. */
const proxies = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Who may read the metrics: who presents METRICS_TOKEN; where none is set, programs of this machine only. A proxy on this machine
 * brings strangers from a loopback address: what it forwarded is refused, by its headers or by the host that was asked for.
 * @returns undefined: the request may read them
 */
export function refusalOfMetrics(
  token: string | undefined,
  address: string | undefined,
  headers: IncomingHttpHeaders,
): MetricsRefusal | undefined {
  if (token !== undefined) {
    const [, presented] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (presented === undefined) return 'credential.missing';
    return isSame(presented, token) ? undefined : 'token.invalid';
  }
  const isOwn =
    isLoopback(address ?? '') && isOwnHost(headers.host) && proxies.every((name) => headers[name] === undefined);
  return isOwn ? undefined : 'object.forbidden';
}

/** In the same time, however much of it is right. */
function isSame(presented: string, token: string): boolean {
  return timingSafeEqual(digest(presented), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The name that a page's script would have made lead here (DNS rebinding) is no name of this machine. */
function isOwnHost(host: string | undefined): boolean {
  const name = /^(\[[^\]]+\]|[^:]*)(?::\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase() ?? '';
  return name === 'localhost' || isLoopback(name.replace(/^\[(.*)\]$/, '$1'));
}

function isLoopback(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
