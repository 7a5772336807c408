import { OutboundError } from './outbound-error.js';

const longestUrl = 2048;
const httpPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const streamPorts: Readonly<Record<string, number>> = { 'rtsp:': 554, 'rtsps:': 322 };
const ports: Readonly<Record<string, number>> = { ...httpPorts, ...streamPorts };

/**
 * An http or https URL as the WHATWG parser reads it, which is the one reading that everything else uses (R-SSRF-1).
 * @throws OutboundError url.unusable for another scheme, a login, a fragment, or beyond 2,048 characters
 */
export function usableUrl(text: string): URL {
  return usable(text, httpPorts);
}

/** The same of an rtsp or rtsps URL. @throws OutboundError url.unusable */
export function usableStreamUrl(text: string): URL {
  return usable(text, streamPorts);
}

function usable(text: string, schemes: Readonly<Record<string, number>>): URL {
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.protocol in schemes && `${url.username}${url.password}${url.hash}` === '';
  if (!isPlain || url.hostname === '') throw new OutboundError('url.unusable');
  return url;
}

/** Without the brackets of an IPv6 address; `URL` has brought every spelling of an IPv4 address to the usual one. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf(url: URL): number {
  return url.port === '' ? (ports[url.protocol] ?? 0) : Number(url.port);
}
