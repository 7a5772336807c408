import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of a refresh token; genuine only when its MAC matches the session's seed. */
export interface RefreshTokenParts {
  readonly prefix: string;
  readonly sessionId: string;
  readonly generation: number;
  readonly mac: Buffer;
}

export type RefreshProfile = 'watcher' | 'native';

export const refreshPrefixes: Readonly<Record<RefreshProfile, string>> = { watcher: 'wrt_', native: 'cgr_' };

const form = /^(wrt_|cgr_)([A-Za-z0-9_-]{70})$/;

/**
 * Refresh tokens are derived, not stored: prefix, then base64url of session id (16 bytes), generation (4) and
 * HMAC-SHA-256 (32) over all of these and the session's random seed. A leak of the database alone does not allow forging, nor
 * does a leak of the key alone (security.md §7.3).
 */
export function deriveRefreshToken(
  key: Buffer,
  seed: Buffer,
  prefix: string,
  sessionId: string,
  generation: number,
): string {
  const head = headOf(sessionId, generation);
  return prefix + Buffer.concat([head, macOf(key, seed, prefix, head)]).toString('base64url');
}

/** Undefined for anything that is not in canonical form. */
export function parseRefreshToken(token: string): RefreshTokenParts | undefined {
  const [, prefix, body] = form.exec(token) ?? [];
  if (prefix === undefined || body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length !== 52 || bytes.toString('base64url') !== body) return undefined;
  const hex = bytes.toString('hex', 0, 16);
  const sessionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { prefix, sessionId, generation: bytes.readUInt32BE(16), mac: bytes.subarray(20) };
}

/** Whether we issued it under one of these keys, each compared in constant time. */
export function isGenuine(parts: RefreshTokenParts, keys: readonly Buffer[], seed: Buffer): boolean {
  const head = headOf(parts.sessionId, parts.generation);
  return keys.some((key) => timingSafeEqual(parts.mac, macOf(key, seed, parts.prefix, head)));
}

function headOf(sessionId: string, generation: number): Buffer {
  const head = Buffer.alloc(20);
  head.write(sessionId.replaceAll('-', ''), 0, 'hex');
  head.writeUInt32BE(generation, 16);
  return head;
}

function macOf(key: Buffer, seed: Buffer, prefix: string, head: Buffer): Buffer {
  return createHmac('sha256', key).update('rt1').update(prefix).update(head).update(seed).digest();
}
