import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService } from '#auth';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, type Program } from '../../support/people.js';
import { Cam2V2Client, member, rows } from '../clients/cam2-v2.js';
import { nativeToken } from '../clients/cam2-v1.js';

let server: TestServer;
let program: Program;
let nobody: Cam2V2Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  program = await createApplication(server, { format: 'cam2-v2' });
  nobody = Cam2V2Client.anonymous(server);
  await createCamera(server);
});
afterAll(() => server.close());

const search = async (token: string): Promise<{ readonly status: number; readonly body: unknown }> => {
  const { status, body } = await Cam2V2Client.withToken(server, token).get('cameras/search');
  return { status, body };
};

describe('a client with its id and secret', () => {
  it.each(['auth', 'auth/'])('gets a token of five minutes at %s', async (path) => {
    const { status, body, headers } = await nobody.auth(program, path);
    expect(status).toBe(200);
    expect(Object.keys(Object(body))).toEqual(['token']);
    expect(headers.get('cache-control')).toBe('no-store');
    const claims = decodeJwt(member(body, 'token'));
    expect(claims).toMatchObject({ clientID: program.clientId, permissionLevel: 'user' });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300);
    expect(JSON.stringify(claims)).not.toContain(program.clientSecret);
    expect((await search(member(body, 'token'))).status).toBe(200);
  });

  it.each([
    ['user', 'user'],
    ['webui', 'webUI'],
    ['admin', 'admin'],
  ] as const)('of level %s reads %s in its token', async (level, permissionLevel) => {
    const { token = '' } = await Cam2V2Client.of(server, await createApplication(server, { level }));
    expect(decodeJwt(token)).toMatchObject({ permissionLevel });
  });

  it('hears in two answers which of the two was wrong', async () => {
    const unknown = await nobody.auth({ ...program, clientId: 'f'.repeat(96) });
    expect(unknown).toMatchObject({ status: 404, body: { message: 'Cannot find client with that ClientID' } });
    const wrong = await nobody.auth({ ...program, clientSecret: 'f'.repeat(96) });
    expect(wrong).toMatchObject({ status: 401, body: { message: 'Bad client secret' } });
    const missing = await nobody.get('auth', { clientID: program.clientId });
    expect(missing).toMatchObject({ status: 422, body: { message: 'Must include clientID and clientSecret.' } });
  });

  it('that was revoked is unknown, and its token has expired', async () => {
    const gone = await createApplication(server, { format: 'cam2-v2' });
    const { token = '' } = await Cam2V2Client.of(server, gone);
    await server.app.get(ApplicationsService).revoke(gone.clientId);
    expect(await search(token)).toEqual({ status: 401, body: { message: 'Token expired.' } });
    expect((await nobody.auth(gone)).status).toBe(404);
  });
});

describe('a token', () => {
  it('that has expired is refused with the one text by which the client signs in again', async () => {
    const { token = '' } = await Cam2V2Client.of(server, program);
    server.clock.travel(290);
    expect((await search(token)).status).toBe(200);
    server.clock.travel(10);
    const { status, body, headers } = await Cam2V2Client.withToken(server, token).get('cameras/search');
    expect({ status, body }).toEqual({ status: 401, body: { message: 'Token expired.' } });
    expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
    server.clock.home();
  });

  it('may stand in the query string, in this API alone', async () => {
    const { token = '' } = await Cam2V2Client.of(server, program);
    const { status, body, headers } = await nobody.get('cameras/search', { access_token: token });
    expect(status).toBe(200);
    expect(rows(body)).toHaveLength(1);
    expect(headers.get('cache-control')).toBe('no-store');
    const elsewhere = ['/cameras/', '/api/v1/cameras', '/watcher/client-api/v3/streams', '/vsaas/api/v2/cameras'];
    const native = await nativeToken(server, await createApplication(server));
    for (const path of elsewhere)
      for (const one of [token, native])
        expect((await fetch(`${server.url}${path}?access_token=${one}`)).status).toBeGreaterThanOrEqual(400);
  });

  it('is accepted by no other API, and no other API’s token by this one; a native one is', async () => {
    const { token = '' } = await Cam2V2Client.of(server, program);
    for (const scheme of ['JWT', 'Bearer'])
      for (const path of ['/cameras/', '/api/v1/cameras', '/watcher/client-api/v3/streams'])
        expect((await fetch(server.url + path, { headers: { authorization: `${scheme} ${token}` } })).status).toBe(401);
    const body = new URLSearchParams({ client_id: program.clientId, client_secret: program.clientSecret });
    const v1 = member(await (await fetch(`${server.url}/token/`, { method: 'POST', body })).json(), 'token');
    expect(await search(v1)).toEqual({ status: 401, body: { message: 'Failed to authenticate token' } });
    expect((await search(await nativeToken(server, program))).status).toBe(200);
  });

  it.each([
    ['', 'Failed to authenticate token'],
    ['x', 'Failed to authenticate token'],
    ['a.b.c', 'Failed to authenticate token'],
    ['a'.repeat(28), 'Failed to authenticate token'],
  ])('%j is refused', async (token, message) => {
    for (const client of [Cam2V2Client.withToken(server, token), nobody]) {
      const query: Record<string, string> = client === nobody ? { access_token: token } : {};
      expect(await client.get('cameras/search', query)).toMatchObject({ status: 401, body: { message } });
    }
  });

  it('must stand once; without one there is none', async () => {
    const { token = '' } = await Cam2V2Client.of(server, program);
    const client = Cam2V2Client.withToken(server, token);
    expect((await client.get('cameras/search', { access_token: token })).status).toBe(400);
    expect((await nobody.ask('GET', `cameras/search?access_token=${token}&access_token=${token}`)).status).toBe(400);
    expect((await nobody.get('cameras/search')).body).toEqual({ message: 'No token provided.' });
    const basic = await nobody.ask('GET', 'cameras/search', { authorization: 'Basic dXNlcjpwYXNz' });
    expect(basic).toMatchObject({ status: 401, body: { message: 'Failed to authenticate token' } });
  });
});

describe('the documentation of the API', () => {
  it('names every route and the three ways to sign in', async () => {
    const definition: unknown = await (await fetch(`${server.url}/openapi/cam2-v2.json`)).json();
    const { paths, components } = Object(definition);
    expect(Object.keys(paths).toSorted()).toEqual([
      '/cam2/v2/apps/by-owner',
      '/cam2/v2/apps/db-change',
      '/cam2/v2/apps/match',
      '/cam2/v2/apps/register',
      '/cam2/v2/apps/{clientID}',
      '/cam2/v2/apps/{clientID}/secret',
      '/cam2/v2/apps/{clientID}/usage',
      '/cam2/v2/auth',
      '/cam2/v2/cameras/create',
      '/cam2/v2/cameras/exist',
      '/cam2/v2/cameras/legacy/{id}',
      '/cam2/v2/cameras/search',
      '/cam2/v2/cameras/{cameraID}',
    ]);
    expect(components.securitySchemes).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      query: { type: 'apiKey', in: 'query', name: 'access_token' },
      client: { type: 'oauth2' },
    });
  });
});
