import ipaddr from 'ipaddr.js';

/** What counts as one address: an IPv4 address, or an IPv6 /64, of which one household has billions (R-LOCK-1). */
export function addressGroup(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${address.toByteArray().slice(0, 8).join('.')}/64`;
}
