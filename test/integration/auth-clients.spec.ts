import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import {
  ApiKeysService,
  ApplicationsService,
  AuthenticationService,
  ClientTokensService,
  SignInService,
  UsersService,
} from '#auth';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyAuditLog } from '../support/audit.js';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import type { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const password = 'correct horse battery staple';
const systemApiKey = 'system-key-of-the-tests-0123456789abcdef';

let database: TestDatabase;
let app: INestApplicationContext;
let neighbour: INestApplicationContext;
let clock: ManualClock;
let dataSource: DataSource;
let applications: ApplicationsService;
let tokens: ClientTokensService;
let authenticator: AuthenticationService;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, clock, dataSource } = await openAuth(database, { CAMGATE_SYSTEM_API_KEY: systemApiKey }));
  ({ app: neighbour } = await openAuth(database, {}, clock));
  applications = app.get(ApplicationsService);
  tokens = app.get(ClientTokensService);
  authenticator = app.get(AuthenticationService);
});
afterAll(async () => {
  await app.close();
  await neighbour.close();
  await database.drop();
});
beforeEach(async () => {
  await auditedEvents(app);
  await emptyAuditLog(dataSource);
});
afterEach(() => clock.home());

function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

const present = (token: string, profile: 'cam2' | 'native' = 'native', at = authenticator) =>
  at.authenticate({ kind: 'access-token', token, accepts: [profile] }, origin);

async function program(level: 'user' | 'webui' | 'admin' = 'user', scope?: string) {
  const { application, clientSecret } = await applications.create({ name: 'a program', level, scope });
  return { clientId: application.clientId, clientSecret };
}

describe('an application', () => {
  it.each([
    ['native', /^c_[0-9A-Za-z]{24}$/, /^cgc_[0-9A-Za-z]{36}$/],
    ['cam2-v1', /^[0-9a-f]{64}$/, /^[0-9a-f]{48}$/],
    ['cam2-v2', /^[0-9a-f]{96}$/, /^[0-9a-f]{96}$/],
  ] as const)(
    'of format %s gets an id and a secret of its looks, stored hashed (R-ENT-1)',
    async (format, id, secret) => {
      const made = await applications.create({ name: 'a program', level: 'user', format });
      expect(made.application.clientId).toMatch(id);
      expect(made.clientSecret).toMatch(secret);
      const [row] = await dataSource.query<{ all: string }[]>(
        'SELECT row_to_json(a)::text AS all FROM applications a WHERE client_id = $1',
        [made.application.clientId],
      );
      expect(row?.all).not.toContain(made.clientSecret);
      expect((await applications.rotate(made.application.clientId)).clientSecret).toMatch(secret);
    },
  );

  it('exchanges its secret for a token that names it and carries no secret (R-TOK-9)', async () => {
    const { clientId, clientSecret } = await program('webui');
    const answer = await tokens.exchange({ clientId, clientSecret, profile: 'native', seconds: 900 }, origin);
    expect(answer).toMatchObject({ expiresInSeconds: 900, scope: 'cameras:read cameras:live applications:manage' });
    expect(claimsOf(answer.accessToken)).toMatchObject({
      iss: 'http://camgate.test',
      aud: 'http://camgate.test',
      sub: clientId,
      client_id: clientId,
      sub_type: 'application',
    });
    expect(claimsOf(answer.accessToken)['jti']).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(answer.accessToken).not.toContain(clientSecret);
    expect(await present(answer.accessToken)).toMatchObject({ kind: 'application', clientId, level: 'webui' });
    expect(await auditedEvents(app)).toContain('authn_token_created');
  });

  it('is rejected alike with a wrong secret, with an unknown id, and when revoked (R-ENUM-1)', async () => {
    const { clientId, clientSecret } = await program();
    const ask = (id: string, secret: string) =>
      codeOf(tokens.exchange({ clientId: id, clientSecret: secret, profile: 'native', seconds: 900 }, origin));
    expect(await ask(clientId, 'wrong')).toBe('client.wrong');
    expect(await ask('c_nobody', clientSecret)).toBe('client.wrong');
    expect(await ask('\0', '\ud800')).toBe('client.wrong');
    await applications.revoke(clientId);
    await applications.revoke(clientId);
    expect(await ask(clientId, clientSecret)).toBe('client.wrong');
    const events = await auditedEvents(app);
    expect(events.filter((event) => event === 'authn_login_fail')).toHaveLength(4);
    expect(events.filter((event) => event === 'application_revoked')).toHaveLength(1);
  });

  it('gets those of the requested scopes that it may have', async () => {
    const { clientId, clientSecret } = await program('admin', 'cameras:read cameras:write');
    const ask = (scope?: string) =>
      tokens.exchange({ clientId, clientSecret, profile: 'native', seconds: 900, scope }, origin);
    expect((await ask()).scope).toBe('cameras:read cameras:write');
    expect((await ask('cameras:write users:manage nonsense')).scope).toBe('cameras:write');
    for (const scope of [
      'users:manage',
      'accounts:manage',
      'nonsense',
      ' ',
      'cameras:read  cameras:write',
      'a"b',
      'x'.repeat(2000),
    ])
      expect(await codeOf(ask(scope))).toBe('scope.invalid');
    const narrow = await present((await ask('cameras:read')).accessToken);
    expect([...narrow.permissions]).toEqual(['cameras:read']);
  });

  it('has the rights of its row, whatever its token claims (R-TOK-6)', async () => {
    const { clientId, clientSecret } = await program('admin');
    const { accessToken } = await tokens.exchange({ clientId, clientSecret, profile: 'native', seconds: 900 }, origin);
    expect((await present(accessToken)).permissions.has('users:manage')).toBe(true);
    await dataSource.query(`UPDATE applications SET level = 'user' WHERE client_id = $1`, [clientId]);
    clock.travel(5);
    expect([...(await present(accessToken)).permissions]).toEqual(['cameras:read', 'cameras:live']);
  });

  it('is rejected at once where it was revoked, and within 5 s everywhere (R-TOK-6)', async () => {
    const { clientId, clientSecret } = await program();
    const { accessToken } = await tokens.exchange({ clientId, clientSecret, profile: 'native', seconds: 900 }, origin);
    const there = neighbour.get(AuthenticationService);
    await present(accessToken);
    await present(accessToken, 'native', there);
    await applications.revoke(clientId);
    expect(await codeOf(present(accessToken))).toBe('token.revoked');
    clock.travel(5);
    expect(await codeOf(present(accessToken, 'native', there))).toBe('token.revoked');
  });

  it('keeps its old secret for the overlap of the rotation', async () => {
    const { clientId, clientSecret } = await program();
    const ask = (secret: string) =>
      codeOf(tokens.exchange({ clientId, clientSecret: secret, profile: 'native', seconds: 900 }, origin));
    const { clientSecret: next } = await applications.rotate(clientId, 60);
    expect(await ask(clientSecret)).toBe('accepted');
    expect(await ask(next)).toBe('accepted');
    clock.travel(61);
    expect(await ask(clientSecret)).toBe('client.wrong');
    expect(await ask(next)).toBe('accepted');
    const { clientSecret: last } = await applications.rotate(clientId);
    expect(await ask(next)).toBe('client.wrong');
    expect(await ask(last)).toBe('accepted');
  });

  it('cannot have the client id of another, nor a short secret', async () => {
    const { clientId } = await program();
    expect(await codeOf(applications.create({ name: 'x', level: 'user', clientId }))).toBe('client-id.taken');
    expect(await codeOf(applications.create({ name: 'x', level: 'user', clientId: 'a b' }))).toBe('client-id.taken');
    expect(await codeOf(applications.create({ name: 'x', level: 'user', clientSecret: 'short' }))).toBe(
      'password.unacceptable',
    );
  });
});

