import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, type Program } from '../../support/people.js';
import { type Answer, Cam2V2Client, member, rows } from '../clients/cam2-v2.js';

let server: TestServer;
let webui: Cam2V2Client;
let admin: Cam2V2Client;
let user: Cam2V2Client;

beforeAll(async () => {
  server = await openServer();
  const clientOf = async (level: 'user' | 'webui' | 'admin'): Promise<Cam2V2Client> =>
    Cam2V2Client.of(server, await createApplication(server, { level, format: 'cam2-v2' }));
  [webui, admin, user] = [await clientOf('webui'), await clientOf('admin'), await clientOf('user')];
});
afterAll(() => server.close());

const programOf = ({ body }: Answer): Program => ({
  clientId: member(body, 'clientID'),
  clientSecret: member(body, 'clientSecret'),
});
const register = async (owner: string, client = webui): Promise<Program> =>
  programOf(await client.post('apps/register', { owner }));

describe('an app of level webUI', () => {
  it('registers apps, by form, JSON and query string', async () => {
    const answer = await webui.post('apps/register', { owner: 'ada' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      clientID: expect.stringMatching(/^[0-9a-f]{96}$/),
      clientSecret: expect.stringMatching(/^[0-9a-f]{96}$/),
    });
    const inQuery = await webui.ask('POST', 'apps/register/?owner=ada&permissionLevel=webUI');
    expect(inQuery.status).toBe(200);
    expect(
      (await Cam2V2Client.of(server, programOf(inQuery)).then((one) => one.get('apps/by-owner', { owner: 'ada' })))
        .status,
    ).toBe(200);
    const json = await webui.ask('POST', 'apps/register', { 'content-type': 'application/json' }, '{"owner":"ada"}');
    expect(json.status).toBe(200);
    expect(rows((await webui.get('apps/by-owner', { owner: 'ada' })).body)).toEqual(
      [answer, inQuery, json].map(({ body }) => ({ clientID: member(body, 'clientID') })),
    );
    expect((await webui.get('apps/by-owner', { owner: 'nobody' })).body).toEqual([]);
  });

  it.each([
    ['post', 'apps/register', {}, 422, "Must include the owner's username"],
    ['post', 'apps/register', { owner: '' }, 422, "Must include the owner's username"],
    ['post', 'apps/register', { owner: ' ' }, 422, "Must include the owner's username"],
    [
      'post',
      'apps/register',
      { owner: 'x', permissionLevel: 'boss' },
      422,
      'permissionLevel must be one of user, webUI, admin.',
    ],
    ['get', 'apps/by-owner', {}, 422, "Must include the owner's username"],
    ['get', 'apps/by-owner', { owner: '' }, 422, "Must include the owner's username"],
    ['put', `apps/${'f'.repeat(96)}`, { owner: '' }, 422, "Must include the owner's username"],
    ['put', `apps/${'f'.repeat(96)}`, { owner: 'x' }, 404, 'No app exists with given client id.'],
    ['put', `apps/${'f'.repeat(96)}/secret`, {}, 404, 'No app exists with given client id.'],
    ['get', `apps/${'f'.repeat(96)}/usage`, { owner: 'x' }, 404, 'No app exists with given client id.'],
    ['put', 'apps/x%20y', { owner: 'x' }, 404, 'No app exists with given client id.'],
    ['get', 'apps/db-change', { start: 'yesterday' }, 422, 'start must be an ISO 8601 time.'],
    ['get', 'apps/db-change', { end: '2018-02-31' }, 422, 'end must be an ISO 8601 time.'],
    ['get', 'apps/db-change', { offset: -1 }, 422, 'offset must be from 0 to 2147483647.'],
  ] as const)('%s %s %j is refused with %i', async (method, path, form, status, message) => {
    const answer = await webui[method](path, form);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { message } });
  });

  it('changes owner and level; the token of the old level has expired, and a new one knows the new level', async () => {
    const app = await register('bea');
    const client = await Cam2V2Client.of(server, app);
    const changed = await webui.put(`apps/${app.clientId}`, { owner: 'ben' });
    expect({ status: changed.status, body: changed.body }).toEqual({ status: 200, body: { message: 'OK' } });
    expect((await client.get('cameras/search')).status).toBe(200);
    await webui.put(`apps/${app.clientId}`, { permissionLevel: 'webUI' });
    expect((await client.get('cameras/search')).body).toEqual({ message: 'Token expired.' });
    const again = await Cam2V2Client.of(server, app);
    expect((await again.get('apps/by-owner', { owner: 'ben' })).body).toEqual([{ clientID: app.clientId }]);
    expect((await webui.put(`apps/${app.clientId}`)).status).toBe(422);
  });

  it('gives a new secret, and the old one ends', async () => {
    const app = await register('cleo');
    // As the original's client sends it: no body, no media type.
    const { status, body } = await webui.ask('PUT', `apps/${app.clientId}/secret`);
    expect(status).toBe(200);
    expect(Object.keys(Object(body))).toEqual(['clientSecret']);
    const nobody = Cam2V2Client.anonymous(server);
    expect((await nobody.auth(app)).body).toEqual({ message: 'Bad client secret' });
    expect((await nobody.auth({ ...app, clientSecret: member(body, 'clientSecret') })).status).toBe(200);
  });

  it('does not become admin, nor makes one, nor takes one over', async () => {
    const boss = programOf(await admin.post('apps/register', { owner: 'dot', permissionLevel: 'admin' }));
    const own = await register('dot');
    for (const answer of [
      await webui.post('apps/register', { owner: 'dot', permissionLevel: 'admin' }),
      await webui.put(`apps/${own.clientId}`, { permissionLevel: 'admin' }),
      await webui.put(`apps/${boss.clientId}/secret`),
      await webui.put(`apps/${boss.clientId}`, { owner: 'me' }),
      await webui.put(`apps/${boss.clientId}`, { permissionLevel: 'user' }),
    ])
      expect(answer.status).toBe(401);
    expect((await Cam2V2Client.anonymous(server).auth(boss)).status).toBe(200);
  });
});

