import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createCamera, type Program } from '../support/people.js';
import { Cam2V1Client, member, nativeToken } from './clients/cam2-v1.js';
import { curl } from './clients/curl.js';

// As they stand in the CAM2API documentation's page on authentication, byte for byte.
const tokenLine =
  'curl -X POST http://127.0.0.1:8000/token.json -d client_id=<client_id> -d client_secret=<client_secret>';
const camerasLine = 'curl -X GET -H "Authorization: JWT eyJ0eXA...O6YKF44" http://127.0.0.1:8000/cameras.json';
const refreshLine = 'curl -X POST http://127.0.0.1:8000/refresh_token.json -d token="eyJ0eXA...O6YKF44" ';

const hour = 3600;
const day = 86_400;

let server: TestServer;
let program: Program;
let nobody: Cam2V1Client;

beforeAll(async () => {
  server = await openServer();
  program = await createApplication(server, { format: 'cam2-v1' });
  nobody = Cam2V1Client.anonymous(server);
  await createCamera(server, {
    cameraId: 123,
    title: 'Shinjuku',
    latitude: 35.6895,
    longitude: 139.6917,
    city: 'Shinjuku-ku',
    country: 'JP',
    source: 'Google',
    resolutionWidth: 1920,
    resolutionHeight: 1080,
  });
});

afterAll(() => server.close());

const credentials = (of: Program): Record<string, string> => ({
  client_id: of.clientId,
  client_secret: of.clientSecret,
});

describe('the documentation’s own curl lines', () => {
  it('get a token, the cameras, and a newer token', async () => {
    const issued = await curl(tokenLine, server.url, {
      '<client_id>': program.clientId,
      '<client_secret>': program.clientSecret,
    });
    expect(issued).toMatchObject({ status: 201, body: { 'expires in': hour, token_type: 'JWT' } });
    const token = member(issued.body, 'token');

    const cameras = await curl(camerasLine, server.url, { 'eyJ0eXA...O6YKF44': token });
    expect(cameras.status).toBe(200);
    expect(cameras.body).toMatchObject([
      {
        camera_id: 123,
        city: 'Shinjuku-ku',
        country: 'JP',
        lat: 35.6895,
        lng: 139.6917,
        source: 'Google',
        resolution_w: 1920,
        resolution_h: 1080,
      },
    ]);

    const refreshed = await curl(refreshLine, server.url, { 'eyJ0eXA...O6YKF44': token });
    expect(refreshed.status).toBe(201);
    expect(Object.keys(Object(refreshed.body))).toEqual(['token']);
    const again = await curl(camerasLine, server.url, { 'eyJ0eXA...O6YKF44': member(refreshed.body, 'token') });
    expect(again.status).toBe(200);
  });
});

describe('a token', () => {
  it.each(['/token', '/token/', '/token.json', '/token.json/'])(
    'is had at %s, from JSON and from a form',
    async (path) => {
      const asJson = await nobody.post(path, credentials(program));
      expect(asJson.status).toBe(201);
      expect(Object.keys(Object(asJson.body)).sort()).toEqual(
        ['expires in', 'token', 'token_type', 'token type', 'expires_in'].sort(),
      );
      const form = new URLSearchParams(credentials(program)).toString();
      const asForm = await nobody.ask('POST', path, { 'content-type': 'Application/X-WWW-Form-Urlencoded' }, form);
      expect(asForm.status).toBe(201);
      const unnamed = new TextEncoder().encode(form);
      expect((await nobody.ask('POST', path, {}, unnamed)).status).toBe(201);
    },
  );

  it('is never stored by a cache (R-HDR-3), and holds neither the secret nor anything of the account (R-TOK-9)', async () => {
    const { body, headers } = await nobody.post('/token/', credentials(program));
    expect(headers.get('cache-control')).toBe('no-store');
    const claims = decodeJwt(member(body, 'token'));
    expect(claims).toMatchObject({ id: program.clientId, level: 'Basic', orig_iat: claims.iat });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(hour);
    expect(JSON.stringify(claims)).not.toContain(program.clientSecret);
  });

  it('has Admin for an application of level admin', async () => {
    const admin = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin' }));
    expect(decodeJwt(admin.token ?? '')).toMatchObject({ level: 'Admin' });
  });

  it('is refused alike for an unknown id and a wrong secret (R-ENUM-1)', async () => {
    const wrongSecret = await nobody.post('/token/', { ...credentials(program), client_secret: 'f'.repeat(48) });
    const unknownId = await nobody.post('/token/', { ...credentials(program), client_id: 'f'.repeat(64) });
    for (const { status, body } of [wrongSecret, unknownId]) {
      expect(status).toBe(400);
      expect(body).toEqual({ non_field_errors: ['client id and secret does not match.'] });
    }
  });

  it('is refused naming every field that is missing', async () => {
    const required = ['This field is required.'];
    const everything = { client_id: required, client_secret: required };
    expect(await nobody.post('/token/', {})).toMatchObject({ status: 400, body: everything });
    expect(await nobody.ask('POST', '/token/')).toMatchObject({ status: 400, body: everything });
    expect(await nobody.post('/token/', null)).toMatchObject({ status: 400, body: everything });
    expect((await nobody.post('/token/', { client_id: '', client_secret: null })).body).toEqual({
      client_id: ['This field may not be blank.'],
      client_secret: ['This field may not be null.'],
    });
    expect((await nobody.post('/token/', { client_id: 'x'.repeat(101), client_secret: ['a'] })).body).toEqual({
      client_id: ['Ensure this field has no more than 100 characters.'],
      client_secret: ['Not a valid string.'],
    });
  });

  it('is accepted whatever the case of its scheme, and as long as it lives, to the second', async () => {
    const client = await Cam2V1Client.of(server, program);
    expect((await nobody.get('/cameras/', { authorization: `jwt ${client.token ?? ''}` })).status).toBe(200);
    server.clock.travel(hour - 5);
    expect((await client.get('/cameras/')).status).toBe(200);
    server.clock.travel(6);
    const { status, body, headers } = await client.get('/cameras/');
    expect({ status, body }).toEqual({ status: 401, body: { detail: 'Signature has expired' } });
    expect(headers.get('www-authenticate')).toBe('JWT realm="api"');
    server.clock.home();
  });
});