describe('a CAM2 token', () => {
  const renewing = { seconds: 3600, windowSeconds: 86_400 };
  async function first(level: 'user' | 'admin' = 'user') {
    const made = await program(level);
    const answer = await tokens.exchange({ ...made, profile: 'cam2', seconds: 3600 }, origin);
    return { ...made, token: answer.accessToken };
  }

  it('has the claims that CAM2 clients read, and is not accepted as a native token', async () => {
    const { clientId, token } = await first('admin');
    expect(claimsOf(token)).toMatchObject({ id: clientId, level: 'Admin', aud: 'http://camgate.test/cam2' });
    expect(claimsOf(token)['orig_iat']).toBe(claimsOf(token)['iat']);
    expect(await codeOf(present(token, 'cam2'))).toBe('accepted');
    expect(await codeOf(present(token))).toBe('token.invalid');
  });

  it('is renewed, even expired, until a day after the first of its chain (R-REF-7)', async () => {
    const { clientId, token } = await first();
    clock.travel(3600);
    expect(await codeOf(present(token, 'cam2'))).toBe('token.expired');
    const second = await tokens.renew(token, renewing, origin);
    expect(claimsOf(second.accessToken)).toMatchObject({ sub: clientId, orig_iat: claimsOf(token)['orig_iat'] });
    clock.travel(86_400 - 3600 - 1);
    const third = await tokens.renew(second.accessToken, renewing, origin);
    expect(await codeOf(present(third.accessToken, 'cam2'))).toBe('accepted');
    clock.travel(2);
    expect(await codeOf(tokens.renew(third.accessToken, renewing, origin))).toBe('refresh.window-over');
  });

  it('is not renewed when revoked, foreign, or of another kind', async () => {
    const { clientId, clientSecret, token } = await first();
    const native = await tokens.exchange({ clientId, clientSecret, profile: 'native', seconds: 900 }, origin);
    expect(await codeOf(tokens.renew(native.accessToken, renewing, origin))).toBe('refresh.unsupported');
    expect(await codeOf(tokens.renew(`${token}x`, renewing, origin))).toBe('token.undecodable');
    await applications.revoke(clientId);
    expect(await codeOf(tokens.renew(token, renewing, origin))).toBe('token.revoked');
  });
});

