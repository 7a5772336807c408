import { ApiKeysService, SignInService, SigningKeysService, SystemKeyService, UsersService } from '#auth';
import { ConfigError, parseConfig, Vault } from '#config';
import { Resealer } from '#database';
import { CursorCodec } from '#lists';
import { SettingsService } from '#settings';
import { readdirSync, readFileSync } from 'node:fs';
import { getMetadataArgsStorage } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRuntime } from '../../src/bootstrap/runtime.js';
import { entities } from '../../src/database/entities.js';
import { sealedColumns } from '../../src/database/sealing/sealed-columns.js';
import { PlaybackTokenForm } from '../../src/playback/tokens/playback-token.js';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

// With a comma, as a secret of an older version may have.
const old = 'the master secret, of many years ago and still in use';
const fresh = 'another master secret of 32 characters or more';
const list = `${fresh},the-old-one-would-stand-here-if-it-had-no-comma`;
const plain = 'the master secret without a comma that goes away';
const both = `${fresh}, ${plain}`;
const options = {
  profile: 'watcher',
  accessSeconds: 900,
  refreshSeconds: 3600,
  rotation: 'grace',
  sessionKey: false,
} as const;
const renewal = { profile: 'watcher', accessSeconds: 900, refreshSeconds: 3600 } as const;
const systemKey = 'a-system-key-of-32-characters-or-more';

describe('Several master secrets', () => {
  it('all open, and the first seals', () => {
    const before = new Vault(plain).seal('text', 'place');
    const vault = new Vault(both);
    expect(vault.open(before, 'place')).toBe('text');
    const after = vault.seal('text', 'place');
    expect(new Vault(fresh).open(after, 'place')).toBe('text');
    expect(() => new Vault(plain).open(after, 'place')).toThrow('another master secret');
    expect(() => new Vault(fresh).open(before, 'place')).toThrow('another master secret');
    expect(after.split('.')[1]).toBe(vault.keyId);
  });

  it('are several only where each is long enough; a single one may hold a comma', () => {
    const sealed = new Vault(old).seal('text', 'place');
    expect(sealed.split('.')[1]).toBe(new Vault(old).keyId);
    expect(new Vault(old).keyIds).toHaveLength(1);
    // What an older version sealed with the whole of such a setting is still opened.
    const whole = new Vault(list);
    expect(whole.keyIds).toHaveLength(3);
    expect(whole.keyId).toBe(new Vault(fresh).keyId);
  });

  it('let playback tokens and cursors of the older one go on', () => {
    const claims = { action: 'play', userId: 1, epoch: 1, expiresAt: 2_000_000_000 } as const;
    const [before, vault] = [new Vault(plain), new Vault(both)];
    const token = new PlaybackTokenForm(before.derive('playback'), before.keyId).write(claims, 'camera');
    const form = new PlaybackTokenForm(vault.derive('playback'), vault.keyId, vault.deriveAll('playback'));
    expect(form.read(token, 'camera')).toMatchObject(claims);
    expect(form.read(form.write(claims, 'camera'), 'camera')).toMatchObject(claims);
    expect(new PlaybackTokenForm(vault.derive('playback'), vault.keyId).read(token, 'camera')).toBeUndefined();
    const position = { backward: false, edge: ['1'] };
    const cursor = new CursorCodec(before).write('question', position);
    expect(new CursorCodec(vault).read('question', cursor)).toEqual(position);
    expect(() => new CursorCodec(new Vault(fresh)).read('question', cursor)).toThrow('cursor.invalid');
  });
});

