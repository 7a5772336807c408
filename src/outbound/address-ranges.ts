import { BlockList, isIP } from 'node:net';

/** Never a valid target: spellings of this host, link-local, multicast, reserved and translated addresses. */
const neverValid = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2002::/16',
];

/** Metadata services that give machines their credentials, outside of link-local: AWS over IPv6, Alibaba, Oracle, Azure. */
const metadata = ['fd00:ec2::254/128', '100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'];

/** Private networks, and ranges that are not routed publicly (IANA special-purpose registries). */
const privateNetworks = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  // Loopback, and IPv4 addresses in an obsolete IPv6 spelling.
  '::/96',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fec0::/10',
];

/** What no setting opens (R-SSRF-2). */
export const forbiddenAddresses = addressList([...neverValid, ...metadata]);
/** What only ALLOWED_NETWORKS opens. */
export const privateAddresses = addressList(privateNetworks);

/** @param networks CIDR ranges or single addresses */
export function addressList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Also finds an IPv4 address in its IPv6 spelling (`::ffff:127.0.0.1`). */
export function holds(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
