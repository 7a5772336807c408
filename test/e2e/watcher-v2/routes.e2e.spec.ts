import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { type Definition, misfits, misfitsOfRefusal, schemaOf } from './openapi-fit.js';
import { asSystem, type Item, type Reply, V2Client } from './v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

/** What the rows before have made; a row's path and body are written with it. */
const made: Record<string, unknown> = {};

type Who = 'system' | 'person' | 'nobody';

/** Method and path as the definition has them, the path as it is sent, the body, the expected status, and what to remember. */
interface Row {
  readonly method: string;
  readonly route: string;
  readonly path?: () => string;
  readonly body?: () => unknown;
  readonly status?: number;
  readonly who?: Who;
  readonly remember?: (body: Item) => void;
  readonly headers?: Readonly<Record<string, string>>;
}

const row = (method: string, route: string, more: Omit<Row, 'method' | 'route'> = {}): Row => ({
  method,
  route,
  ...more,
});
const keep =
  (key: string, field = 'id') =>
  (body: Item): void =>
    void (made[key] = body[field]);
const at = (text: string) => (): string => text.replace(/\{(\w+)\}/g, (_, key: string) => String(made[key]));
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const organization = '/organizations/{organization_id}';
const folder = `${organization}/folders/{folder_id}`;
const rows: readonly Row[] = [
  row('POST', '/auth/login', { who: 'nobody', body: () => made['credentials'] }),
  row('POST', '/auth/login', { who: 'nobody', body: () => ({ login: 'nobody', password: 'wrong one' }), status: 403 }),
  row('POST', '/auth/check-login', { who: 'nobody', body: () => made['credentials'] }),
  row('GET', '/auth/whoami', { who: 'nobody' }),
  row('GET', '/auth/whoami', { who: 'person' }),
  row('GET', '/auth/whoami'),
  row('POST', '/auth/forgot-password', { who: 'nobody', body: () => ({ login: 'nobody at all' }) }),
  row('POST', '/auth/forgot-password', { who: 'nobody', body: () => ({}), status: 400 }),
  row('POST', '/auth/restore-password', {
    who: 'nobody',
    body: () => ({ token: 'none', password1: 'correct horse 3', password2: 'correct horse 3' }),
    status: 400,
  }),
  row('POST', '/auth/generate-autologin-token', {
    body: () => ({ login: made['login'], lifetime: '3600' }),
    remember: keep('autologin', 'autologin_token'),
  }),
  row('POST', '/auth/generate-autologin-token', { body: () => ({ login: 'nobody' }), status: 404 }),
  row('POST', '/vsaas/autologin', {
    who: 'nobody',
    body: () => ({ autologin_token: made['autologin'] }),
    headers: { accept: 'application/json' },
  }),
  row('POST', '/vsaas/autologin', {
    who: 'nobody',
    body: () => ({ autologin_token: made['autologin'] }),
    status: 400,
  }),
  row('POST', '/settings/initial', {
    who: 'nobody',
    body: () => ({ login: 'late', password1: 'correct horse 4', password2: 'correct horse 4' }),
    status: 403,
  }),
  row('GET', '/settings'),
  row('GET', '/settings', { who: 'person', status: 403 }),
  row('PUT', '/settings', { body: () => ({ brand_title: 'Riverside', max_user_sessions: '50' }) }),
  row('PUT', '/settings', { body: () => ({ brand_primary_color: 'url(x)' }), status: 400 }),

  row('POST', '/organizations', {
    body: () => ({ title: 'One', owner_id: made['user_id'] }),
    remember: keep('organization_id'),
  }),
  row('POST', '/organizations', { body: () => ({}), status: 400 }),
  row('POST', '/organizations', { who: 'person', body: () => ({ title: 'Mine' }), status: 403 }),
  row('GET', '/organizations'),
  row('GET', '/organizations', { path: at('/domains/1/organizations') }),
  row('GET', organization),
  row('GET', organization, { path: at('/domains/1/organizations/{organization_id}') }),
  row('GET', organization, { path: at('/domains/2/organizations/{organization_id}'), status: 404 }),
  row('GET', organization, { path: at('/organizations/99999999999'), status: 404 }),
  row('GET', organization, { path: at('/organizations/abc'), status: 404 }),
  row('PUT', organization, { body: () => ({ title: 'Uno', camera_limit: '10' }) }),
  row('PUT', organization, { body: () => ({ camera_limit: 'many' }), status: 400 }),

  row('POST', '/users', {
    body: () => ({ login: 'second', password: 'correct horse 5' }),
    remember: keep('second_id'),
  }),
  row('POST', '/users', { body: () => ({ password: 'correct horse 5' }), status: 400 }),
  row('POST', '/users', { body: () => ({ login: 'SECOND', password: 'correct horse 5' }), status: 400 }),
  row('POST', '/users', { body: () => ({ login: 'third', password: 'short' }), status: 400 }),
  row('POST', '/users', { body: () => ({ login: 'third', authorized_ip: '192.0.2.1' }), status: 400 }),
  row('GET', '/users'),
  row('GET', '/users/{user_id}'),
  row('GET', '/users/{user_id}', { path: at('/users/2147483647'), status: 404 }),
  row('PUT', '/users/{user_id}', { path: at('/users/{second_id}'), body: () => ({ name: 'Second', enabled: 'True' }) }),
  row('PUT', '/users/{user_id}', { path: at('/users/{second_id}'), body: () => ({ enabled: 'maybe' }), status: 400 }),
  row('POST', '/users/import', { body: () => [{ login: 'second', note: 'again' }, { login: 'imported' }] }),
  row('POST', '/users/import', { body: () => ({ login: 'second' }), status: 400 }),
  row('GET', '/profile', { who: 'person' }),
  row('GET', '/profile', { status: 403 }),
  row('PUT', '/profile', { who: 'person', body: () => ({ name: 'Ada', locale: 'en' }) }),
  row('PUT', '/profile', { who: 'person', body: () => ({ locale: 'english' }), status: 400 }),

  row('POST', `${organization}/users`, {
    body: () => ({ user_id: made['second_id'], can_edit_organization_cameras: 1, folders_permissions: [] }),
  }),
  row('POST', `${organization}/users`, { body: () => ({ user_id: 2_147_483_647 }), status: 404 }),
  row('POST', `${organization}/users`, { body: () => ({}), status: 400 }),
  row('GET', `${organization}/users`),
  row('GET', `${organization}/users/{user_id}`, { path: at(`${organization}/users/{second_id}`) }),
  row('PUT', `${organization}/users/{user_id}`, {
    path: at(`${organization}/users/{second_id}`),
    body: () => ({ can_view_organization_stats: 'true' }),
  }),
  row('PUT', `${organization}/users/{user_id}`, {
    path: at(`${organization}/users/{second_id}`),
    body: () => ({ folders_permissions: [2_147_483_647] }),
    status: 404,
  }),

  row('POST', `${organization}/folders`, {
    body: () => ({
      title: 'Ground floor',
      coordinates: '51.5 -0.12',
      map_topleft: '51.501 -0.121',
      map_topright: '51.501 -0.119',
      map_bottomleft: '51.499 -0.121',
      map_file: { b64_content: png, mime_type: 'image/png' },
    }),
    remember: keep('folder_id'),
  }),
  row('POST', `${organization}/folders`, { body: () => ({ coordinates: '0 0' }), status: 400 }),
  row('POST', `${organization}/folders`, { body: () => ({ title: 'x', coordinates: 'here' }), status: 400 }),
  row('POST', `${organization}/folders`, { body: () => ({ title: 'x', parent_id: 2_147_483_647 }), status: 400 }),
  row('GET', `${organization}/folders`),
  row('GET', folder),
  row('GET', folder, { path: at('/organizations/1/folders/{folder_id}'), status: 404 }),
  row('PUT', folder, { body: () => ({ title: 'First floor', map_topleft: '', map_file: { delete: '1' } }) }),
  row('PUT', folder, { body: () => ({ move_after: made['folder_id'], move_before: made['folder_id'] }), status: 400 }),
  row('GET', `${folder}/map_file`, { status: 404 }),
  row('POST', `${folder}/users`, { body: () => ({ user_id: made['second_id'], can_view_dvr: '1' }) }),
  row('GET', `${folder}/users`),
  row('GET', `${folder}/users/{user_id}`, { path: at(`${folder}/users/{second_id}`) }),
  row('GET', `${folder}/users/{user_id}`, { path: at(`${folder}/users/{user_id}`), status: 404 }),
  row('PUT', `${folder}/users/{user_id}`, {
    path: at(`${folder}/users/{second_id}`),
    body: () => ({ can_use_ptz: 'true' }),
  }),
  row('DELETE', `${folder}/users/{user_id}`, { path: at(`${folder}/users/{second_id}`) }),
  row('DELETE', `${folder}/users/{user_id}`, { path: at(`${folder}/users/{second_id}`), status: 404 }),

  row('POST', '/presets', {
    body: () => ({ title: 'A week', dvr_depth: '7', is_adjustable: '1' }),
    remember: keep('preset_id'),
  }),
  row('POST', '/presets', { who: 'person', body: () => ({ title: 'Mine' }), status: 403 }),
  row('POST', '/presets', { body: () => ({}), status: 400 }),
  row('GET', '/presets'),
  row('GET', '/presets/{preset_id}'),
  row('PUT', '/presets/{preset_id}', { body: () => ({ dvr_lock_days: 1, vision_params: { alg: 'plates' } }) }),
  row('POST', `${organization}/presets`, { body: () => ({ preset_id: String(made['preset_id']) }) }),
  row('GET', `${organization}/presets`),

  row('POST', '/streamers', {
    body: () => ({
      api_url: 'https://media1.example.com',
      public_url: 'https://media1.example.com',
      max_bitrate: '1000',
    }),
    remember: keep('streamer_id'),
  }),
  row('POST', '/streamers', { body: () => ({ api_url: 'https://MEDIA1.example.com' }), status: 400 }),
  row('POST', '/streamers', { body: () => ({}), status: 400 }),
  row('GET', '/streamers'),
  row('GET', '/streamers', { who: 'person', status: 403 }),
  row('GET', '/streamers/{streamer_id}'),
  row('PUT', '/streamers/{streamer_id}', { body: () => ({ dvr_path: '/storage', cluster_key: 'a key' }) }),
  row('POST', '/streamers/{streamer_id}/provision', { status: 501 }),
  row('POST', '/streamers/{streamer_id}/provision', { path: at('/streamers/2147483647/provision'), status: 404 }),

  row('POST', '/cameras', {
    body: () => ({
      title: 'North gate',
      stream_url: 'rtsp://a:b@camera.example/1',
      substream_url: 'rtsp://camera.example/2',
      thumbnails_url: 'http://camera.example/now.jpg',
      onvif_url: 'http://camera.example/onvif',
      onvif_ptz: 'true',
      coordinates: '51.5 -0.12',
      dvr_depth: 3,
      organization_id: made['organization_id'],
      folder_id: made['folder_id'],
      preset_id: made['preset_id'],
      streamer_id: made['streamer_id'],
      agent_id: 'agent-1',
      extrenal_id: 'C-77',
      vision_alg: 'plates',
    }),
    remember: keep('name', 'name'),
  }),
  row('POST', '/cameras', { body: () => ({ name: made['name'], title: 'Again' }), status: 400 }),
  row('POST', '/cameras', { body: () => ({ title: 'x', stream_url: 'javascript:alert(1)' }), status: 400 }),
  row('POST', '/cameras', { body: () => ({ title: 'x', organization_id: 2_147_483_647 }), status: 400 }),
  row('POST', '/cameras', { who: 'nobody', body: () => ({ title: 'x' }), status: 403 }),
  row('GET', '/cameras'),
  row('GET', '/cameras', { who: 'person' }),
  row('GET', '/cameras', { path: at('/cameras?sort=nothing'), status: 400 }),
  row('GET', '/cameras/{name}'),
  row('GET', '/cameras/{name}', { who: 'person' }),
  row('GET', '/cameras/{name}', { path: at('/cameras/{name}x'), status: 404 }),
  row('PUT', '/cameras/{name}', { body: () => ({ comment: 'by the door', static: 'false' }) }),
  row('PUT', '/cameras/{name}', { body: () => ({ coordinates: '91 0' }), status: 400 }),
  row('POST', '/cameras/{name}/user_attributes', { who: 'person', body: () => ({ favorite: '1' }) }),
  row('POST', '/cameras/{name}/user_attributes', { body: () => ({ favorite: '1' }), status: 403 }),
  row('PUT', '/cameras/{name}/ptz', { body: () => ({ left: 20 }), status: 501 }),
  row('PUT', '/cameras/{name}/ptz', { path: at('/cameras/none/ptz'), body: () => ({ left: 20 }), status: 404 }),
  row('DELETE', '/cameras/{name}/ptz', { status: 501 }),
  row('GET', '/cameras/{name}/agent', { status: 501 }),
  row('POST', '/cameras/{name}/agent-disconnect', { status: 501 }),
  row('POST', '/agents/{agent_id}/reboot', { path: at('/agents/agent-1/reboot'), status: 501 }),
  row('POST', '/agents/{agent_id}/reset', { path: at('/agents/agent-2/reset'), status: 404 }),
  row('GET', '/cameras/discover', { status: 501 }),
  row('PUT', '/cameras/discover', { status: 501 }),
  row('DELETE', '/cameras/discover', { who: 'nobody', status: 403 }),
  row('POST', '/cameras/import', { body: () => [{ name: 'imported/one', title: 'One' }, { title: 'Two' }] }),
  row('POST', '/cameras/import', { body: () => [{ name: 'imported/one', dvr_depth: 'x' }], status: 400 }),
  row('GET', '/users/{user_id}/cameras'),
  row('GET', '/users/{user_id}/cameras', { path: at('/users/2147483647/cameras'), status: 404 }),

  row('POST', '/groups', {
    body: () => ({ title: 'Car park', organization_id: made['organization_id'] }),
    remember: keep('group_id'),
  }),
  row('POST', '/groups', { body: () => ({ title: '' }), status: 400 }),
  row('GET', '/groups'),
  row('GET', '/groups/{group_id}'),
  row('PUT', '/groups/{group_id}', { body: () => ({ order_num: '2', comment: '' }) }),
  row('POST', '/groups/{group_id}/cameras', { body: () => ({ name: made['name'] }) }),
  row('POST', '/groups/{group_id}/cameras', { body: () => ({}), status: 400 }),
  row('GET', '/groups/{group_id}/cameras'),
  row('GET', '/cameras/{name}'),
  row('PUT', '/groups/{group_id}/cameras', { body: () => ({ cameras: [] }) }),
  row('DELETE', '/groups/{group_id}/cameras/{name}'),
  row('POST', '/groups/{group_id}/users', { body: () => ({ user_id: made['second_id'], can_dvr: 'true' }) }),
  row('GET', '/groups/{group_id}/users'),
  row('GET', '/groups/{group_id}/users/{user_id}', { path: at('/groups/{group_id}/users/{second_id}') }),
  row('PUT', '/groups/{group_id}/users/{user_id}', {
    path: at('/groups/{group_id}/users/{second_id}'),
    body: () => ({ comment: 'night' }),
  }),
  row('DELETE', '/groups/{group_id}/users/{user_id}', { path: at('/groups/{group_id}/users/{second_id}') }),
  row('DELETE', '/groups/{group_id}'),
  row('DELETE', '/groups/{group_id}', { status: 404 }),

  row('POST', '/mosaics', {
    who: 'person',
    body: () => ({
      title: 'Entrances',
      type: '2x2',
      cameras: [made['name'], null, ''],
      organization_id: made['organization_id'],
    }),
    remember: keep('mosaic_id'),
  }),
  row('POST', '/mosaics', { who: 'person', body: () => ({ title: 'x', type: '9x9' }), status: 400 }),
  row('GET', '/mosaics'),
  row('GET', '/mosaics/{mosaic_id}'),
  row('PUT', '/mosaics/{mosaic_id}', { who: 'person', body: () => ({ visible: '0' }) }),
  row('DELETE', '/mosaics/{mosaic_id}', { who: 'person' }),
  row('GET', '/mosaics/{mosaic_id}', { status: 404 }),

  row('POST', '/events', { body: () => ({ camera: made['name'], type: 'activity', start_at: '1760000000', x: 1 }) }),
  row('POST', '/events', { body: () => ({ camera: 'none' }), status: 400 }),
  row('POST', '/events', { body: () => ({}), status: 400 }),
  row('GET', '/events'),
  row('GET', '/events', { path: at('/events?type=activity') }),

  ...['my', 'profile'].flatMap((owner) => [
    row('POST', `/${owner}/subscriptions`, {
      who: 'person' as const,
      body: () => ({
        camera: { name: made['name'] },
        event_type: 'camera_source_lost',
        notification_type: 'webhook',
        send_timeout: '60',
        webhook_params: { method: 'POST', url: 'https://example.com/hook', headers: { 'x-a': '1' } },
      }),
      remember: keep('subscription_id'),
    }),
    row('POST', `/${owner}/subscriptions`, {
      who: 'person' as const,
      body: () => ({ camera: 'none', event_type: 'x' }),
      status: 400,
    }),
    row('POST', `/${owner}/subscriptions`, { body: () => ({}), status: 403 }),
    row('GET', `/${owner}/subscriptions`, { who: 'person' as const }),
    row('GET', `/${owner}/subscriptions/{subscription_id}`, { who: 'person' as const }),
    row('PUT', `/${owner}/subscriptions/{subscription_id}`, {
      who: 'person' as const,
      body: () => ({ send_timeout: 5 }),
    }),
    row('DELETE', `/${owner}/subscriptions/{subscription_id}`, { who: 'person' as const }),
    row('POST', `/${owner}/device-tokens`, {
      who: 'person' as const,
      body: () => ({ token: 'device-1', device_platform: 'ios' }),
    }),
    row('GET', `/${owner}/device-tokens`, { who: 'person' as const }),
    row('GET', `/${owner}/device-tokens/{token}`, {
      who: 'person' as const,
      path: at(`/${owner}/device-tokens/device-1`),
    }),
    row('PUT', `/${owner}/device-tokens/{token}`, {
      who: 'person' as const,
      path: at(`/${owner}/device-tokens/device-1`),
      body: () => ({ device_model: 'X' }),
    }),
    row('POST', `/${owner}/device-tokens/{token}/confirm`, {
      who: 'person' as const,
      path: at(`/${owner}/device-tokens/device-1/confirm`),
    }),
    row('DELETE', `/${owner}/device-tokens/{token}`, {
      who: 'person' as const,
      path: at(`/${owner}/device-tokens/device-1`),
    }),
    row('GET', `/${owner}/device-tokens/{token}`, {
      who: 'person' as const,
      path: at(`/${owner}/device-tokens/device-1`),
      status: 404,
    }),
  ]),

  row('GET', '/analytics/faces'),
  row('GET', '/analytics/plates', { path: at('/analytics/plates?limit=10&offset=0&event_type=enter') }),
  row('GET', '/faces', { who: 'nobody', status: 403 }),
  row('GET', '/persons'),
  row('GET', '/faces/{id}', { path: at('/faces/1'), status: 404 }),
  row('GET', '/faces/{id}/preview.jpg', { path: at('/faces/1/preview.jpg'), status: 404 }),
  row('GET', '/persons/{id}', { path: at('/persons/1'), status: 404 }),

  row('DELETE', '/cameras/{name}'),
  row('DELETE', '/cameras/{name}', { status: 404 }),
  row('DELETE', '/streamers/{streamer_id}'),
  row('DELETE', `${organization}/presets/{preset_id}`),
  row('DELETE', '/presets/{preset_id}'),
  row('DELETE', folder),
  row('DELETE', `${organization}/users/{user_id}`, { path: at(`${organization}/users/{second_id}`) }),
  row('DELETE', '/users/{user_id}', { path: at('/users/{second_id}') }),
  row('DELETE', '/users/{user_id}', { path: at('/users/{second_id}'), status: 404 }),
  row('DELETE', organization, { headers: { force: '1' } }),
  row('POST', '/auth/logout', { who: 'person' }),
  row('POST', '/auth/logout', { who: 'person', status: 403 }),
];

