import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CameraPermissionsService, OrganizationsService } from '#access';
import { AuditLogService } from '#audit';
import { ApiKeysService, system, UsersService } from '#auth';
import { CamerasService } from '#cameras';
import { SharesService, StreamersService } from '#playback';
import { emptyAuditLog } from '../support/audit.js';
import { type TestServer, openServer } from '../support/server.js';
import { playbackOf, tokenIn } from '../support/media.js';
import { createTenant, createUser, type Person, type Tenant } from '../support/people.js';
import { oneStory } from '../support/story.js';

oneStory();

let server: TestServer;
let north: Tenant;
let south: Tenant;
let editor: Person;
let playToken: string;
let publishToken: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  north = await createTenant(server, 'north');
  south = await createTenant(server, 'south');
  editor = await createUser(server, 'editor');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, editor.id, { canViewStreams: true, canEditStreams: true });
  await server.app.get(StreamersService).put(system, 'one', { publicPayloadUrl: 'http://one.example' });
  playToken = await token();
  publishToken = tokenIn((await playbackOf(server, editor.id, north.camera)).publishEndpoint);
});
afterAll(() => server.close());

const token = async (tenant = north): Promise<string> =>
  (await playbackOf(server, tenant.member.id, tenant.camera)).token;

async function send(
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const response = await fetch(server.url + path, init);
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const statusOf = async (answer: ReturnType<typeof send>): Promise<number> => (await answer).status;

describe('Flussonic (auth_backend)', () => {
  const session = '0f3c6c4e-1f1e-4f8e-9d0a-6f5d0a1f2b3c';
  /** What it always sends (OAD request_v1.yml), and what it sends besides. */
  const asked = (more: Readonly<Record<string, string>> = {}): string =>
    `/vsaas/api/camera_auth?${new URLSearchParams({
      name: north.camera.name,
      proto: 'hls',
      ip: '192.0.2.7',
      request_type: 'new_session',
      request_number: '0',
      session_id: session,
      stream_clients: '1',
      total_clients: '1',
      ...more,
    }).toString()}`;
  const play = (more: Readonly<Record<string, string>> = {}): ReturnType<typeof send> => send(asked(more));

  it('hears yes for how long, who it is, and how many sessions', async () => {
    const { status, headers, text } = await play({ token: playToken, dvr: 'false', user_agent: 'VLC', qs: 'x=1' });
    expect([status, text]).toEqual([200, 'ok']);
    expect(headers.get('x-authduration')).toBe('15');
    expect(headers.get('x-userid')).toBe(String(north.member.id));
    expect(headers.has('x-max-sessions')).toBe(false);
    expect(headers.get('cache-control')).toBe('no-store');
    await server.dataSource.query('update users set max_sessions = 2 where id = $1', [north.member.id]);
    expect((await play({ token: playToken })).headers.get('x-max-sessions')).toBe('2');
    await server.dataSource.query('update users set max_sessions = null where id = $1', [north.member.id]);
  });

  it('finds the token in the player’s own query string, too', async () => {
    expect(await statusOf(play({ qs: `a=b&token=${playToken}` }))).toBe(200);
  });

  it('needs the name and a token only, whatever else is missing', async () => {
    const query = new URLSearchParams({ name: north.camera.name, token: playToken }).toString();
    expect(await statusOf(send(`/vsaas/api/camera_auth?${query}`))).toBe(200);
    expect(await statusOf(send(`/vsaas/api/camera_auth/?${query}`))).toBe(200);
  });

  it.each([
    ['no token', {}],
    ['a token that Flussonic made up', { token: '4f2d1c9b8a7e6d5c4b3a29181706f5e4' }],
    ['an unknown camera', { name: 'nothing', token: 'x' }],
    ['no camera', { name: '' }],
  ])('hears no with %s, and nothing about why', async (_, more) => {
    const { status, text, headers } = await play(more);
    expect([status, text]).toEqual([403, 'denied']);
    expect(headers.get('x-authduration')).toBe('5');
    expect(headers.has('x-userid')).toBe(false);
  });

  it('hears no for another organization’s token, a repeated one, and a broken URL', async () => {
    expect(await statusOf(play({ token: await token(south) }))).toBe(403);
    expect(await statusOf(send(`${asked()}&token=${playToken}&token=x`))).toBe(403);
    expect(await statusOf(send(`${asked()}&token=%ff%fe`))).toBe(400);
    expect(await statusOf(send('/vsaas/api/camera_auth'))).toBe(403);
    expect(await statusOf(send(asked({ token: playToken }), { method: 'DELETE' }))).toBe(405);
  });

  it('learns which part of the archive a viewer with a limit may see', async () => {
    const { id } = await createUser(server, 'with-a-limit');
    const rights = { canView: true, canViewDvr: true, dvrDepthLimitSeconds: 3600 };
    await server.app.get(CameraPermissionsService).set(system, north.camera.name, id, rights);
    const limited = (await playbackOf(server, id, north.camera)).token;
    const { status, text } = await play({ token: limited, dvr: 'true' });
    const now = Math.floor(Date.now() / 1000);
    const ranges = (JSON.parse(text) as { allowed_dvr_ranges: { opened_at: number; closed_at: number }[] })
      .allowed_dvr_ranges;
    expect([status, ranges.length]).toEqual([200, 1]);
    expect(Math.abs((ranges[0]?.opened_at ?? 0) - (now - 3600))).toBeLessThan(5);
    expect(ranges[0]?.closed_at).toBeGreaterThanOrEqual(now);
    expect(await statusOf(play({ token: playToken, dvr: 'true' }))).toBe(200);
    await server.app.get(CameraPermissionsService).set(system, north.camera.name, id, { ...rights, canViewDvr: false });
    expect(await statusOf(play({ token: limited, dvr: 'true' }))).toBe(403);
    expect(await statusOf(play({ token: limited }))).toBe(200);
  });

  it('keeps a session past its token’s end, and cuts it when the right is gone', async () => {
    const guest = await createUser(server, 'a-guest');
    const organizations = server.app.get(OrganizationsService);
    await organizations.addMember(north.organizationId, guest.id, { canViewStreams: true });
    const theirs = (await playbackOf(server, guest.id, north.camera)).token;
    const update = { token: theirs, request_type: 'update_session', request_number: '7', duration: '600' };
    server.clock.travel(301);
    expect(await statusOf(play({ token: theirs }))).toBe(403);
    expect(await statusOf(play(update))).toBe(200);
    await organizations.addMember(north.organizationId, guest.id, { canViewStreams: false });
    expect(await statusOf(play(update))).toBe(403);
    server.clock.home();
  });

  it('asks by POST whether somebody may publish', async () => {
    const publish = (sent: unknown, type = 'application/json'): Promise<number> =>
      statusOf(
        send('/vsaas/api/camera_auth', {
          method: 'POST',
          headers: { 'content-type': type },
          body: JSON.stringify(sent),
        }),
      );
    const camera = { name: north.camera.name, proto: 'rtmp', ip: '192.0.2.7', request_type: 'new_session' };
    expect(await publish({ ...camera, token: publishToken })).toBe(200);
    expect(await publish({ ...camera, token: playToken })).toBe(403);
    expect(await publish({ ...camera, name: south.camera.name, token: publishToken })).toBe(403);
    expect(await publish(camera)).toBe(403);
    expect(await publish(null)).toBe(403);
    expect(await publish([])).toBe(403);
    expect(await publish({ ...camera, token: { $ne: '' } })).toBe(403);
  });

  it('takes a shared link’s key and a user’s API key as token', async () => {
    const { key, id } = await server.app
      .get(SharesService)
      .create(system, { name: 'f', cameraName: north.camera.name });
    const shared = await play({ token: key });
    expect([shared.status, shared.headers.get('x-userid')]).toEqual([200, `share:${id}`]);
    const apiKey = await server.app.get(ApiKeysService).create(north.member.id);
    expect(await statusOf(play({ token: apiKey }))).toBe(200);
    expect(await statusOf(play({ token: apiKey, name: south.camera.name }))).toBe(403);
  });
});

describe('nginx (auth_request)', () => {
  const ask = (uri: string, headers: Readonly<Record<string, string>> = {}, query = '?prefix=/hls'): Promise<number> =>
    statusOf(
      send(`/media/nginx/auth${query}`, { headers: { 'x-original-uri': uri, 'x-real-ip': '192.0.2.7', ...headers } }),
    );

  it('lets playlist and pieces of a camera pass with its token, and nothing else', async () => {
    const { name } = north.camera;
    for (const piece of ['index.m3u8', '0.ts', 'mpegts', 'preview.jpg', 'archive-1700000000-60.mp4'])
      expect(await ask(`/hls/${name}/${piece}?token=${playToken}`), `at ${piece}`).toBe(204);
    expect(await ask(`/hls/${name}/index.m3u8`)).toBe(401);
    expect(await ask(`/hls/${name}/index.m3u8?token=`)).toBe(401);
    expect(await ask(`/hls/${name}/index.m3u8?token=rubbish`)).toBe(403);
    expect(await ask(`/hls/${south.camera.name}/index.m3u8?token=${playToken}`)).toBe(403);
    expect(await ask(`/hls/${name}/../../${south.camera.name}/index.m3u8?token=${playToken}`)).toBe(403);
    expect(await ask(`/hls/${name}/%2e%2e/gate/index.m3u8?token=${playToken}`)).toBe(403);
    expect(await ask(`/live/${name}/index.m3u8?token=${playToken}`)).toBe(403);
    expect(await ask('', {})).toBe(403);
  });

  it('takes the token from Authorization, too', async () => {
    const uri = `/hls/${north.camera.name}/index.m3u8`;
    expect(await ask(uri, { authorization: `Bearer ${playToken}` })).toBe(204);
    expect(await ask(uri, { authorization: 'Bearer rubbish' })).toBe(403);
    expect(await ask(uri, { authorization: 'Basic cnViYmlzaA==' })).toBe(401);
  });

  it('lets nobody write with a token to watch', async () => {
    const uri = `/hls/${north.camera.name}/0.ts`;
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const headers = { 'x-original-method': method };
      expect(await ask(`${uri}?token=${playToken}`, headers)).toBe(403);
      expect(await ask(`${uri}?token=${publishToken}`, headers)).toBe(204);
    }
    const whep = `/hls/${north.camera.name}/whep?token=${playToken}`;
    expect(await ask(whep, { 'x-original-method': 'POST' })).toBe(204);
  });

  it('knows a camera that the configuration names (go2rtc)', async () => {
    const name = encodeURIComponent(north.camera.name);
    expect(await ask(`/api/stream.m3u8?src=${name}&token=${playToken}`, {}, `?prefix=/api&camera=${name}`)).toBe(204);
    expect(await ask(`/api/stream.m3u8?src=x&token=${playToken}`, {}, '?prefix=/api&camera=x')).toBe(403);
  });

  it('lets a player that goes on go on, and no new one in', async () => {
    const mine = (await playbackOf(server, editor.id, north.camera)).token;
    const uri = `/hls/${north.camera.name}/0.ts?token=${mine}`;
    for (let passed = 0; passed < 400; passed += 80) {
      expect(await ask(uri)).toBe(204);
      server.clock.travel(80);
    }
    expect(await ask(uri, { 'x-real-ip': '192.0.2.99' })).toBe(403);
    server.clock.home();
  });
});

