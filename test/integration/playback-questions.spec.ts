import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, type WatchingRights, OrganizationsService } from '#access';
import { AuditLogService } from '#audit';
import {
  ApiKeysService,
  ApplicationsService,
  type Caller,
  ClientTokensService,
  guest,
  system,
  UsersService,
  UserStandingsService,
} from '#auth';
import { CamerasService } from '#cameras';
import { Clock } from '#config';
import {
  type MediaDecision,
  type MediaQuestion,
  MediaQuestionsService,
  PlaybackModule,
  PlaybackTokensService,
  SharesService,
} from '#playback';
import { DataSource } from 'typeorm';
import { emptyAuditLog } from '../support/audit.js';
import { ManualClock } from '../support/clock.js';
import { openCore } from '../support/core.js';
import { oneStory } from '../support/story.js';

oneStory();

const password = 'correct horse battery staple';
const day = 86_400;
const viewer = { dialect: 'media', ip: '192.0.2.7', requestId: 'r-1' };

let core: Awaited<ReturnType<typeof openCore>>;
let questions: MediaQuestionsService;
let tokens: PlaybackTokensService;
let clock: ManualClock;
let organizationId: number;
let gate: { readonly id: number; readonly name: string };
let yard: { readonly id: number; readonly name: string };
let watcher: number;
let editor: number;
let outsider: number;

beforeAll(async () => {
  core = await openCore([PlaybackModule]);
  questions = core.app.get(MediaQuestionsService);
  tokens = core.app.get(PlaybackTokensService);
  const given = core.app.get(Clock);
  if (!(given instanceof ManualClock)) throw new Error('tests have a clock of their own');
  clock = given;
  organizationId = (await core.app.get(OrganizationsService).createWithoutOwner({ title: 'north', isPublic: false }))
    .id;
  gate = await camera('north/gate');
  yard = await camera('north/yard');
  watcher = await person('watcher');
  editor = await person('editor');
  outsider = await person('outsider');
  await member(watcher, { canViewStreams: true });
  await member(editor, { canViewStreams: true, canEditStreams: true });
});
afterAll(() => core.close());
afterEach(() => clock.home());

async function camera(name: string): Promise<{ readonly id: number; readonly name: string }> {
  return core.app
    .get(CamerasService)
    .create(system, { name, organizationId, kind: 'non_ip', snapshotUrl: `http://c.example/${name}.jpg` });
}

async function person(login: string): Promise<number> {
  return (await core.app.get(UsersService).create({ login, password })).user.id;
}

const member = (userId: number, flags: Parameters<OrganizationsService['addMember']>[2]): Promise<void> =>
  core.app.get(OrganizationsService).addMember(organizationId, userId, flags);

const allow = (userId: number, rights: Partial<WatchingRights>): Promise<unknown> =>
  core.app.get(CameraPermissionsService).set(system, gate.name, userId, rights);

async function callerOf(userId: number): Promise<Caller> {
  const standing = await core.app.get(UserStandingsService).find(userId);
  if (!standing) throw new Error('nobody');
  return standing.caller;
}

async function tokenOf(userId: number, of = gate): Promise<string> {
  const playbacks = await tokens.forCameras(await callerOf(userId), [of]);
  return playbacks.get(of.id)?.token ?? 'none';
}

function ask(more: Partial<MediaQuestion>): Promise<MediaDecision> {
  return questions.decide({ action: 'play', cameraName: gate.name, credentials: [], moment: 'new', viewer, ...more });
}

/** `yes`, or why not. */
async function verdict(more: Partial<MediaQuestion>): Promise<string> {
  const decision = await ask(more);
  return decision.allowed ? 'yes' : decision.denial;
}

const now = (): number => clock.seconds();

