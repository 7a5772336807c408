import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import {
  AuthenticationService,
  PasswordRecoveryService,
  SignInService,
  type SignInOptions,
  type User,
  UsersService,
} from '#auth';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type MailServer, openMailServer, type ReceivedLetter } from '../support/smtp.js';

const password = 'correct horse battery staple';
const fresh = 'an entirely new passphrase';
const options: SignInOptions = {
  profile: 'watcher',
  accessSeconds: 900,
  refreshSeconds: 86_400,
  rotation: 'off',
  sessionKey: true,
};

let database: TestDatabase;
let server: MailServer;
let app: INestApplicationContext;
let dataSource: DataSource;
let clock: ManualClock;
let recovery: PasswordRecoveryService;
let next = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await openMailServer();
  ({ app, dataSource, clock } = await openAuth(database, { SMTP_URL: `smtp://127.0.0.1:${server.port}` }));
  recovery = app.get(PasswordRecoveryService);
});
afterAll(async () => {
  await app.close();
  await server.close();
  await database.drop();
});
afterEach(() => {
  clock.home();
  server.letters.length = 0;
});

async function person(
  more: Partial<Parameters<UsersService['create']>[0]> = {},
): Promise<User & { readonly email: string }> {
  next += 1;
  const email = `forgetful${next}@example.com`;
  const { user } = await app.get(UsersService).create({ login: `Forgetful${next}`, password, email, ...more });
  return { ...user, email };
}

const link = (token: string): string => `http://camgate.test/reset?token=${token}`;

async function ask(loginOrEmail: string): Promise<readonly ReceivedLetter[]> {
  const before = server.letters.length;
  await recovery.request(loginOrEmail, link, origin);
  await recovery.settled();
  return server.letters.slice(before);
}

async function tokenFor(loginOrEmail: string): Promise<string> {
  const [letter] = await ask(loginOrEmail);
  return /reset\?token=(\S+)/.exec(letter?.text ?? '')?.[1] ?? 'no letter';
}

function refusalOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

const withPassword = (login: string, secret: string) =>
  refusalOf(app.get(AuthenticationService).authenticate({ kind: 'password', login, password: secret }, origin));

describe('a forgotten password', () => {
  it('leads to an email whose link sets a new one, once, and ends every session', async () => {
    const { id, login, email } = await person();
    const before = await app.get(SignInService).withPassword(login, password, options, origin);
    const letters = await ask(email.toUpperCase());
    expect(letters.map(({ to }) => to)).toEqual([[email]]);
    expect(letters[0]?.text).toContain(login);
    const token = /reset\?token=(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
    expect(token).toMatch(/^[0-9A-Za-z]{40}$/);

    expect((await recovery.reset(token, fresh, origin)).signedIn).toBeUndefined();
    expect(await withPassword(login, password)).toBe('password.wrong');
    expect(await withPassword(login, fresh)).toBe('accepted');
    expect(await refusalOf(app.get(SignInService).refresh(before.refreshToken, options, origin))).toBe(
      'refresh.invalid',
    );
    expect(await app.get(SignInService).sessions(id)).toHaveLength(0);
    expect(await refusalOf(recovery.reset(token, `${fresh}!`, origin))).toBe('one-time-token.invalid');
    expect(await withPassword(login, fresh)).toBe('accepted');
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['authn_token_created', 'authn_password_change', 'authn_login_fail']),
    );
  });

  it('can also sign in, where the dialect asks for it', async () => {
    const { id, login } = await person();
    const { signedIn } = await recovery.reset(await tokenFor(login), fresh, origin, options);
    expect(signedIn?.caller).toMatchObject({ userId: id });
    const key = signedIn?.sessionKey ?? '';
    expect(await refusalOf(app.get(AuthenticationService).authenticate({ kind: 'session-key', key }, origin))).toBe(
      'accepted',
    );
    expect(await app.get(SignInService).sessions(id)).toHaveLength(1);
  });

  it('leaves its token usable when the new password is rejected', async () => {
    const { login } = await person();
    const token = await tokenFor(login);
    for (const bad of ['short', 'password', login, `${login}123`, 'x'.repeat(129)])
      expect(await refusalOf(recovery.reset(token, bad, origin))).toBe('password.unacceptable');
    expect(await refusalOf(recovery.reset(token, fresh, origin))).toBe('accepted');
  });

  it('accepts one of 20 concurrent uses of a token', async () => {
    const { login } = await person();
    const token = await tokenFor(login);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => refusalOf(recovery.reset(token, `${fresh} ${at}`, origin))),
    );
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    const comings = await Promise.all(Array.from({ length: 20 }, (_, at) => withPassword(login, `${fresh} ${at}`)));
    expect(comings.filter((coming) => coming === 'accepted')).toHaveLength(1);
  });

  it('that is recovered while the account is removed fails with the usual error', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { id, login } = await person();
      const token = await tokenFor(login);
      const [answer] = await Promise.all([
        refusalOf(recovery.reset(token, fresh, origin)),
        app.get(UsersService).remove(id),
      ]);
      expect(['accepted', 'one-time-token.invalid']).toContain(answer);
    }
  });

  it('has an hour', async () => {
    const [one, other] = [await person(), await person()];
    const [early, late] = [await tokenFor(one.login), await tokenFor(other.login)];
    clock.travel(3590);
    expect(await refusalOf(recovery.reset(early, fresh, origin))).toBe('accepted');
    clock.travel(11);
    expect(await refusalOf(recovery.reset(late, fresh, origin))).toBe('one-time-token.invalid');
  });

  it('ends the tokens of its other emails, as does a new password set elsewhere', async () => {
    const { id, login } = await person();
    const [one, other] = [await tokenFor(login), await tokenFor(login)];
    await recovery.reset(other, fresh, origin);
    expect(await refusalOf(recovery.reset(one, `${fresh}!`, origin))).toBe('one-time-token.invalid');
    const third = await tokenFor(login);
    await app.get(UsersService).setPassword(id, `${fresh}?`);
    expect(await refusalOf(recovery.reset(third, `${fresh}!`, origin))).toBe('one-time-token.invalid');
  });

  it('stays as it is when its owner may not change their own data any more', async () => {
    const { id, login } = await person();
    const token = await tokenFor(login);
    await app.get(UsersService).update(id, { readonly: true });
    expect(await refusalOf(recovery.reset(token, fresh, origin))).toBe('one-time-token.invalid');
    await app.get(UsersService).update(id, { readonly: false });
    expect(await refusalOf(recovery.reset(token, fresh, origin))).toBe('accepted');
  });

  it('brings at most three emails an hour, however many concurrent requests there are', async () => {
    const { login, email } = await person();
    await Promise.all(Array.from({ length: 12 }, (_, at) => recovery.request(at % 2 ? login : email, link, origin)));
    await recovery.settled();
    expect(server.letters).toHaveLength(3);
    clock.travel(3601);
    expect(await ask(login)).toHaveLength(1);
  });
});