describe('the usage of an app', () => {
  it('is one for each successful request with its token, and is shown to its owner’s name only', async () => {
    const app = await register('eda');
    const client = await Cam2V2Client.of(server, app);
    for (let count = 0; count < 3; count += 1) await client.get('cameras/search');
    await client.get(`cameras/${'f'.repeat(24)}`);
    await client.get('apps/by-owner', { owner: 'eda' });
    const path = `apps/${app.clientId}/usage`;
    expect((await webui.get(path, { owner: 'eda' })).body).toEqual({ api_usage: 3 });
    expect((await admin.get(path)).body).toEqual({ api_usage: 3 });
    const foreign = await webui.get(path, { owner: 'fay' });
    expect({ status: foreign.status, body: foreign.body }).toEqual({
      status: 403,
      body: { message: 'Forbidden to view API usage of this client' },
    });
    expect((await webui.get(path)).status).toBe(403);
  });
});

describe('the change log', () => {
  it('lists what happened to the cameras, by time and in pages of a hundred', async () => {
    server.clock.travel(10);
    const start = server.clock.now().toISOString();
    const { id } = await createCamera(server);
    for (let count = 0; count < 3; count += 1) {
      server.clock.travel(1);
      await createCamera(server);
    }
    const [row] = await server.dataSource.query<{ object_id: string }[]>(
      'select object_id from cameras where id = $1',
      [id],
    );
    const all = rows((await webui.get('apps/db-change', { start })).body);
    expect(all).toHaveLength(4);
    expect(all[0]).toEqual({
      cameraID: row?.object_id,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect((await webui.get('apps/db-change', { start, offset: 1 })).body).toEqual(all.slice(1));
    expect((await webui.get('apps/db-change', { start, end: member(all[1], 'timestamp') })).body).toEqual(
      all.slice(0, 2),
    );
    expect((await webui.get('apps/db-change', { end: '2018-01-01' })).body).toEqual([]);
    server.clock.home();
  });
});

describe('apps/*', () => {
  it.each([
    ['POST', 'apps/register?owner=x'],
    ['GET', 'apps/by-owner?owner=x'],
    ['GET', 'apps/db-change'],
    ['PUT', `apps/${'f'.repeat(96)}?owner=x`],
    ['PUT', `apps/${'f'.repeat(96)}/secret`],
    ['GET', `apps/${'f'.repeat(96)}/usage?owner=x`],
  ])('%s %s is refused to level user with 401 and a text, so that its client understands', async (method, path) => {
    const { status, body } = await user.ask(method, path);
    expect({ status, body }).toEqual({ status: 401, body: { message: 'Not permitted with this permission level.' } });
    expect((await Cam2V2Client.anonymous(server).ask(method, path)).status).toBe(401);
  });
});