describe('a refresh', () => {
  const refresh = (token: string | undefined, path = '/refresh_token/'): ReturnType<Cam2V1Client['post']> =>
    nobody.post(path, { token });

  it.each(['/refresh_token', '/refresh_token/', '/refresh_token.json', '/refresh_token.json/'])(
    'is had at %s and leaves the old token what it was',
    async (path) => {
      const old = await Cam2V1Client.of(server, program);
      const { status, body } = await refresh(old.token, path);
      expect(status).toBe(201);
      expect((await old.get('/cameras/')).status).toBe(200);
      expect((await Cam2V1Client.withToken(server, member(body, 'token')).get('/cameras/')).status).toBe(200);
    },
  );

  it('takes an expired token within a day of the first issue of its chain, and no longer (R-REF-7)', async () => {
    const first = await Cam2V1Client.of(server, program);
    const began = decodeJwt(first.token ?? '')['orig_iat'];
    server.clock.travel(day / 2);
    const second = await refresh(first.token);
    expect(second.status).toBe(201);
    server.clock.travel(day / 2 - 5);
    const third = await refresh(member(second.body, 'token'));
    expect(third.status).toBe(201);
    expect(decodeJwt(member(third.body, 'token'))['orig_iat']).toBe(began);
    server.clock.travel(10);
    for (const token of [first.token, member(second.body, 'token'), member(third.body, 'token')]) {
      expect(await refresh(token)).toMatchObject({
        status: 400,
        body: { non_field_errors: ['Refresh token has been expired'] },
      });
    }
    const last = Cam2V1Client.withToken(server, member(third.body, 'token'));
    expect((await last.get('/cameras/')).status).toBe(200);
    server.clock.home();
  });

  it('is refused for what is no token of ours, in the original’s texts', async () => {
    expect(await refresh('abc')).toMatchObject({ status: 400, body: { non_field_errors: ['Decode Error'] } });
    expect(await refresh(undefined)).toMatchObject({ status: 400, body: { token: ['This field is required.'] } });
    expect(await refresh(await nativeToken(server, program))).toMatchObject({
      status: 400,
      body: { non_field_errors: ['This is not an refreshable token'] },
    });
  });

  it('is refused once the application is revoked, and its tokens are dead at once (R-REV-1)', async () => {
    const doomed = await createApplication(server, { format: 'cam2-v1' });
    const client = await Cam2V1Client.of(server, doomed);
    expect((await client.get('/cameras/')).status).toBe(200);
    await server.app.get(ApplicationsService).revoke(doomed.clientId);
    expect((await client.get('/cameras/')).status).toBe(401);
    expect((await refresh(client.token)).status).toBe(400);
    expect((await nobody.post('/token/', credentials(doomed))).status).toBe(400);
  });
});

describe('a native access token', () => {
  it.each(['JWT', 'Bearer', 'bearer'])('opens this door as %s; a CAM2 token comes as JWT only', async (scheme) => {
    const authorization = `${scheme} ${await nativeToken(server, program)}`;
    expect((await nobody.get('/cameras/', { authorization })).status).toBe(200);
    const { token } = await Cam2V1Client.of(server, program);
    const refused = await nobody.get('/cameras/', { authorization: `Bearer ${token ?? ''}` });
    const instead = { status: 401, body: { detail: 'Please provide JWT authentication credentials' } };
    expect(refused).toMatchObject(instead);
    server.clock.travel(3600);
    expect(await nobody.get('/cameras/', { authorization: `bEARER ${token ?? ''}` })).toMatchObject(instead);
    server.clock.home();
  });
});
