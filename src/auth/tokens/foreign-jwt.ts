import { createPublicKey, constants, type KeyObject, verify } from 'node:crypto';
import { decodePart } from './access-token.verifier.js';

/** How clients may sign what they present to us; never `none`, never with a shared secret. */
export const foreignAlgorithms = ['ES256', 'RS256', 'PS256'] as const;
export type ForeignAlgorithm = (typeof foreignAlgorithms)[number];

/** A JWT that somebody else made. Its signature is not verified yet. */
export interface ForeignJwt {
  readonly algorithm: ForeignAlgorithm;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Buffer;
}

const lengthLimit = 8192;
const form = /^([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
const smallestModulus = 2048;
const largestModulus = 4096;

/** Reads a JWT strictly; undefined for anything else, for other algorithms, and for extensions that must be understood. */
export function readForeignJwt(text: string): ForeignJwt | undefined {
  const [, signed, last] = text.length <= lengthLimit ? (form.exec(text) ?? []) : [];
  if (signed === undefined || last === undefined) return undefined;
  const [first = '', second = ''] = signed.split('.');
  const header = decodePart(first);
  const payload = decodePart(second);
  const algorithm = foreignAlgorithms.find((known) => known === header?.['alg']);
  if (header === undefined || payload === undefined || algorithm === undefined || 'crit' in header) return undefined;
  return { algorithm, header, payload, signed, signature: Buffer.from(last, 'base64url') };
}

/** The public key in a JWK that fits an algorithm; undefined for another kind of key, a private or a weak one. */
export function publicKeyOf(jwk: unknown, algorithm: ForeignAlgorithm): KeyObject | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { kty, crv, x, y, n, e } = jwk as Readonly<Record<string, unknown>>;
  if ('d' in jwk || 'k' in jwk) return undefined;
  try {
    if (algorithm === 'ES256') {
      if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined;
      return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
    }
    if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string') return undefined;
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return bits >= smallestModulus && bits <= largestModulus ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The key of a JWK Set that `kid` names, or the only one that fits the algorithm. */
export function keyFor({ header, algorithm }: ForeignJwt, jwks: object | undefined): KeyObject | undefined {
  const keys: unknown = jwks !== undefined && 'keys' in jwks ? jwks.keys : [];
  const { kid } = header;
  const fitting = (Array.isArray(keys) ? (keys as readonly unknown[]) : []).flatMap((jwk) => {
    if (typeof jwk !== 'object' || jwk === null) return [];
    const { kid: name, alg, use } = jwk as Readonly<Record<string, unknown>>;
    if (kid !== undefined && name !== kid) return [];
    if ((alg !== undefined && alg !== algorithm) || (use !== undefined && use !== 'sig')) return [];
    const key = publicKeyOf(jwk, algorithm);
    return key === undefined ? [] : [key];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

export function isSignedBy({ algorithm, signed, signature }: ForeignJwt, key: KeyObject): boolean {
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants;
  const how = {
    ES256: { dsaEncoding: 'ieee-p1363' },
    RS256: { padding: RSA_PKCS1_PADDING },
    PS256: { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST },
  } as const;
  return verify('sha256', Buffer.from(signed), { key, ...how[algorithm] }, signature);
}

/** A claim that is a text of 1 to 255 characters. */
export function textClaim({ payload }: ForeignJwt, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 255 ? value : undefined;
}

/** A claim that is a time in seconds since 1970; fractions, which some libraries send, are cut off. */
export function timeClaim({ payload }: ForeignJwt, name: string): number | undefined {
  const value = payload[name];
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? Math.floor(value) : undefined;
}
