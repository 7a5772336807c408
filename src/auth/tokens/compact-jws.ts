import { type KeyObject, sign } from 'node:crypto';

/** The protected header of our access tokens. */
export interface AccessTokenHeader {
  readonly alg: 'ES256';
  readonly typ: string;
  readonly kid: string;
}

/**
 * A JWS in compact form, signed with ES256 (RFC 7515 §7.1, RFC 7518 §3.4). For access tokens, which are issued thousands of
 * times a second: around the same signature jsonwebtoken spends as much again.
 */
export function signCompact(
  header: AccessTokenHeader,
  claims: Readonly<Record<string, unknown>>,
  key: KeyObject,
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
