import { isIP } from 'node:net';

/** Who an authenticator makes and uses passkeys for (WebAuthn Level 3 §4). */
export interface RelyingParty {
  /** The host of the issuer: a passkey works at no other one. */
  readonly id: string;
  /** The only origin whose pages may use them. */
  readonly origin: string;
}

/**
 * The relying party of an issuer; undefined where browsers offer no passkeys: without encryption elsewhere than on localhost,
 * and where the host is an address.
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | undefined {
  const { protocol, hostname, origin } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  return protocol === 'https:' || isLocal ? { id: hostname, origin } : undefined;
}
