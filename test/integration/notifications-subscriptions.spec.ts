import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system, type UserCaller } from '#auth';
import { CamerasService } from '#cameras';
import { Vault } from '#config';
import { AgentActivationsService } from '#cameras';
import { DevicesService, type SubscriptionDraft, SubscriptionsService, WebPushService } from '#notifications';
import { openLayoutsContext, type LayoutsContext } from '../support/layouts.js';
import { oneStory } from '../support/story.js';

oneStory();

let modules: LayoutsContext;
let subscriptions: SubscriptionsService;
let devices: DevicesService;
let browsers: WebPushService;
let ours: number;
let member: UserCaller;
let other: UserCaller;

const everything = { where: [] } as const;
const all = { limit: 1000 };
const push: SubscriptionDraft = { cameraName: 'gate', eventTypes: ['stream_dead'], notificationType: 'push' };
const webhook = {
  method: 'POST',
  url: 'https://hook.example/path?x=1',
  headers: { authorization: 'Bearer of-the-owner' },
  params: { camera: 'gate' },
} as const;
/** As it is shown: its secrets are sealed. */
const shownWebhook = { ...webhook, headers: { authorization: '***' } };

beforeAll(async () => {
  modules = await openLayoutsContext();
  subscriptions = modules.app.get(SubscriptionsService);
  devices = modules.app.get(DevicesService);
  browsers = modules.app.get(WebPushService);
  ours = await modules.organization('Ours', 'gate', 'yard');
  await modules.organization('Theirs', 'vault');
  member = await modules.user({ [ours]: { canViewStreams: true } });
  other = await modules.user({ [ours]: { canViewStreams: true } });
});
afterAll(() => modules.close());

const anybody = (): Promise<UserCaller> => modules.user({ [ours]: { canViewStreams: true } });

