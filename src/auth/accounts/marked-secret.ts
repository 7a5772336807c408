import { crc32 } from 'node:zlib';
import { base62, randomBase62 } from './secrets.js';

/**
 * `cga`: an app password; `cgk`: a user's API key; `cgc`: a client secret; `cgi`: an invitation. Scanners of leaked secrets look for
 * `\bcg[akci]_[0-9A-Za-z]{36}\b`.
 */
export type SecretMark = 'cga' | 'cgk' | 'cgc' | 'cgi';

const form = /^(cg[akci]_[0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/** Mark, 30 random letters and digits (178 bits), and 6 of a checksum (R-ENT-2). */
export function markedSecret(mark: SecretMark): string {
  const body = `${mark}_${randomBase62(30)}`;
  return body + checksum(body);
}

/**
 * Whether it has the form of one of ours but a wrong checksum. Saves a query; it authenticates nobody, because anybody can
 * compute a checksum.
 */
export function isMistyped(secret: string): boolean {
  const [, body, sum] = form.exec(secret) ?? [];
  return body !== undefined && sum !== checksum(body);
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < 6) {
    digits = (base62[rest % 62] ?? '') + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
