import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, password, type Person } from '../../support/people.js';
import { misfits, type ShapeName, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

/**
 * Every route of client-api v3 (GO25's 95 and what GO26 adds) and of admin-api v3, in the order of the specification:
 * method, path, what is sent, and what comes back. `{word}` stands for something of the world that is made first.
 */
type Answered =
  | { readonly list: string; readonly of?: ShapeName }
  | { readonly object: ShapeName }
  | 'nothing'
  /** 501 `not_supported`: it takes a media server, a motor or a vision engine. */
  | 'unsupported'
  | 'not found';
type Row = readonly [method: string, path: string, body: unknown, answered: Answered];

const list = (key: string, of?: ShapeName): Answered => (of === undefined ? { list: key } : { list: key, of });
const object = (name: ShapeName): Answered => ({ object: name });
/** What the official Go SDK sends where there is nothing to send (Part 0.1). */
const nothing = null;

const accounts: readonly Row[] = [
  ['POST', '/login', nothing, object('tokens')],
  ['POST', '/autologin/generate', { login: '{login}' }, object('anything')],
  ['POST', '/password_recovery', { email: 'nobody@example.com' }, 'nothing'],
  ['GET', '/profile', undefined, object('profile')],
  ['PUT', '/profile', { fullname: 'Root of all' }, object('profile')],
  ['POST', '/profile/apikey', nothing, object('apikey')],
  ['GET', '/profile/apikey', undefined, object('apikey')],
  ['DELETE', '/profile/apikey', undefined, 'nothing'],
  [
    'PUT',
    '/profile/device-tokens/token-1',
    { token: 'token-1', device: { platform: 'ios', model: 'X', version: '1' } },
    object('anything'),
  ],
  ['GET', '/profile/device-tokens/token-1', undefined, object('anything')],
  ['POST', '/profile/device-tokens/token-1/confirm', nothing, object('anything')],
  ['DELETE', '/profile/device-tokens/token-1', undefined, 'nothing'],
  [
    'POST',
    '/profile/subscriptions/stream_event',
    { stream_name: '{stream}', notification_type: 'push', event_types: { stream_dead: true } },
    object('anything'),
  ],
  [
    'DELETE',
    '/profile/subscriptions/stream_event',
    { stream_name: '{stream}', notification_type: 'push', event_types: { stream_dead: true } },
    'nothing',
  ],
  ['GET', '/ui_settings', undefined, object('anything')],
  ['GET', '/access_log', undefined, list('access_log', 'accessLogEntry')],
];

const streams: readonly Row[] = [
  ['GET', '/streams', undefined, list('streams', 'stream')],
  [
    'PUT',
    '/streams/made/by%2Ftable',
    { title: 'Made', inputs: [{ url: 'rtsp://user:secret@camera.example/1' }] },
    object('stream'),
  ],
  ['GET', '/streams/made/by/table', undefined, object('stream')],
  ['POST', '/streams/multiedit', { streams: [{ name: '{stream}', dvr: { expiration: 3600 } }] }, object('anything')],
  ['PUT', '/streams/discover', { ip: '192.0.2.1' }, 'unsupported'],
  ['PUT', '/streams/{stream}/auth', { login: 'operator', password: 'secret', port: 8080 }, object('streamAuth')],
  ['GET', '/streams/{stream}/auth', undefined, object('streamAuth')],
  ['GET', '/streams/{stream}/camera_config', undefined, 'unsupported'],
  ['PUT', '/streams/{stream}/camera_config', {}, 'unsupported'],
  ['PUT', '/streams/{stream}/firmware_update', {}, 'unsupported'],
  ['POST', '/streams/{stream}/reboot', nothing, 'unsupported'],
  ['POST', '/streams/{stream}/ptz', { left: 20 }, 'unsupported'],
  ['POST', '/streams/{stream}/ptz', { command: 'move_continuous', left: 20 }, 'unsupported'],
  [
    'PUT',
    '/streams/{stream}/permissions/users/{user}',
    { can_view: true, can_view_dvr: true, dvr_depth_limit: 3600 },
    object('userPermission'),
  ],
  ['GET', '/streams/{stream}/permissions/users', undefined, list('users_permissions', 'userPermission')],
  ['GET', '/streams/{stream}/permissions/users/{user}', undefined, object('userPermission')],
  ['DELETE', '/streams/{stream}/permissions/users/{user}', undefined, 'nothing'],
  ['DELETE', '/streams/made/by/table', undefined, 'nothing'],
];

const organizations: readonly Row[] = [
  ['GET', '/organizations', undefined, list('organizations', 'organization')],
  ['POST', '/organizations', { title: 'Made by table' }, object('organization')],
  ['GET', '/organizations/{organization}', undefined, object('organization')],
  [
    'PUT',
    '/organizations/{organization}',
    { title: 'Renamed', limits: { streams: 50, users: 50 } },
    object('organization'),
  ],
  ['DELETE', '/organizations/{spare}', undefined, 'nothing'],
  ['POST', '/organizations/{organization}/invite', { permissions: { can_view_streams: true } }, object('invite')],
  ['GET', '/organizations/invite/{invite}', undefined, object('invitation')],
  ['PUT', '/organizations/invite/{invite}', nothing, object('invitation')],
  ['PUT', '/organizations/{organization}/presets', { preset_id: '{preset}' }, object('preset')],
  ['DELETE', '/organizations/{organization}/presets/{preset}', undefined, 'nothing'],
  ['GET', '/organizations/{organization}/users', undefined, list('users', 'organizationUser')],
  ['PUT', '/organizations/{organization}/users/{user}', { can_view_streams: true }, object('organizationUser')],
  ['GET', '/organizations/{organization}/users/{user}', undefined, object('organizationUser')],
  ['DELETE', '/organizations/{organization}/users/{user}', undefined, 'nothing'],
  ['GET', '/organizations/{organization}/folders', undefined, list('folders', 'folder')],
  ['POST', '/organizations/{organization}/folders', { title: 'Ground floor' }, object('folder')],
  ['GET', '/organizations/{organization}/folders/{folder}', undefined, object('folder')],
  ['PUT', '/organizations/{organization}/folders/{folder}', { title: 'Upper floor' }, object('folder')],
  ['PUT', '/organizations/{organization}/folders/{folder}/users/{user}', { can_view: true }, object('folderUser')],
  ['GET', '/organizations/{organization}/folders/{folder}/users', undefined, list('users', 'folderUser')],
  ['GET', '/organizations/{organization}/folders/{folder}/users/{user}', undefined, object('folderUser')],
  ['DELETE', '/organizations/{organization}/folders/{folder}/users/{user}', undefined, 'nothing'],
  ['DELETE', '/organizations/{organization}/folders/{folder}', undefined, 'nothing'],
  ['GET', '/organizations/{organization}/nvrs', undefined, list('nvrs')],
  ['POST', '/organizations/{organization}/nvrs', { title: 'NVR' }, 'unsupported'],
  ['GET', '/organizations/{organization}/nvrs/1', undefined, 'not found'],
  ['POST', '/organizations/{organization}/nvrs/nvr-activation-token', nothing, 'unsupported'],
];

const users: readonly Row[] = [
  ['GET', '/users', undefined, list('users_list', 'user')],
  ['GET', '/users?organization_id={organization}', undefined, list('users_list', 'user')],
  ['POST', '/users', { name: 'made-by-table', password, organization_id: '{organization}' }, object('user')],
  ['GET', '/users/{user}', undefined, object('user')],
  ['PUT', '/users/{user}', { fullname: 'Ada Lovelace' }, object('user')],
  ['POST', '/users/{user}/apikey', nothing, object('apikey')],
  ['GET', '/users/{user}/apikey', undefined, object('apikey')],
  ['GET', '/users/{user}/organization?can_edit=true', undefined, list('organizations')],
  ['GET', '/users/{user}/organization/{organization}/folders', undefined, list('folders')],
  ['PUT', '/users/{user}/permissions/streams/{stream}', { can_view: true }, object('permissionOfUser')],
  ['GET', '/users/{user}/permissions/streams', undefined, list('streams_permissions', 'permissionOfUser')],
  ['GET', '/users/{user}/permissions/streams/{stream}', undefined, object('permissionOfUser')],
  ['DELETE', '/users/{user}/permissions/streams/{stream}', undefined, 'nothing'],
  ['DELETE', '/users/{leaver}', undefined, 'nothing'],
];

const rest: readonly Row[] = [
  ['GET', '/episodes?poll_timeout=20&updated_at_gt=1738108800000', undefined, list('episodes')],
  ['GET', '/episodes/1234567890123456789', undefined, 'not found'],
  ['DELETE', '/episodes/1234567890123456789', undefined, 'not found'],
  ['POST', '/episodes/1234567890123456789/favorites', nothing, 'not found'],
  ['DELETE', '/episodes/1234567890123456789/favorites', undefined, 'not found'],
  [
    'POST',
    '/mosaics',
    { title: 'Gates', type: '2x2', organization_id: '{organization}', streams: [{ name: '{stream}' }, {}] },
    object('mosaic'),
  ],
  ['GET', '/mosaics', undefined, list('mosaics', 'mosaic')],
  ['GET', '/mosaics/{mosaic}', undefined, object('mosaic')],
  ['PUT', '/mosaics/{mosaic}', { title: 'Doors' }, object('mosaic')],
  ['DELETE', '/mosaics/{mosaic}', undefined, 'nothing'],
  ['POST', '/presets', { title: 'Week', dvr: { expiration: 604800 } }, object('preset')],
  ['GET', '/presets', undefined, list('presets', 'preset')],
  ['GET', '/presets?organization_id={organization}', undefined, list('presets', 'preset')],
  ['GET', '/presets/{preset}', undefined, object('preset')],
  ['PUT', '/presets/{preset}', { title: 'Fortnight' }, object('preset')],
  ['DELETE', '/presets/{preset}', undefined, 'nothing'],
  ['POST', '/messages', { user_id: '{root}', title: 'Hello', body: 'World', type: 'info' }, object('sentMessage')],
  ['GET', '/messages', undefined, list('messages', 'message')],
  ['GET', '/messages/{message}', undefined, object('message')],
  ['PUT', '/messages/{message}', { was_read: true }, object('message')],
  ['DELETE', '/messages/{message}', undefined, 'nothing'],
  ['POST', '/notifications/notify', { title: 'Hello', body: 'World' }, object('anything')],
  ['GET', '/persons', undefined, list('persons')],
  ['GET', '/persons/1', undefined, 'not found'],
  ['DELETE', '/persons/1', undefined, 'not found'],
  ['GET', '/person_lists', undefined, list('person_lists')],
  [
    'POST',
    '/web_push/subscribe',
    { endpoint: 'https://push.example/1', keys: { p256dh: 'BNc', auth: 'tBH' } },
    'nothing',
  ],
  ['GET', '/web_push/subscription?endpoint=https%3A%2F%2Fpush.example%2F1', undefined, 'nothing'],
  ['POST', '/web_push/unsubscribe', { endpoint: 'https://push.example/1' }, 'nothing'],
  ['GET', '/web_push/subscription?endpoint=https%3A%2F%2Fpush.example%2F1', undefined, 'not found'],
  ['POST', '/agent_activation_token', nothing, object('anything')],
  ['GET', '/agent_activation_token/unknown', undefined, 'not found'],
  ['GET', '/nvrs', undefined, list('nvrs')],
  ['GET', '/nvrs/config', undefined, 'not found'],
  ['GET', '/usage/cameras', undefined, list('usage')],
];

const administration: readonly Row[] = [
  ['POST', '/login', nothing, object('tokens')],
  ['GET', '/users', undefined, list('users_list', 'user')],
  ['POST', '/users', { name: 'made-by-admin', password }, object('user')],
  ['GET', '/users/{user}', undefined, object('user')],
  ['PUT', '/users/{user}', { note: 'A note' }, object('user')],
  ['POST', '/users/{user}/apikey', nothing, object('apikey')],
  ['GET', '/users/{user}/apikey', undefined, object('apikey')],
  ['DELETE', '/users/{spareUser}', undefined, 'nothing'],
  ['POST', '/presets', { title: 'Admin week' }, object('preset')],
  ['GET', '/presets', undefined, list('presets', 'preset')],
  ['GET', '/presets/{adminPreset}', undefined, object('preset')],
  ['PUT', '/presets/{adminPreset}', { title: 'Admin fortnight' }, object('preset')],
  ['PUT', '/organizations/{organization}/presets', { preset_id: '{adminPreset}' }, object('preset')],
  ['DELETE', '/organizations/{organization}/presets/{adminPreset}', undefined, 'nothing'],
  ['DELETE', '/presets/{adminPreset}', undefined, 'nothing'],
  [
    'POST',
    '/shares',
    { name: 'lobby', media: '{stream}', permissions: [{ live: true, dvr: false }] },
    object('shared'),
  ],
  ['GET', '/shares', undefined, list('shared_tokens', 'shared')],
  ['DELETE', '/shares/{share}', undefined, 'nothing'],
  ['PUT', '/streamers/media1.example', { api_url: 'http://media1.example', role: 'streamer' }, object('streamer')],
  ['GET', '/streamers', undefined, list('streamers', 'streamer')],
  ['GET', '/streamers/media1.example', undefined, object('streamer')],
  ['DELETE', '/streamers/media1.example', undefined, 'nothing'],
  ['GET', '/streams', undefined, list('streams')],
  ['PUT', '/streams/made/by/admin', { title: 'Made' }, object('anything')],
  ['GET', '/streams/made/by/admin', undefined, object('anything')],
  ['POST', '/streams/multiedit', { streams: [{ name: '{stream}', dvr: { expiration: 7200 } }] }, object('anything')],
  ['GET', '/streams/{stream}/auth', undefined, object('streamAuth')],
  ['PUT', '/streams/{stream}/auth', { login: 'operator', password: 'secret' }, object('streamAuth')],
  ['GET', '/streams/{stream}/camera_config', undefined, 'unsupported'],
  ['PUT', '/streams/{stream}/camera_config', {}, 'unsupported'],
  ['POST', '/streams/{stream}/preview_layout_change', {}, 'unsupported'],
  ['POST', '/streams/{stream}/reboot', nothing, 'unsupported'],
  ['PUT', '/streams/{stream}/firmware_update', {}, 'unsupported'],
  ['DELETE', '/streams/made/by/admin', undefined, 'nothing'],
  ['GET', '/agents', undefined, list('agents')],
  ['GET', '/agents/1', undefined, 'not found'],
  ['PUT', '/zones/north', { is_dedicated: true }, object('zone')],
  ['GET', '/zones', undefined, list('zones', 'zone')],
  ['GET', '/zones/north', undefined, object('zone')],
  ['DELETE', '/zones/north', undefined, 'nothing'],
  ['PUT', '/domain_config', { appearance: { title: 'City cameras' } }, object('anything')],
  ['GET', '/domain_config', undefined, object('anything')],
  ['GET', '/system_config', undefined, object('anything')],
  ['GET', '/cluster/stats', undefined, object('anything')],
  ['GET', '/events', undefined, 'unsupported'],
  ['GET', '/monitoring/liveness', undefined, object('monitoring')],
  ['GET', '/monitoring/readiness', undefined, object('monitoring')],
  ['GET', '/tls/letsencrypt', undefined, 'unsupported'],
  ['POST', '/tls/letsencrypt', {}, 'unsupported'],
  ['GET', '/peeklio/check_watcher_status', undefined, 'unsupported'],
  ['POST', '/peeklio/create_operator_id', {}, 'unsupported'],
];

/** Where a row makes something that later rows speak of: the placeholder it fills, and the key it is found under. */
const makes: Readonly<Record<string, readonly [placeholder: string, key: string]>> = {
  'POST /organizations/{organization}/invite': ['invite', 'invite_key'],
  'POST /mosaics': ['mosaic', 'id'],
  'POST /messages': ['message', 'id'],
  'POST /shares': ['share', 'key'],
};

const failure = { errors: [{ status: 'string', code: 'string', title: 'string' }], error: 'string' } as const;
const client = '/watcher/client-api/v3';
const admin = '/watcher/admin-api/v3';
const world = new Map<string, string | number>();
let camgate: TestServer;
let root: Person;
let bearer: string;

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const authorization = path.endsWith('/login')
    ? `Basic ${Buffer.from(`${root.login}:${root.password}`).toString('base64')}`
    : `Bearer ${bearer}`;
  const response = await fetch(camgate.url + path, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

async function make(method: string, path: string, body: unknown, key: string): Promise<string | number> {
  const { status, text } = await ask(method, path, body);
  expect([method, path, status, status < 300 ? '' : text]).toEqual([method, path, 200, '']);
  return (JSON.parse(text) as Record<string, string | number>)[key] ?? '';
}

beforeAll(async () => {
  camgate = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await createUser(camgate, 'root', { isAdmin: true });
  bearer = String(await make('POST', `${client}/login`, null, 'access_token'));
  const set = async (name: string, path: string, body: unknown, key = 'id', method = 'POST'): Promise<void> => {
    world.set(name, await make(method, client + path, body, key));
  };
  world.set('root', root.id);
  await set('organization', '/organizations', { title: 'A city' });
  await set('spare', '/organizations', { title: 'To be deleted' });
  const place = { organization_id: world.get('organization') };
  for (const name of ['user', 'leaver', 'spareUser']) await set(name, '/users', { name, password, ...place });
  world.set('login', 'user');
  await set('folder', `/organizations/${world.get('organization')}/folders`, { title: 'A folder' });
  await set('stream', '/streams/gate/north', { title: 'North gate', ...place }, 'name', 'PUT');
  for (const name of ['preset', 'adminPreset']) await set(name, '/presets', { title: name });
});
afterAll(() => camgate.close());

/** Numbers stay numbers where a placeholder is a whole value. */
function fill(value: unknown): unknown {
  if (typeof value === 'string') {
    const whole = /^\{(\w+)\}$/.exec(value)?.[1];
    if (whole !== undefined) return world.get(whole);
    return value.replace(/\{(\w+)\}/g, (_, name: string) => String(world.get(name)));
  }
  if (Array.isArray(value)) return value.map(fill);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
}

/** What of an answer is not as the table has it; empty when all is well. */
async function complaintsOf(base: string, [method, path, body, answered]: Row): Promise<readonly string[]> {
  const { status, text } = await ask(method, base + String(fill(path)), fill(body));
  if (answered === 'nothing') return status === 204 && text === '' ? [] : [`${status} ${text}`];
  const said: unknown = JSON.parse(text);
  if (answered === 'unsupported')
    return status === 501 && text.includes('"not_supported"') ? misfits(said, failure) : [`${status} ${text}`];
  if (answered === 'not found') return status === 404 ? misfits(said, failure) : [`${status} ${text}`];
  if (status !== 200) return [`${status} ${text}`];
  if ('object' in answered) {
    remember(`${method} ${path}`, said);
    return misfits(said, shapes[answered.object]);
  }
  const items: unknown = Reflect.get(Object(said), answered.list);
  const isEmpty = Array.isArray(items) && items.length === 0;
  return [
    ...misfits(said, { [answered.list]: 'array', estimated_count: 'integer', 'next?': 'string', 'prev?': 'string' }),
    ...(answered.of === undefined ? [] : misfits(items, [shapes[answered.of]])),
    ...(isEmpty && answered.of !== undefined && answered.of !== 'preset' ? ['nothing to look at'] : []),
  ];
}

function remember(row: string, said: unknown): void {
  const [placeholder, key] = makes[row] ?? [];
  if (placeholder !== undefined && key !== undefined) world.set(placeholder, Reflect.get(Object(said), key));
}

describe.each<[string, string, readonly Row[]]>([
  ['accounts', client, accounts],
  ['streams', client, streams],
  ['organizations', client, organizations],
  ['users', client, users],
  ['what people arrange', client, rest],
  ['the administrators', admin, administration],
])('the routes of %s', (_, base, rows) => {
  it.each(rows.map((row) => [row[0], row[1], row] as const))('%s %s', async (_method, _path, row) => {
    expect(await complaintsOf(base, row)).toEqual([]);
  });
});

describe('every route', () => {
  const everything = [
    ...[accounts, streams, organizations, users, rest].flat().map((row) => [client, row] as const),
    ...administration.map((row) => [admin, row] as const),
  ];
  const open = ['/login', '/ui_settings', '/password_recovery', '/monitoring/liveness', '/monitoring/readiness'];

  it('answers 401 in its own shape to a stranger', async () => {
    for (const [base, [method, path, body]] of everything) {
      if (open.includes(path) && path !== '/login') continue;
      const response = await fetch(camgate.url + base + String(fill(path)), {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fill(body)) }),
      });
      const said: unknown = await response.json();
      expect([method, path, response.status]).toEqual([method, path, 401]);
      expect(misfits(said, failure)).toEqual([]);
    }
  });

  it('of the administrators answers 403 to everybody else', async () => {
    const somebody = await createUser(camgate, 'somebody');
    const keeper = await createUser(camgate, 'keeper', { accessLevel: 'domain_admin' });
    for (const who of [somebody, keeper])
      for (const [method, path, body] of administration) {
        if (open.includes(path) && path !== '/login') continue;
        const response = await fetch(camgate.url + admin + String(fill(path)), {
          method,
          headers: {
            authorization: `Basic ${Buffer.from(`${who.login}:${who.password}`).toString('base64')}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(fill(body)) }),
        });
        expect([method, path, response.status]).toEqual([method, path, 403]);
        await response.text();
      }
  });
});
