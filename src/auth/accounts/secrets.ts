import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random letters and digits, each worth 5.95 bits; every one equally likely (a plain remainder would be biased). */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += base62[byte % 62] ?? '';
    }
  }
  return text;
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** What we store of a secret of 160 random bits or more: it cannot be guessed, so a fast hash is enough (ASVS 6.5.2). */
export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** Compares digests in constant time (R-ENUM-3). */
export function sameDigest(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
