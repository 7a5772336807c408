import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';
import { createUser, password, type Person } from '../../support/people.js';
import { decoded, models } from './go-models.js';
import { oneStory } from '../../support/story.js';

oneStory();

/**
 * The Go SDK (GO25) at both interfaces: its media type is JSON also where there is no body, a body that it was not given
 * is `null`, and every answer that it reads is decoded into a typed object, where one wrong type fails the call.
 */
const client = '/watcher/client-api/v3';
const admin = '/watcher/admin-api/v3';
let server: TestServer;
let root: Person;
let bearer: string;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function call(method: string, path: string, body?: unknown, authorization = bearer): Promise<Answer> {
  const hasBody = method === 'POST' || method === 'PUT';
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(hasBody ? { body: JSON.stringify(body ?? null) } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text: await response.text() };
}

type Read = Readonly<Record<string, unknown>>;

/** A call whose answer is read into a model: a JSON object, nothing else. */
async function read(model: keyof typeof models, method: string, path: string, body?: unknown): Promise<Read> {
  const { status, type, text } = await call(method, path, body);
  const heard = [method, path, status, status === 200 ? '' : text];
  expect(heard).toEqual([method, path, 200, '']);
  expect(type).toContain('application/json');
  const value: unknown = JSON.parse(text);
  expect([method, path, decoded(value, models[model])]).toEqual([method, path, []]);
  return value as Read;
}

/** Without what a later answer says anew: when it was saved and by whom, and tokens, which grow old. */
function told(saved: Read): unknown {
  const anew = new Set(['last_change', 'playback_token']);
  return JSON.parse(JSON.stringify(saved, (key, value: unknown) => (anew.has(key) ? undefined : value)));
}

/** A call whose answer nobody reads. */
async function run(method: string, path: string, body?: unknown): Promise<void> {
  const { status, text } = await call(method, path, body);
  expect([method, path, status < 300 ? 'done' : `${status} ${text}`]).toEqual([method, path, 'done']);
}

async function signIn(base: string): Promise<Read> {
  const basic = `Basic ${Buffer.from(`${root.login}:${root.password}`).toString('base64')}`;
  const { text } = await call('POST', `${base}/login`, null, basic);
  const tokens = JSON.parse(text) as Read;
  bearer = `Bearer ${String(tokens['access_token'])}`;
  return tokens;
}

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await createUser(server, 'root', { isAdmin: true });
  await signIn(client);
});
afterAll(() => server.close());

it.each([admin, client])('the Go SDK signs in at %s', async (base) => {
  expect(decoded(await signIn(base), models.tokens)).toEqual([]);
});

