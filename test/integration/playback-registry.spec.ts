import { DomainError } from '#errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogService } from '#audit';
import { type Caller, guest, system, type UserCaller, UsersService, UserStandingsService } from '#auth';
import { CamerasService } from '#cameras';
import { StreamerEndpoints } from '../../src/playback/streamers/streamer-endpoints.js';
import { PlaybackModule, type Share, SharesService, StreamersService, ZonesService } from '#playback';
import { DataSource } from 'typeorm';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { freePort } from '../support/process.js';
import { openCore } from '../support/core.js';
import { oneStory } from '../support/story.js';

oneStory();

let core: Awaited<ReturnType<typeof openCore>>;
let streamers: StreamersService;
let zones: ZonesService;
let shares: SharesService;
let admin: UserCaller;
let strangers: readonly Caller[];

const first = { limit: 100 };
const all = { where: [] };

beforeAll(async () => {
  core = await openCore([PlaybackModule], { ALLOWED_NETWORKS: '127.0.0.1' });
  streamers = core.app.get(StreamersService);
  zones = core.app.get(ZonesService);
  shares = core.app.get(SharesService);
  const callers = await Promise.all(
    (['admin', 'domain_admin', 'generic'] as const).map(async (accessLevel) => {
      const { user } = await core.app.get(UsersService).create({ login: `a-${accessLevel}`, accessLevel });
      const standing = await core.app.get(UserStandingsService).find(user.id);
      if (!standing) throw new Error('a new user does not stand');
      return standing.caller;
    }),
  );
  const [one, ...others] = callers;
  if (!one) throw new Error('no administrator');
  admin = one;
  const program = {
    kind: 'application',
    applicationId: 1,
    clientId: 'c',
    name: 'c',
    organizationId: undefined,
  } as const;
  strangers = [...others, guest, { ...program, level: 'webui', permissions: new Set() }];
});
afterAll(() => core.close());

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) return String(error);
  return [error.code, error.context.object, error.context.field].filter(Boolean).join(' ');
}

async function events(subject: string): Promise<readonly string[]> {
  await core.app.get(AuditLogService).flush();
  const rows = await core.app
    .get(DataSource)
    .query<{ event: string; actor: string; reason: string | null }[]>(
      'select event, actor, reason from audit_events where subject = $1 order by id',
      [subject],
    );
  return rows.map(({ event, actor, reason }) => [event, actor, reason].filter(Boolean).join(' '));
}

