import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** ES256 signs every token; RS256 only the ID tokens of clients that ask for it (OpenID Connect Discovery demands it). */
export const signingAlgorithms = ['ES256', 'RS256'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

interface EllipticJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
  readonly kid: string;
}

interface RsaJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
}

/** A public key as the published key set shows it (RFC 7517): never a private member. */
export type PublicJwk = EllipticJwk | RsaJwk;

export interface NewSigningKey {
  readonly jwk: PublicJwk;
  /** PKCS#8 in PEM. */
  readonly privatePem: string;
}

const generate = promisify(generateKeyPair);

/** A fresh pair, P-256 or RSA of 2048 bits, named by its thumbprint; made off the event loop, because RSA takes 0.1 s. */
export async function generateSigningKey(algorithm: SigningAlgorithm = 'ES256'): Promise<NewSigningKey> {
  const { privateKey, publicKey } =
    algorithm === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 });
  return { jwk: toPublicJwk(publicKey), privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** @throws Error when a stored key is neither a P-256 key nor an RSA key */
export function readPublicKey(jwk: Readonly<Record<string, string>>): {
  readonly jwk: PublicJwk;
  readonly key: KeyObject;
} {
  const { kty = '', crv = '', x = '', y = '', n = '', e = '' } = jwk;
  const key = createPublicKey({ key: kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }, format: 'jwk' });
  return { jwk: toPublicJwk(key), key };
}

/** The members that make up the key; the others follow from them. */
export function storedMembers(jwk: PublicJwk): Record<string, string> {
  return jwk.kty === 'EC' ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y } : { kty: jwk.kty, n: jwk.n, e: jwk.e };
}

export function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem', type: 'pkcs8' });
}

function toPublicJwk(key: KeyObject): PublicJwk {
  const { kty, crv, x, y, n, e } = key.export({ format: 'jwk' });
  if (kty === 'EC' && crv === 'P-256' && typeof x === 'string' && typeof y === 'string')
    return { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: thumbprint({ crv, kty, x, y }) };
  if (kty === 'RSA' && typeof n === 'string' && typeof e === 'string')
    return { kty, n, e, use: 'sig', alg: 'RS256', kid: thumbprint({ e, kty, n }) };
  throw new Error('A signing key is neither a P-256 key nor an RSA key.');
}

/** RFC 7638: SHA-256 over the required members, which are given in lexicographic order. */
function thumbprint(members: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
