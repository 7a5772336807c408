import ipaddr from 'ipaddr.js';

/** What counts as one address: an IPv4 address, or an IPv6 /64, because one household has billions of addresses (R-LOCK-1). */
export function addressGroup(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${address.toByteArray().slice(0, 8).join('.')}/64`;
}