describe('the registry of media servers', () => {
  const draft = {
    apiUrl: 'https://s1.example.org/',
    publicPayloadUrl: 'https://watch.example.org//',
    clusterKey: 'the cluster key',
    channelLimit: 200,
    labels: { dc: 'north' },
    dvrs: [{ name: 'disk', root: '/storage' }],
    config: { publish_url: 'rtmp://s1.example.org/live' },
  };

  it('keeps what it is told, with its defaults, and never shows a cluster key', async () => {
    const { streamer, created } = await streamers.put(admin, 'S1.Example.ORG', draft);
    expect(created).toBe(true);
    expect(streamer).toMatchObject({
      hostname: 's1.example.org',
      role: 'streamer',
      apiUrl: 'https://s1.example.org',
      publicPayloadUrl: 'https://watch.example.org',
      privatePayloadUrl: null,
      hasClusterKey: true,
      channelLimit: 200,
      totalBandwidth: null,
      labels: { dc: 'north' },
      zones: [],
      dvrs: [{ name: 'disk', root: '/storage' }],
      config: { publish_url: 'rtmp://s1.example.org/live' },
    });
    expect(JSON.stringify(streamer)).not.toContain('cluster key');
    expect(streamer.createdAt).toBeInstanceOf(Date);
    const [row] = await core.app
      .get(DataSource)
      .query<{ text: string }[]>('select to_json(s)::text as text from streamers s');
    expect(row?.text).not.toContain('cluster key');
    expect(await streamers.get(admin, { id: streamer.id })).toEqual(streamer);
  });

  it('keeps secrets sealed in what it is told, shows a veil, and takes it back', async () => {
    const secret = 'S3cr3t-Xq7';
    const config = { publish_url: `rtmp://cam:${secret}@s9.example.org/live`, auth: { user: 'a', password: secret } };
    const dvrs = [{ name: 'disk', root: `s3://admin:${secret}@bucket.example/` }];
    const { streamer } = await streamers.put(admin, 's9.example.org', { config, dvrs });
    expect(streamer).toMatchObject({
      config: { publish_url: 'rtmp://***@s9.example.org/live', auth: { user: 'a', password: '***' } },
      dvrs: [{ name: 'disk', root: 's3://***@bucket.example/' }],
    });
    const sealed = async (): Promise<unknown> => {
      const [row] = await core.app
        .get(DataSource)
        .query<{ sealed: string; text: string }[]>(
          `select s.secrets_sealed as sealed, s::text as text from streamers s where s.hostname = 's9.example.org'`,
        );
      expect(row?.text).not.toContain(secret);
      return row?.sealed;
    };
    const before = await sealed();
    const again = await streamers.put(admin, 's9.example.org', { config: streamer.config, dvrs: streamer.dvrs });
    expect(again.streamer).toMatchObject({ config: streamer.config, dvrs: streamer.dvrs });
    expect(await sealed()).toBe(before);
    const endpoint = core.app.get(StreamerEndpoints, { strict: false });
    const { id } = await core.app
      .get(CamerasService, { strict: false })
      .create(system, { media: { streamerHostname: 's9.example.org' } });
    expect((await endpoint.ofCameras([id])).get(id)?.publish).toBe(config.publish_url);
    await streamers.remove(admin, { hostname: 's9.example.org' });
  });

  it('changes what a draft names, and on reset the rest but the cluster key', async () => {
    const { streamer, created } = await streamers.put(admin, 's1.example.org', {
      channelLimit: null,
      role: 'inference',
    });
    expect(created).toBe(false);
    expect(streamer).toMatchObject({
      role: 'inference',
      channelLimit: null,
      labels: { dc: 'north' },
      hasClusterKey: true,
    });
    const { streamer: anew } = await streamers.put(admin, 's1.example.org', { totalBandwidth: 1000 }, { reset: true });
    expect(anew).toMatchObject({
      role: 'streamer',
      apiUrl: null,
      totalBandwidth: 1000,
      labels: {},
      dvrs: [],
      config: {},
      hasClusterKey: true,
    });
    expect((await streamers.put(admin, 's1.example.org', { clusterKey: null })).streamer.hasClusterKey).toBe(false);
    expect(await events('streamer:s1.example.org')).toEqual([
      `authz_admin user:${admin.userId} created`,
      ...Array.from({ length: 3 }, () => `authz_admin user:${admin.userId} changed`),
    ]);
  });

  it.each([
    ['a hostname with a slash', 'a/b', {}, 'hostname'],
    ['no hostname', '', {}, 'hostname'],
    ['a hostname of 300 letters', 'a'.repeat(300), {}, 'hostname'],
    ['a hostname that begins with a dash', '-a', {}, 'hostname'],
    ['another scheme', 's2', { apiUrl: 'ftp://a' }, 'apiUrl'],
    ['a URL with a login', 's2', { publicPayloadUrl: 'https://a:b@host' }, 'publicPayloadUrl'],
    ['a URL with a query', 's2', { publicPayloadUrl: 'https://host/?a=b' }, 'publicPayloadUrl'],
    ['no URL at all', 's2', { privatePayloadUrl: 'host' }, 'privatePayloadUrl'],
    ['a limit below zero', 's2', { channelLimit: -1 }, 'channelLimit'],
    ['half a channel', 's2', { channelLimit: 1.5 }, 'channelLimit'],
    ['a bandwidth beyond all', 's2', { totalBandwidth: 2 ** 31 }, 'totalBandwidth'],
    ['a zone that is not there', 's2', { zones: ['nowhere'] }, 'zones'],
    ['a zone that cannot be', 's2', { zones: ['no where'] }, 'zones'],
    ['labels that are too much', 's2', { labels: { a: 'b'.repeat(256) } }, 'labels'],
    ['a publishing address that is none', 's2', { config: { publish_url: 'file:///etc' } }, 'config'],
    ['a configuration that is too much', 's2', { config: { a: 'b'.repeat(70_000) } }, 'config'],
  ])('refuses %s, and nothing is kept', async (_, hostname, change, field) => {
    expect(await refusal(streamers.put(admin, hostname, change))).toBe(`object.invalid streamer ${field}`);
    expect(await refusal(streamers.get(admin, { hostname: 's2' }))).toBe('object.not-found streamer');
  });

  it('refuses, where it is asked to look, a media server that does not answer', async () => {
    const server = createServer((_request, response) => response.writeHead(403).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const silent = `http://127.0.0.1:${await freePort()}`;
    try {
      expect(await refusal(streamers.put(admin, 's3', { apiUrl: silent }, { check: true }))).toBe(
        'object.invalid streamer apiUrl',
      );
      expect(await refusal(streamers.put(admin, 's3', {}, { check: true }))).toBe('object.invalid streamer apiUrl');
      expect((await streamers.put(admin, 's3', { apiUrl }, { check: true })).created).toBe(true);
      // The one that it has already is looked at, too.
      expect((await streamers.put(admin, 's3', { channelLimit: 1 }, { check: true })).created).toBe(false);
    } finally {
      server.close();
    }
  });

  it('lists, searches, counts, pages and forgets', async () => {
    for (const hostname of ['m1', 'm2', 'm3']) await streamers.put(admin, hostname, { role: 'identification' });
    const where = [{ operator: 'in', field: 'role', values: ['identification'] }] as const;
    expect(await streamers.count(admin, { where })).toBe(3);
    const page = await streamers.list(admin, { where, sort: [{ field: 'hostname', descending: true }] }, { limit: 2 });
    expect(page.items.map(({ hostname }) => hostname)).toEqual(['m3', 'm2']);
    const next = await streamers.list(
      admin,
      { where, sort: [{ field: 'hostname', descending: true }] },
      { limit: 2, cursor: page.next ?? '' },
    );
    expect(next.items.map(({ hostname }) => hostname)).toEqual(['m1']);
    const found = await streamers.list(admin, { where: [{ operator: 'search', value: 'M2' }] }, first);
    expect(found.items.map(({ hostname }) => hostname)).toEqual(['m2']);
    await streamers.remove(admin, { hostname: 'M2' });
    expect(await refusal(streamers.remove(admin, { hostname: 'm2' }))).toBe('object.not-found streamer');
    expect(await refusal(streamers.remove(admin, { id: 9_999_999_999 }))).toBe('object.not-found streamer');
    expect(await streamers.count(admin, { where })).toBe(2);
  });

  it('is made once when many make it at the same moment', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => streamers.put(admin, 'race', { labels: { [`l${index}`]: 'x' } })),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ streamer }) => streamer.id)).size).toBe(1);
  });
});