describe('nginx-rtmp (notify)', () => {
  /** As it sends them (NGX), the client's own arguments at the end. */
  const notify = (call: string, more: Readonly<Record<string, string>> = {}, tail = ''): Promise<number> =>
    statusOf(
      send('/media/nginx-rtmp', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body:
          new URLSearchParams({
            app: 'live',
            flashver: 'LNX 9,0,124,2',
            swfurl: '',
            tcurl: 'rtmp://127.0.0.1:1935/live',
            pageurl: '',
            addr: '192.0.2.7',
            clientid: '12',
            call,
            name: north.camera.name,
            ...more,
          }).toString() + tail,
      }),
    );

  it('hears yes and no', async () => {
    const start = { start: '4294965296', duration: '0', reset: '0' };
    expect(await notify('play', { ...start, token: playToken })).toBe(200);
    expect(await notify('play', start)).toBe(403);
    expect(await notify('publish', { type: 'live', token: publishToken })).toBe(200);
    expect(await notify('publish', { type: 'live', token: playToken })).toBe(403);
    expect(await notify('play', { token: publishToken })).toBe(403);
    expect(await notify('update_play', { time: '9', timestamp: '9000', token: playToken })).toBe(200);
    expect(await notify('update_publish', { time: '9', timestamp: '9000', token: publishToken })).toBe(200);
    for (const call of ['done', 'play_done', 'publish_done', 'record_done']) expect(await notify(call)).toBe(200);
    for (const call of ['connect', 'update', '', 'toString', '__proto__']) expect(await notify(call)).toBe(403);
  });

  it('is not fooled by arguments that repeat nginx’s own', async () => {
    expect(await notify('play', { token: playToken, name: south.camera.name }, `&name=${north.camera.name}`)).toBe(400);
    expect(await notify('play', { token: 'x' }, '&call=done')).toBe(400);
  });

  it('keeps a session past its token’s end, and cuts it when the account is disabled', async () => {
    const { id } = await createUser(server, 'disabled-later');
    await server.app.get(OrganizationsService).addMember(north.organizationId, id, { canViewStreams: true });
    const theirs = (await playbackOf(server, id, north.camera)).token;
    server.clock.travel(400);
    expect(await notify('play', { token: theirs })).toBe(403);
    expect(await notify('update_play', { token: theirs })).toBe(200);
    await server.app.get(UsersService).disable(id);
    expect(await notify('update_play', { token: theirs })).toBe(403);
    server.clock.home();
  });
});