describe('a playback token', () => {
  it('lets its user watch its camera, and says who that is', async () => {
    const decision = await ask({ credentials: [await tokenOf(watcher)] });
    expect(decision).toEqual({
      allowed: true,
      seconds: 15,
      viewer: `user:${watcher}`,
      maxSessions: undefined,
      archiveSeconds: 0,
    });
  });

  it('opens no other camera, none that is not there, and no publishing', async () => {
    const credentials = [await tokenOf(watcher)];
    expect(await verdict({ credentials, cameraName: yard.name })).toBe('ticket.wrong');
    expect(await verdict({ credentials, cameraName: 'nothing' })).toBe('ticket.wrong');
    expect(await verdict({ credentials, cameraName: '' })).toBe('ticket.wrong');
    expect(await verdict({ credentials, cameraName: `${gate.name}\0` })).toBe('ticket.wrong');
    expect(await verdict({ credentials, action: 'publish' })).toBe('ticket.other-action');
  });

  it('starts within its life only; what runs goes on for 24 hours more', async () => {
    const credentials = [await tokenOf(watcher)];
    clock.travel(270);
    expect(await verdict({ credentials })).toBe('yes');
    clock.travel(30);
    expect(await verdict({ credentials })).toBe('ticket.expired');
    expect(await verdict({ credentials, moment: 'running' })).toBe('yes');
    // Seconds to spare for a busy machine: the clock goes on while the test runs.
    clock.travel(day - 30);
    expect(await verdict({ credentials, moment: 'running' })).toBe('yes');
    clock.travel(30);
    expect(await verdict({ credentials, moment: 'running' })).toBe('ticket.expired');
  });

  it('goes on, where each piece is asked about, from one address without a silence of 90 seconds', async () => {
    const each = { credentials: [await tokenOf(watcher)], moment: 'each' } as const;
    const elsewhere = { ...each, viewer: { ...viewer, ip: '192.0.2.8' } };
    for (let passed = 0; passed < 600; passed += 60) {
      expect(await verdict(each)).toBe('yes');
      clock.travel(60);
    }
    expect(await verdict(elsewhere)).toBe('ticket.expired');
    // Seconds to spare for a busy machine: the clock goes on while the test runs.
    clock.travel(20);
    expect(await verdict(each)).toBe('yes');
    clock.travel(91);
    expect(await verdict(each)).toBe('ticket.expired');
    expect(await verdict(each)).toBe('ticket.expired');
  });

  it('does not begin a session after its end, however often somebody tries', async () => {
    const each = { credentials: [await tokenOf(watcher, yard)], cameraName: yard.name, moment: 'each' } as const;
    clock.travel(300);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await verdict(each)).toBe('ticket.expired');
  });

  it('is void from the moment the right is taken away, also for what runs', async () => {
    const userId = await person('leaving');
    await member(userId, { canViewStreams: true });
    const credentials = [await tokenOf(userId)];
    expect(await verdict({ credentials })).toBe('yes');
    await member(userId, { canViewStreams: false });
    expect(await verdict({ credentials, moment: 'running' })).toBe('right.missing');
    expect(await verdict({ credentials, moment: 'each' })).toBe('right.missing');
    await member(userId, { canViewStreams: true });
    expect(await verdict({ credentials })).toBe('yes');
  });

  it('is void when its user is disabled, and stays so; and after a new password', async () => {
    const userId = await person('disabled');
    await member(userId, { canViewStreams: true });
    const users = core.app.get(UsersService);
    const before = [await tokenOf(userId)];
    await users.disable(userId);
    expect(await verdict({ credentials: before, moment: 'running' })).toBe('ticket.revoked');
    await users.enable(userId);
    expect(await verdict({ credentials: before })).toBe('ticket.revoked');
    const between = [await tokenOf(userId)];
    expect(await verdict({ credentials: between })).toBe('yes');
    await users.setPassword(userId, 'another long password');
    expect(await verdict({ credentials: between })).toBe('ticket.revoked');
  });

  it('is void while its camera is disabled', async () => {
    const credentials = [await tokenOf(watcher, yard)];
    const cameras = core.app.get(CamerasService);
    await cameras.update(system, { id: yard.id }, { enabled: false });
    expect(await verdict({ credentials, cameraName: yard.name })).toBe('camera.disabled');
    await cameras.update(system, { id: yard.id }, { enabled: true });
    expect(await verdict({ credentials, cameraName: yard.name })).toBe('yes');
  });
});

