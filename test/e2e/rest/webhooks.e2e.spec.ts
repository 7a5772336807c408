import { UsersService } from '#auth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCamera, createUser, password, type Tenant } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { isSignedWith, WebhookReceiver } from '../../support/webhook-receiver.js';
import { settleNorthAndSouth } from './north-and-south.js';
import { basic, restClient, type Said } from './rest-client.js';

let server: TestServer;
let receiver: WebhookReceiver;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);
const path = '/api/v1/webhooks';

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', ALLOWED_NETWORKS: '127.0.0.0/8' });
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
beforeEach(async () => {
  receiver = await WebhookReceiver.open();
});
afterEach(async () => {
  server.clock.home();
  await server.dataSource.query('delete from webhooks');
  await receiver.close();
});
afterAll(() => server.close());

interface Hook {
  readonly id: number;
  readonly secret: string;
}

async function hook(authorization: string, more: object = {}): Promise<Hook> {
  const made = await send('POST', path, { url: `${receiver.url}/hook`, ...more }, authorization);
  expect(made.status).toBe(201);
  // The border: the answer.
  return { id: made.body['id'] as number, secret: made.body['secret'] as string };
}

async function deliveriesOf({ id }: Hook, authorization: string): Promise<readonly Record<string, unknown>[]> {
  const { body } = await ask(`${path}/${id}/deliveries`, authorization);
  return body['items'] as readonly Record<string, unknown>[];
}

