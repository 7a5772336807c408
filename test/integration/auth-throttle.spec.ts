import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import { SignInService, UsersService, type Origin, type SignInOptions } from '#auth';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../src/auth/accounts/password-hasher.js';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

const password = 'correct horse battery staple';
const options: SignInOptions = {
  profile: 'native',
  accessSeconds: 900,
  refreshSeconds: 86_400,
  rotation: 'grace',
  sessionKey: false,
};
const at = (ip: string): Origin => ({ ...origin, ip });

let database: TestDatabase;
let app: INestApplicationContext;
let clock: ManualClock;
let signIn: SignInService;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, clock } = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '1000' }));
  signIn = app.get(SignInService);
  for (const login of ['ann', 'bob', 'cid', 'dee']) await app.get(UsersService).create({ login, password });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
afterEach(() => {
  clock.home();
  vi.restoreAllMocks();
});

async function attempt(login: string, secret: string, ip: string): Promise<string> {
  return signIn.withPassword(login, secret, options, at(ip)).then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe('guessing', () => {
  it.each([
    ['ann', 'authn_login_successafterfail'],
    ['nobody', 'authn_login_fail'],
  ])('at %s is slowed down after five failures, the right password too (R-LOCK-1)', async (login, event) => {
    const answers: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) answers.push(await attempt(login, 'wrong password', '192.0.2.10'));
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'password.wrong'), 'attempts.exceeded']);
    expect(await attempt(login, password, '192.0.2.10')).toBe('attempts.exceeded');
    clock.travel(1.1);
    expect(await attempt(login, password, '192.0.2.10')).toBe(login === 'ann' ? 'accepted' : 'password.wrong');
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['authn_login_fail', 'authn_login_lock', 'authn_login_fail_max', event]),
    );
  });

  it('from many addresses silently delays strangers, and never the address that the owner uses (R-LOCK-2)', async () => {
    expect(await attempt('bob', password, '192.0.2.20')).toBe('accepted');
    for (let guess = 0; guess < 30; guess += 1) await attempt('bob', 'wrong password', `198.51.100.${guess}`);
    expect(await attempt('bob', password, '203.0.113.1')).toBe('password.wrong');
    expect(await attempt('bob', password, '192.0.2.20')).toBe('accepted');
    clock.travel(61);
    expect(await attempt('bob', password, '203.0.113.2')).toBe('accepted');
  });
});

describe('people behind one address, a proxy’s or a provider’s', () => {
  const proxy = '192.0.2.99';
  let strict: SignInService;
  let other: Awaited<ReturnType<typeof openAuth>>;

  beforeAll(async () => {
    // 2 failures a minute for an account from an address, 40 for the address.
    other = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '2' }, clock);
    strict = other.app.get(SignInService);
    for (const login of ['eve', 'fay', 'gus']) await app.get(UsersService).create({ login, password });
  });
  afterAll(() => other.app.close());

  const from = (login: string, secret: string, ip = proxy): Promise<string> =>
    strict.withPassword(login, secret, options, at(ip)).then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  it('sign in while one of them guesses; only guesses at many accounts delay strangers there (R-LOCK-3)', async () => {
    expect(await from('eve', password)).toBe('accepted');
    for (let guess = 0; guess < 5; guess += 1) await from('gus', 'wrong password');
    expect(await from('gus', password)).toBe('attempts.exceeded');
    expect(await from('gus', password, '192.0.2.98')).toBe('accepted');
    for (let guess = 0; guess < 37; guess += 1) expect(await from(`nobody-${guess}`, 'a guess')).toBe('password.wrong');
    // Nobody has ever signed in as fay, from anywhere.
    expect(await from('fay', password)).toBe('accepted');
    expect(await from('nobody-37', 'a guess')).toBe('password.wrong');
    expect(await from('nobody-38', 'a guess')).toBe('attempts.exceeded');
    expect(await from('gus', password)).toBe('attempts.exceeded');
    expect(await from('nobody-38', 'a guess', '192.0.2.98')).toBe('password.wrong');
  });

  it('sign in where they did within 30 days, and a guess does not show who did (R-LOCK-2)', async () => {
    expect(await from('eve', password)).toBe('accepted');
    expect(await from('EVE ', password)).toBe('accepted');
    expect(await from('eve', 'wrong password')).toBe('attempts.exceeded');
    expect(await from('eve', password)).toBe('accepted');
    for (let guess = 0; guess < 2; guess += 1) expect(await from('eve', 'wrong')).toBe('attempts.exceeded');
    expect(await from('eve', password)).toBe('attempts.exceeded');
    clock.travel(61);
    expect(await from('nobody-39', 'a guess')).toBe('password.wrong');
  });

  it('are remembered by the next start, for 30 days', async () => {
    const block = async (signIns: SignInService): Promise<void> => {
      for (let guess = 0; guess < 30; guess += 1)
        await signIns.withPassword('eve', 'wrong', options, at(`198.51.100.${guess}`)).catch(() => undefined);
    };
    const next = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '2' }, clock);
    try {
      const signIns = next.app.get(SignInService);
      await block(signIns);
      const code = (error: unknown): unknown => (error instanceof DomainError ? error.code : error);
      const elsewhere = await signIns.withPassword('eve', password, options, at('203.0.113.9')).catch(code);
      expect(elsewhere).toBe('password.wrong');
      expect(await signIns.withPassword('eve', password, options, at(proxy)).catch(code)).toHaveProperty('accessToken');
      clock.travel(31 * 86_400);
      await block(signIns);
      expect(await signIns.withPassword('eve', password, options, at(proxy)).catch(code)).toBe('password.wrong');
    } finally {
      await next.app.close();
    }
  });
});

describe('a login that leads nowhere', () => {
  it.each([
    ['unknown', 'nobody at all'],
    ['disabled', 'cid'],
    ['without a password', 'dee'],
    ['unaskable', 'nul \0 byte'],
  ])('(%s) costs the same hash as one that exists (R-ENUM-2)', async (kind, login) => {
    if (kind === 'disabled') await app.get(UsersService).disable(login);
    if (kind === 'without a password')
      await app.get(DataSource).query(`UPDATE users SET password_hash = NULL WHERE login = 'dee'`);
    const decoy = vi.spyOn(app.get(PasswordHasher, { strict: false }), 'verifyDecoy');
    expect(await attempt(login, password, `203.0.113.${10 + kind.length}`)).toBe('password.wrong');
    expect(decoy).toHaveBeenCalledTimes(1);
  });
});
