import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import {
  ApiKeysService,
  AuthenticationService,
  SignInService,
  type SignInOptions,
  type User,
  type UserChange,
  UsersService,
} from '#auth';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const password = 'correct horse battery staple';
const lasting: SignInOptions = {
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
let users: UsersService;
let signIn: SignInService;
let authenticator: AuthenticationService;
let next = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, dataSource, clock } = await openAuth(database));
  users = app.get(UsersService);
  signIn = app.get(SignInService);
  authenticator = app.get(AuthenticationService);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
afterEach(() => clock.home());

async function person(more: Partial<Parameters<UsersService['create']>[0]> = {}): Promise<User> {
  next += 1;
  const { user } = await users.create({ login: `Account${next}`, password, ...more });
  return user;
}

function refusalOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof DomainError ? [error.code, error.context.reason].filter(Boolean).join(' ') : String(error),
  );
}

const withKey = (key: string) => authenticator.authenticate({ kind: 'session-key', key }, origin);
const withToken = (token: string) =>
  authenticator.authenticate({ kind: 'access-token', token, accepts: ['watcher'] }, origin);
const withApiKey = (key: string) => authenticator.authenticate({ kind: 'api-key', key, bearer: true }, origin);
const withPassword = (login: string, secret: string = password) =>
  authenticator.authenticate({ kind: 'password', login, password: secret }, origin);