describe('node-media-server (notify)', () => {
  const notify = (sent: unknown, type = 'text/plain;charset=UTF-8'): ReturnType<typeof send> =>
    send('/media/node-media-server', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof sent === 'string' ? sent : JSON.stringify(sent),
    });
  const session = (action: string, query: Readonly<Record<string, unknown>> = { token: playToken }): object => ({
    id: 'DDDAAA111',
    ip: '192.0.2.7:50001',
    app: 'live',
    name: north.camera.name,
    query,
    protocol: 'rtmp',
    createtime: 1_700_000_000_000,
    endtime: 0,
    inbytes: 0,
    outbytes: 0,
    filePath: '',
    action,
  });

  it('sends JSON as text/plain, and hears exactly 200 or 403', async () => {
    const allowed = await notify(session('prePlay'));
    expect([allowed.status, allowed.text]).toEqual([200, 'ok']);
    expect(await statusOf(notify(session('prePlay'), 'application/json'))).toBe(200);
    expect(await statusOf(notify(session('postPlay')))).toBe(200);
    expect(await statusOf(notify(session('prePlay', {})))).toBe(403);
    expect(await statusOf(notify(session('prePlay', { token: ['x'] })))).toBe(403);
    expect(await statusOf(notify(session('prePublish')))).toBe(403);
    expect(await statusOf(notify(session('prePublish', { token: publishToken })))).toBe(200);
    for (const action of ['donePlay', 'donePublish', 'postRecord', 'doneRecord'])
      expect(await statusOf(notify(session(action, {})))).toBe(200);
    expect(await statusOf(notify(session('anything')))).toBe(403);
    for (const body of ['null', '[]', '"a"', '']) expect(await statusOf(notify(body))).toBe(403);
    expect(await statusOf(notify('{"action": "prePl'))).toBe(400);
    // Elsewhere text/plain is as unwelcome as ever.
    const elsewhere = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
    expect(await statusOf(send('/media/mediamtx/auth', elsewhere))).toBe(415);
  });
});