describe('the Go SDK at client-api', () => {
  let organization: string;
  let folder: string;
  let user: string;
  let preset: string;

  it('makes, reads, saves and lists an organization as it was read', async () => {
    const made = await read('organization', 'POST', `${client}/organizations`, { title: 'A city' });
    organization = `${client}/organizations/${String(made['id'])}`;
    const again = await read('organization', 'GET', organization);
    expect(await read('organization', 'PUT', organization, again)).toEqual(again);
    await read('organization', 'PUT', organization, null);
    await read('organizations', 'GET', `${client}/organizations?limit=10&select=id,title&sort=title`);
  });

  it('makes users, and saves them as they were read', async () => {
    const organizationId = Number(organization.split('/').pop());
    const draft = {
      name: 'made',
      password,
      email: 'made@example.com',
      external_id: 'A-1',
      organization_id: organizationId,
    };
    const made = await read('user', 'POST', `${client}/users`, draft);
    user = String(made['id']);
    const again = await read('user', 'GET', `${client}/users/${user}`);
    expect(again['external_id']).toBe('A-1');
    expect(await read('user', 'PUT', `${client}/users/${user}`, again)).toEqual(again);
    await read('users', 'GET', `${client}/users?organization_id=${organizationId}`);
    await read('users', 'GET', `${admin}/users`);
    await read('apikey', 'POST', `${client}/users/${user}/apikey`);
    await read('apikey', 'GET', `${client}/users/${user}/apikey`);
  });

  it('saves a member, with permissions for what is not here', async () => {
    const rights = { can_view_streams: true, nvrs: { can_view: true, can_edit: false } };
    const saved = await read('organizationUser', 'PUT', `${organization}/users/${user}`, rights);
    expect(saved).toMatchObject({ id: Number(user), permissions: { organization: { can_view_streams: true } } });
    const { permissions } = await read('organizationUser', 'GET', `${organization}/users/${user}`);
    await read('organizationUser', 'PUT', `${organization}/users/${user}`, (permissions as Read)['organization']);
    await read('organizationUsers', 'GET', `${organization}/users`);
  });

  it('makes folders, saves them as they were read, and gives rights on them', async () => {
    const made = await read('folder', 'POST', `${organization}/folders`, { title: 'A floor' });
    folder = `${organization}/folders/${String(made['id'])}`;
    const again = await read('folder', 'GET', folder);
    expect(await read('folder', 'PUT', folder, again)).toEqual(again);
    const { folders } = await read('folders', 'GET', `${organization}/folders`);
    for (const each of folders as readonly Read[])
      await read('folder', 'PUT', `${organization}/folders/${String(each['id'])}`, each);
    const saved = { permissions: { can_view: true, can_view_dvr: true, dvr_depth_limit: 3600 } };
    for (const body of [saved, saved.permissions]) {
      const { status, text } = await call('PUT', `${folder}/users/${user}`, body);
      expect([status, status === 200 ? decoded(JSON.parse(text), models.folderUser) : text]).toEqual([200, []]);
    }
    await read('folderUser', 'GET', `${folder}/users/${user}`);
    await read('folderUsers', 'GET', `${folder}/users`);
  });

  it('lists what a user may see, with the parameter that it always sends', async () => {
    for (const can_edit of [false, true])
      await read('organizations', 'GET', `${client}/users/${user}/organization?can_edit=${can_edit}`);
    const { organizations } = await read('organizations', 'GET', `${client}/users/${user}/organization?can_edit=false`);
    expect((organizations as readonly Read[]).length).toBeGreaterThan(0);
    const id = organization.split('/').pop() ?? '';
    const { folders } = await read('userFolders', 'GET', `${client}/users/${user}/organization/${id}/folders`);
    expect((folders as readonly Read[]).length).toBeGreaterThan(0);
  });

  it('makes presets, gives them to an organization, and saves them as they were read', async () => {
    const made = await read('preset', 'POST', `${client}/presets`, { title: 'A week', dvr: { expiration: 604_800 } });
    preset = String(made['id']);
    const again = await read('preset', 'GET', `${client}/presets/${preset}`);
    expect(told(await read('preset', 'PUT', `${client}/presets/${preset}`, again))).toEqual(told(again));
    await read('preset', 'PUT', `${organization}/presets`, { preset_id: made['id'] });
    await read('presets', 'GET', `${client}/presets?organization_id=${organization.split('/').pop()}`);
  });

  it('makes streams, saves them as they were read, and gives rights on them', async () => {
    const path = `${client}/streams/north%2Fgate`;
    const draft = {
      name: 'north/gate',
      title: 'Gate',
      inputs: [{ url: 'rtsp://user:secret@camera.example/1', priority: 1, timeout: 10 }],
      coordinates: { latitude: 35, longitude: 139.7 },
      dvr: { expiration: 3600 },
      organization: { id: Number(organization.split('/').pop()) },
      preset: { is_adjustable: true, title: 'A title alone' },
      static: true,
    };
    await read('stream', 'PUT', path, draft);
    const again = await read('stream', 'GET', path);
    const { stats: _, last_change: __, ...saved } = await read('stream', 'PUT', path, again);
    expect(again).toMatchObject(saved);
    await read('streams', 'GET', `${client}/streams?limit=1`);
    await read('streams', 'GET', `${admin}/streams`);
    await read('streamAuth', 'PUT', `${path}/auth`);
    await read('streamAuth', 'GET', `${path}/auth`);
    await run('POST', `${client}/streams/multiedit`, { streams: [{ name: 'north/gate', dvr: { expiration: 7200 } }] });
    const rights = { can_view: true, dvr_depth_limit: 3600 };
    await read('streamUser', 'PUT', `${path}/permissions/users/${user}`, rights);
    await read('streamUser', 'GET', `${path}/permissions/users/${user}`);
    await read('streamUsers', 'GET', `${path}/permissions/users`);
    await read('userStream', 'PUT', `${client}/users/${user}/permissions/streams/north%2Fgate`, rights);
    await read('userStream', 'GET', `${client}/users/${user}/permissions/streams/north%2Fgate`);
    await read('userStreams', 'GET', `${client}/users/${user}/permissions/streams`);
    await run('DELETE', `${path}/permissions/users/${user}`);
  });

  it('keeps the options that another client wrote behind a URL', async () => {
    const wire = { 'x-vsaas-api-key': systemApiKey, 'content-type': 'application/json' };
    const camera = `${server.url}/vsaas/api/v2/cameras/optional`;
    const body = { name: 'optional', stream_url: 'rtsp://u:p@camera.example/1 tracks=1' };
    const made = await fetch(`${server.url}/vsaas/api/v2/cameras`, {
      method: 'POST',
      headers: wire,
      body: JSON.stringify(body),
    });
    expect(made.status).toBe(200);
    const again = await read('stream', 'GET', `${client}/streams/optional`);
    expect(again['inputs']).toEqual([{ url: 'rtsp://camera.example/1', url_options: 'tracks=1' }]);
    await read('stream', 'PUT', `${client}/streams/optional`, { ...again, title: 'Saved' });
    const { title, stream_url } = (await (await fetch(camera, { headers: wire })).json()) as Read;
    expect([title, stream_url]).toEqual(['Saved', 'rtsp://camera.example/1 tracks=1']);
    await run('DELETE', `${client}/streams/optional`);
  });

  it('makes mosaics and messages, and saves them as they were read', async () => {
    const organizationId = Number(organization.split('/').pop());
    const draft = { title: 'Gates', type: '2x2', organization_id: organizationId, streams: [{ name: 'north/gate' }] };
    const made = await read('mosaic', 'POST', `${client}/mosaics`, draft);
    const again = await read('mosaic', 'GET', `${client}/mosaics/${String(made['id'])}`);
    expect(told(await read('mosaic', 'PUT', `${client}/mosaics/${String(made['id'])}`, again))).toEqual(told(again));
    await read('mosaics', 'GET', `${client}/mosaics`);
    const sent = await read('sentMessage', 'POST', `${client}/messages`, {
      user_id: root.id,
      title: 'A',
      body: 'B',
      type: 'info',
    });
    const message = `${client}/messages/${String(sent['id'])}`;
    await read('message', 'PUT', message, await read('message', 'GET', message));
    await read('messages', 'GET', `${client}/messages`);
    await run('DELETE', message);
    await run('DELETE', `${client}/mosaics/${String(made['id'])}`);
  });

  it('keeps its account, devices and subscriptions', async () => {
    const profile = await read('profile', 'GET', `${client}/profile`);
    await read('profile', 'PUT', `${client}/profile`, profile);
    await read('apikey', 'POST', `${client}/profile/apikey`);
    await read('apikey', 'GET', `${client}/profile/apikey`);
    await run('DELETE', `${client}/profile/apikey`);
    const token = `${client}/profile/device-tokens/a-token`;
    await read('deviceToken', 'PUT', token, {
      token: 'a-token',
      device: { platform: 'ios', model: 'X', version: '1' },
    });
    await read('deviceToken', 'GET', token);
    await read('deviceToken', 'POST', `${token}/confirm`);
    await run('DELETE', token);
    const wish = { stream_name: 'north/gate', notification_type: 'push', event_types: { stream_dead: true } };
    await read('subscription', 'POST', `${client}/profile/subscriptions/stream_event`, wish);
    const generated = await read('any', 'POST', `${client}/autologin/generate`, { login: 'made' });
    await read('tokens', 'POST', `${client}/autologin`, generated);
    await read('any', 'POST', `${client}/agent_activation_token`);
    expect(await read('uiSettings', 'GET', `${client}/ui_settings`)).not.toEqual({});
  });

  it('reads the log of what was done, and the lists that are empty here', async () => {
    const { access_log } = await read('accessLog', 'GET', `${client}/access_log`);
    expect((access_log as readonly Read[]).length).toBeGreaterThan(0);
    await read('nvrs', 'GET', `${client}/nvrs`);
    await read('nvrs', 'GET', `${organization}/nvrs`);
    await read('usage', 'GET', `${client}/usage/cameras?from=2026-01-01&to=2026-01-02`);
    await read('personLists', 'GET', `${client}/person_lists`);
    await read('persons', 'GET', `${client}/persons`);
    await read('episodes', 'GET', `${client}/episodes`);
  });

  it('is told of a refusal by an object with errors', async () => {
    for (const [method, path] of [
      ['GET', `${client}/organizations/999999`],
      ['DELETE', `${client}/presets/999999`],
      ['POST', `${client}/users`],
      ['POST', `${client}/presets`],
      ['PUT', `${client}/streams/north%2Fgate/camera_config`],
    ] as const) {
      const { status, text } = await call(method, path);
      expect([path, status >= 400 && status !== 500, decoded(JSON.parse(text), models.failure)]).toEqual([
        path,
        true,
        [],
      ]);
    }
  });

  it('takes away what it made', async () => {
    await run('DELETE', `${client}/streams/north%2Fgate`);
    await run('DELETE', `${folder}/users/${user}`);
    await run('DELETE', folder);
    await run('DELETE', `${organization}/presets/${preset}`);
    await run('DELETE', `${client}/presets/${preset}`);
    await run('DELETE', `${organization}/users/${user}`);
    await run('DELETE', `${client}/users/${user}`);
    await run('DELETE', organization);
    expect((await call('GET', organization)).status).toBe(404);
  });
});

