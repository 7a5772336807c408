import { connect, type Socket } from 'node:net';
import { OrganizationsService } from '#access';
import { UsersService } from '#auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventClient } from '../../support/event-client.js';
import { createCamera, createUser, password, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { basic, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const path = '/api/v1/cameras/changes';

async function follow(authorization: string, since: unknown = '', more = ''): Promise<Said> {
  const query = since === '' ? '' : `?since=${since as string}${more}`;
  return ask(`${path}${query}`, authorization);
}

describe('A client that asks for changes', () => {
  it('begins with a cursor, and gets each change once, with the camera as REST shows it', async () => {
    const begun = await follow(editor);
    expect(begun).toMatchObject({ status: 200, body: { changes: [], has_more: false } });
    expect(begun.headers.get('cache-control')).toBe('no-store');
    const made = await send(
      'POST',
      '/api/v1/cameras',
      {
        title: 'Pier',
        kind: 'non_ip',
        organization_id: north.organizationId,
        streams: { snapshot_url: 'http://pier.example/1.jpg' },
      },
      editor,
    );
    const id = made.body['id'];
    await send('PATCH', `/api/v1/cameras/${String(id)}`, { title: 'Pier, west' }, editor);
    const first = await follow(editor, begun.body['next']);
    const { body: camera } = await ask(`/api/v1/cameras/${String(id)}`, editor);
    expect(first.body).toMatchObject({ changes: [{ type: 'created', id, version: 2, camera }], has_more: false });
    await send('PATCH', `/api/v1/cameras/${String(id)}`, { city: 'Hamburg' }, editor);
    const second = await follow(editor, first.body['next'], '&fields=id,city');
    expect(second.body).toMatchObject({ changes: [{ type: 'updated', id, camera: { id, city: 'Hamburg' } }] });
    await send('DELETE', `/api/v1/cameras/${String(id)}`, undefined, editor);
    const third = await follow(editor, second.body['next']);
    expect(third.body).toMatchObject({ changes: [{ type: 'deleted', id }] });
    expect((await follow(editor, third.body['next'])).body).toMatchObject({ changes: [], has_more: false });
  });

  it('may begin with everything that it sees, in pages, and for one organization', async () => {
    const all = await follow(editor, 'beginning');
    const listed = await ask('/api/v1/cameras?limit=1000', editor);
    const ids = (listed.body['items'] as { id: number }[]).map(({ id }) => id);
    expect((all.body['changes'] as { id: number }[]).map(({ id }) => id)).toEqual(ids);
    const one = await follow(admin, 'beginning', `&limit=1&organization_id=${south.organizationId}`);
    expect(one.body).toMatchObject({ changes: [{ type: 'shown', id: south.camera.id }] });
  });

  it('is told that a camera is hidden or shown when a grant comes and goes, and nothing else', async () => {
    const { id, login } = await createUser(server, 'guest-of-north');
    const guest = await bearer(login);
    const { body } = await follow(guest);
    const grant = await send(
      'POST',
      '/api/v1/grants',
      { user_id: id, camera_id: north.camera.id, can: ['view'] },
      admin,
    );
    expect(grant.status).toBe(201);
    const shown = await follow(guest, body['next']);
    expect(shown.body).toMatchObject({
      changes: [{ type: 'shown', id: north.camera.id, camera: { title: 'Gate of north' } }],
    });
    await send('DELETE', `/api/v1/grants/${String(grant.body['id'])}`, undefined, admin);
    const hidden = await follow(guest, shown.body['next']);
    expect(hidden.body['changes']).toEqual([{ type: 'hidden', id: north.camera.id }]);
  });

  it('is refused with the cursor of another caller or question, an edited one, and one of 30 days ago', async () => {
    const { body } = await follow(member);
    const next = String(body['next']);
    expect(await follow(editor, next)).toBeProblem(400, 'cursor.invalid');
    expect(await follow(member, next, '&organization_id=1')).toBeProblem(400, 'cursor.invalid');
    expect(await follow(member, `${next.slice(0, -3)}AAA`)).toBeProblem(400, 'cursor.invalid');
    expect(await follow(member, 'x')).toBeProblem(400, 'cursor.invalid');
    expect(await follow(member, next, '&limit=0')).toBeProblem(400, 'input.invalid', 'limit');
    expect(await follow(member, next, '&limit=1001')).toBeProblem(400, 'input.invalid', 'limit');
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
    server.clock.travel(30 * 86_400 + 60);
    expect(await follow(await bearer(north.member.login), next)).toBeProblem(410, 'cursor.expired');
    server.clock.home();
  });
});

describe('A client that listens to events', () => {
  const clients: EventClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });

  async function listen(
    authorization: string,
    headers: Readonly<Record<string, string>> = {},
    query = '',
  ): Promise<EventClient> {
    const client = await EventClient.open(`${server.url}/api/v1/cameras/events${query}`, { authorization, ...headers });
    clients.push(client);
    return client;
  }

  it('hears changes as they happen, uncompressed and uncached, and goes on behind the last one', async () => {
    const client = await listen(editor, { 'accept-encoding': 'gzip' });
    expect(client.response.status).toBe(200);
    expect(client.response.headers.get('content-type')).toBe('text/event-stream');
    expect(client.response.headers.get('content-encoding')).toBeNull();
    expect(client.response.headers.get('cache-control')).toBe('no-store');
    const { id } = await createCamera(server, { organizationId: north.organizationId });
    const made = await client.next();
    expect(made).toMatchObject({ type: 'created', data: { type: 'created', id, version: 1, camera: { id } } });
    await send('PATCH', `/api/v1/cameras/${id}`, { title: 'changed' }, editor);
    const changed = await client.next();
    expect(changed).toMatchObject({ type: 'updated', data: { camera: { title: 'changed' } } });
    await client.close();
    await send('DELETE', `/api/v1/cameras/${id}`, undefined, editor);
    const again = await listen(editor, { 'last-event-id': made.id });
    // The change and the deletion are one by now.
    expect(await again.next()).toMatchObject({ type: 'deleted', data: { id } });
    // The same cursors serve the other route.
    expect((await follow(editor, changed.id)).body['changes']).toEqual([{ type: 'deleted', id }]);
  });

  it('hears of what another process wrote, and of a right that was given', async () => {
    const { id, login } = await createUser(server, 'listener');
    const client = await listen(await bearer(login));
    // Without a transaction of this process, so that only the look at the log finds it.
    await server.dataSource.query(
      'insert into camera_permissions (camera_id, user_id, can_view) values ($1, $2, true)',
      [south.camera.id, id],
    );
    expect(await client.next()).toMatchObject({ type: 'shown', data: { id: south.camera.id } });
  });

  it('gets an error, and no stream, for a bad cursor', async () => {
    const { response } = await listen(editor, { 'last-event-id': 'nonsense' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is cut off within a second when its session ends, its token expires or its user is disabled', async () => {
    const { id, login } = await createUser(server, 'leaving');
    const leaving = await bearer(login);
    const first = await listen(leaving);
    await send('POST', '/api/v1/auth/logout', {}, leaving);
    await first.closed;
    const second = await listen(await bearer(login));
    await server.app.get(UsersService).disable(id);
    await second.closed;
    const third = await listen(editor);
    server.clock.travel(3_600);
    await third.closed;
    expect([first, second, third].map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
    server.clock.home();
  });

  it('may have twenty streams, and not one more', async () => {
    const { login } = await createUser(server, 'many-streams');
    const many = await bearer(login);
    for (let count = 0; count < 20; count += 1) expect((await listen(many)).response.status).toBe(200);
    const { response } = await listen(many);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });

  it('is cut off when it does not read', async () => {
    const { id: organizationId } = await server.app
      .get(OrganizationsService)
      .createWithoutOwner({ title: 'large', isPublic: false });
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, description)
       select 'large/' || n, substr(md5('large' || n), 1, 24), $1, 'non_ip', repeat('x', 4000) from generate_series(1, 6000) n`,
      [organizationId],
    );
    // The server's end: a socket that is not read does not notice that the other end is gone.
    const closed = new Promise<void>((resolve) => {
      server.app.getHttpServer().once('connection', (socket: Socket) => socket.once('close', () => resolve()));
    });
    const { hostname, port } = new URL(server.url);
    const asked = connect(Number(port), hostname);
    asked.on('error', () => undefined);
    // A password does not expire while the clock travels.
    const authorization = basic('root', password);
    asked.write(
      `GET /api/v1/cameras/events?since=beginning&organization_id=${organizationId} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`,
    );
    const time = setInterval(() => server.clock.travel(31), 500);
    await expect(closed).resolves.toBeUndefined();
    clearInterval(time);
    asked.destroy();
    server.clock.home();
  });

  it('does not keep the server from ending', async () => {
    const other = await openUnthrottledHouse();
    const { login } = await createUser(other, 'last');
    const client = await EventClient.open(`${other.url}/api/v1/cameras/events`, {
      authorization: basic(login, password),
    });
    expect(client.response.status).toBe(200);
    const from = performance.now();
    await other.close();
    await client.closed;
    expect(performance.now() - from).toBeLessThan(8_000);
  });
});
