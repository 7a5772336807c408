import { DomainError } from '#errors';
import { createHash } from 'node:crypto';
import { AuthenticationService, SystemKeyService } from '#auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

type Auth = Awaited<ReturnType<typeof openAuth>>;

const ofSetting = 'the-key-of-the-setting-0123456789abcdef';
const given = '0123456789abcdef0123456789abcdef';
const clock = new ManualClock();
let database: TestDatabase;
let one: Auth;
let other: Auth;
let keyless: Auth;

beforeAll(async () => {
  database = await cloneDatabase();
  const setting = { CAMGATE_SYSTEM_API_KEY: ofSetting, ACCOUNT_STATE_SECONDS: '5' };
  one = await openAuth(database, setting, clock);
  other = await openAuth(database, setting, clock);
  keyless = await openAuth(database, {}, clock);
});
afterAll(async () => {
  await Promise.all([one, other, keyless].map(({ app }) => app.close()));
  await database.drop();
});
afterEach(() => clock.home());

function comesIn(server: Auth, key: string): Promise<string> {
  return server.app
    .get(AuthenticationService)
    .authenticate({ kind: 'api-key', key }, origin)
    .then(
      ({ kind }) => kind,
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
}

describe('the system key', () => {
  it('is the environment’s until another one is set; without either there is none', async () => {
    expect(await comesIn(one, ofSetting)).toBe('system');
    expect(await comesIn(one, `${ofSetting}x`)).toBe('key.invalid');
    expect(await comesIn(one, '')).toBe('key.invalid');
    expect(await comesIn(keyless, ofSetting)).toBe('key.invalid');
    expect(await one.app.get(SystemKeyService).reveal()).toBe(ofSetting);
    expect(await keyless.app.get(SystemKeyService).reveal()).toBeUndefined();
  });

  it('is proven for ten minutes by a hash of it with a time, as very old clients do', async () => {
    const now = Math.floor(clock.now().getTime() / 1000);
    const proof = (time: number, key = ofSetting, salt = 'f8b1'): string =>
      `${salt}:${time}:${createHash('md5').update(`${salt}:${time}:${key}`).digest('hex')}`;
    const outcomes = async (...proofs: readonly string[]): Promise<readonly string[]> =>
      Promise.all(proofs.map((key) => comesIn(one, key)));
    expect(await outcomes(proof(now), proof(now - 500), proof(now + 15), proof(now).toUpperCase())).toEqual([
      'system',
      'system',
      'system',
      'key.invalid',
    ]);
    expect(await outcomes(proof(now - 700), proof(now + 60), proof(now, `${ofSetting}x`), proof(now, ''))).toEqual(
      Array.from({ length: 4 }, () => 'key.invalid'),
    );
    const [salt, , hash] = proof(now).split(':');
    expect(await outcomes(`${salt}:${now + 1}:${hash}`, `f8b2:${now}:${hash}`, `:${now}:${hash}`)).toEqual(
      Array.from({ length: 3 }, () => 'key.invalid'),
    );
    expect(await comesIn(keyless, proof(now, 'undefined'))).toBe('key.invalid');
  });

  it.each([
    ['too short', 'x'.repeat(16) + 'y'.repeat(15)],
    ['too long', 'xy'.repeat(128)],
    ['one letter over and over', 'x'.repeat(64)],
    ['with a space', `${given} ${given}`],
    ['with a line end', `${given}\n${given}`],
    ['that no header can carry', `${given}ключ`],
    ['empty', ''],
  ])('cannot be %s', async (_, key) => {
    await expect(one.app.get(SystemKeyService).change(key)).rejects.toMatchObject({
      code: 'account.invalid',
      context: { reason: 'systemKey' },
    });
    expect(await comesIn(one, ofSetting)).toBe('system');
  });

  it('that is set replaces the other: here at once, elsewhere within ACCOUNT_STATE_SECONDS', async () => {
    expect(await comesIn(other, ofSetting)).toBe('system');
    await one.app.get(SystemKeyService).change(given, { actor: 'user:1', origin });
    expect(await comesIn(one, given)).toBe('system');
    expect(await comesIn(one, ofSetting)).toBe('key.invalid');
    clock.travel(6);
    for (const server of [one, other, keyless]) {
      expect(await comesIn(server, given)).toBe('system');
      expect(await comesIn(server, ofSetting)).toBe('key.invalid');
      expect(await server.app.get(SystemKeyService).reveal()).toBe(given);
    }
    expect(await auditedEvents(one.app)).toEqual(expect.arrayContaining(['key_rotated', 'sensitive_read']));
  });

  it('is stored hashed and sealed, in one row', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, at) => one.app.get(SystemKeyService).change(`${given}${at}`)));
    const rows = await one.dataSource.query<{ all: string }[]>('SELECT row_to_json(k)::text AS all FROM system_keys k');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.all).not.toContain(given);
    const [, kept = ''] =
      /^0123456789abcdef0123456789abcdef(\d)$/.exec((await one.app.get(SystemKeyService).reveal()) ?? '') ?? [];
    expect(await comesIn(one, given + kept)).toBe('system');
  });
});