describe('A master secret that is replaced', () => {
  let database: TestDatabase;
  let userId: number;
  let apiKey: string;
  let refreshToken: string;
  let kid: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    const { app, dataSource } = await openAuth(database, { CAMGATE_SECRET: plain });
    const { user } = await app.get(UsersService).create({ login: 'ann', password: 'a long enough password' });
    userId = user.id;
    apiKey = await app.get(ApiKeysService).create(userId);
    await app.get(SystemKeyService).change(systemKey);
    const mail = {
      method: 'smtp',
      host: 'mail.example.org',
      port: 587,
      login: 'ann',
      password: 'of the mail server',
      security: 'starttls',
      senderTitle: null,
      senderAddress: 'ann@example.org',
      apiKey: null,
    } as const;
    await app.get(SettingsService, { strict: false }).change({ mail });
    ({ refreshToken } = await app.get(SignInService).withPassword('ann', 'a long enough password', options, origin));
    ({ kid } = app.get(SigningKeysService).current());
    // More than two batches.
    const vault = new Vault(plain);
    const kids = Array.from({ length: 1_200 }, (_, index) => `retired-${index}`);
    await dataSource.query(
      `INSERT INTO signing_keys (kid, algorithm, status, public_jwk, private_sealed)
       SELECT k.kid, 'ES256', 'retired', '{}', k.sealed FROM unnest($1::text[], $2::text[]) AS k (kid, sealed)`,
      [kids, kids.map((one) => vault.seal('a key', `signing_keys.private_sealed:${one}`))],
    );
    await app.close();
  });
  afterAll(() => database.drop());

  /** What was made under the old secret, used under these. */
  async function uses(secret: string): Promise<unknown> {
    const { app } = await openAuth(database, { CAMGATE_SECRET: secret });
    try {
      expect(app.get(SigningKeysService).current().kid).toBe(kid);
      return {
        apiKey: await app.get(ApiKeysService).reveal(userId),
        systemKey: await app.get(SystemKeyService).reveal(),
        mail: (await app.get(SettingsService, { strict: false }).readMail())?.password,
      };
    } finally {
      await app.close();
    }
  }

  const open = async (secret: string): Promise<void> => {
    const config = parseConfig({ CAMGATE_SECRET: secret, DATABASE_URL: database.url });
    await (await openRuntime(config)).close();
  };

  it('can stand behind the new one, and everything goes on', async () => {
    await open(plain);
    await open(both);
    expect(await uses(both)).toEqual({ apiKey, systemKey, mail: 'of the mail server' });
    const { app } = await openAuth(database, { CAMGATE_SECRET: both });
    const renewed = await app.get(SignInService).refresh(refreshToken, renewal, origin);
    ({ refreshToken } = await app.get(SignInService).refresh(renewed.refreshToken, renewal, origin));
    await app.close();
  });

  it('cannot be taken away while something needs it: the start says so in one sentence', async () => {
    const sentence =
      /^The database was sealed with another CAMGATE_SECRET \(or another [^\n]*secret\), which is no longer set: [^\n]*camgate secrets reseal[^\n]*\.$/;
    await expect(open(fresh)).rejects.toThrow(ConfigError);
    await expect(open(fresh)).rejects.toThrow(sentence);
  });

  it('is needed by nothing after everything was sealed anew, by two at once', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => openAuth(database, { CAMGATE_SECRET: both })));
    if (!one || !other) throw new Error('no instances');
    expect(await one.app.get(Resealer).remaining()).toBeGreaterThan(1_200);
    const [first, second] = await Promise.all([one.app.get(Resealer).run(), other.app.get(Resealer).run()]);
    const sum = (counts: typeof first, what: 'resealed' | 'unreadable'): number =>
      counts.reduce((total, count) => total + count[what], 0);
    expect(sum(first, 'unreadable') + sum(second, 'unreadable')).toBe(0);
    expect(sum(first, 'resealed') + sum(second, 'resealed')).toBeGreaterThan(1_200);
    expect(await one.app.get(Resealer).remaining()).toBe(0);
    expect(sum(await one.app.get(Resealer).run(), 'resealed')).toBe(0);
    await Promise.all([one.app.close(), other.app.close()]);
    await open(fresh);
    expect(await uses(fresh)).toEqual({ apiKey, systemKey, mail: 'of the mail server' });
  });

  it('leaves the refresh tokens that were used since in force', async () => {
    const { app } = await openAuth(database, { CAMGATE_SECRET: fresh });
    const renewed = await app.get(SignInService).refresh(refreshToken, renewal, origin);
    expect(renewed.refreshToken).not.toBe(refreshToken);
    await app.close();
  });

  it('that is lost leaves what it sealed as it was, and is reported', async () => {
    const { app, dataSource } = await openAuth(database, { CAMGATE_SECRET: fresh });
    const lost = new Vault('a master secret that nobody knows any more').seal(
      'x',
      'signing_keys.private_sealed:retired-1',
    );
    await dataSource.query(`UPDATE signing_keys SET private_sealed = $1 WHERE kid = 'retired-1'`, [lost]);
    const counts = await app.get(Resealer).run();
    expect(counts.filter(({ unreadable }) => unreadable > 0)).toEqual([
      { table: 'signing_keys', column: 'private_sealed', resealed: 0, unreadable: 1 },
    ]);
    expect(await app.get(Resealer).remaining()).toBe(1);
    const [row] = await dataSource.query<{ sealed: string }[]>(
      `SELECT private_sealed AS sealed FROM signing_keys WHERE kid = 'retired-1'`,
    );
    expect(row?.sealed).toBe(lost);
    await app.close();
  });
});

describe('The list of sealed columns', () => {
  it('holds every column of every table that is sealed', () => {
    const storage = getMetadataArgsStorage();
    const found = entities.flatMap((entity) => {
      const table = storage.tables.find(({ target }) => target === entity)?.name ?? '';
      return storage.columns
        .filter(({ target, options: { name = '' } }) => target === entity && name.endsWith('_sealed'))
        .map(({ options: { name } }) => `${table}.${name}`);
    });
    const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
    expect(listed.toSorted()).toEqual([...found, 'installation_settings.secrets'].toSorted());
  });

  it('names the places that the sources seal for', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const sources = files.map((name) => readFileSync(`src/${name}`, 'utf8')).join('\n');
    const places = [...sources.matchAll(/[`']([a-z_]+\.(?:[a-z_]+_sealed|secrets)):(?:\$\{|1')/g)].map(
      ([, place = '']) => place,
    );
    expect([...new Set(places)].toSorted()).toEqual(
      sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted(),
    );
  });
});
