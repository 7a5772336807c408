import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { BlockList, isIPv6, type Socket } from 'node:net';
import type { Config } from '#config';

/** Named ranges in `TRUST_PROXY` (Fastify's own names). */
const namedNetworks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** An exceeded limit is logged at most once in this time, however many attempts there are. */
const quietMilliseconds = 60_000;

/**
 * Limits the open connections of one address and closes further ones. A trusted proxy is exempt: it carries everybody's
 * requests.
 */
export function limitConnections(server: FastifyInstance, { connectionsPerAddress, trustProxy }: Config): void {
  if (connectionsPerAddress === 0) return;
  const open = new Map<string, number>();
  const proxies = addressesOf(trustProxy);
  const warn = warnSeldom(server.log);
  server.server.on('connection', (socket: Socket) => {
    const ip = plainAddress(socket.remoteAddress ?? '');
    if (proxies.check(ip, familyOf(ip))) return;
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

/** An IPv4 address on an IPv6 socket, in its IPv4 form. */
function plainAddress(ip: string): string {
  return ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice('::ffff:'.length) : ip;
}

function addressesOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.flatMap((name) => namedNetworks[name] ?? [name])) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

function familyOf(ip: string): 'ipv4' | 'ipv6' {
  return isIPv6(ip) ? 'ipv6' : 'ipv4';
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