describe('zones', () => {
  it('are made, changed, counted, and not removed while media servers are in them', async () => {
    expect(await zones.put(admin, 'north_1', {})).toMatchObject({
      created: true,
      zone: { name: 'north_1', isDedicated: false, streamerCount: 0, createdBy: { login: 'a-admin' } },
    });
    expect((await zones.put(admin, 'north_1', { isDedicated: true })).zone.isDedicated).toBe(true);
    expect((await zones.put(system, 'north_1', {})).zone).toMatchObject({
      isDedicated: true,
      createdBy: { login: 'a-admin' },
    });
    await zones.put(system, 'south', {});
    const { streamer } = await streamers.put(admin, 'z1', { zones: ['south', 'north_1', 'south'] });
    expect(streamer.zones).toEqual(['north_1', 'south']);
    expect((await streamers.put(admin, 'z1', { zones: ['south'] })).streamer.zones).toEqual(['south']);
    expect((await streamers.put(admin, 'z1', { channelLimit: 3 })).streamer.zones).toEqual(['south']);
    expect((await zones.get(admin, 'south')).streamerCount).toBe(1);
    expect(await refusal(zones.remove(admin, 'south'))).toBe('object.taken zone');
    await zones.remove(admin, 'north_1');
    await streamers.remove(admin, { hostname: 'z1' });
    await zones.remove(admin, 'south');
    expect(await zones.count(admin, all)).toBe(0);
    expect(await refusal(zones.remove(admin, 'south'))).toBe('object.not-found zone');
    expect(await refusal(zones.get(admin, 'south'))).toBe('object.not-found zone');
  });

  it.each(['', 'a b', 'a/b', 'ö', 'a'.repeat(256)])('cannot be called %j', async (name) => {
    expect(await refusal(zones.put(admin, name, {}))).toBe('object.invalid zone name');
  });

  it('are never left with a media server in a zone that is gone, whoever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      await zones.put(admin, 'contested', {});
      await streamers.put(admin, 'z2', { zones: [] });
      const [put, removed] = await Promise.all([
        refusal(streamers.put(admin, 'z2', { zones: ['contested'] })),
        refusal(zones.remove(admin, 'contested')),
      ]);
      const ended = [put, removed].filter((text) => text.includes('nothing was refused'));
      expect(ended, `${put} / ${removed}`).toHaveLength(1);
      await streamers.put(admin, 'z2', { zones: [] });
    }
    await zones.remove(admin, 'contested').catch(() => undefined);
  });
});

