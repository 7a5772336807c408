import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { createPublicKey, sign, verify } from 'node:crypto';
import { ApplicationsService, AuthenticationService, ClientTokensService, SigningKeysService } from '#auth';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

type Auth = Awaited<ReturnType<typeof openAuth>>;

const clock = new ManualClock();
let database: TestDatabase;
let instances: readonly Auth[];
let one: Auth;
let other: Auth;

beforeAll(async () => {
  database = await cloneDatabase();
  instances = await Promise.all(Array.from({ length: 4 }, () => openAuth(database, {}, clock)));
  const [first, second] = instances;
  if (!first || !second) throw new Error('no instances');
  one = first;
  other = second;
});
afterAll(async () => {
  await Promise.all(instances.map(({ app }) => app.close()));
  await database.drop();
});
afterEach(() => clock.home());

async function issue(camgate: Auth): Promise<string> {
  const { application, clientSecret } = await camgate.app
    .get(ApplicationsService)
    .create({ name: 'keys', level: 'user' });
  const answer = await camgate.app
    .get(ClientTokensService)
    .exchange({ clientId: application.clientId, clientSecret, profile: 'native', seconds: 900 }, origin);
  return answer.accessToken;
}

function codeAt(camgate: Auth, token: string): Promise<string> {
  return camgate.app
    .get(AuthenticationService)
    .authenticate({ kind: 'access-token', token, accepts: ['native'] }, origin)
    .then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
}

describe('the signing keys', () => {
  it('are created once, however many instances start concurrently', async () => {
    const [row] = await one.dataSource.query<{ count: string }[]>('SELECT count(*) FROM signing_keys');
    expect(row?.count).toBe('2');
    expect(new Set(instances.map(({ app }) => app.get(SigningKeysService).current().kid)).size).toBe(1);
    expect(await codeAt(other, await issue(one))).toBe('accepted');
  });

  it('are published without a private member, and sealed in the database (R-ENC)', async () => {
    const [elliptic, rsa, ...more] = one.app.get(SigningKeysService).jwks().keys;
    expect(more).toEqual([]);
    expect(Object.keys(elliptic ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(elliptic).toMatchObject({ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' });
    expect(Object.keys(rsa ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(rsa).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' });
    const rows = await one.dataSource.query<{ all: string }[]>(
      'SELECT row_to_json(k)::text AS all FROM signing_keys k',
    );
    for (const row of rows) {
      expect(row.all).not.toContain('PRIVATE');
      expect(row.all).not.toContain('"d"');
      expect(row.all).toContain('"v1.');
    }
  });

  it('of RS256 sign and verify, are named by RFC 7638, and verify no access token', async () => {
    const keys = one.app.get(SigningKeysService);
    const { kid, key } = keys.current('RS256');
    const jwk = keys.jwks().keys.find((published) => published.kid === kid);
    if (jwk?.kty !== 'RSA') throw new Error('no RSA key');
    expect(kid).toBe(await calculateJwkThumbprint({ ...jwk }));
    const text = Buffer.from('text');
    const published = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    expect(verify('sha256', text, published, sign('sha256', text, key))).toBe(true);
    expect(published.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(keys.verifyingKey(kid, 'RS256')).toBeDefined();
    expect(keys.verifyingKey(kid)).toBeUndefined();
    const [, payload = ''] = (await issue(one)).split('.');
    const head = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid })).toString('base64url');
    const signature = sign('sha256', Buffer.from(`${head}.${payload}`), key).toString('base64url');
    expect(await codeAt(one, `${head}.${payload}.${signature}`)).toBe('token.invalid');
  });

  it('verify with any library from the published set', async () => {
    const [head = '', payload = '', signature = ''] = (await issue(one)).split('.');
    const [jwk] = one.app.get(SigningKeysService).jwks().keys;
    if (!jwk) throw new Error('no key');
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    expect(verify('sha256', Buffer.from(`${head}.${payload}`), { key, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      alg: 'ES256',
      typ: 'at+jwt',
      kid: jwk.kid,
    });
  });

  it('rotate once when two operators rotate concurrently; old tokens verify for 48 h', async () => {
    const token = await issue(one);
    const before = one.app.get(SigningKeysService).current().kid;
    const rsaBefore = one.app.get(SigningKeysService).current('RS256').kid;
    await Promise.all([one.app.get(SigningKeysService).rotate(), other.app.get(SigningKeysService).rotate()]);
    const listed = await one.app.get(SigningKeysService).list();
    expect(listed.map(({ algorithm, status }) => `${algorithm} ${status}`).sort()).toEqual([
      'ES256 current',
      'ES256 previous',
      'RS256 current',
      'RS256 previous',
    ]);
    const { kid: rsaKid } = one.app.get(SigningKeysService).current('RS256');
    const { kid } = one.app.get(SigningKeysService).current();
    expect(other.app.get(SigningKeysService).current().kid).toBe(kid);
    expect(kid).not.toBe(before);
    expect(await codeAt(one, token)).toBe('accepted');
    expect(one.app.get(SigningKeysService).verifyingKey(before)).toBeDefined();
    const published = one.app.get(SigningKeysService).jwks().keys;
    expect(published.map((key) => key.kid)).toEqual([kid, rsaKid, before, rsaBefore]);
    clock.travel(48 * 3600 + 1);
    expect(one.app.get(SigningKeysService).verifyingKey(before)).toBeUndefined();
    expect(
      one.app
        .get(SigningKeysService)
        .jwks()
        .keys.map((key) => key.kid),
    ).toEqual([kid, rsaKid]);
    expect(one.app.get(SigningKeysService).verifyingKey(rsaBefore, 'RS256')).toBeUndefined();
    // Either instance may have been the one that rotated.
    await other.app.get(AuditLogService).flush();
    expect(await auditedEvents(one.app)).toContain('key_rotated');
  });

  it('reach an instance that does not have them yet within 5 s (R-TOK-3)', async () => {
    await one.app.get(SigningKeysService).rotate();
    const token = await issue(one);
    clock.travel(5);
    expect(await codeAt(instances[2] ?? other, token)).toBe('accepted');
  });

  it('do not let strangers cause unlimited database queries (R-TOK-3)', async () => {
    const third = instances[3] ?? other;
    clock.travel(100);
    const keys = third.app.get(SigningKeysService);
    await keys.findVerifyingKey('unknown-1');
    await one.app.get(SigningKeysService).rotate();
    const { kid } = one.app.get(SigningKeysService).current();
    expect(await keys.findVerifyingKey(kid)).toBeUndefined();
    clock.travel(5);
    expect(await keys.findVerifyingKey(kid)).toBeDefined();
  });
});
