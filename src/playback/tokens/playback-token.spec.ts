import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { looksLikePlaybackToken, type PlaybackClaims, PlaybackTokenForm } from './playback-token.js';

const key = randomBytes(32);
const form = new PlaybackTokenForm(key, 'a1b2c3d4');
const claims: PlaybackClaims = { action: 'play', userId: 2_147_483_647, epoch: 7, expiresAt: 4_102_444_800 };

describe('a playback token', () => {
  it('says what was put into it, for its camera only', () => {
    const token = form.write(claims, 'north/gate');
    expect(form.read(token, 'north/gate')).toEqual(claims);
    expect(form.read(form.write({ ...claims, action: 'publish' }, 'gate'), 'gate')?.action).toBe('publish');
    const bases = [
      { kind: 'session', id: '0189f7c2-5a1e-4c55-9d1f-00ff00ff00ff' },
      { kind: 'api-key', id: 'ff00112233445566778899aabbccddee' },
    ] as const;
    for (const basis of bases)
      expect(form.read(form.write({ ...claims, basis }, 'gate'), 'gate')?.basis).toEqual(basis);
    for (const other of ['north/gate2', 'north', 'gate', 'North/gate', 'north/gate ', ''])
      expect(form.read(token, other)).toBeUndefined();
  });

  it('is 70 characters of a URL, and names no camera', () => {
    const token = form.write(claims, 'north/gate');
    expect(token).toMatch(/^4\.[\w-]{68}$/);
    expect(looksLikePlaybackToken(token)).toBe(true);
    expect(Buffer.from(token.slice(2), 'base64url').toString('latin1')).not.toContain('gate');
  });

  it('is void with any bit changed, and in any other spelling', () => {
    const token = form.write(claims, 'gate');
    const bytes = Buffer.from(token.slice(2), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(form.read(`4.${altered.toString('base64url')}`, 'gate')).toBeUndefined();
    }
    const padded = token.slice(0, -1) + String.fromCodePoint((token.codePointAt(token.length - 1) ?? 0) + 1);
    for (const other of [
      padded,
      `${token}=`,
      `${token}A`,
      token.slice(0, -1),
      token.slice(2),
      ` ${token}`,
      `3${token.slice(1)}`,
    ])
      expect(form.read(other, 'gate')).toBeUndefined();
  });

  it('is void under another key, and under another name of the same key', () => {
    const token = form.write(claims, 'gate');
    expect(new PlaybackTokenForm(randomBytes(32), 'a1b2c3d4').read(token, 'gate')).toBeUndefined();
    expect(new PlaybackTokenForm(key, 'a1b2c3d5').read(token, 'gate')).toBeUndefined();
  });

  it('ends with 16 bytes of HMAC-SHA-256 over everything before and the name', () => {
    const bytes = Buffer.from(form.write(claims, 'tor/süd').slice(2), 'base64url');
    const code = createHmac('sha256', key)
      .update(Buffer.concat([bytes.subarray(0, 35), Buffer.from('tor/süd')]))
      .digest();
    expect(bytes.subarray(35)).toEqual(code.subarray(0, 16));
  });

  it('costs a few times its HMAC at most', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `organization/camera-${index}`);
    const costOf = (work: (name: string) => unknown): number => {
      const begun = process.cpuUsage();
      for (const name of names) work(name);
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    const bare = (name: string): Buffer => createHmac('sha256', key).update(name).digest();
    costOf(bare);
    costOf((name) => form.write(claims, name));
    expect(costOf((name) => form.write(claims, name))).toBeLessThan(5 * costOf(bare));
  });
});