describe('the Go SDK at admin-api', () => {
  it('keeps presets, streamers, zones and settings', async () => {
    const made = await read('preset', 'POST', `${admin}/presets`, { title: 'A day', external_id: 'P-1' });
    const preset = `${admin}/presets/${String(made['id'])}`;
    const again = await read('preset', 'GET', preset);
    expect(told(await read('preset', 'PUT', preset, again))).toEqual(told(again));
    await read('presets', 'GET', `${admin}/presets`);
    await run('DELETE', preset);
    await read('zone', 'PUT', `${admin}/zones/north`, { is_dedicated: true });
    await read('zones', 'GET', `${admin}/zones`);
    await run('DELETE', `${admin}/zones/north`);
    const streamer = `${admin}/streamers/media1.example`;
    await read('streamer', 'PUT', streamer, { api_url: 'http://media1.example', role: 'streamer' });
    await read('streamer', 'PUT', streamer, await read('streamer', 'GET', streamer));
    await read('streamers', 'GET', `${admin}/streamers`);
    await run('DELETE', streamer);
    const settings = await read('any', 'GET', `${admin}/domain_config`);
    await run('PUT', `${admin}/domain_config`, settings);
    await read('monitoring', 'GET', `${admin}/monitoring/liveness`);
    await read('monitoring', 'GET', `${admin}/monitoring/readiness`);
    await read('clusterStats', 'GET', `${admin}/cluster/stats`);
    await read('agents', 'GET', `${admin}/agents`);
    await read('nvrs', 'GET', `${admin}/nvrs`);
    await read('usage', 'GET', `${admin}/usage/cameras`);
  });
});