describe('an account', () => {
  it('is created with every field that Watcher has for people', async () => {
    const given = {
      fullName: 'Ada Lovelace',
      email: 'ada@example.com',
      phone: '+7 800 777-84-13',
      locale: 'ru',
      note: 'Two\nlines',
      externalId: 'C-1815',
      accessLevel: 'domain_admin',
      readonly: true,
      maxSessions: 5,
    } as const;
    const user = await person(given);
    expect(user).toMatchObject(given);
    const disabled = await person({ disabled: true });
    expect(await refusalOf(withPassword(disabled.login))).toBe('password.wrong');
  });

  it('changes the given fields; null and the empty text clear, a field that is left out stays', async () => {
    const { id } = await person({ fullName: 'Ada', email: 'ada@example.com', phone: '1', note: 'n', maxSessions: 3 });
    const changed = await users.update(id, { fullName: null, email: '', phone: undefined, maxSessions: null });
    expect(changed).toMatchObject({ fullName: undefined, email: undefined, phone: '1', note: 'n' });
    expect(changed.maxSessions).toBeUndefined();
    expect(await users.update(id, {})).toEqual(changed);
    expect(await users.get(id)).toEqual(changed);
  });

  const invalid: readonly (readonly [string, UserChange, string])[] = [
    ['a login with a colon', { login: 'a:b' }, 'login'],
    ['a login of spaces', { login: '   ' }, 'login'],
    ['no login', { login: null }, 'login'],
    ['a login of 256 characters', { login: 'a'.repeat(256) }, 'login'],
    ['a login with a line end', { login: 'a\nb' }, 'login'],
    ['an e-mail address without @', { email: 'ada' }, 'email'],
    ['two e-mail addresses', { email: 'a@b.c,d@e.f' }, 'email'],
    ['an e-mail address with a line end', { email: 'a@b.c\r\nBcc: d@e.f' }, 'email'],
    ['an e-mail address of 300 characters', { email: `${'a'.repeat(290)}@example.com` }, 'email'],
    ['a phone of 65 characters', { phone: '1'.repeat(65) }, 'phone'],
    ['a phone with a NUL', { phone: '1\u00002' }, 'phone'],
    ['a language that is none', { locale: 'xx' }, 'locale'],
    ['a language by name', { locale: 'english' }, 'locale'],
    ['a note of 4001 characters', { note: 'n'.repeat(4001) }, 'note'],
    ['a note with a NUL', { note: 'n\u0000' }, 'note'],
    ['a name of 256 characters', { fullName: 'n'.repeat(256) }, 'fullName'],
    ['a name with half a character', { fullName: '\ud800' }, 'fullName'],
    ['an external id of 256 characters', { externalId: 'n'.repeat(256) }, 'externalId'],
    ['no session at all', { maxSessions: 0 }, 'maxSessions'],
    ['half a session', { maxSessions: 1.5 }, 'maxSessions'],
    ['10,001 sessions', { maxSessions: 10_001 }, 'maxSessions'],
    ['no password', { password: null }, 'password'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ['a level that is none', { accessLevel: 'root' as 'admin' }, 'accessLevel'],
  ];
  it.each(invalid)('cannot have %s, and keeps its value', async (_, change, field) => {
    const user = await person();
    expect(await refusalOf(users.update(user.id, { fullName: 'Changed', ...change }))).toBe(`account.invalid ${field}`);
    expect(await users.get(user.id)).toEqual(user);
    const { login = `Invalid${next}`, ...rest } = change;
    const made = users.create({ ...(rest as object), login: login ?? '', password: rest.password ?? password });
    // A password that is left out is generated.
    expect(await refusalOf(made)).toBe(field === 'password' ? 'accepted' : `account.invalid ${field}`);
  });

  it('cannot have the login of another in any case; it may change the spelling of its own', async () => {
    const [one, other] = [await person(), await person()];
    expect(await refusalOf(users.update(one.id, { login: other.login.toUpperCase() }))).toBe('login.taken');
    expect(await users.update(one.id, { login: ` ${one.login.toUpperCase()} ` })).toMatchObject({
      login: one.login.toUpperCase(),
    });
    const racing = Array.from({ length: 10 }, () => refusalOf(users.create({ login: `Race${next}`, password })));
    expect((await Promise.all(racing)).sort()).toEqual(['accepted', ...Array<string>(9).fill('login.taken')]);
  });

  it('that does not exist cannot be changed or removed', async () => {
    expect(await refusalOf(users.update(2_000_000_000, { note: 'n' }))).toBe('account.not-found');
    expect(await refusalOf(users.remove(2_000_000_000))).toBe('account.not-found');
  });

  it('signs in with its new login at once, and no more with the old one', async () => {
    const { id, login } = await person();
    await withPassword(login);
    await users.update(id, { login: `${login}-renamed` });
    expect(await refusalOf(withPassword(login))).toBe('password.wrong');
    expect(await withPassword(`${login}-renamed`)).toMatchObject({ userId: id, login: `${login}-renamed` });
  });

  it('loses rights at once, whatever credential it uses', async () => {
    await person({ accessLevel: 'admin' });
    const { id, login } = await person({ accessLevel: 'admin' });
    const { accessToken, sessionKey = '' } = await signIn.withPassword(login, password, lasting, origin);
    const key = await app.get(ApiKeysService).create(id);
    const comings = () =>
      Promise.all([withToken(accessToken), withKey(sessionKey), withApiKey(key), withPassword(login)]);
    for (const accessLevel of ['admin', 'domain_admin', 'generic'] as const) {
      await users.update(id, { accessLevel });
      for (const caller of await comings()) {
        expect(caller).toMatchObject({ accessLevel });
        expect(caller.permissions.has('users:manage')).toBe(accessLevel !== 'generic');
      }
    }
    expect(await auditedEvents(app)).toContain('privilege_permissions_changed');
  });

  it('gains rights only with new keys and sessions: old ones do not gain them', async () => {
    const { id, login } = await person();
    const { accessToken, refreshToken } = await signIn.withPassword(login, password, lasting, origin);
    const key = await app.get(ApiKeysService).create(id);
    expect(await withApiKey(key)).toMatchObject({ accessLevel: 'generic' });
    await users.update(id, { accessLevel: 'domain_admin' });
    expect(await refusalOf(withApiKey(key))).toBe('key.invalid');
    expect(await refusalOf(withToken(accessToken))).toBe('token.revoked');
    expect(await refusalOf(signIn.refresh(refreshToken, lasting, origin))).toBe('refresh.invalid');
    expect(await withPassword(login)).toMatchObject({ accessLevel: 'domain_admin' });
  });

  it('loses every session with a new password, and when it is disabled; its API key does not work meanwhile', async () => {
    const { id, login } = await person();
    const key = await app.get(ApiKeysService).create(id);
    for (const change of [{ password: 'another fine password' }, { disabled: true }]) {
      const secret = change.disabled ? 'another fine password' : password;
      const signedIn = await signIn.withPassword(login, secret, lasting, origin);
      await users.update(id, change);
      expect(await refusalOf(withToken(signedIn.accessToken))).toBe('token.revoked');
      expect(await refusalOf(withKey(signedIn.sessionKey ?? ''))).toBe('session.invalid');
      expect(await refusalOf(signIn.refresh(signedIn.refreshToken, lasting, origin))).toBe('refresh.invalid');
    }
    expect(await refusalOf(withApiKey(key))).toBe('key.invalid');
    await users.update(id, { disabled: false });
    expect(await withApiKey(key)).toMatchObject({ userId: id });
    expect(await signIn.sessions(id)).toHaveLength(0);
  });

  it('that is removed is gone at once, with all its credentials', async () => {
    const { id, login } = await person();
    const signedIn = await signIn.withPassword(login, password, lasting, origin);
    const key = await app.get(ApiKeysService).create(id);
    await Promise.all([
      withToken(signedIn.accessToken),
      withKey(signedIn.sessionKey ?? ''),
      withApiKey(key),
      withPassword(login),
    ]);
    await users.remove(id);
    expect(await refusalOf(withToken(signedIn.accessToken))).toBe('token.revoked');
    expect(await refusalOf(withKey(signedIn.sessionKey ?? ''))).toBe('session.invalid');
    expect(await refusalOf(withApiKey(key))).toBe('key.invalid');
    expect(await refusalOf(withPassword(login))).toBe('password.wrong');
    expect(await refusalOf(signIn.refresh(signedIn.refreshToken, lasting, origin))).toBe('refresh.invalid');
    expect(await refusalOf(users.remove(id))).toBe('account.not-found');
    const [left] = await dataSource.query<{ rows: string }[]>(
      'SELECT (SELECT count(*) FROM sessions WHERE user_id = $1) + (SELECT count(*) FROM api_keys WHERE user_id = $1) AS rows',
      [id],
    );
    expect(left?.rows).toBe('0');
    expect(await auditedEvents(app)).toContain('user_deleted');
  });
});

describe('people who change their own account', () => {
  it('keep the session of the request with a new password, and lose the others', async () => {
    const { id, login } = await person();
    const mine = await signIn.withPassword(login, password, lasting, origin);
    const other = await signIn.withPassword(login, password, lasting, origin);
    const { sessionId } = mine.caller;
    await users.updateOwn(id, { password: 'another fine password' }, { sessionId });
    expect(await withKey(mine.sessionKey ?? '')).toMatchObject({ userId: id, sessionId });
    const renewed = await signIn.refresh(mine.refreshToken, lasting, origin);
    expect(await withToken(renewed.accessToken)).toMatchObject({ sessionId });
    expect(await refusalOf(withKey(other.sessionKey ?? ''))).toBe('session.invalid');
    expect(await refusalOf(withPassword(login))).toBe('password.wrong');
    expect(await signIn.sessions(id)).toHaveLength(1);
  });

  it('cannot keep the session of somebody else', async () => {
    const [one, other] = [await person(), await person()];
    const theirs = await signIn.withPassword(other.login, password, lasting, origin);
    const word = { sessionId: theirs.caller.sessionId, currentPassword: password };
    await users.updateOwn(one.id, { password: 'another fine password' }, word);
    expect(await withKey(theirs.sessionKey ?? '')).toMatchObject({ userId: other.id });
  });

  it('need their password for a new one or a new address, unless they gave it within the hour (R-PWD-4)', async () => {
    const { id, login } = await person({ email: 'me@example.com' });
    const { caller } = await signIn.withPassword(login, password, lasting, origin);
    const word = { sessionId: caller.sessionId };
    await users.updateOwn(id, { email: 'me2@example.com' }, word);
    clock.travel(3601);
    const change = { password: 'another fine password' };
    for (const [own, said] of [
      [change, word],
      [change, {}],
      [{ email: 'evil@example.com' }, word],
      [{ email: null }, word],
    ] as const)
      expect(await refusalOf(users.updateOwn(id, own, said))).toBe('password.wrong missing');
    await users.updateOwn(id, { email: 'me2@example.com', fullName: 'Me', phone: '1', locale: 'de' }, word);
    expect(await refusalOf(users.updateOwn(id, change, { ...word, currentPassword: 'wrong' }))).toBe('password.wrong');
    expect(await users.updateOwn(id, { email: 'me3@example.com' }, { proven: true })).toMatchObject({
      email: 'me3@example.com',
    });
    await users.updateOwn(id, change, { ...word, currentPassword: password });
    expect(await auditedEvents(app)).toEqual(
      expect.arrayContaining(['authn_password_change', 'authn_password_change_fail', 'user_updated']),
    );
  });

  it('can guess the old password no more often than at a login (R-LOCK-1)', async () => {
    const strict = await openAuth(database, { RATE_LIMIT_LOGINS_PER_MINUTE: '20' }, clock);
    const { id } = await person();
    const guess = (currentPassword: string) =>
      refusalOf(strict.app.get(UsersService).updateOwn(id, { fullName: 'x' }, { currentPassword }, { origin }));
    for (let times = 0; times < 5; times += 1) expect(await guess('wrong')).toBe('password.wrong');
    expect(await guess(password)).toBe('attempts.exceeded');
    clock.travel(2);
    expect(await guess(password)).toBe('accepted');
    await strict.app.close();
  });

  it('cannot when their account is read-only, and cannot change what is not theirs', async () => {
    const held = await person({ readonly: true });
    expect(await refusalOf(users.updateOwn(held.id, { fullName: 'x' }, { proven: true }))).toBe('account.readonly');
    const free = await person();
    const sneaky = { fullName: 'x', accessLevel: 'admin', login: 'root', maxSessions: 9, note: 'mine' };
    expect(await users.updateOwn(free.id, sneaky, { proven: true })).toEqual({ ...free, fullName: 'x' });
  });

  it('of two concurrent new passwords, both with the old one, one is set', async () => {
    const { id, login } = await person();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        refusalOf(users.setPassword(id, `another fine password ${at}`, password, { origin })),
      ),
    );
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(await refusalOf(withPassword(login))).toBe('password.wrong');
    const comings = await Promise.all(
      Array.from({ length: 6 }, (_, at) => refusalOf(withPassword(login, `another fine password ${at}`))),
    );
    expect(comings.filter((coming) => coming === 'accepted')).toHaveLength(1);
  });
});

