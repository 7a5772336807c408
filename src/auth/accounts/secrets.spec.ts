import { describe, expect, it } from 'vitest';
import { isMistyped, markedSecret } from './marked-secret.js';
import { digest, randomBase62, sameDigest } from './secrets.js';

describe('a secret we make', () => {
  it('is random in every place, all letters and digits alike (R-ENT-1)', () => {
    const counts = new Map<string, number>();
    for (const letter of randomBase62(62_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(250);
    expect(new Set(Array.from({ length: 1000 }, () => randomBase62(27))).size).toBe(1000);
  });

  it('shows its kind and whether it was mistyped (R-ENT-2)', () => {
    for (const mark of ['cgk', 'cgc'] as const) {
      const secret = markedSecret(mark);
      expect(secret).toMatch(/\bcg[kc]_[0-9A-Za-z]{36}\b/);
      expect(isMistyped(secret)).toBe(false);
      const at = 10;
      expect(isMistyped(secret.slice(0, at) + (secret[at] === 'x' ? 'y' : 'x') + secret.slice(at + 1))).toBe(true);
    }
    expect(isMistyped('another kind of secret')).toBe(false);
  });

  it('is compared by digest (R-ENUM-3)', () => {
    expect(sameDigest(digest('one'), digest('one'))).toBe(true);
    expect(sameDigest(digest('one'), digest('two'))).toBe(false);
    expect(sameDigest(digest('one'), Buffer.from('short'))).toBe(false);
  });
});
