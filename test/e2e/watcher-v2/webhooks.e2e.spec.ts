import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';
import { V2Client } from './v2-client.js';

let server: TestServer;
let receiver: WebhookReceiver;
let north: Tenant;
let system: V2Client;
let member: V2Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', ALLOWED_NETWORKS: '127.0.0.0/8' });
  receiver = await WebhookReceiver.open();
  north = await createTenant(server, 'north');
  system = new V2Client(server);
  member = await system.login(north.member);
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

async function subscribe(more: object, webhook: object = {}): Promise<number> {
  const { status, body } = await member.post('/my/subscriptions', {
    camera: north.camera.name,
    event_type: 'camera_source_lost',
    notification_type: 'webhook',
    webhook_params: { url: `${receiver.url}/hook?a=1`, ...webhook },
    ...more,
  });
  expect(status).toBe(200);
  return (body as { readonly id: number }).id;
}

const report = (type: string, more: object = {}): Promise<unknown> =>
  system.post('/events', { camera: north.camera.name, type, ...more });

describe('Whoever subscribed to a camera with an address', () => {
  it('is sent its events there, with their method, headers and parameters', async () => {
    const posting = await subscribe({}, { headers: { 'X-Key': 'mine', Host: 'elsewhere' }, params: { room: '7' } });
    const getting = await subscribe({}, { method: 'GET', params: { room: '7' } });
    await report('camera_source_ready');
    await report('camera_source_lost', { data: { reason: 'timeout' } });
    const both = await receiver.take(2);
    const posted = both.find(({ method }) => method === 'POST');
    expect(posted?.json).toMatchObject({
      event_type: 'camera_source_lost',
      camera_id: north.camera.name,
      camera_title: 'Gate of north',
      room: '7',
      data: { reason: 'timeout' },
    });
    expect(posted?.headers).toMatchObject({ 'x-key': 'mine', host: new URL(receiver.url).host });
    expect(posted?.headers['webhook-id']).toMatch(/^msg_/);
    const got = new URL(both.find(({ method }) => method === 'GET')?.path ?? '', receiver.url).searchParams;
    expect(Object.fromEntries(got)).toMatchObject({ a: '1', room: '7', event_type: 'camera_source_lost' });
    const { body } = await member.get(`/my/subscriptions/${posting}`);
    expect(body).toMatchObject({ last_event_at: expect.any(Number) as number });
    for (const id of [posting, getting]) await member.delete(`/my/subscriptions/${id}`);
  });

  it('is told no more often than they asked for, and not at all of what they do not see any more', async () => {
    const id = await subscribe({ send_timeout: 600 });
    await Promise.all([report('camera_source_lost', { data: 1 }), report('camera_source_lost', { data: 2 })]);
    const [first] = await receiver.take(1);
    expect([1, 2]).toContain(first?.json['data']);
    server.clock.travel(601);
    const again = await system.login(north.member);
    await report('camera_source_lost', { data: 3 });
    const [second] = await receiver.take(1);
    expect(second?.json).toMatchObject({ data: 3 });
    expect((await again.get(`/my/subscriptions/${id}`)).status).toBe(200);
    await server.dataSource.query('delete from memberships where user_id = $1', [north.member.id]);
    server.clock.travel(601);
    await report('camera_source_lost', { data: 4 });
    const states: readonly { readonly state: string }[] = await waitForEnd(id);
    expect(states.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'dropped']);
    expect(receiver.messages).toEqual([]);
    server.clock.home();
  });
});

async function waitForEnd(id: number): Promise<readonly { readonly state: string }[]> {
  for (;;) {
    const rows: readonly { readonly state: string }[] = await server.dataSource.query(
      'select state from webhook_deliveries where subscription_id = $1 order by id',
      [id],
    );
    if (rows.length === 3 && rows.every(({ state }) => state !== 'pending')) return rows;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
