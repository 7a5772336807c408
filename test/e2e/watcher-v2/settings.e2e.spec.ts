import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogService } from '#audit';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';
import { createUser } from '../../support/people.js';
import { asSystem, type Item, itemOf, refusal, success, V2Client } from './v2-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let system: V2Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  system = new V2Client(server);
});
afterAll(() => server.close());

describe('POST /settings/initial', () => {
  const body = { login: 'first', password1: 'correct horse battery 1', password2: 'correct horse battery 1' };
  const initial = (fields: object, headers = {}, at = system.as({})): ReturnType<V2Client['post']> =>
    at.post('/settings/initial', fields, headers);

  it('wants two passwords that are one, and a good one', async () => {
    const differ = await initial({ ...body, password2: 'x' });
    expect([differ.status, differ.body]).toEqual([400, refusal('ValidationError', 'password2')]);
    expect((await initial({ ...body, password1: 'password', password2: 'password' })).status).toBe(400);
    expect((await initial({ login: 'first' })).status).toBe(400);
  });

  it('is not open to a network, nor to any key', async () => {
    const proxied = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', TRUST_PROXY: '127.0.0.1' });
    const client = new V2Client(proxied, {});
    const far = await initial(body, { 'x-forwarded-for': '192.0.2.7' }, client);
    expect([far.status, far.body]).toEqual([403, refusal('Forbidden')]);
    expect((await initial(body, { 'x-vsaas-api-key': 'x'.repeat(40) }, client)).status).toBe(403);
    expect((await initial(body, { 'x-forwarded-for': '192.0.2.7', ...asSystem }, client)).body).toEqual(success);
    await proxied.close();
  });

  it('makes one administrator of an empty installation, of ten who try at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => initial({ ...body, login: `first-${index}` })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 403]));
    const made = replies.findIndex(({ status }) => status === 200);
    const client = await system.login({ login: `first-${made}`, password: body.password1 });
    expect(itemOf(await client.get('/auth/whoami'))).toMatchObject({ is_admin: true, can_edit_settings: true });
    expect((await initial({ ...body, login: 'late' }, asSystem)).status).toBe(403);
  });
});