/** Waits until the newest delivery is in a state. */
async function ended(one: Hook, state: string): Promise<Record<string, unknown>> {
  for (;;) {
    const [newest] = await deliveriesOf(one, basic('root', password));
    if (newest?.['state'] === state) return newest;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the newest delivery has failed so often. */
async function failed(one: Hook, attempts: number): Promise<Record<string, unknown>> {
  for (;;) {
    const waiting = await ended(one, 'pending');
    const next = Date.parse(String(waiting['next_attempt_at']));
    if (waiting['attempts'] === attempts && next > server.clock.now().getTime()) return waiting;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const retitle = (id: number, title: string): Promise<Said> => send('PATCH', `/api/v1/cameras/${id}`, { title }, admin);

describe('Whoever has a webhook', () => {
  it('is sent each change of what they see, signed, with the camera as they see it, and nothing else', async () => {
    const one = await hook(member);
    const { id } = await createCamera(server, { organizationId: north.organizationId, title: 'new' });
    await createCamera(server, { organizationId: south.organizationId });
    const [made] = await receiver.take(1);
    expect(made?.json).toMatchObject({
      type: 'created',
      id,
      version: 1,
      webhook_id: one.id,
      camera: { id, title: 'new' },
    });
    // A member who may not edit sees no address.
    expect(made?.json['camera']).toMatchObject({ streams: { snapshot_url: null } });
    expect(made && isSignedWith(one.secret, made)).toBe(true);
    expect(made?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Camgate' });
    await send('DELETE', `/api/v1/cameras/${id}`, undefined, admin);
    const [gone] = await receiver.take(1);
    expect(gone?.json).toEqual({ type: 'deleted', id, webhook_id: one.id, at: expect.any(String) as string });
    expect(await ended(one, 'delivered')).toMatchObject({ type: 'deleted', attempts: 1, status: 204, camera_id: id });
    expect(receiver.messages).toEqual([]);
  });

  it('is sent it again until it is taken, under the same id, the changes of one camera in their order', async () => {
    const one = await hook(editor, { events: ['updated'] });
    receiver.answer = () => 500;
    await retitle(north.camera.id, 'first');
    const [first] = await receiver.take(1);
    const waiting = await failed(one, 1);
    expect(waiting).toMatchObject({ status: 500, failure: 'answered', attempts: 1 });
    expect(Date.parse(String(waiting['next_attempt_at'])) - server.clock.now().getTime()).toBeLessThan(30_000);
    await retitle(north.camera.id, 'second');
    receiver.answer = () => 204;
    server.clock.travel(60);
    const [again, then] = await receiver.take(2);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(then?.headers['webhook-id']).not.toBe(first?.headers['webhook-id']);
    // What is sent is the camera as it is by then.
    expect(then?.json).toMatchObject({ camera: { title: 'second' } });
  });

  it('loses a message only after days, and may have it sent again by its id or by time', async () => {
    const one = await hook(editor);
    receiver.answer = () => 503;
    await retitle(north.camera.id, 'in vain');
    for (const [attempts, leastHours, mostHours] of [
      [1, 0, 1],
      [13, 19, 29],
    ] as const) {
      await receiver.take(1);
      const waiting = await failed(one, attempts);
      const hours = (Date.parse(String(waiting['next_attempt_at'])) - server.clock.now().getTime()) / 3_600_000;
      expect(hours).toBeGreaterThan(leastHours);
      expect(hours).toBeLessThan(mostHours);
      // Twelve attempts more, of five days in all.
      await server.dataSource.query('update webhook_deliveries set attempts = $1', [attempts === 1 ? 12 : 13]);
      server.clock.travel(hours * 3_600 + 1);
    }
    await receiver.take(1);
    expect(await ended(one, 'dead')).toMatchObject({ attempts: 14, status: 503, next_attempt_at: null });
    const login = await bearer('root');
    receiver.answer = () => 204;
    const [dead] = (await ask(`${path}/${one.id}/deliveries?state=dead`, login)).body['items'] as { id: number }[];
    const replay = async (body: object): Promise<Said> => send('POST', `${path}/${one.id}/replay`, body, login);
    expect(await replay({ delivery_id: dead?.id })).toMatchObject({ status: 202, body: { replayed: 1 } });
    const [message] = await receiver.take(1);
    expect(message?.json).toMatchObject({ type: 'updated', camera: { title: 'in vain' } });
    const since = new Date(server.clock.now().getTime() - 30 * 86_400_000).toISOString();
    await ended(one, 'delivered');
    expect(await replay({ since })).toMatchObject({ status: 202, body: { replayed: 1 } });
    await receiver.take(1);
    expect(await replay({})).toBeProblem(400, 'input.invalid');
    expect(await replay({ delivery_id: 999_999 })).toBeProblem(404, 'object.not-found');
  });

  it('gets nothing more of a camera that they may not see when a message is sent again, and nothing while disabled', async () => {
    const { id: userId, login } = await createUser(server, 'hooked');
    const hooked = await bearer(login);
    await send('POST', '/api/v1/grants', { user_id: userId, camera_id: south.camera.id, can: ['view'] }, admin);
    const one = await hook(hooked);
    receiver.answer = () => 500;
    await retitle(south.camera.id, 'secret soon');
    await receiver.take(1);
    await failed(one, 1);
    receiver.answer = () => 204;
    await send('DELETE', `/api/v1/grants/camera-${south.camera.id}-${userId}`, undefined, admin);
    server.clock.travel(60);
    const [hidden] = await receiver.take(1);
    expect(hidden?.json).toMatchObject({ type: 'hidden', id: south.camera.id });
    expect((await deliveriesOf(one, await bearer('root'))).map(({ state }) => state)).toEqual(['delivered', 'dropped']);
    await server.app.get(UsersService).disable(userId);
    await createCamera(server);
    server.clock.travel(120);
    const other = await hook(await bearer('root'), { events: ['updated'] });
    await retitle(north.camera.id, 'for the other');
    const [message] = await receiver.take(1);
    expect(message?.json).toMatchObject({ webhook_id: other.id });
  });

  it('is not kept waiting by the slow receiver of another', async () => {
    const slow = await hook(editor, { url: `${receiver.url}/slow` });
    const quick = await hook(editor, { url: `${receiver.url}/quick` });
    receiver.answer = ({ path: at }) => (at === '/slow' ? undefined : 204);
    for (let count = 0; count < 6; count += 1) await createCamera(server, { organizationId: north.organizationId });
    const arrived: string[] = [];
    while (arrived.filter((at) => at === '/quick').length < 6)
      arrived.push(...(await receiver.take(1)).map(({ path: at }) => at));
    expect(arrived.filter((at) => at === '/slow').length).toBeLessThanOrEqual(4 + 3);
    expect([slow.id, quick.id]).not.toContain(undefined);
  });

  it('tries it with a button, and learns no more of an address that is not allowed than of one that is away', async () => {
    const one = await hook(editor);
    const tried = await send('POST', `${path}/${one.id}/test`, {}, editor);
    expect(tried).toMatchObject({ status: 200, body: { type: 'test', state: 'delivered', status: 204 } });
    const [message] = await receiver.take(1);
    expect(message?.json).toMatchObject({ type: 'test', webhook_id: one.id });
    expect(message && isSignedWith(one.secret, message)).toBe(true);
    const outcomes = [];
    for (const url of ['http://169.254.169.254/latest', 'http://10.0.0.1/', 'http://127.0.0.1:9/', server.url]) {
      const { id } = await hook(editor, { url });
      const { body } = await send('POST', `${path}/${id}/test`, {}, editor);
      outcomes.push([body['state'], body['status'], body['failure']]);
    }
    expect(new Set(outcomes.map(String))).toEqual(new Set(['dead,,unreachable']));
  });

  it('is not followed to where a redirect leads, and is switched off by a 410', async () => {
    const one = await hook(editor);
    receiver.answer = () => 302;
    expect((await send('POST', `${path}/${one.id}/test`, {}, editor)).body).toMatchObject({
      state: 'dead',
      status: 302,
    });
    expect((await receiver.take(1))[0]?.path).toBe('/hook');
    expect(receiver.messages).toEqual([]);
    await server.dataSource.query('delete from webhook_deliveries');
    receiver.answer = () => 410;
    await retitle(north.camera.id, 'nobody there');
    expect(await ended(one, 'dead')).toMatchObject({ status: 410 });
    expect((await ask(`${path}/${one.id}`, editor)).body).toMatchObject({ active: false });
  });

  it('changes, rotates and deletes only their own; administrators any', async () => {
    const one = await hook(editor, { organization_id: north.organizationId, events: ['created', 'deleted'] });
    const { body, headers } = await ask(`${path}/${one.id}`, editor);
    expect(body).toMatchObject({ events: ['created', 'deleted'], organization_id: north.organizationId, active: true });
    expect(JSON.stringify(body)).not.toContain('whsec');
    expect(await ask(`${path}/${one.id}`, member)).toBeProblem(404, 'object.not-found');
    expect(await send('DELETE', `${path}/${one.id}`, undefined, member)).toBeProblem(404, 'object.not-found');
    expect((await ask(path, member)).body).toMatchObject({ items: [] });
    expect((await ask(path, admin)).body).toMatchObject({ items: [{ id: one.id }] });
    const tag = headers.get('etag') ?? '';
    const changed = await send('PATCH', `${path}/${one.id}`, { active: false }, editor, { 'if-match': tag });
    expect(changed).toMatchObject({ status: 200, body: { active: false } });
    expect(await send('PATCH', `${path}/${one.id}`, { active: true }, editor, { 'if-match': tag })).toBeProblem(
      412,
      'object.changed',
    );
    const rotated = await send('POST', `${path}/${one.id}/rotate`, {}, admin);
    expect(rotated.body['secret']).not.toBe(one.secret);
    expect((await send('DELETE', `${path}/${one.id}`, undefined, admin)).status).toBe(204);
    const events: readonly { readonly event: string }[] = await server.dataSource.query(
      'select event from audit_events where subject = $1 order by id',
      [`webhook:${one.id}`],
    );
    expect(events.map(({ event }) => event)).toEqual([
      'webhook_created',
      'webhook_changed',
      'webhook_changed',
      'webhook_deleted',
    ]);
  });

  it('is refused with what cannot be', async () => {
    for (const url of ['ftp://example.org/', 'http://a:b@example.org/', 'http://example.org/#x', 'nonsense'])
      expect(await send('POST', path, { url }, editor)).toBeProblem(400, 'object.invalid', 'url');
    const url = 'http://example.org/';
    expect(await send('POST', path, { url, events: ['moved'] }, editor)).toBeProblem(400, 'input.invalid', 'events');
    expect(await send('POST', path, { url, events: [] }, editor)).toBeProblem(400, 'object.invalid', 'events');
    expect(await send('POST', path, { url, organization_id: south.organizationId }, member)).toBeProblem(
      400,
      'object.invalid',
      'organization_id',
    );
    expect(await send('POST', path, { url, secret: 'mine' }, editor)).toBeProblem(400, 'input.invalid', 'secret');
  });
});