describe('the media API itself', () => {
  it('answers unknown paths and methods as such', async () => {
    const { status, text } = await send('/media/nothing');
    expect([status, text]).toEqual([404, 'not found']);
    expect(await statusOf(send('/media/nginx-rtmp'))).toBe(405);
  });

  it('describes itself', async () => {
    const { text } = await send('/openapi/media.json');
    const { paths } = JSON.parse(text) as { paths: object };
    expect(Object.keys(paths).sort()).toEqual([
      '/media/mediamtx/auth',
      '/media/mediamtx/token',
      '/media/nginx-rtmp',
      '/media/nginx/auth',
      '/media/node-media-server',
      '/vsaas/api/camera_auth',
    ]);
  });

  it('believes neighbours where a viewer is, and throttles by it', async () => {
    await server.app.get(AuditLogService).flush();
    await emptyAuditLog(server.dataSource);
    const query = (ip: string): string =>
      new URLSearchParams({ name: north.camera.name, token: 'wrong', ip }).toString();
    for (const ip of ['192.0.2.50', '[2001:db8::5]:99', '::ffff:192.0.2.51', 'rubbish'])
      await send(`/vsaas/api/camera_auth?${query(ip)}`);
    await server.app.get(AuditLogService).flush();
    const rows = await server.dataSource.query<{ ip: string }[]>('select ip from audit_events order by id');
    expect(rows.map(({ ip }) => ip)).toEqual(['192.0.2.50', '2001:db8::5', '192.0.2.51', '127.0.0.1']);
  });

  it('answers fifty questions at once, each rightly', async () => {
    const other = await token(south);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const query = new URLSearchParams({ name: north.camera.name, token: index % 2 === 0 ? playToken : other });
        return statusOf(send(`/vsaas/api/camera_auth?${query.toString()}`));
      }),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 200 : 403)));
  });

  it('forgets a camera that is removed', async () => {
    const made = await server.app.get(CamerasService).create(system, {
      name: 'north/brief',
      organizationId: north.organizationId,
      kind: 'non_ip',
      snapshotUrl: 'http://c.example/b.jpg',
    });
    const brief = (await playbackOf(server, north.member.id, made)).token;
    const query = new URLSearchParams({ name: 'north/brief', token: brief }).toString();
    expect(await statusOf(send(`/vsaas/api/camera_auth?${query}`))).toBe(200);
    await server.app.get(CamerasService).remove(system, { name: 'north/brief' });
    expect(await statusOf(send(`/vsaas/api/camera_auth?${query}`))).toBe(403);
  });
});