describe('a key', () => {
  let login: string;
  let id: number;
  let key: string;
  const use = (credential: { key: string; login?: string; bearer?: boolean }) =>
    authenticator.authenticate({ kind: 'api-key', ...credential }, origin);

  beforeEach(async () => {
    const { user } = await app.get(UsersService).create({ login: `Keeper${Math.random()}`, password });
    ({ login, id } = user);
    key = await app.get(ApiKeysService).create(id);
  });

  it('of a user needs its own login beside it, or comes as a Bearer token', async () => {
    expect(key).toMatch(/^cgk_[0-9A-Za-z]{36}$/);
    expect(await use({ key, login })).toMatchObject({ kind: 'user', userId: id });
    expect(await use({ key, login: login.toUpperCase() })).toMatchObject({ userId: id });
    expect(await use({ key, bearer: true })).toMatchObject({ userId: id });
    for (const credential of [{ key }, { key, login: 'nobody' }, { key: `${key}x`, login }, { key: '\0', login: '\0' }])
      expect(await codeOf(use(credential))).toBe('key.invalid');
    const { user } = await app.get(UsersService).create({ login: `Other${Math.random()}`, password });
    expect(await codeOf(use({ key, login: user.login }))).toBe('key.invalid');
    expect(await auditedEvents(app)).toEqual(expect.arrayContaining(['apikey_created', 'authn_login_fail']));
  });

  it('can be read again, ends with a new one, and ends with its user', async () => {
    expect(await app.get(ApiKeysService).reveal(id)).toBe(key);
    const [row] = await dataSource.query<{ all: string }[]>(
      'SELECT row_to_json(k)::text AS all FROM api_keys k WHERE user_id = $1',
      [id],
    );
    expect(row?.all).not.toContain(key);
    await use({ key, login });
    const next = await app.get(ApiKeysService).create(id);
    expect(await codeOf(use({ key, login }))).toBe('key.invalid');
    await use({ key: next, login });
    await app.get(UsersService).disable(id);
    expect(await codeOf(use({ key: next, login }))).toBe('key.invalid');
    await app.get(UsersService).enable(id);
    await app.get(ApiKeysService).remove(id);
    await app.get(ApiKeysService).remove(id);
    expect(await codeOf(use({ key: next, login }))).toBe('key.invalid');
    expect(await app.get(ApiKeysService).reveal(id)).toBeUndefined();
  });

  it('of the system may do anything, alone; with a login it acts as that user; each is audited', async () => {
    expect(await use({ key: systemApiKey })).toMatchObject({ kind: 'system' });
    expect(await use({ key: systemApiKey, login })).toMatchObject({ kind: 'user', userId: id });
    expect(await codeOf(use({ key: systemApiKey, login: 'nobody' }))).toBe('key.invalid');
    expect(await codeOf(use({ key: systemApiKey, bearer: true }))).toBe('key.invalid');
    await app.get(UsersService).disable(id);
    expect(await codeOf(use({ key: systemApiKey, login }))).toBe('key.invalid');
    expect((await auditedEvents(app)).filter((event) => event === 'system_key_used')).toHaveLength(4);
  });
});

describe('a login and password on every request', () => {
  it('is hashed once a minute, and ends with the password', async () => {
    const { user } = await app.get(UsersService).create({ login: `Basic${Math.random()}`, password });
    const use = (secret: string) =>
      authenticator.authenticate({ kind: 'password', login: user.login, password: secret }, origin);
    await Promise.all(Array.from({ length: 200 }, () => use(password)));
    expect((await auditedEvents(app)).filter((event) => event === 'authn_login_success')).toHaveLength(1);
    expect(await codeOf(use('wrong'))).toBe('password.wrong');
    await app.get(UsersService).setPassword(user.id, 'another fine password');
    expect(await codeOf(use(password))).toBe('password.wrong');
    await use('another fine password');
    await app.get(UsersService).disable(user.id);
    expect(await codeOf(use('another fine password'))).toBe('password.wrong');
  });
});

describe('what is rejected as a credential', () => {
  it('a refresh token, and what cannot be read', async () => {
    const { user } = await app.get(UsersService).create({ login: `Refresh${Math.random()}`, password });
    const { refreshToken } = await app
      .get(SignInService)
      .withPassword(
        user.login,
        password,
        { profile: 'native', accessSeconds: 900, refreshSeconds: 900, rotation: 'grace', sessionKey: false },
        origin,
      );
    expect(await codeOf(authenticator.authenticate({ kind: 'refresh-token', token: refreshToken }, origin))).toBe(
      'credential.unsupported',
    );
    await expect(authenticator.authenticate({ kind: 'malformed', reason: 'not-basic' }, origin)).rejects.toMatchObject({
      code: 'credential.malformed',
      context: { reason: 'not-basic' },
    });
  });
});
