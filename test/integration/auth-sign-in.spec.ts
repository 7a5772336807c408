import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import { AuthenticationService, SignInService, UsersService, type SignInOptions } from '#auth';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyAuditLog } from '../support/audit.js';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const password = 'correct horse battery staple';
const rotating: SignInOptions = {
  profile: 'native',
  accessSeconds: 900,
  refreshSeconds: 86_400,
  rotation: 'grace',
  sessionKey: false,
};
const lasting: SignInOptions = { ...rotating, profile: 'watcher', rotation: 'off', sessionKey: true };

let database: TestDatabase;
let app: INestApplicationContext;
let clock: ManualClock;
let dataSource: DataSource;
let signIn: SignInService;
let users: UsersService;
let authenticator: AuthenticationService;
let next = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, clock, dataSource } = await openAuth(database));
  signIn = app.get(SignInService);
  users = app.get(UsersService);
  authenticator = app.get(AuthenticationService);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  await auditedEvents(app);
  await emptyAuditLog(dataSource);
});
afterEach(() => clock.home());

async function person(options: { maxSessions?: number } = {}): Promise<{ id: number; login: string }> {
  next += 1;
  const { user } = await users.create({ login: `Person${next}`, password, ...options });
  return user;
}

function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

const bearer = (token: string, profile: 'native' | 'watcher' = 'native') =>
  authenticator.authenticate({ kind: 'access-token', token, accepts: [profile] }, origin);

describe('a person', () => {
  it('signs in without regard to the case of the login, and this is audited (R-LOG)', async () => {
    const { login, id } = await person();
    const signedIn = await signIn.withPassword(login.toUpperCase(), password, rotating, origin);
    expect(signedIn).toMatchObject({ caller: { kind: 'user', userId: id, login }, expiresInSeconds: 900 });
    expect(signedIn.refreshToken).toMatch(/^cgr_[A-Za-z0-9_-]{70}$/);
    expect(await bearer(signedIn.accessToken)).toMatchObject({ userId: id, sessionId: signedIn.caller.sessionId });
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['user_created', 'authn_login_success', 'session_created']),
    );
  });

  it('is rejected alike with a wrong password, with an unknown login, and when disabled (R-ENUM-1)', async () => {
    const { login, id } = await person();
    const answers = [
      await codeOf(signIn.withPassword(login, `${password}!`, rotating, origin)),
      await codeOf(signIn.withPassword('nobody', password, rotating, origin)),
    ];
    await users.disable(id);
    answers.push(await codeOf(signIn.withPassword(login, password, rotating, origin)));
    expect(answers).toEqual(['password.wrong', 'password.wrong', 'password.wrong']);
    expect((await auditedEvents(app)).filter((event) => event === 'authn_login_fail')).toHaveLength(3);
  });

  it('cannot have a login that differs from another only in case', async () => {
    const { login } = await person();
    expect(await codeOf(users.create({ login: login.toLowerCase(), password }))).toBe('login.taken');
  });

  it('is rejected at once when disabled: token, session key and refresh token', async () => {
    const { login, id } = await person();
    const signedIn = await signIn.withPassword(login, password, lasting, origin);
    const sessionKey = signedIn.sessionKey ?? '';
    expect(sessionKey).toMatch(/^[0-9A-Za-z]{27}$/);
    expect(await authenticator.authenticate({ kind: 'session-key', key: sessionKey }, origin)).toMatchObject({
      userId: id,
    });
    await bearer(signedIn.accessToken, 'watcher');
    await users.disable(login);
    expect(await codeOf(bearer(signedIn.accessToken, 'watcher'))).toBe('token.revoked');
    expect(await codeOf(authenticator.authenticate({ kind: 'session-key', key: sessionKey }, origin))).toBe(
      'session.invalid',
    );
    expect(await codeOf(signIn.refresh(signedIn.refreshToken, lasting, origin))).toBe('refresh.invalid');
    await users.enable(login);
    expect(await codeOf(signIn.refresh(signedIn.refreshToken, lasting, origin))).toBe('refresh.invalid');
  });

  it('loses every session with a new password, and must know the old one (R-PWD-4)', async () => {
    const { login, id } = await person();
    const signedIn = await signIn.withPassword(login, password, rotating, origin);
    await bearer(signedIn.accessToken);
    expect(await codeOf(users.setPassword(id, 'another fine password', 'not the old one'))).toBe('password.wrong');
    await bearer(signedIn.accessToken);
    await users.setPassword(id, 'another fine password', password);
    expect(await codeOf(bearer(signedIn.accessToken))).toBe('token.revoked');
    expect(await codeOf(signIn.withPassword(login, password, rotating, origin))).toBe('password.wrong');
    expect(await codeOf(signIn.withPassword(login, 'another fine password', rotating, origin))).toBe('accepted');
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['authn_password_change_fail', 'authn_password_change']),
    );
  });

  it('gets better hash parameters at the next sign-in, without a new epoch (R-PWD-1)', async () => {
    const { login, id } = await person();
    const { hash } = await import('@node-rs/argon2');
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await dataSource.query('UPDATE users SET password_hash = $1 WHERE id = $2', [weak, id]);
    await signIn.withPassword(login, password, rotating, origin);
    const [row] = await dataSource.query<{ password_hash: string; epoch: number }[]>(
      'SELECT password_hash, epoch FROM users WHERE id = $1',
      [id],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(row?.epoch).toBe(0);
    await signIn.withPassword(login, password, rotating, origin);
  });
});

