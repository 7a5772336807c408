import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createUser, type Person } from '../../support/people.js';
import { callerOf, itemsOf, refusalOf, type V3, walk } from './v3-client.js';
import { expectShape, shapes } from './wire-shapes.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let root: V3;
let keeper: V3;
let member: V3;
let stranger: V3;
let reader: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const organizations = server.app.get(OrganizationsService);
  const { id } = await organizations.createWithoutOwner({ title: 'City', isPublic: false });
  reader = await createUser(server, 'member');
  const manager = await createUser(server, 'keeper');
  await organizations.addMember(id, reader.id, {});
  await organizations.addMember(id, manager.id, { canEditUsers: true });
  root = await callerOf(server, await createUser(server, 'root', { isAdmin: true }));
  keeper = await callerOf(server, manager);
  member = await callerOf(server, reader);
  stranger = await callerOf(server, await createUser(server, 'stranger'));
});
afterAll(() => server.close());

describe('a message', () => {
  it('is sent, read, marked, reworded and deleted', async () => {
    const sent = await keeper.post('/messages', {
      user_id: reader.id,
      title: 'Maintenance',
      body: '**Tonight**',
      type: 'warning',
      is_push: true,
      is_dashboard: true,
    });
    expect(sent.status).toBe(200);
    expectShape(sent.body, shapes.sentMessage);
    const id = Number(sent.body['id']);
    const message = {
      id,
      title: 'Maintenance',
      body: '**Tonight**',
      type: 'warning',
      is_push: true,
      is_dashboard: true,
      was_read: false,
      is_deleted: false,
      created_at: expect.any(Number) as number,
      sender: { id: expect.any(Number) as number, name: 'keeper' },
      user: { id: reader.id, name: 'member' },
    };
    expect(sent.body).toEqual({ ...message, devices: 0 });
    expect(itemsOf(await member.get('/messages'), 'messages')).toEqual([message]);
    expect(itemsOf(await keeper.get('/messages'), 'messages')).toEqual([]);
    const whole = (await member.get(`/messages/${id}`)).body;
    const read = await member.put(`/messages/${id}`, { ...whole, was_read: true });
    expect(read.body).toMatchObject({ id, was_read: true });
    expect(refusalOf(await member.put(`/messages/${id}`, { title: 'Mine' }))).toEqual([403, 'forbidden']);
    expect((await keeper.put(`/messages/${id}`, { title: 'Later' })).body).toMatchObject({ title: 'Later' });
    expect((await keeper.put(`/messages/${id}`, null)).body).toMatchObject({ title: 'Later', was_read: true });
    for (const said of [
      await stranger.get(`/messages/${id}`),
      await stranger.put(`/messages/${id}`, { was_read: true }),
      await root.delete(`/messages/${id}`),
    ])
      expect(refusalOf(said)).toEqual([404, 'message_not_found']);
    expect(await member.delete(`/messages/${id}`)).toMatchObject({ status: 204, text: '' });
    expect(refusalOf(await member.get(`/messages/${id}`))).toEqual([404, 'message_not_found']);
  });

  it('goes only to those to whom the caller may write', async () => {
    const body = { user_id: reader.id, title: 'Hello' };
    expect(refusalOf(await stranger.post('/messages', body))).toEqual([404, 'user_not_found']);
    expect(refusalOf(await root.post('/messages', { ...body, user_id: 2147483647 }))).toEqual([404, 'user_not_found']);
    expect((await root.post('/messages', body)).status).toBe(200);
    expect((await member.post('/messages', body)).status).toBe(200);
  });

  it.each([
    [null, 'missing_required', '/user_id'],
    [{ user_id: 'x', title: 'a' }, 'not_integer', '/user_id'],
    [{ user_id: 1 }, 'missing_required', '/title'],
    [{ user_id: 1, title: '' }, 'too_short', '/title'],
    [{ user_id: 1, title: 'a', body: 5 }, 'not_string', '/body'],
    [{ user_id: 1, title: 'a', body: 'x'.repeat(65_537) }, 'too_long', '/body'],
    [{ user_id: 1, title: 'a', body: 'ä'.repeat(40_000) }, 'invalid_value', '/body'],
    [{ user_id: 1, title: 'a', type: 'loud' }, 'unknown_enum_option', '/type'],
    [{ user_id: 1, title: 'a', is_push: 'yes' }, 'not_boolean', '/is_push'],
  ])('with a wrong part is refused (%#)', async (body, code, place) => {
    expect(refusalOf(await root.post('/messages', body))).toEqual([400, code, place]);
  });

  it('is one of a list that is filtered, sorted and walked', async () => {
    for (const title of ['b', 'a', 'c', 'a', 'd'])
      await root.post('/messages', { user_id: reader.id, title, type: 'danger' });
    expect(await walk(member, '/messages?type=danger&sort=-title', 'messages')).toHaveLength(5);
    expect(itemsOf(await member.get('/messages?was_read=false&sender.name=root&title=c'), 'messages')).toHaveLength(1);
    expect(itemsOf(await member.get('/messages?was_read=true'), 'messages')).toEqual([]);
    expect(refusalOf(await member.get('/messages?was_read=x'))).toEqual([400, 'not_boolean', 'was_read']);
  });
});

describe('a notification', () => {
  it("to oneself is kept among one's messages", async () => {
    const said = await stranger.post('/notifications/notify', { title: 'A test', body: 'Does it arrive?' });
    expect(said).toMatchObject({ status: 200, body: { devices: 0 } });
    const [message] = itemsOf(await stranger.get('/messages'), 'messages');
    expect(message).toMatchObject({ title: 'A test', is_push: true, sender: { name: 'stranger' } });
    expect(refusalOf(await stranger.post('/notifications/notify', null))).toEqual([400, 'missing_required', '/title']);
  });
});

describe('a program', () => {
  it('has no messages, and sends some only when it may manage accounts', async () => {
    const tell = async (level: 'admin' | 'user'): Promise<V3> => {
      const { clientId, clientSecret } = await createApplication(server, { level });
      const response = await fetch(`${server.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }),
      });
      const { access_token: token } = (await response.json()) as Record<string, string>;
      return callerOf(server, `Bearer ${token}`);
    };
    const chief = await tell('admin');
    expect((await chief.get('/messages')).status).toBe(403);
    expect((await chief.post('/messages', { user_id: reader.id, title: 'From a program' })).body).not.toHaveProperty(
      'sender',
    );
    expect((await (await tell('user')).post('/messages', { user_id: reader.id, title: 'x' })).status).toBe(403);
  });
});
