import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { isIPv6, type Socket } from 'node:net';
import type { Config } from '#config';
import { plainAddress, TrustedProxies } from './trusted-proxies.js';

/** An exceeded limit is logged at most once in this time, however many attempts there are. */
const quietMilliseconds = 60_000;

/**
 * Limits the open connections of one address and closes further ones. A trusted proxy is exempt: it carries everybody's
 * requests.
 */
export function limitConnections(server: FastifyInstance, { connectionsPerAddress, trustProxy }: Config): void {
  if (connectionsPerAddress === 0) return;
  const open = new Map<string, number>();
  const proxies = new TrustedProxies(trustProxy);
  const warn = warnSeldom(server.log);
  server.server.on('connection', (socket: Socket) => {
    const ip = plainAddress(socket.remoteAddress ?? '');
    if (proxies.has(ip)) return;
    const holder = holderOf(ip);
    const count = open.get(holder) ?? 0;
    if (count >= connectionsPerAddress) {
      warn(holder);
      socket.destroy();
      return;
    }
    open.set(holder, count + 1);
    socket.once('close', () => {
      const left = (open.get(holder) ?? 1) - 1;
      if (left === 0) open.delete(holder);
      else open.set(holder, left);
    });
  });
}

/** A client with one IPv6 address usually has its whole /64. */
function holderOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const first = head.split(':').filter(Boolean);
  const last = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

function warnSeldom(log: FastifyBaseLogger): (ip: string) => void {
  let silentUntil = 0;
  return (ip) => {
    const now = performance.now();
    if (now < silentUntil) return;
    silentUntil = now + quietMilliseconds;
    log.warn({ ip }, 'an address holds too many connections (MAX_CONNECTIONS_PER_ADDRESS)');
  };
}