describe('a rotating refresh token (R-REF-3)', () => {
  it('rotates once for 64 concurrent requests and gives all the same successor', async () => {
    const { login } = await person();
    const first = await signIn.withPassword(login, password, rotating, origin);
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => signIn.refresh(first.refreshToken, rotating, origin)),
    );
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(answers[0]?.refreshToken).not.toBe(first.refreshToken);
    const [row] = await dataSource.query<{ refresh_generation: number }[]>(
      'SELECT refresh_generation FROM sessions WHERE id = $1',
      [first.caller.sessionId],
    );
    expect(row?.refresh_generation).toBe(1);
    expect((await auditedEvents(app)).filter((event) => event === 'session_renewed')).toHaveLength(1);
    await signIn.refresh(answers[0]?.refreshToken ?? '', rotating, origin);
  });

  it('answers a repeated request for 10 s with the same successor, then ends the session (R-REF-4)', async () => {
    const { login } = await person();
    const first = await signIn.withPassword(login, password, rotating, origin);
    const second = await signIn.refresh(first.refreshToken, rotating, origin);
    clock.travel(9);
    expect((await signIn.refresh(first.refreshToken, rotating, origin)).refreshToken).toBe(second.refreshToken);
    clock.travel(2);
    await bearer(second.accessToken);
    expect(await codeOf(signIn.refresh(first.refreshToken, rotating, origin))).toBe('refresh.invalid');
    expect(await codeOf(bearer(second.accessToken))).toBe('token.revoked');
    expect(await codeOf(signIn.refresh(second.refreshToken, rotating, origin))).toBe('refresh.invalid');
    expect(await auditedEvents(app)).toContain('authn_token_reuse');
  });

  it('two generations old ends the session even within 10 s (R-REF-4)', async () => {
    const { login } = await person();
    const first = await signIn.withPassword(login, password, rotating, origin);
    const second = await signIn.refresh(first.refreshToken, rotating, origin);
    const third = await signIn.refresh(second.refreshToken, rotating, origin);
    expect(await codeOf(signIn.refresh(first.refreshToken, rotating, origin))).toBe('refresh.invalid');
    expect(await codeOf(signIn.refresh(third.refreshToken, rotating, origin))).toBe('refresh.invalid');
  });

  it('that is forged but names a real session ends nothing (R-REF-5)', async () => {
    const { login } = await person();
    const { refreshToken } = await signIn.withPassword(login, password, rotating, origin);
    for (let at = 4; at < refreshToken.length; at += 1) {
      const other = refreshToken[at] === 'A' ? 'B' : 'A';
      const forged = refreshToken.slice(0, at) + other + refreshToken.slice(at + 1);
      expect(await codeOf(signIn.refresh(forged, rotating, origin))).toBe('refresh.invalid');
    }
    expect(await codeOf(signIn.refresh(refreshToken.replace('cgr_', 'wrt_'), lasting, origin))).toBe('refresh.invalid');
    await signIn.refresh(refreshToken, rotating, origin);
  });

  it('expires unused, and absolutely after 90 days (R-REF-2, R-REF-6)', async () => {
    const { login } = await person();
    let { refreshToken } = await signIn.withPassword(login, password, rotating, origin);
    const { refreshToken: unused } = await signIn.withPassword(login, password, rotating, origin);
    for (let day = 0; day < 90; day += 1) {
      clock.travel(86_000);
      ({ refreshToken } = await signIn.refresh(refreshToken, rotating, origin));
    }
    clock.travel(36_001);
    expect(await codeOf(signIn.refresh(refreshToken, rotating, origin))).toBe('refresh.invalid');
    expect(await codeOf(signIn.refresh(unused, rotating, origin))).toBe('refresh.invalid');
    expect(await auditedEvents(app)).toContain('session_use_after_expire');
  });
});

