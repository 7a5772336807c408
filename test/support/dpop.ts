import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { createHash, type KeyObject, randomUUID, type webcrypto } from 'node:crypto';
import type { TestServer } from './server.js';

/** Somebody with a DPoP key. */
export interface KeyHolder {
  readonly key: webcrypto.CryptoKey | KeyObject;
  readonly jwk: JWK;
  readonly thumbprint: string;
}

export async function newHolder(alg = 'ES256'): Promise<KeyHolder> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { key: privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

export interface ProofOptions {
  readonly by: KeyHolder;
  readonly method?: string;
  readonly token?: string;
  readonly payload?: JWTPayload;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
}

/** A proof for one request, by the clock of the server. */
export function makeProof(
  { clock }: TestServer,
  url: string,
  { by, method = 'POST', token, payload, header, alg = 'ES256' }: ProofOptions,
): Promise<string> {
  const ath = token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') };
  return new SignJWT({ jti: randomUUID(), htm: method, htu: url, iat: clock.seconds(), ...ath, ...payload })
    .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: by.jwk, ...header })
    .sign(by.key);
}