describe('a server with MEDIA_BACKEND_SECRET', () => {
  const secret = 'a secret of the media servers';
  let closed: TestServer;

  beforeAll(async () => {
    closed = await openServer({ MEDIA_BACKEND_SECRET: secret });
  });
  afterAll(() => closed.close());

  it('hears nobody who does not bring it', async () => {
    const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
      const answer = await fetch(closed.url + path, init);
      return `${answer.status} ${await answer.text()}`;
    };
    const form = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'call=done',
    };
    const encoded = encodeURIComponent(secret);
    expect(await ask('/media/nginx-rtmp', form)).toBe('403 denied');
    expect(await ask('/media/nginx-rtmp?secret=wrong', form)).toBe('403 denied');
    expect(await ask(`/media/nginx-rtmp?secret=${encoded}&secret=${encoded}`, form)).toBe('403 denied');
    expect(await ask(`/media/nginx-rtmp?secret=${encoded}`, form)).toBe('200 ok');
    const headers = { 'x-media-secret': secret, 'x-original-uri': '/gate/index.m3u8' };
    expect(await ask('/media/nginx/auth', { headers })).toBe('401 denied');
    expect(await ask('/media/nginx/auth', { headers: { ...headers, 'x-media-secret': 'x' } })).toBe('403 denied');
    // People fetch their tokens without it.
    expect(await ask('/media/mediamtx/token', { method: 'POST' })).toBe('401 unauthorized');
  });
});