describe('what callers get for cameras', () => {
  it('is nothing for a hidden camera, and a token only for people', async () => {
    expect((await tokens.forCameras(await callerOf(outsider), [gate, yard])).size).toBe(0);
    expect((await tokens.forCameras(guest, [gate])).size).toBe(0);
    expect((await tokens.forCameras(system, [gate])).get(gate.id)).toEqual({
      token: undefined,
      endpoint: undefined,
      publishEndpoint: undefined,
    });
    expect(await tokens.forCameras(await callerOf(watcher), [])).toEqual(new Map());
  });

  it('names the media server that the camera names, else the first, and for editors where to publish', async () => {
    const { id: free, name } = await camera('north/~free');
    const dataSource = core.app.get(DataSource);
    const caller = await callerOf(editor);
    const both = [gate, { id: free, name }];
    await dataSource.query(`insert into streamers (hostname, role, public_payload_url, config) values
      ('inference', 'inference', 'https://never.example', '{}'), ('one', 'streamer', 'https://one.example', '{}'),
      ('two', 'streamer', 'https://two.example', '{"publish_url": "rtmp://two.example/live/"}')`);
    await core.app.get(CamerasService).update(system, { id: gate.id }, { media: { streamerHostname: 'TWO' } });
    const found = await tokens.forCameras(caller, both);
    expect([found.get(gate.id)?.endpoint, found.get(free)?.endpoint]).toEqual([
      'https://two.example',
      'https://one.example',
    ]);
    expect(found.get(gate.id)?.publishEndpoint).toMatch(
      /^rtmp:\/\/two\.example\/live\/north\/gate\?token=4\.[\w-]{68}$/,
    );
    expect(found.get(free)?.publishEndpoint).toMatch(/^https:\/\/one\.example\/north\/~free\?token=4\./);
    expect((await tokens.forCameras(await callerOf(watcher), both)).get(gate.id)?.publishEndpoint).toBeUndefined();
    const token = new URL(found.get(gate.id)?.publishEndpoint ?? '').searchParams.get('token') ?? '';
    expect(await verdict({ credentials: [token], action: 'publish' })).toBe('yes');
    expect(await verdict({ credentials: [token], action: 'play' })).toBe('ticket.other-action');
    await member(editor, { canViewStreams: true });
    expect(await verdict({ credentials: [token], action: 'publish', moment: 'running' })).toBe('right.missing');
    await member(editor, { canViewStreams: true, canEditStreams: true });
    await dataSource.query(`delete from streamers where hostname = 'one'`);
    // Without a first one, the camera that names none has none but what is left of that role.
    expect((await tokens.forCameras(caller, both)).get(free)?.endpoint).toBe('https://two.example');
    await dataSource.query(`update streamers set role = 'inference'`);
    const left = await tokens.forCameras(caller, both);
    expect([left.get(gate.id)?.endpoint, left.get(free)?.endpoint]).toEqual(['https://two.example', undefined]);
    await dataSource.query('delete from streamers');
  });

  it('is a thousand tokens at once, in two statements and without delay', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      id: index === 0 ? gate.id : 1_000_000 + index,
      name: gate.name,
    }));
    expect((await tokens.forCameras(await callerOf(watcher), many)).size).toBe(1);
  });
});

describe('the archive', () => {
  it('is for those who may see it, as far back as they may', async () => {
    const userId = await person('limited');
    await allow(userId, { canView: true });
    const credentials = [await tokenOf(userId)];
    expect(await verdict({ credentials })).toBe('yes');
    expect(await verdict({ credentials, archive: { fromSeconds: now() - 60 } })).toBe('archive.missing');
    await allow(userId, { canView: true, canViewDvr: true, dvrDepthLimitSeconds: 3600 });
    expect(await verdict({ credentials, archive: { fromSeconds: now() - 3500 } })).toBe('yes');
    expect(await verdict({ credentials, archive: { fromSeconds: now() - 3700 } })).toBe('archive.too-deep');
    expect(await verdict({ credentials, archive: {} })).toBe('archive.too-deep');
    expect(await ask({ credentials, archive: { bounded: true } })).toMatchObject({
      allowed: true,
      archiveSeconds: 3600,
    });
    expect(await verdict({ credentials: [await tokenOf(watcher)], archive: {} })).toBe('yes');
  });
});

