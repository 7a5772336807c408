import { BlockList, isIPv6 } from 'node:net';

/** Named ranges in `TRUST_PROXY` (Fastify's own names). */
const namedNetworks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** The addresses of `TRUST_PROXY`. */
export class TrustedProxies {
  private readonly addresses: BlockList;

  constructor(networks: readonly string[]) {
    this.addresses = addressesOf(networks);
  }

  has(address: string): boolean {
    const ip = plainAddress(address);
    return this.addresses.check(ip, familyOf(ip));
  }
}

/** An IPv4 address on an IPv6 socket, in its IPv4 form. */
export function plainAddress(ip: string): string {
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