describe('a subscription', () => {
  it('belongs to its owner, with all its fields', async () => {
    const made = await subscriptions.create(member, {
      ...push,
      notificationType: 'webhook',
      frequencySeconds: 60,
      webhook,
    });
    expect(made).toMatchObject({
      camera: { name: 'gate', title: 'Camera gate' },
      eventTypes: ['stream_dead'],
      notificationType: 'webhook',
      frequencySeconds: 60,
      webhook: shownWebhook,
      lastEventAt: null,
    });
    expect(await subscriptions.get(member, made.id)).toEqual(made);
    for (const work of [
      () => subscriptions.get(other, made.id),
      () => subscriptions.update(other, made.id, { frequencySeconds: 1 }),
      () => subscriptions.remove(other, made.id),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'object.not-found', context: { object: 'subscription' } });
    expect(await subscriptions.count(other, everything)).toBe(0);
  });

  it('stores its webhook sealed', async () => {
    const rows = await modules.dataSource.query<{ webhook_sealed: string | null }[]>(
      'select webhook_sealed from event_subscriptions where webhook_sealed is not null',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('of-the-owner');
  });

  it('retains the secrets of a webhook that is sent back as it was returned, in part, and never for another server', async () => {
    const owner = await anybody();
    const keyed = { ...webhook, url: 'https://hook.example/path?token=of-the-url&x=1' };
    const { id, webhook: shown } = await subscriptions.create(owner, { ...push, webhook: keyed });
    expect(shown).toEqual({ ...shownWebhook, url: 'https://hook.example/path?token=***&x=1' });
    const vault = modules.app.get(Vault, { strict: false });
    const opened = async (): Promise<unknown> => {
      const [{ sealed }] = await modules.dataSource.query<[{ sealed: string }]>(
        'select webhook_sealed as sealed from event_subscriptions where id = $1',
        [id],
      );
      return JSON.parse(vault.open(sealed, `event_subscriptions.webhook_sealed:${id}`));
    };
    await subscriptions.update(owner, id, { webhook: shown });
    expect(await opened()).toEqual(keyed);
    const url = 'https://hook.example/path?token=***&x=2';
    await subscriptions.update(owner, id, { webhook: { ...shownWebhook, url } });
    expect(await opened()).toEqual({ ...keyed, url: 'https://hook.example/path?token=of-the-url&x=2' });
    const away = { ...shownWebhook, url: 'https://evil.example/path?token=***' };
    await subscriptions.update(owner, id, { webhook: away });
    expect(await opened()).toEqual(away);
    await subscriptions.remove(owner, id);
  });

  it('changes what is named', async () => {
    const owner = await anybody();
    const { id } = await subscriptions.create(owner, { ...push, webhook });
    const changed = await subscriptions.update(owner, id, { eventTypes: ['a', 'b'], cameraName: 'yard' });
    expect(changed).toMatchObject({ eventTypes: ['a', 'b'], camera: { name: 'yard' }, webhook: shownWebhook });
    expect(await subscriptions.update(owner, id, { webhook: null })).toMatchObject({ webhook: null });
    await subscriptions.remove(owner, id);
    expect((await subscriptions.list(owner, everything, all)).items).toEqual([]);
  });

  it('is one of its kind for a camera when it is put, also by twenty at once', async () => {
    const owner = await anybody();
    for (const type of ['a', 'b', 'c']) await subscriptions.create(owner, { ...push, eventTypes: [type] });
    await subscriptions.put(owner, { ...push, eventTypes: ['all'] });
    expect((await subscriptions.list(owner, everything, all)).items).toMatchObject([{ eventTypes: ['all'] }]);
    const fresh = await anybody();
    await Promise.all(Array.from({ length: 20 }, () => subscriptions.put(fresh, push)));
    expect(await subscriptions.count(fresh, everything)).toBe(1);
    await subscriptions.put(fresh, { ...push, notificationType: 'webhook', webhook });
    expect(await subscriptions.count(fresh, everything)).toBe(2);
    await subscriptions.removeFrom(fresh, 'gate', 'push');
    expect((await subscriptions.list(fresh, everything, all)).items).toMatchObject([{ notificationType: 'webhook' }]);
    await expect(subscriptions.removeFrom(fresh, 'gate', 'push')).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('is hidden with its camera, and deleted with it', async () => {
    const owner = await anybody();
    const cameras = modules.app.get(CamerasService, { strict: false });
    await cameras.create(system, { name: 'brief', organizationId: ours, title: 'x' });
    const { id } = await subscriptions.create(owner, { ...push, cameraName: 'brief' });
    await subscriptions.create(owner, push);
    await cameras.remove(system, { name: 'brief' });
    await expect(subscriptions.get(owner, id)).rejects.toMatchObject({ code: 'object.not-found' });
    await modules.dataSource.query('delete from memberships where user_id = $1', [owner.userId]);
    expect(await subscriptions.count(owner, everything)).toBe(0);
  });

  it.each([
    [{ cameraName: 'vault' }, 'cameraName'],
    [{ cameraName: 'nothing' }, 'cameraName'],
    [{ eventTypes: ['Bad Type'] }, 'eventTypes'],
    [{ eventTypes: [''] }, 'eventTypes'],
    [{ eventTypes: Array.from({ length: 51 }, () => 'a') }, 'eventTypes'],
    [{ notificationType: 'pigeon' as 'push' }, 'notificationType'],
    [{ frequencySeconds: -1 }, 'frequencySeconds'],
    [{ frequencySeconds: 1e9 }, 'frequencySeconds'],
    [{ webhook: { ...webhook, url: 'file:///etc/passwd' } }, 'webhook'],
    [{ webhook: { ...webhook, url: 'javascript:alert(1)' } }, 'webhook'],
    [{ webhook: { ...webhook, url: 'https://user:word@hook.example/' } }, 'webhook'],
    [{ webhook: { ...webhook, url: 'nothing' } }, 'webhook'],
    [{ webhook: { ...webhook, url: `https://hook.example/${'x'.repeat(2048)}` } }, 'webhook'],
    [{ webhook: { ...webhook, method: 'TRACE' as 'GET' } }, 'webhook'],
    [{ webhook: { ...webhook, headers: { a: 'b\r\nc: d' } } }, 'webhook'],
    [{ webhook: { ...webhook, headers: { a: 'x'.repeat(4097) } } }, 'webhook'],
  ])('with a wrong part is refused (%#)', async (part, field) => {
    const before = await subscriptions.count(member, everything);
    const made = subscriptions.create(member, { ...push, ...part });
    await expect(made).rejects.toMatchObject({ code: 'object.invalid', context: { object: 'subscription', field } });
    await expect(subscriptions.put(member, { ...push, ...part })).rejects.toMatchObject({ code: 'object.invalid' });
    expect(await subscriptions.count(member, everything)).toBe(before);
  });

  it('is one of 1000 at most', async () => {
    const owner = await anybody();
    await modules.dataSource.query(
      `insert into event_subscriptions (user_id, camera_id, event_types, notification_type)
       select $1, c.id, '{a}', 'push' from cameras c, generate_series(1, 998) where c.name = 'gate'`,
      [owner.userId],
    );
    const made = await Promise.allSettled(
      Array.from({ length: 6 }, () => subscriptions.create(owner, { ...push, cameraName: 'yard' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'limit.reached' } });
  });
});

describe('a device', () => {
  it('is registered, changed, confirmed and removed by its owner', async () => {
    const made = await devices.put(member, 'token-1', { platform: 'ios', model: 'iPhone', version: '17' });
    expect(made).toMatchObject({
      token: 'token-1',
      platform: 'ios',
      model: 'iPhone',
      version: '17',
      confirmedAt: null,
    });
    expect(made).toMatchObject({ eventsPending: 0, eventsSent: 0 });
    expect(await devices.put(member, 'token-1', { model: null })).toMatchObject({ platform: 'ios', model: null });
    expect((await devices.confirm(member, 'token-1')).confirmedAt).toBeInstanceOf(Date);
    await expect(devices.get(other, 'token-1')).rejects.toMatchObject({ context: { object: 'device' } });
    await expect(devices.confirm(other, 'token-1')).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(devices.remove(other, 'token-1')).rejects.toMatchObject({ code: 'object.not-found' });
    await devices.remove(member, 'token-1');
    await expect(devices.remove(member, 'token-1')).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('belongs to the last person who registered it, without anything of the one before', async () => {
    await devices.put(member, 'shared', { platform: 'android', model: 'of the first' });
    await devices.confirm(member, 'shared');
    expect(await devices.put(other, 'shared', {})).toMatchObject({ platform: null, model: null, confirmedAt: null });
    await expect(devices.get(member, 'shared')).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it.each(['', 'with space', 'ä', 'x'.repeat(1025)])('has no token of a wrong form (%#)', async (token) => {
    await expect(devices.put(member, token, {})).rejects.toMatchObject({ context: { field: 'token' } });
    await expect(devices.get(member, token)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('is one of 100: the oldest goes', async () => {
    const owner = await anybody();
    for (let at = 0; at < 102; at += 1) await devices.put(owner, `of-${owner.userId}-${at}`, {});
    expect(await devices.count(owner, everything)).toBe(100);
    await expect(devices.get(owner, `of-${owner.userId}-1`)).rejects.toMatchObject({ code: 'object.not-found' });
    await devices.get(owner, `of-${owner.userId}-101`);
  });

  it('is one when it is registered by twenty at once', async () => {
    const owner = await anybody();
    await Promise.all(Array.from({ length: 20 }, (_, at) => devices.put(at % 2 ? owner : other, 'contested', {})));
    const rows = await modules.dataSource.query(`select id from push_devices where token = 'contested'`);
    expect(rows).toHaveLength(1);
  });
});

describe('a browser', () => {
  const browser = { endpoint: 'https://push.example/send/abc', keys: { p256dh: 'BPublic_Key-1', auth: 'secret' } };

  it('is stored until it is unsubscribed', async () => {
    await browsers.subscribe(member, browser);
    await browsers.subscribe(member, browser);
    expect(await browsers.has(member, browser.endpoint)).toBe(true);
    expect(await browsers.has(other, browser.endpoint)).toBe(false);
    expect(await browsers.unsubscribe(other, browser.endpoint)).toBe(false);
    expect(await browsers.unsubscribe(member, browser.endpoint)).toBe(true);
    expect(await browsers.unsubscribe(member, browser.endpoint)).toBe(false);
  });

  it.each([
    [{ ...browser, endpoint: 'http://push.example/' }, 'endpoint'],
    [{ ...browser, endpoint: `https://push.example/${'x'.repeat(2048)}` }, 'endpoint'],
    [{ ...browser, endpoint: '' }, 'endpoint'],
    [{ ...browser, keys: { ...browser.keys, auth: '' } }, 'keys'],
    [{ ...browser, keys: { ...browser.keys, p256dh: 'x'.repeat(513) } }, 'keys'],
  ])('with a wrong part is refused (%#)', async (subscription, field) => {
    await expect(browsers.subscribe(member, subscription)).rejects.toMatchObject({ context: { field } });
  });
});

describe('an activation token', () => {
  it('is valid for 15 minutes, for its creator', async () => {
    const activations = modules.app.get(AgentActivationsService);
    const token = await activations.create(member);
    await activations.assertLive(member, token);
    await expect(activations.assertLive(other, token)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(activations.assertLive(member, 'made-up')).rejects.toMatchObject({ code: 'object.not-found' });
    modules.clock.travel(15 * 60 - 1);
    await activations.assertLive(member, token);
    modules.clock.travel(1);
    await expect(activations.assertLive(member, token)).rejects.toMatchObject({ code: 'object.not-found' });
    for (let at = 0; at < 105; at += 1) await activations.create(member);
    const [{ count }] = await modules.dataSource.query<[{ count: string }]>('select count(*) from agent_activations');
    expect(Number(count)).toBe(100);
  });
});
