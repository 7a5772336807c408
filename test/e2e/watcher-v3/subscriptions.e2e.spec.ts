import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser } from '../../support/people.js';
import { callerOf, refusalOf, type V3 } from './v3-client.js';

let server: TestServer;
let member: V3;
let other: V3;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', ACCESS_TOKEN_SECONDS: '3600' });
  const organizations = server.app.get(OrganizationsService);
  const { id } = await organizations.createWithoutOwner({ title: 'City', isPublic: false });
  const person = await createUser(server, 'member');
  await organizations.addMember(id, person.id, { canViewStreams: true });
  member = await callerOf(server, person);
  other = await callerOf(server, await createUser(server, 'other'));
  await createCamera(server, { name: 'city/gate', organizationId: id });
});
afterAll(() => server.close());

describe('a subscription to a stream', () => {
  const path = '/profile/subscriptions/stream_event';
  const body = { stream_name: 'city/gate', notification_type: 'push', event_types: { stream_dead: true } };

  it('is made, replaced and forgotten', async () => {
    const made = await member.post(path, body);
    expect(made).toMatchObject({ status: 200 });
    expect(made.body).toEqual({
      stream_name: 'city/gate',
      notification_type: 'push',
      event_types: { episode_face: false, episode_generic: false, episode_vehicle: false, stream_dead: true },
      notification_frequency: 0,
    });
    const changed = await member.post(path, {
      stream_name: 'city/gate',
      event_types: { episode_face: true },
      notification_frequency: 60,
    });
    expect(changed.body).toMatchObject({
      event_types: { episode_face: true, stream_dead: false },
      notification_frequency: 60,
    });
    expect(await member.delete(path, body)).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await member.delete(path, body))).toEqual([404, 'subscription_not_found']);
  });

  it('is refused for a stream that the caller does not see, as for one that is not there', async () => {
    expect(refusalOf(await other.post(path, body))).toEqual([404, 'stream_not_found']);
    expect(refusalOf(await member.post(path, { ...body, stream_name: 'nothing' }))).toEqual([404, 'stream_not_found']);
    expect(refusalOf(await other.delete(path, body))).toEqual([404, 'subscription_not_found']);
  });

  it.each([
    [null, 'missing_required', '/stream_name'],
    [{ stream_name: 5 }, 'not_string', '/stream_name'],
    [{ stream_name: 'x', notification_type: 'pigeon' }, 'unknown_enum_option', '/notification_type'],
    [{ stream_name: 'x', event_types: [] }, 'not_object', '/event_types'],
    [{ stream_name: 'x', event_types: { stream_dead: 1 } }, 'not_boolean', '/event_types/stream_dead'],
    [{ stream_name: 'x', notification_frequency: -1 }, 'input_out_of_range', '/notification_frequency'],
  ])('with a wrong part is refused (%#)', async (given, code, place) => {
    expect(refusalOf(await member.post(path, given))).toEqual([400, code, place]);
  });
});

describe('a device token', () => {
  it('is registered, confirmed and forgotten by its owner', async () => {
    const path = '/profile/device-tokens/fcm:token-1';
    const device = { platform: 'ios', model: 'iPhone', version: '17' };
    expect((await member.put(path, { token: 'fcm:token-1', device })).body).toEqual({ token: 'fcm:token-1', device });
    expect((await member.get(path)).body).toEqual({ token: 'fcm:token-1', device });
    expect((await member.put(path, { token: '', device: { model: null } })).body).toEqual({
      token: 'fcm:token-1',
      device: { platform: 'ios', version: '17' },
    });
    expect(await member.post(`${path}/confirm`, null)).toMatchObject({ status: 200 });
    for (const said of [await other.get(path), await other.post(`${path}/confirm`, null), await other.delete(path)])
      expect(refusalOf(said)).toEqual([404, 'device_not_found']);
    expect(await member.delete(path)).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await member.delete(path))).toEqual([404, 'device_not_found']);
  });

  it('may hold what a path escapes', async () => {
    const path = `/profile/device-tokens/${encodeURIComponent('a/b?c=d')}`;
    expect((await member.put(path, null)).body).toEqual({ token: 'a/b?c=d', device: {} });
    expect((await member.get(path)).status).toBe(200);
  });

  it('is rejected where it is impossible', async () => {
    const wrong = await member.put('/profile/device-tokens/one', { token: 'two' });
    expect(refusalOf(wrong)).toEqual([400, 'invalid_value', '/token']);
    expect(refusalOf(await member.put('/profile/device-tokens/with%20space', null))).toEqual([
      400,
      'invalid_value',
      '/token',
    ]);
    const odd = await member.put('/profile/device-tokens/one', { device: { platform: 5 } });
    expect(refusalOf(odd)).toEqual([400, 'not_string', '/device/platform']);
  });
});

describe('a browser', () => {
  it('is registered, asked for and forgotten', async () => {
    const endpoint = 'https://push.example/send/abc';
    const asked = `/web_push/subscription?endpoint=${encodeURIComponent(endpoint)}`;
    const keys = { p256dh: 'BNcRdreALRFX', auth: 'tBHItJI5svbp' };
    expect(await member.post('/web_push/subscribe', { endpoint, keys, expirationTime: null })).toMatchObject({
      status: 204,
      text: '',
    });
    expect(await member.get(asked)).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await other.get(asked))).toEqual([404, 'subscription_not_found']);
    expect(refusalOf(await other.post('/web_push/unsubscribe', { endpoint }))[0]).toBe(404);
    expect((await member.post('/web_push/unsubscribe', { endpoint })).status).toBe(204);
    expect((await member.get(asked)).status).toBe(404);
    expect((await member.post('/web_push/unsubscribe', { endpoint })).status).toBe(404);
  });

  it('is rejected with wrong parts', async () => {
    const endpoint = 'https://push.example/1';
    const keys = { p256dh: 'a', auth: 'b' };
    expect(refusalOf(await member.post('/web_push/subscribe', null)).slice(0, 2)).toEqual([400, 'missing_required']);
    expect(refusalOf(await member.post('/web_push/subscribe', { endpoint }))).toEqual([
      400,
      'missing_required',
      '/keys',
    ]);
    const insecure = await member.post('/web_push/subscribe', { endpoint: 'http://push.example/1', keys });
    expect(refusalOf(insecure)).toEqual([400, 'invalid_value', '/endpoint']);
    expect(refusalOf(await member.get('/web_push/subscription'))).toEqual([400, 'missing_required', 'endpoint']);
    expect((await member.get('/web_push/subscription?endpoint=a&endpoint=b')).status).toBe(400);
  });
});

describe('an activation token', () => {
  it('is made for 15 minutes, for its maker', async () => {
    const made = await member.post('/agent_activation_token', null);
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const path = `/agent_activation_token/${String(made.body['token'])}`;
    expect((await member.get(path)).body).toEqual(made.body);
    expect((await other.get(path)).status).toBe(404);
    expect((await member.get('/agent_activation_token/unknown')).status).toBe(404);
    server.clock.travel(899);
    expect((await member.get(path)).status).toBe(200);
    server.clock.travel(1);
    expect(refusalOf(await member.get(path))).toEqual([404, 'device_not_found']);
    server.clock.home();
  });
});
