import { DomainError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import { SettingsService, type InstallationChange } from '#settings';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import { ManualClock } from '../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

const clock = new ManualClock();
let database: TestDatabase;
let app: INestApplicationContext;
let other: INestApplicationContext;
let dataSource: DataSource;
let settings: SettingsService;

beforeAll(async () => {
  database = await cloneDatabase();
  ({ app, dataSource } = await openAuth(database, {}, clock));
  ({ app: other } = await openAuth(database, {}, clock));
  settings = app.get(SettingsService);
});
afterAll(async () => {
  await Promise.all([app.close(), other.close()]);
  await database.drop();
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM installation_settings');
  clock.travel(6);
});
afterEach(() => clock.home());

const nothing = {
  appearance: {
    title: null,
    logo: null,
    logoAuth: null,
    favicon: null,
    primaryColor: null,
    secondaryColor: null,
    backgroundColor: null,
  },
  mail: null,
  maxSessions: null,
  others: {},
};
const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const mail = {
  method: 'smtp',
  host: 'mail.example.com',
  port: 587,
  login: 'camgate',
  security: 'starttls',
  senderTitle: 'City cameras',
  senderAddress: 'cameras@example.com',
} as const;

function refusalOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof DomainError ? `${error.code} ${error.context.object} ${error.context.field}` : String(error),
  );
}

describe('what administrators set', () => {
  it('is empty at first, then what they set; what is left out stays, null clears', async () => {
    expect(await settings.read()).toEqual(nothing);
    await settings.change({ appearance: { title: 'City cameras', favicon: pixel }, maxSessions: 3 });
    await settings.change({ appearance: { primaryColor: '#1f6feb' }, others: { map_provider: 'osm', map_zoom: 7 } });
    const all = await settings.change({ others: { map_zoom: null, global_demo: false } });
    expect(all).toEqual({
      ...nothing,
      appearance: { ...nothing.appearance, title: 'City cameras', favicon: pixel, primaryColor: '#1f6feb' },
      maxSessions: 3,
      others: { map_provider: 'osm', global_demo: false },
    });
    expect(await settings.read()).toEqual(all);
    const cleared = await settings.change({ appearance: { title: null }, maxSessions: null });
    expect(cleared).toMatchObject({ appearance: { title: null, favicon: pixel }, maxSessions: null });
  });

  it('takes effect here at once, and elsewhere within 5 s', async () => {
    const elsewhere = other.get(SettingsService);
    await elsewhere.read();
    await settings.change({ maxSessions: 9 });
    expect(await settings.read()).toMatchObject({ maxSessions: 9 });
    clock.travel(5);
    expect(await elsewhere.read()).toMatchObject({ maxSessions: 9 });
  });

  it('keeps all of 40 concurrent changes at two instances', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        (at % 2 === 0 ? app : other).get(SettingsService).change({ others: { [`key_${at}`]: at } }),
      ),
    );
    clock.travel(6);
    expect(Object.keys((await settings.read()).others)).toHaveLength(40);
  });

  it('is audited by the names of what changed, never by its values', async () => {
    await settings.change(
      { mail: { ...mail, password: 'canary-mail-password' }, others: { map_provider: 'osm' } },
      { actor: 'user:1', origin },
    );
    expect(await auditedEvents(app)).toContain('settings_changed');
    const [row] = await dataSource.query<{ all: string }[]>(
      `SELECT row_to_json(e)::text AS all FROM audit_events e WHERE event = 'settings_changed' ORDER BY id DESC LIMIT 1`,
    );
    expect(row?.all).toContain('mail.password');
    expect(row?.all).toContain('map_provider');
    expect(row?.all).not.toContain('canary-mail-password');
  });
});

