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
    expect(row?.count).toBe('4');
    expect(new Set(instances.map(({ app }) => app.get(SigningKeysService).current().kid)).size).toBe(1);
    expect(await codeAt(other, await issue(one))).toBe('accepted');
  });

  it('are published without a private member, and sealed in the database (R-ENC)', async () => {
    const published = one.app.get(SigningKeysService).jwks().keys;
    const [elliptic, rsa] = published;
    expect(published.map(({ alg }) => alg)).toEqual(['ES256', 'RS256', 'ES256', 'RS256']);
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
      'ES256 next',
      'ES256 previous',
      'RS256 current',
      'RS256 next',
      'RS256 previous',
    ]);
    const { kid: rsaKid } = one.app.get(SigningKeysService).current('RS256');
    const { kid } = one.app.get(SigningKeysService).current();
    expect(other.app.get(SigningKeysService).current().kid).toBe(kid);
    expect(kid).not.toBe(before);
    expect(await codeAt(one, token)).toBe('accepted');
    expect(one.app.get(SigningKeysService).verifyingKey(before)).toBeDefined();
    const published = one.app.get(SigningKeysService).jwks().keys;
    const [esNext, rsaNext] = ['ES256', 'RS256'].map(
      (algorithm) => listed.find((key) => key.status === 'next' && key.algorithm === algorithm)?.kid,
    );
    expect(published.map((key) => key.kid)).toEqual([kid, rsaKid, esNext, rsaNext, before, rsaBefore]);
    clock.travel(48 * 3600 + 1);
    expect(one.app.get(SigningKeysService).verifyingKey(before)).toBeUndefined();
    expect(
      one.app
        .get(SigningKeysService)
        .jwks()
        .keys.map((key) => key.kid),
    ).toEqual([kid, rsaKid, esNext, rsaNext]);
    expect(one.app.get(SigningKeysService).verifyingKey(rsaBefore, 'RS256')).toBeUndefined();
    // Either instance may have been the one that rotated.
    await other.app.get(AuditLogService).flush();
    expect(await auditedEvents(one.app)).toContain('key_rotated');
  });

  it('reach an instance that does not have them yet within 5 s (R-TOK-3)', async () => {
    await one.app.get(SigningKeysService).rotate({}, { force: true });
    const token = await issue(one);
    clock.travel(5);
    expect(await codeAt(instances[2] ?? other, token)).toBe('accepted');
  });

  it('do not let strangers cause unlimited database queries (R-TOK-3)', async () => {
    const third = instances[3] ?? other;
    clock.travel(100);
    const keys = third.app.get(SigningKeysService);
    await keys.findVerifyingKey('unknown-1');
    // Twice: it knows the key that was the next one already.
    await one.app.get(SigningKeysService).rotate({}, { force: true });
    await one.app.get(SigningKeysService).rotate({}, { force: true });
    const { kid } = one.app.get(SigningKeysService).current();
    expect(await keys.findVerifyingKey(kid)).toBeUndefined();
    clock.travel(5);
    expect(await keys.findVerifyingKey(kid)).toBeDefined();
  });

  it('are published before they sign, and a second rotation within a day must be forced (R-KEY)', async () => {
    const keys = one.app.get(SigningKeysService);
    clock.travel(10 * 86_400);
    await keys.keepUp();
    const nextOf = async (algorithm: string): Promise<string | undefined> =>
      (await keys.list()).find((key) => key.status === 'next' && key.algorithm === algorithm)?.kid;
    for (const step of ['plain', 'forced', 'after a day']) {
      const [elliptic, rsa] = [await nextOf('ES256'), await nextOf('RS256')];
      expect(keys.jwks().keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining([elliptic, rsa]));
      if (step === 'after a day') clock.travel(86_400);
      const before = keys.current().kid;
      await keys.rotate({}, { force: step === 'forced' });
      expect([keys.current().kid, keys.current('RS256').kid]).toEqual([elliptic, rsa]);
      expect(keys.verifyingKey(before)).toBeDefined();
    }
    const { kid } = keys.current();
    const { possibleAt } = await keys.rotate();
    expect(possibleAt?.getTime()).toBeGreaterThan(clock.now().getTime() + 86_000_000);
    expect(keys.current().kid).toBe(kid);
    const statuses = (await keys.list()).filter(({ algorithm }) => algorithm === 'ES256').map(({ status }) => status);
    expect(statuses.filter((status) => status === 'previous')).toHaveLength(3);
    expect(statuses.filter((status) => status === 'next' || status === 'current')).toHaveLength(2);
  });

  it('that are over are not published, and their private halves are deleted', async () => {
    clock.travel(20 * 86_400);
    const keys = one.app.get(SigningKeysService);
    await keys.keepUp();
    const rows = await one.dataSource.query<{ status: string; empty: boolean }[]>(
      `SELECT status, private_sealed = '' AS empty FROM signing_keys`,
    );
    expect(rows.every(({ status, empty }) => empty === (status === 'retired'))).toBe(true);
    expect(rows.some(({ status }) => status === 'previous')).toBe(false);
    expect(keys.jwks().keys).toHaveLength(4);
  });

  it('rotate by themselves after SIGNING_KEY_DAYS, once, whatever instances see it', async () => {
    const keys = one.app.get(SigningKeysService);
    clock.travel(89 * 86_400);
    await keys.keepUp();
    const before = keys.current().kid;
    clock.travel(21 * 86_400);
    const off = await openAuth(database, { SIGNING_KEY_DAYS: '0' }, clock);
    await off.app.get(SigningKeysService).keepUp();
    expect(off.app.get(SigningKeysService).current().kid).toBe(before);
    await off.app.close();
    const next = (await keys.list()).find((key) => key.status === 'next' && key.algorithm === 'ES256')?.kid;
    await Promise.all(instances.map(({ app }) => app.get(SigningKeysService).keepUp()));
    await one.app.get(SigningKeysService).findVerifyingKey('unknown-2');
    expect(
      (await keys.list()).find(({ status, algorithm }) => status === 'current' && algorithm === 'ES256')?.kid,
    ).toBe(next);
    expect(before).not.toBe(next);
  });

  it('that were stolen are retired at once: no token of theirs is accepted', async () => {
    clock.travel(200 * 86_400);
    const keys = one.app.get(SigningKeysService);
    const token = await issue(one);
    expect(await codeAt(one, token)).toBe('accepted');
    const old = keys.jwks().keys.map(({ kid }) => kid);
    await keys.rotate({}, { retireNow: true });
    expect(await codeAt(one, token)).toBe('token.undecodable');
    expect(keys.jwks().keys.filter(({ kid }) => old.includes(kid))).toEqual([]);
    expect(keys.jwks().keys).toHaveLength(4);
    expect(await codeAt(one, await issue(one))).toBe('accepted');
  });

  it('verify for as long as a CAM2 token can be renewed, where that is longer than 48 h', async () => {
    const week = String(7 * 86_400);
    const patient = await openAuth(database, { CAM2_V1_REFRESH_WINDOW_SECONDS: week }, clock);
    const keys = patient.app.get(SigningKeysService);
    const before = keys.current().kid;
    await keys.rotate({}, { force: true });
    clock.travel(7 * 86_400);
    expect(keys.verifyingKey(before)).toBeDefined();
    clock.travel(3600 + 331);
    expect(keys.verifyingKey(before)).toBeUndefined();
    await patient.app.close();
  });
});