describe('a shared link', () => {
  it('lets anybody in as far as it says, and nobody once it is removed', async () => {
    const shares = core.app.get(SharesService);
    const { key, id } = await shares.create(system, { name: 'neighbours', cameraName: gate.name });
    const credentials = [key];
    expect(await ask({ credentials })).toEqual({
      allowed: true,
      seconds: 15,
      viewer: `share:${id}`,
      maxSessions: undefined,
      archiveSeconds: undefined,
    });
    expect(await verdict({ credentials, cameraName: yard.name })).toBe('ticket.wrong');
    expect(await verdict({ credentials, action: 'publish' })).toBe('right.missing');
    expect(await verdict({ credentials, archive: { fromSeconds: now() } })).toBe('archive.missing');
    await shares.remove(system, key);
    expect(await verdict({ credentials, moment: 'running' })).toBe('ticket.wrong');
  });

  it('to the archive alone shows nothing live; its longest depth counts', async () => {
    const permissions = [
      { dvr: true, dvrDepthLimitSeconds: 60 },
      { dvr: true, dvrDepthLimitSeconds: 3600 },
      { ptz: true, dvrDepthLimitSeconds: 0 },
    ];
    const { key } = await core.app
      .get(SharesService)
      .create(system, { name: 'archive', cameraName: gate.name, permissions });
    expect(await verdict({ credentials: [key] })).toBe('right.missing');
    expect(await verdict({ credentials: [key], archive: { fromSeconds: now() - 3000 } })).toBe('yes');
    expect(await verdict({ credentials: [key], archive: { fromSeconds: now() - 4000 } })).toBe('archive.too-deep');
    const file = { fromSeconds: now() - 3000, asFile: true };
    expect(await verdict({ credentials: [key], archive: file })).toBe('right.missing');
    const exporting = [...permissions, { export: true }];
    const { key: other } = await core.app
      .get(SharesService)
      .create(system, { name: 'files', cameraName: gate.name, permissions: exporting });
    expect(await verdict({ credentials: [other], archive: file })).toBe('yes');
    expect(await verdict({ credentials: [await tokenOf(watcher)], archive: file })).toBe('yes');
  });
});

describe('people’s and programs’ own credentials', () => {
  it('are tried one after the other: credentials first, then login and password', async () => {
    const key = await core.app.get(ApiKeysService).create(watcher);
    expect(await verdict({ credentials: [key] })).toBe('yes');
    expect(await verdict({ credentials: ['rubbish', key] })).toBe('yes');
    expect(await verdict({ credentials: ['rubbish'], password: { login: 'watcher', password } })).toBe('yes');
    expect(await verdict({ password: { login: 'WATCHER', password } })).toBe('yes');
    expect(await verdict({ password: { login: 'outsider', password } })).toBe('right.missing');
    expect(await verdict({ password: { login: 'watcher', password: 'wrong' } })).toBe('ticket.wrong');
    expect(await verdict({ password: { login: 'nobody', password: 'wrong' } })).toBe('ticket.wrong');
    expect(await verdict({ credentials: [`${key.slice(0, -1)}x`] })).toBe('ticket.wrong');
    expect(await verdict({})).toBe('ticket.missing');
    expect(await verdict({ credentials: [key], action: 'publish' })).toBe('right.missing');
  });

  it('let a program watch what it sees with its native token, and publish nothing', async () => {
    const { application, clientSecret } = await core.app
      .get(ApplicationsService)
      .create({ name: 'analysis', level: 'user', format: 'native', organizationId });
    const issue = (profile: 'native' | 'cam2-v2'): Promise<string> =>
      core.app
        .get(ClientTokensService)
        .exchange({ clientId: application.clientId, clientSecret, profile, seconds: 300 }, viewer)
        .then(({ accessToken }) => accessToken);
    expect(await verdict({ credentials: [await issue('native')] })).toBe('yes');
    expect(await verdict({ credentials: [await issue('cam2-v2')] })).toBe('ticket.wrong');
    expect(await verdict({ credentials: [await issue('native')], action: 'publish' })).toBe('right.missing');
    const expired = [await issue('native')];
    clock.travel(301);
    expect(await verdict({ credentials: expired })).toBe('ticket.expired');
  });
});

describe('the audit log', () => {
  it('holds each denial once a minute for an address and a camera, whatever is asked for, and no ticket', async () => {
    const dataSource = core.app.get(DataSource);
    const audit = core.app.get(AuditLogService);
    await audit.flush();
    await emptyAuditLog(dataSource);
    const ticket = await tokenOf(watcher, yard);
    const stranger = { ...viewer, ip: '198.51.100.3' };
    await Promise.all(
      Array.from({ length: 50 }, () => ask({ credentials: [ticket], moment: 'each', viewer: stranger })),
    );
    await ask({ viewer: stranger });
    await audit.flush();
    const rows = await dataSource.query<Record<string, unknown>[]>('select * from audit_events');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      event: 'authz_fail',
      ip: '198.51.100.3',
      door: 'media',
      subject: `camera:${gate.id}`,
      reason: 'play: ticket.wrong',
    });
    expect(JSON.stringify(rows)).not.toContain(ticket);
  });
});