describe('an email', () => {
  it('goes to the login where that is an address', async () => {
    const { login } = await person({ login: `someone${Math.random()}@example.com`, email: undefined });
    expect((await ask(login)).map(({ to }) => to)).toEqual([[login]]);
  });

  it('goes to each of the people who share an address, and names the login of each', async () => {
    const email = 'family@example.com';
    const [one, other] = [await person({ email }), await person({ email })];
    const letters = await ask(email);
    expect(letters).toHaveLength(2);
    expect(letters.map(({ text }) => [one.login, other.login].find((login) => text.includes(`${login} `)))).toEqual([
      one.login,
      other.login,
    ]);
  });

  it.each([
    ['nobody', async () => 'nobody@example.com'],
    ['somebody disabled', async () => (await person({ disabled: true })).email],
    ['somebody who may not change their own data', async () => (await person({ readonly: true })).email],
    ['somebody without an address', async () => (await person({ email: undefined })).login],
    ['an empty text', async () => ''],
    ['a NUL', async () => '\0'],
    ['half a character', async () => '\ud800'],
    ['a pattern', async () => '%'],
    ['a text of 10,000 characters', async () => 'x'.repeat(10_000)],
  ])('is not sent to %s, and nobody is told', async (_, who) => {
    const asked = await who();
    expect(await ask(asked)).toHaveLength(0);
  });

  it('is prepared after the answer: a request takes the same time whether or not there is an account', async () => {
    const { email } = await person();
    // Somebody else holds the table: whoever had to look there first would wait for them.
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE users');
    for (const asked of [email, 'nobody@example.com']) await recovery.request(asked, link, origin);
    expect(server.letters).toHaveLength(0);
    await runner.rollbackTransaction();
    await runner.release();
    await recovery.settled();
    expect(server.letters).toHaveLength(1);
  });

  it('that no server accepts is an error in the log, invisible to the caller', async () => {
    const deaf = await openAuth(database, { SMTP_URL: 'smtp://127.0.0.1:1' });
    const { email } = await person();
    for (const asked of [email, 'nobody@example.com'])
      expect(await refusalOf(deaf.app.get(PasswordRecoveryService).request(asked, link, origin))).toBe('accepted');
    await deaf.app.get(PasswordRecoveryService).settled();
    await deaf.app.close();
  });

  it('can be requested 20 times a minute from one address at most', async () => {
    const strict = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '20' });
    const answers: string[] = [];
    for (let times = 0; times < 21; times += 1)
      answers.push(await refusalOf(strict.app.get(PasswordRecoveryService).request(`nobody${times}`, link, origin)));
    expect(answers.slice(0, 20)).toEqual(Array<string>(20).fill('accepted'));
    expect(answers[20]).toBe('attempts.exceeded');
    await strict.app.close();
  });
});