describe('shared links', () => {
  let made: Share;

  beforeAll(async () => {
    await core.app
      .get(CamerasService)
      .create(system, { name: 'shared/gate', kind: 'non_ip', snapshotUrl: 'http://c.example/1.jpg' });
  });

  it('are keys of 27 letters and digits, found by administrators in the list', async () => {
    made = await shares.create(admin, {
      name: ' for the neighbours ',
      cameraName: 'shared/gate',
      permissions: [{ live: true }, { dvr: true, dvrDepthLimitSeconds: 3600 }],
    });
    expect(made.key).toMatch(/^[0-9A-Za-z]{27}$/);
    expect(made).toMatchObject({
      name: 'for the neighbours',
      cameraName: 'shared/gate',
      permissions: [
        { live: true, dvr: false, export: false, ptz: false, advert: false, dvrDepthLimitSeconds: 0 },
        { live: false, dvr: true, export: false, ptz: false, advert: false, dvrDepthLimitSeconds: 3600 },
      ],
    });
    expect((await shares.list(admin, all, first)).items).toEqual([made]);
    expect(await shares.count(admin, all)).toBe(1);
    const [row] = await core.app
      .get(DataSource)
      .query<{ text: string }[]>('select to_json(s)::text as text from shares s');
    expect(row?.text).not.toContain(made.key);
    expect(await events(`share:${made.id}`)).toEqual([`apikey_created user:${admin.userId}`]);
  });

  it('have one name each, also when ten want it at the same moment', async () => {
    const draft = { name: 'only one', cameraName: 'shared/gate' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => refusal(shares.create(admin, draft))));
    expect(answers.filter((text) => text === 'object.taken share name')).toHaveLength(9);
  });

  it.each([
    ['no name', { name: ' ', cameraName: 'shared/gate' }, 'name'],
    ['a camera that is not there', { name: 'a', cameraName: 'nothing' }, 'cameraName'],
    ['no permission at all', { name: 'a', cameraName: 'shared/gate', permissions: [] }, 'permissions'],
    [
      'a depth below zero',
      { name: 'a', cameraName: 'shared/gate', permissions: [{ dvrDepthLimitSeconds: -1 }] },
      'permissions',
    ],
  ])('are refused with %s', async (_, draft, field) => {
    expect(await refusal(shares.create(admin, draft))).toBe(`object.invalid share ${field}`);
  });

  it('end when they are removed, and when their camera goes', async () => {
    await shares.remove(admin, made.key);
    expect(await refusal(shares.remove(admin, made.key))).toBe('object.not-found share');
    expect(await events(`share:${made.id}`)).toHaveLength(2);
    await core.app.get(CamerasService).remove(system, { name: 'shared/gate' });
    expect(await shares.count(admin, all)).toBe(0);
  });
});

describe('whoever is no administrator', () => {
  it('is refused everything here', async () => {
    for (const caller of strangers) {
      const attempts: readonly Promise<unknown>[] = [
        streamers.list(caller, all, first),
        streamers.count(caller, all),
        streamers.get(caller, { hostname: 'm1' }),
        streamers.put(caller, 'mine', {}),
        streamers.remove(caller, { hostname: 'm1' }),
        zones.list(caller, all, first),
        zones.count(caller, all),
        zones.get(caller, 'south'),
        zones.put(caller, 'mine', {}),
        zones.remove(caller, 'south'),
        shares.list(caller, all, first),
        shares.count(caller, all),
        shares.create(caller, { name: 'mine', cameraName: 'shared/gate' }),
        shares.remove(caller, 'x'),
      ];
      for (const attempt of attempts) expect(await refusal(attempt)).toBe('object.forbidden');
    }
  });
});