describe('the mail settings', () => {
  it('keep a password and a key sealed, never return them, and leave them unchanged when they are left out', async () => {
    const secrets = { password: 'canary-mail-password', apiKey: 'SG.canary-mail-key' };
    const shown = await settings.change({ mail: { ...mail, ...secrets } });
    expect(shown.mail).toEqual({ ...mail, password: null, apiKey: null });
    await settings.change({ mail: { host: 'mail2.example.com' } });
    expect((await settings.read()).mail).toMatchObject({ host: 'mail2.example.com', login: 'camgate', password: null });
    const [row] = await dataSource.query<{ all: string; secrets: string }[]>(
      'SELECT row_to_json(i)::text AS all, secrets FROM installation_settings i',
    );
    expect(row?.all).not.toContain('canary');
    await settings.change({ mail: { port: 25 } });
    const [same] = await dataSource.query<{ secrets: string | null }[]>('SELECT secrets FROM installation_settings');
    expect(same?.secrets).not.toBeNull();
    await settings.change({ mail: { password: null, apiKey: null } });
    const [none] = await dataSource.query<{ secrets: string | null }[]>('SELECT secrets FROM installation_settings');
    expect(none?.secrets).toBeNull();
  });

  it('can be removed as a whole', async () => {
    await settings.change({ mail: { ...mail, password: 'x' } });
    expect((await settings.change({ mail: null })).mail).toBeNull();
    const [row] = await dataSource.query<{ secrets: string | null }[]>('SELECT secrets FROM installation_settings');
    expect(row?.secrets).toBeNull();
  });
});

describe('what cannot be set', () => {
  const large = `data:image/png;base64,${'A'.repeat(256 * 1024)}`;
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
  const wrong: readonly (readonly [string, InstallationChange, string])[] = [
    ['a title of 256 characters', { appearance: { title: 't'.repeat(256) } }, 'title'],
    ['a title with a line end', { appearance: { title: 'a\nb' } }, 'title'],
    ['a logo by address', { appearance: { logo: 'https://example.com/logo.png' } }, 'logo'],
    ['a logo of HTML', { appearance: { logo: 'data:text/html;base64,PGI+' } }, 'logo'],
    ['a logo of no Base64', { appearance: { logoAuth: 'data:image/png;base64,%%%' } }, 'logoAuth'],
    ['an icon above 256 KiB', { appearance: { favicon: large } }, 'favicon'],
    ['a color that closes a style', { appearance: { primaryColor: 'red;}' } }, 'primaryColor'],
    ['a color of five digits', { appearance: { secondaryColor: '#12345' } }, 'secondaryColor'],
    ['a color that is an address', { appearance: { backgroundColor: 'url(http://x)' } }, 'backgroundColor'],
    ['port 0', { mail: { port: 0 } }, 'port'],
    ['port 65536', { mail: { port: 65_536 } }, 'port'],
    ['port 25.5', { mail: { port: 25.5 } }, 'port'],
    ['a host with a path', { mail: { host: 'mail.example.com/x' } }, 'host'],
    ['a host with a login', { mail: { host: 'me@mail.example.com' } }, 'host'],
    ['an empty host', { mail: { host: '' } }, 'host'],
    ['a sender with a line end', { mail: { senderTitle: 'a\r\nBcc: b@c.d' } }, 'senderTitle'],
    ['a sender without @', { mail: { senderAddress: 'cameras' } }, 'senderAddress'],
    ['two senders', { mail: { senderAddress: 'a@b.c,d@e.f' } }, 'senderAddress'],
    ['a key with a line end', { mail: { apiKey: 'SG.\r\nx' } }, 'apiKey'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ['an unknown method', { mail: { method: 'pigeon' as 'smtp' } }, 'method'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ['an unknown security', { mail: { security: 'some' as 'tls' } }, 'security'],
    ['no sessions', { maxSessions: 0 }, 'maxSessions'],
    ['10,001 sessions', { maxSessions: 10_001 }, 'maxSessions'],
    ['201 other values', { others: keys(201) }, 'others'],
    ['a key with a space', { others: { 'a b': 1 } }, 'others'],
    ['a value of 4097 characters', { others: { long: 'x'.repeat(4097) } }, 'long'],
    ['a number that is none', { others: { number: Number.POSITIVE_INFINITY } }, 'number'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ['a value that is an object', { others: { object: {} as string } }, 'object'],
  ];
  it.each(wrong)('is %s: rejected, and nothing of the change is stored', async (_, change, field) => {
    await settings.change({ appearance: { title: 'Kept' } });
    const before = await settings.read();
    const more = { ...change, appearance: { backgroundColor: '#fff', ...change.appearance } };
    expect(await refusalOf(settings.change(more))).toBe(`object.invalid setting ${field}`);
    expect(await settings.read()).toEqual(before);
  });

  it('is more than 200 other values altogether', async () => {
    await settings.change({ others: keys(200) });
    expect(await refusalOf(settings.change({ others: { one_more: 1 } }))).toBe('object.invalid setting others');
    await settings.change({ others: { k0: null, one_more: 1 } });
  });
});