describe('a lasting refresh token', () => {
  it('stays the same and is extended on use, with few writes', async () => {
    const { login } = await person();
    const first = await signIn.withPassword(login, password, lasting, origin);
    expect(first.refreshToken).toMatch(/^wrt_/);
    for (let day = 0; day < 5; day += 1) {
      clock.travel(86_000);
      expect((await signIn.refresh(first.refreshToken, lasting, origin)).refreshToken).toBe(first.refreshToken);
    }
    clock.travel(86_401);
    expect(await codeOf(signIn.refresh(first.refreshToken, lasting, origin))).toBe('refresh.invalid');
  });

  it('ends with its session, which either credential can end, repeatedly without an error', async () => {
    const { login } = await person();
    const signedIn = await signIn.withPassword(login, password, lasting, origin);
    await signIn.endByRefreshToken('wrt_nothing', origin);
    await signIn.endByRefreshToken(signedIn.refreshToken, origin);
    await signIn.endByRefreshToken(signedIn.refreshToken, origin);
    await signIn.end(signedIn.caller.sessionId ?? '', origin);
    await signIn.end('not a session', origin);
    expect(await codeOf(bearer(signedIn.accessToken, 'watcher'))).toBe('token.revoked');
    expect(await codeOf(signIn.refresh(signedIn.refreshToken, lasting, origin))).toBe('refresh.invalid');
    expect((await auditedEvents(app)).filter((event) => event === 'session_logout')).toHaveLength(1);
  });
});

describe('sessions', () => {
  it('beyond the limit end the oldest, at any concurrency', async () => {
    const { login, id } = await person({ maxSessions: 3 });
    await Promise.all(Array.from({ length: 12 }, () => signIn.withPassword(login, password, lasting, origin)));
    expect(await signIn.sessions(id)).toHaveLength(3);
    const oldest = (await signIn.sessions(id)).at(-1);
    clock.travel(1);
    const newest = await signIn.withPassword(login, password, lasting, origin);
    const ids = (await signIn.sessions(id)).map((session) => session.id);
    expect(ids[0]).toBe(newest.caller.sessionId);
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain(oldest?.id);
  });

  it('live on while their key is used', async () => {
    const { login } = await person();
    const { sessionKey = '' } = await signIn.withPassword(login, password, lasting, origin);
    for (let times = 0; times < 4; times += 1) {
      clock.travel(80_000);
      await authenticator.authenticate({ kind: 'session-key', key: sessionKey }, origin);
    }
    clock.travel(86_401);
    expect(await codeOf(authenticator.authenticate({ kind: 'session-key', key: sessionKey }, origin))).toBe(
      'session.invalid',
    );
  });

  it('store nothing that could be presented: seeds and hashes only (R-ENT-1, R-ENC)', async () => {
    const { login, id } = await person();
    const signedIn = await signIn.withPassword(login, password, lasting, origin);
    const [row] = await dataSource.query<{ all: string }[]>(
      'SELECT row_to_json(s)::text AS all FROM sessions s WHERE user_id = $1',
      [id],
    );
    for (const secret of [signedIn.sessionKey ?? '', signedIn.refreshToken, signedIn.accessToken])
      expect(row?.all).not.toContain(secret);
  });
});