describe('the settings', () => {
  it('are shown to administrators with the system key, and to nobody else', async () => {
    expect(itemOf(await system.get('/settings'))).toMatchObject({
      api_key: systemApiKey,
      max_user_sessions: null,
      global_anonymous_access: false,
      global_auth_backend: null,
      mail_host: null,
    });
    const root = await createUser(server, 'root', { isAdmin: true });
    expect((await (await system.login(root)).get('/settings')).status).toBe(200);
    const acting = system.as({ ...asSystem, 'x-vsaas-user': (await createUser(server, 'plain')).login });
    expect((await acting.get('/settings')).status).toBe(403);
    expect((await system.as({}).get('/settings')).status).toBe(403);
    await server.app.get(AuditLogService).flush();
    const rows = await server.dataSource.query<Item[]>(
      `select subject from audit_events where event = 'sensitive_read' and reason = 'system-key'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it('keep what is set, reach logins and the guest, and take forms', async () => {
    const said = {
      brand_title: 'Riverside Video',
      brand_primary_color: '#336699',
      brand_slogan: 'We see.',
      map_type: 'osm',
      map_zoom: 12,
      global_help_url: 'https://example.com/help',
      mail_method: 'smtp',
      mail_host: 'mail.example.com',
      mail_port: 587,
      mail_login: 'camgate',
      mail_security: 'starttls',
      mail_sender_title: 'Riverside',
      mail_sender_address: 'video@example.com',
      max_user_sessions: 3,
    };
    const changed = itemOf(await system.put('/settings', { ...said, mail_password: 'hunter2' }));
    expect(changed).toMatchObject(said);
    expect(JSON.stringify(changed)).not.toContain('hunter2');
    expect(itemOf(await system.put('/settings', changed))).toEqual(changed);
    const sealed = await server.dataSource.query<{ secrets: string | null }[]>(
      'select secrets from installation_settings',
    );
    expect(sealed[0]?.secrets).not.toBeNull();
    const plain = await system.login(await createUser(server, 'shown'));
    const { settings } = itemOf(await plain.get('/auth/whoami')) as { readonly settings: Item };
    expect(settings).toMatchObject({ brand_title: 'Riverside Video', brand_slogan: 'We see.', map_zoom: 12 });
    expect(Object.keys(settings).filter((key) => !/^(brand|map|global)_/.test(key))).toEqual([]);
    const guest = itemOf(await system.as({}).get('/auth/whoami'))['settings'] as Item;
    expect(Object.keys(guest).filter((key) => !key.startsWith('brand_'))).toEqual([]);
    expect(itemOf(await system.form('PUT', '/settings', { max_user_sessions: '0', brand_slogan: '' }))).toMatchObject({
      max_user_sessions: null,
      brand_title: 'Riverside Video',
    });
    expect(itemOf(await system.get('/settings'))).not.toHaveProperty('brand_slogan');
  });

  it('end the oldest session where a user has more than max_user_sessions', async () => {
    await system.put('/settings', { max_user_sessions: 2 });
    const who = await createUser(server, 'busy');
    const clients = [await system.login(who), await system.login(who), await system.login(who)];
    const statuses = await Promise.all(clients.map(async (client) => (await client.get('/profile')).status));
    expect(statuses).toEqual([403, 200, 200]);
    await system.put('/settings', { max_user_sessions: '' });
  });

  it.each([
    ['strangers', { global_anonymous_access: 'true' }, 'global_anonymous_access is not supported'],
    ['a demo', { global_demo_access: 1 }, 'global_demo_access is not supported'],
    ['registration', { global_allow_registration: true }, 'global_allow_registration is not supported'],
    ['another backend', { global_auth_backend: 'http://x.example' }, 'global_auth_backend is not supported'],
    ['a picture that is none', { brand_logo: 'http://x.example/logo.png' }, 'brand_logo'],
    ['a colour that is none', { brand_primary_color: 'red;}' }, 'brand_primary_color'],
    ['a port beyond', { mail_port: 70_000 }, 'mail_port'],
    ['a port in words', { mail_port: 'smtp' }, 'mail_port'],
    ['security that is none', { mail_security: 'some' }, 'mail_security'],
    ['an object', { map_center: { lat: 1 } }, 'map_center'],
    ['a short key', { api_key: 'short' }, 'api_key'],
    ['a number of sessions in words', { max_user_sessions: 'many' }, 'max_user_sessions'],
    ['an array', [], 'JSON object'],
  ])('refuse %s, and change nothing else either', async (_, fields, said) => {
    const before = itemOf(await system.get('/settings'));
    const body = Array.isArray(fields) ? fields : { ...fields, brand_title: 'Half done' };
    const reply = await system.put('/settings', body);
    expect([reply.status, reply.body]).toEqual([400, refusal('ValidationError', said)]);
    expect(itemOf(await system.get('/settings'))).toEqual(before);
  });

  it('may repeat that what is not supported is off', async () => {
    const off = { global_anonymous_access: 'False', global_auth_backend: '', global_demo_access: null };
    expect((await system.put('/settings', off)).status).toBe(200);
  });

  it('give a new system key that counts at once and alone', async () => {
    const key = 'another-system-key-0123456789abcdef';
    const changed = itemOf(await system.put('/settings', { api_key: key }));
    expect(changed['api_key']).toBe(key);
    expect((await system.get('/settings')).status).toBe(403);
    const next = system.as({ 'x-vsaas-api-key': key });
    expect(itemOf(await next.get('/auth/whoami'))['login']).toBe('system');
    expect((await next.put('/settings', { api_key: '', brand_title: 'x' })).status).toBe(200);
    expect(itemOf(await next.get('/settings'))['api_key']).toBe(key);
    await next.put('/settings', { api_key: systemApiKey });
    expect((await system.get('/settings')).status).toBe(200);
  });
});

describe('what is arranged around cameras', () => {
  it('events: one, many, and as webhooks send them', async () => {
    await system.post('/cameras', { name: 'seen/1', title: 'Seen' });
    const body = [
      { camera_id: 'seen/1', start_at: 1_760_000_000_000, object_class: 'vehicle', object_action: 'enter' },
      { camera: 'seen/1', type: 'motion', data: { area: 3 } },
    ];
    const reply = await system.post('/events?type=activity', body);
    expect(reply.body).toMatchObject([
      { type: 'activity', camera: 'seen/1', start_at: 1_760_000_000, data: { object_class: 'vehicle' } },
      { type: 'motion', camera_title: 'Seen', data: { area: 3 } },
    ]);
    const half = await system.post('/events', [...body, { camera: 'none' }]);
    expect([half.status, half.body]).toEqual([400, refusal('ValidationError', 'camera')]);
    expect((await system.get('/events?type=activity')).body).toHaveLength(1);
    expect((await system.get('/events?camera=seen/1&sort=-start_at')).body).toHaveLength(2);
    for (const bad of [[1], { camera: 1, start_at: 'soon' }, { camera: 'seen/1', type: 'NO SPACES' }])
      expect((await system.post('/events', bad)).status).toBe(400);
    const form = await system.form('POST', '/events', { camera: 'seen/1', start_at: '1760000001', plate: 'AB' });
    expect(itemOf(form)).toMatchObject({ type: 'activity', start_at: 1_760_000_001, data: { plate: 'AB' } });
  });

  it('messages that were not read are counted at the login', async () => {
    const who = await createUser(server, 'told');
    const client = await system.login(who);
    expect(itemOf(await client.get('/auth/whoami'))['unread_messages_count']).toBe(0);
    const sent = await fetch(`${server.url}/watcher/client-api/v3/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${client.authorization['x-vsaas-session'] ?? ''}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ user_id: who.id, title: 'x', body: 'y', type: 'info' }),
    });
    expect(sent.status).toBe(200);
    expect(itemOf(await client.get('/auth/whoami'))['unread_messages_count']).toBe(1);
  });
});
