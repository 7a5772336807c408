import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import {
  AuthenticationService,
  AutomaticSignInService,
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

const password = 'correct horse battery staple';
const options: SignInOptions = {
  profile: 'watcher',
  accessSeconds: 900,
  refreshSeconds: 86_400,
  rotation: 'off',
  sessionKey: true,
};

let database: TestDatabase;
let app: INestApplicationContext;
let dataSource: DataSource;
let clock: ManualClock;
let automatic: AutomaticSignInService;
let next = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, dataSource, clock } = await openAuth(database, { REFRESH_TOKEN_SECONDS: '7776000' }));
  automatic = app.get(AutomaticSignInService);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
afterEach(() => clock.home());

async function person(more: Partial<Parameters<UsersService['create']>[0]> = {}): Promise<User> {
  next += 1;
  return (await app.get(UsersService).create({ login: `Guest${next}@example.com`, password, ...more })).user;
}

function refusalOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof DomainError ? [error.code, error.context.reason].filter(Boolean).join(' ') : String(error),
  );
}

const use = (token: string) => automatic.use(token, options, origin);
const comesIn = (key = '') =>
  refusalOf(app.get(AuthenticationService).authenticate({ kind: 'session-key', key }, origin));

describe('a token for an automatic sign-in', () => {
  it('names the user, the session life and the expiry as in Watcher v3, and signs in once', async () => {
    const { id } = await person();
    const token = await automatic.generate(id, {}, { actor: 'user:1', origin });
    const [user, life, until, salt, secret, ...rest] = token.split(':');
    expect([user, life, rest]).toEqual([String(id), '7776000', []]);
    expect(Number(until)).toBeGreaterThan(clock.seconds() + 898);
    expect(Number(until)).toBeLessThanOrEqual(clock.seconds() + 900);
    expect(salt).toMatch(/^[0-9a-f]{4}$/);
    expect(secret).toMatch(/^[0-9a-f]{40}$/);
    const signedIn = await use(token);
    expect(signedIn.caller).toMatchObject({ userId: id });
    expect(await comesIn(signedIn.sessionKey)).toBe('accepted');
    expect(await refusalOf(use(token))).toBe('one-time-token.invalid');
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['authn_token_created', 'authn_login_success', 'session_created', 'authn_login_fail']),
    );
  });

  it('begins with the login for Watcher v2', async () => {
    const { id, login } = await person();
    const until = clock.seconds() + 60;
    const validUntil = new Date(until * 1000);
    const token = await automatic.generate(id, { form: 'login', validUntil });
    expect(token).toMatch(new RegExp(`^${login}:${until}:[0-9a-f]{4}:[0-9a-f]{40}$`));
    expect((await use(token)).caller).toMatchObject({ userId: id });
  });

  it('signs in one of 50 concurrent uses', async () => {
    const { id } = await person();
    const token = await automatic.generate(id, {});
    const answers = await Promise.all(Array.from({ length: 50 }, () => refusalOf(use(token))));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['accepted', 'one-time-token.invalid']));
    expect(await app.get(SignInService).sessions(id)).toHaveLength(1);
  });

  it('works for 15 minutes, or for the requested time', async () => {
    const { id } = await person();
    const [usual, short, long] = [
      await automatic.generate(id, {}),
      await automatic.generate(id, { validUntil: new Date(clock.now().getTime() + 60_000) }),
      await automatic.generate(id, { validUntil: new Date(clock.now().getTime() + 86_400_000) }),
    ];
    clock.travel(61);
    expect(await refusalOf(use(short))).toBe('one-time-token.invalid');
    clock.travel(840);
    expect(await refusalOf(use(usual))).toBe('one-time-token.invalid');
    clock.travel(85_000);
    expect(await refusalOf(use(long))).toBe('accepted');
  });

  it('gives the session the requested life, and a refresh does not extend it', async () => {
    const { id } = await person();
    const token = await automatic.generate(id, { sessionSeconds: 3600 });
    expect(token.split(':')[1]).toBe('3600');
    const { sessionKey, refreshToken } = await use(token);
    clock.travel(3000);
    await app.get(SignInService).refresh(refreshToken, options, origin);
    clock.travel(3000);
    expect(await comesIn(sessionKey)).toBe('accepted');
    clock.travel(3601);
    expect(await comesIn(sessionKey)).toBe('session.invalid');
    expect(await refusalOf(app.get(SignInService).refresh(refreshToken, options, origin))).toBe('refresh.invalid');
  });

  it.each([
    ['until yesterday', { validUntil: -86_400 }, 'validUntil'],
    ['until now', { validUntil: 0 }, 'validUntil'],
    ['until the day after tomorrow', { validUntil: 2 * 86_400 }, 'validUntil'],
    ['until nobody knows when', { validUntil: Number.NaN }, 'validUntil'],
    ['for a session of no time', { sessionSeconds: 0 }, 'sessionSeconds'],
    ['for a session of half a second', { sessionSeconds: 0.5 }, 'sessionSeconds'],
    ['for a session of two years', { sessionSeconds: 2 * 365 * 86_400 }, 'sessionSeconds'],
  ])('is not made %s', async (_, { validUntil, ...more }: { validUntil?: number; sessionSeconds?: number }, field) => {
    const { id } = await person();
    const until = validUntil === undefined ? {} : { validUntil: new Date(clock.now().getTime() + validUntil * 1000) };
    expect(await refusalOf(automatic.generate(id, { ...until, ...more }))).toBe(`account.invalid ${field}`);
  });

  it('is not issued for an unknown or disabled user', async () => {
    expect(await refusalOf(automatic.generate(2_000_000_000, {}))).toBe('account.not-found');
    const { id } = await person({ disabled: true });
    expect(await refusalOf(automatic.generate(id, {}))).toBe('account.invalid disabled');
  });

  it('ends with the password, with being disabled, and with the account', async () => {
    const users = app.get(UsersService);
    for (const end of [
      (id: number) => users.setPassword(id, 'another fine password'),
      (id: number) => users.disable(id),
      (id: number) => users.disable(id).then(() => users.enable(id)),
      (id: number) => users.remove(id),
    ]) {
      const { id } = await person();
      const token = await automatic.generate(id, {});
      await end(id);
      expect(await refusalOf(use(token))).toBe('one-time-token.invalid');
    }
  });

  it('that was not issued signs nobody in, whatever it looks like', async () => {
    const { id } = await person();
    const token = await automatic.generate(id, {});
    for (const wrong of ['', ':', '\0', '\ud800', 'x'.repeat(513), `A${token}`, `${token} `, token.slice(0, -1)])
      expect(await refusalOf(use(wrong))).toBe('one-time-token.invalid');
    expect(await refusalOf(use(token))).toBe('accepted');
  });

  it('is stored as a hash, and deleted a day after its expiry', async () => {
    const { id } = await person();
    const token = await automatic.generate(id, {});
    const [row] = await dataSource.query<{ all: string }[]>(
      `SELECT string_agg(row_to_json(t)::text, '') AS all FROM one_time_tokens t`,
    );
    expect(row?.all).not.toContain(token.split(':').at(-1));
    clock.travel(2 * 86_400);
    await automatic.generate(id, {});
    const rows = await dataSource.query<unknown[]>('SELECT 1 FROM one_time_tokens');
    expect(rows).toHaveLength(1);
  });

  it('can be guessed 30 times a minute at most', async () => {
    const strict = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '20' }, clock);
    const guess = () => refusalOf(strict.app.get(AutomaticSignInService).use('1:2:3:4:5', options, origin));
    const answers: string[] = [];
    for (let times = 0; times < 31; times += 1) answers.push(await guess());
    expect(answers.slice(0, 30)).toEqual(Array<string>(30).fill('one-time-token.invalid'));
    expect(answers[30]).toBe('attempts.exceeded');
    const { id } = await person();
    const token = await strict.app.get(AutomaticSignInService).generate(id, {});
    expect(await refusalOf(strict.app.get(AutomaticSignInService).use(token, options, origin))).toBe('accepted');
    await strict.app.close();
  });
});
