import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system, UsersService } from '#auth';
import { SharesService, StreamersService } from '#playback';
import { type TestServer, openServer } from '../support/server.js';
import { playbackOf, tokenIn } from '../support/media.js';
import { createCamera, createUser, password, type Person, type TestCamera } from '../support/people.js';
import { type MediaServer, missingPrograms, pause, startMediaServer } from './media-server.js';
import { play, type Player, publish } from './player.js';

const secret = 'secret-of-the-media-servers';
const missing = missingPrograms();
if (missing.length > 0) console.warn(`Not run, because of missing programs: ${missing.join(', ')}`);

describe.skipIf(missing.length > 0)('a real nginx with nginx-rtmp that asks Camgate', () => {
  let camgate: TestServer;
  let server: MediaServer;
  let organizationId: number;
  let gate: TestCamera;
  let yard: TestCamera;
  let member: Person;
  let editor: Person;
  let admin: Person;
  let source: Player;
  const running: Player[] = [];

  beforeAll(async () => {
    camgate = await openServer({ MEDIA_BACKEND_SECRET: secret });
    server = await startMediaServer(camgate.url, secret);
    organizationId = (
      await camgate.app.get(OrganizationsService).createWithoutOwner({ title: 'north', isPublic: false })
    ).id;
    gate = await createCamera(camgate, { name: 'gate', organizationId });
    yard = await createCamera(camgate, { name: 'yard', organizationId });
    member = await newMember('member');
    editor = await createUser(camgate, 'editor');
    admin = await createUser(camgate, 'root', { isAdmin: true });
    await camgate.app
      .get(OrganizationsService)
      .addMember(organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
    await camgate.app
      .get(StreamersService)
      .put(system, 'nginx', { publicPayloadUrl: server.http, config: { publish_url: server.rtmp } });
    const { publishEndpoint } = await playbackOf(camgate, editor.id, gate);
    source = publish(publishEndpoint ?? '');
    await source.reach(20);
  });

  afterAll(async () => {
    await Promise.all([source, ...running].map((player) => player?.stop()));
    await server?.close();
    await camgate?.close();
  });

  async function newMember(login: string): Promise<Person> {
    const person = await createUser(camgate, login);
    await camgate.app.get(OrganizationsService).addMember(organizationId, person.id, { canViewStreams: true });
    return person;
  }

  const tokenOf = async (person: Person, camera = gate): Promise<string> =>
    (await playbackOf(camgate, person.id, camera)).token;
  const watch = (query: string, camera = 'gate'): Player => {
    const player = play(`${server.rtmp}/${camera}${query}`);
    running.push(player);
    return player;
  };

  /** Whether a player got pictures before it ended, or ended without. */
  async function plays(player: Player): Promise<boolean> {
    while (player.frames() === 0 && !player.hasEnded()) await pause(20);
    return player.frames() > 0;
  }

  /** What taking a right away does at this API, through the API that administrators use. */
  async function takeAway(person: Person): Promise<number> {
    const path = `/watcher/client-api/v3/organizations/${organizationId}/users/${person.id}`;
    const authorization = `Basic ${Buffer.from(`${admin.login}:${password}`).toString('base64')}`;
    const { status } = await fetch(camgate.url + path, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ can_view_streams: false }),
    });
    expect(status).toBe(200);
    return Date.now();
  }

  it('publishes with a publish token, and plays with a playback token, over RTMP', async () => {
    expect(await plays(watch(`?token=${await tokenOf(member)}`))).toBe(true);
    const { key } = await camgate.app.get(SharesService).create(system, { name: 'rtmp', cameraName: 'gate' });
    expect(await plays(watch(`?token=${key}`))).toBe(true);
  });

  it('plays nothing without a token, with another camera’s, a publish token, or a made up one', async () => {
    const another = await tokenOf(member, yard);
    const publishing = tokenIn((await playbackOf(camgate, editor.id, gate)).publishEndpoint);
    for (const query of ['', '?token=', `?token=${another}`, `?token=${publishing}`, '?token=made-up'])
      expect(await plays(watch(query)), `at ${query}`).toBe(false);
  });

  it('lets nobody publish with a playback token, or under another camera’s name', async () => {
    const publishing = tokenIn((await playbackOf(camgate, editor.id, gate)).publishEndpoint);
    for (const target of [`yard?token=${await tokenOf(member, yard)}`, `yard?token=${publishing}`, 'yard']) {
      const attempt = publish(`${server.rtmp}/${target}`);
      running.push(attempt);
      await attempt.ended(10_000);
      expect(attempt.frames(), `at ${target}`).toBeLessThan(20);
    }
  });

  it('plays on past the token’s end, and lets nobody begin with it', async () => {
    const token = await tokenOf(member);
    const player = watch(`?token=${token}`);
    await player.reach(5);
    camgate.clock.travel(400);
    try {
      expect(await plays(watch(`?token=${token}`))).toBe(false);
      // Several updates: one each second.
      await player.reach(player.frames() + 30);
      expect(player.hasEnded()).toBe(false);
    } finally {
      camgate.clock.home();
      await player.stop();
    }
  });

  it('cuts what runs within three seconds after the right is taken away', async () => {
    const person = await newMember('leaving');
    const [theirs, other] = [watch(`?token=${await tokenOf(person)}`), watch(`?token=${await tokenOf(member)}`)];
    await Promise.all([theirs.reach(5), other.reach(5)]);
    const revoked = await takeAway(person);
    const milliseconds = (await theirs.ended(10_000)) - revoked;
    console.info(`cut ${milliseconds} ms after the right was taken away`);
    expect(milliseconds).toBeLessThan(3_000);
    expect(other.hasEnded()).toBe(false);
    expect(await plays(watch(`?token=${await tokenOf(member)}`))).toBe(true);
  });

  it('cuts what runs within three seconds after the account is disabled, and the publisher after theirs is', async () => {
    const person = await newMember('disabled');
    const publisher = await createUser(camgate, 'publisher');
    await camgate.app
      .get(OrganizationsService)
      .addMember(organizationId, publisher.id, { canViewStreams: true, canEditStreams: true });
    const sending = publish((await playbackOf(camgate, publisher.id, yard)).publishEndpoint ?? '');
    running.push(sending);
    await sending.reach(20);
    const player = watch(`?token=${await tokenOf(person)}`);
    await player.reach(5);
    await camgate.app.get(UsersService).disable(person.id);
    const disabled = Date.now();
    expect((await player.ended(10_000)) - disabled).toBeLessThan(3_000);
    await camgate.app.get(UsersService).disable(publisher.id);
    const silenced = Date.now();
    expect((await sending.ended(10_000)) - silenced).toBeLessThan(3_000);
  });

  describe('over HLS', () => {
    const fetchPlaylist = async (query: string, camera = 'gate'): Promise<Response> =>
      fetch(`${server.http}/${camera}/index.m3u8${query}`);

    beforeAll(async () => {
      const query = `?token=${await tokenOf(member)}`;
      while ((await fetchPlaylist(query)).status !== 200) await pause(200);
    });

    it('gives playlist and pieces to whoever has the token, and the pieces’ addresses carry it', async () => {
      const token = await tokenOf(member);
      const playlist = await fetchPlaylist(`?token=${token}`);
      const text = await playlist.text();
      expect(playlist.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
      const piece = text.split('\n').find((line) => line.includes('.ts')) ?? '';
      expect(piece).toMatch(/^\d+\.ts\?token=4\./);
      expect((await fetch(`${server.http}/gate/${piece}`)).status).toBe(200);
      const bare = piece.split('?')[0] ?? '';
      expect((await fetch(`${server.http}/gate/${bare}`)).status).toBe(401);
      expect((await fetch(`${server.http}/gate/${bare}?token=${await tokenOf(member, yard)}`)).status).toBe(403);
      const bearer = { headers: { authorization: `Bearer ${token}` } };
      expect((await fetch(`${server.http}/gate/${bare}`, bearer)).status).toBe(200);
    });

    it('refuses everybody else, and no path leads around it', async () => {
      const theirs = await tokenOf(member, yard);
      expect((await fetchPlaylist('')).status).toBe(401);
      expect((await fetchPlaylist('?token=x')).status).toBe(403);
      expect((await fetchPlaylist(`?token=${theirs}`)).status).toBe(403);
      for (const path of [
        'yard/%2e%2e/gate',
        'yard/..%2fgate',
        'yard//gate',
        'yard/x/%2e%2e/%2e%2e/gate',
        './gate',
        '%67ate',
      ])
        expect((await fetch(`${server.http}/${path}/index.m3u8?token=${theirs}`)).status, `at ${path}`).toBe(403);
      expect((await fetch(`${server.http.replace(/\/hls$/, '')}/camgate`)).status).toBe(404);
    });

    it('plays with ffmpeg, goes on past the token’s end, and stops when the right is taken away', async () => {
      const person = await newMember('hls-viewer');
      const token = await tokenOf(person);
      const player = play(`${server.http}/gate/index.m3u8?token=${token}`);
      running.push(player);
      await player.reach(10);
      // A jump over more than 90 seconds would be a silence.
      for (let passed = 0; passed < 400; passed += 80) {
        camgate.clock.travel(80);
        await player.reach(player.frames() + 20);
      }
      expect((await fetchPlaylist(`?token=${token}`)).status).toBe(200);
      camgate.clock.home();
      await takeAway(person);
      expect((await fetchPlaylist(`?token=${token}`)).status).toBe(403);
      await player.ended(20_000);
    });
  });

  it('writes no token into its logs, also for a piece that is not there', async () => {
    const query = `?token=${await tokenOf(member)}`;
    expect((await fetch(`${server.http}/gate/none.ts${query}`)).status).toBe(404);
    expect(server.log()).toContain('/hls/gate/index.m3u8');
    expect(server.log()).not.toMatch(/token=4\.[\w-]{10}/);
  });
});
