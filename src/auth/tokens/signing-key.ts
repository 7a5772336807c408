import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A public key as the published key set shows it (RFC 7517): never a private member. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
  readonly kid: string;
}

export interface NewSigningKey {
  readonly jwk: PublicJwk;
  /** PKCS#8 in PEM. */
  readonly privatePem: string;
}

/** A fresh P-256 pair, named by its thumbprint. */
export function generateSigningKey(): NewSigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { jwk: toPublicJwk(publicKey), privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** @throws Error when a stored key is not a P-256 key */
export function readPublicKey(jwk: Readonly<Record<string, string>>): {
  readonly jwk: PublicJwk;
  readonly key: KeyObject;
} {
  const { kty = '', crv = '', x = '', y = '' } = jwk;
  const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  return { jwk: toPublicJwk(key), key };
}

export function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem', type: 'pkcs8' });
}

function toPublicJwk(key: KeyObject): PublicJwk {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string')
    throw new Error('A signing key is not a P-256 key.');
  return { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: thumbprint(x, y) };
}

/** RFC 7638: SHA-256 over the required members in lexicographic order. */
function thumbprint(x: string, y: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }))
    .digest('base64url');
}
