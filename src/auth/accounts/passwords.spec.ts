import { DomainError } from '#errors';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { PasswordHasher } from './password-hasher.js';
import { checkNewPassword } from './password-rules.js';

const reasonOf = (password: string, login = 'ann.smith@example.org'): string => {
  try {
    checkNewPassword(password, login);
    return 'accepted';
  } catch (error) {
    return error instanceof DomainError ? (error.context.reason ?? error.code) : String(error);
  }
};

describe('a new password (R-PWD-3)', () => {
  it.each([
    ['seven ch', 'accepted'],
    ['1234567', 'too-short'],
    ['пароль мира', 'accepted'],
    ['🔑🔑🔑🔑🔑🔑🔑', 'too-short'],
    ['no rules of composition here', 'accepted'],
    [`${'long enough '.repeat(10)}!`, 'accepted'],
    ['x'.repeat(127) + 'yz', 'too-long'],
    ['🔑a'.repeat(64), 'accepted'],
    ['\ud800 lone surrogate', 'unreadable'],
    ['a nul \0 inside', 'unreadable'],
    ['password', 'common'],
    ['PassWord', 'common'],
    ['1234567890', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['ann.smith@example.org', 'obvious'],
    ['ann.smith-2027!', 'obvious'],
    ['Camgate2027', 'obvious'],
    ['camgate-watcher', 'obvious'],
    ['camgate is a good name', 'accepted'],
    ['7204961853', 'accepted'],
  ])('%j is %s', (password, reason) => expect(reasonOf(password)).toBe(reason));
});

describe('the hasher', () => {
  const hasher = new PasswordHasher();

  it('makes argon2id with the parameters of R-PWD-1, never twice the same', async () => {
    const [one, two] = await Promise.all([hasher.hash('a password'), hasher.hash('a password')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify(one, 'a password')).toBe(true);
    expect(await hasher.verify(one, 'A password')).toBe(false);
    expect(await hasher.verify(one, 'a password ')).toBe(false);
  });

  it('recognizes a hash with weaker parameters (R-PWD-1)', async () => {
    expect(hasher.needsRehash(await hasher.hash('a password'))).toBe(false);
    expect(hasher.needsRehash(await hash('a password', { memoryCost: 9216, timeCost: 2 }))).toBe(true);
    expect(hasher.needsRehash(await hash('a password', { memoryCost: 19_456, timeCost: 1 }))).toBe(true);
  });

  it.each([
    ['2 GiB, 50 passes', '$argon2id$v=19$m=2097152,t=50,p=1$'],
    ['more than 256 MiB', '$argon2id$v=19$m=262145,t=1,p=1$'],
    ['more than 10 passes', '$argon2id$v=19$m=64,t=11,p=1$'],
    ['more than 4 lanes', '$argon2id$v=19$m=64,t=1,p=5$'],
    ['argon2i', '$argon2i$v=19$m=64,t=1,p=1$'],
    ['bcrypt', '$2b$12$'],
  ])('does not compute a stored hash of %s (R-PWD-2)', async (_, prefix) => {
    const stored = `${prefix}c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b27LQRdescudvJCsgt3ub+b27s`;
    const begun = performance.now();
    expect(await hasher.verify(stored, 'a password')).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('does not hash more than 1 KiB (R-PWD-3)', async () => {
    const stored = await hash('x'.repeat(2000));
    expect(await hasher.verify(stored, 'x'.repeat(2000))).toBe(false);
    expect(await hasher.verifyDecoy('x'.repeat(10_000_000))).toBe(false);
  });

  it('hashes two at a time, queues 64 and rejects the rest (R-PWD-5)', async () => {
    const crowded = new PasswordHasher();
    const answers = await Promise.allSettled(Array.from({ length: 70 }, () => crowded.hash('a password')));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(4);
    expect(refused.every(({ reason }) => reason instanceof DomainError && reason.code === 'auth.busy')).toBe(true);
    expect(await crowded.verify(await crowded.hash('again'), 'again')).toBe(true);
  });
});