describe('the last administrator who can sign in', () => {
  const administrators = async (): Promise<readonly User[]> =>
    (await users.list()).filter(({ accessLevel, disabled }) => accessLevel === 'admin' && !disabled);

  async function only(count: number): Promise<readonly User[]> {
    const made = await Promise.all(Array.from({ length: count }, () => person({ accessLevel: 'admin' })));
    const kept = made.map(({ id }) => id);
    for (const { id } of await administrators())
      if (!kept.includes(id)) await dataSource.query('DELETE FROM users WHERE id = $1', [id]);
    return made;
  }

  it('is not removed, disabled or demoted; with another one, each is possible', async () => {
    const [last] = await only(1);
    const id = last?.id ?? 0;
    expect(await refusalOf(users.remove(id))).toBe('account.invalid accessLevel');
    expect(await refusalOf(users.update(id, { accessLevel: 'domain_admin' }))).toBe('account.invalid accessLevel');
    expect(await refusalOf(users.update(id, { accessLevel: null }))).toBe('account.invalid accessLevel');
    expect(await refusalOf(users.update(id, { disabled: true }))).toBe('account.invalid disabled');
    expect(await refusalOf(users.disable(id))).toBe('account.invalid disabled');
    await users.update(id, { accessLevel: 'admin', disabled: false, note: 'still there' });
    await person({ accessLevel: 'admin', disabled: true });
    expect(await refusalOf(users.remove(id))).toBe('account.invalid accessLevel');
    const other = await person({ accessLevel: 'admin' });
    await users.update(id, { disabled: true });
    await users.update(id, { disabled: false });
    await users.update(id, { accessLevel: 'generic' });
    await users.remove(id);
    expect(await refusalOf(users.remove(other.id))).toBe('account.invalid accessLevel');
  });

  it.each([
    ['removed', (id: number) => users.remove(id)],
    ['lowered', (id: number) => users.update(id, { accessLevel: 'generic' })],
    ['disabled', (id: number) => users.disable(id)],
  ])('is left when all are %s at the same moment', async (_, take) => {
    const all = await only(8);
    const answers = await Promise.all(all.map(({ id }) => refusalOf(take(id))));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(7);
    expect(await administrators()).toHaveLength(1);
  });
});