let server: TestServer;
let clients: Readonly<Record<Who, V2Client>>;
let definition: Definition;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person: Person = await createUser(server, 'first');
  made['login'] = person.login;
  made['user_id'] = person.id;
  made['credentials'] = { login: person.login, password: person.password };
  const system = new V2Client(server, asSystem);
  clients = { system, person: await system.login(person), nobody: system.as({}) };
  definition = (await (await fetch(`${server.url}/openapi/watcher-v2.json`)).json()) as Definition;
});
afterAll(() => server.close());

const defined = (route: string): string => (route.startsWith('/vsaas/') ? route : `/vsaas/api/v2${route}`);
const title = ({ method, route, who = 'system', status = 200 }: Row): string =>
  `${method} ${route} (${who}): ${status}`;

describe('every route of part 3, in one table', () => {
  it.each(rows.map((one, index) => [`${index} ${title(one)}`, one] as const))('%s', async (_, one) => {
    const { method, route, who = 'system', status = 200, path = at(route), body, headers = {} } = one;
    const reply: Reply = await clients[who].send(method, path(), body?.(), headers);
    expect([reply.status, reply.text.slice(0, 400)]).toEqual([status, reply.text.slice(0, 400)]);
    const schema = status === 200 ? schemaOf(definition, method, defined(route), status) : undefined;
    const problems =
      status === 200 ? misfits(definition, schema ?? { enum: ['a schema'] }, reply.body) : misfitsOfRefusal(reply.body);
    expect(problems).toEqual([]);
    one.remember?.(reply.body as Item);
  });

  it('leaves no route of the definition out', () => {
    const told = new Set(rows.map(({ method, route }) => `${method} ${defined(route)}`));
    const all = Object.entries(definition.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const pages = ['GET /vsaas/api/v2/auth/restore-password'];
    expect(all.filter((route) => !told.has(route) && !pages.includes(route))).toEqual([]);
  });
});
