import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  authorize,
  callback,
  claimsOf,
  codeForm,
  type OauthAnswer,
  type OauthClient,
  postForm,
  registerClient,
} from '../../support/oauth.js';
import { createCamera, createTenant, type TestCamera, type Tenant } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';

const grant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const v3 = '/watcher/client-api/v3';
const v2 = '/vsaas/api/v2';

let server: TestServer;
let tenant: Tenant;
let stranger: Tenant;
let second: TestCamera;
let client: OauthClient;
let subject: string;
let refreshToken: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  tenant = await createTenant(server, 'harbour');
  stranger = await createTenant(server, 'elsewhere');
  second = await createCamera(server, { organizationId: tenant.organizationId, name: 'harbour/pier', title: 'Pier' });
  client = await registerClient(server, {
    authMethod: 'none',
    redirectUris: [callback],
    grants: ['authorization_code', 'refresh_token', 'token_exchange'],
  });
  const { body } = await signedIn();
  subject = body['access_token'] ?? '';
  refreshToken = body['refresh_token'] ?? '';
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

async function signedIn(who = client): Promise<OauthAnswer> {
  const code = await authorize(server, who, tenant.member, { scope: 'openid cameras:read cameras:live cameras:write' });
  return postForm(server, '/oauth/token', codeForm(who, code));
}

interface Wanted {
  readonly cameras?: readonly number[];
  readonly token?: string;
  readonly who?: OauthClient;
  readonly more?: Readonly<Record<string, string>>;
}

function exchange({ cameras = [], token = subject, who = client, more = {} }: Wanted): Promise<OauthAnswer> {
  const form = new URLSearchParams({
    grant_type: grant,
    client_id: who.clientId,
    ...(who.clientSecret === undefined ? {} : { client_secret: who.clientSecret }),
    subject_token: token,
    subject_token_type: accessToken,
    ...more,
  });
  for (const id of cameras) form.append('resource', `http://camgate.test/api/v1/cameras/${id}`);
  return postForm(server, '/oauth/token', form);
}

async function get(path: string, token: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, text: await response.text() };
}

async function narrow(cameras: readonly number[], more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { status, body } = await exchange({ cameras, more });
  expect([status, body['error_description']]).toEqual([200, undefined]);
  return body['access_token'] ?? '';
}

describe('token exchange', () => {
  it('gives a token for one camera and a few minutes, of the same person and session', async () => {
    const { status, body } = await exchange({
      cameras: [tenant.camera.id],
      more: { scope: 'cameras:live', expires_in: '60' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issued_token_type: accessToken,
      token_type: 'Bearer',
      expires_in: 60,
      scope: 'cameras:live',
    });
    expect(body['refresh_token']).toBeUndefined();
    const [before, after] = [claimsOf(subject), claimsOf(body['access_token'])];
    expect(after).toMatchObject({
      sub: before['sub'],
      sid: before['sid'],
      aud: before['aud'],
      cameras: [tenant.camera.id],
    });
  });

  it('without a resource narrows scope and life alone', async () => {
    const { body } = await exchange({ more: { scope: 'cameras:read' } });
    expect(body['scope']).toBe('cameras:read');
    expect((await get(`/api/v1/cameras/${second.id}`, body['access_token'] ?? '')).status).toBe(200);
  });

  it('takes up to 64 cameras', async () => {
    const cameras = [tenant.camera.id, ...Array.from({ length: 63 }, () => second.id)];
    expect((await exchange({ cameras })).status).toBe(200);
    expect(await exchange({ cameras: [...cameras, second.id] })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it('works for a token of a program, and of our own sign-in', async () => {
    const program = await registerClient(
      server,
      { authMethod: 'post', grants: ['client_credentials', 'token_exchange'] },
      { organizationId: tenant.organizationId },
    );
    const own = await postForm(server, '/oauth/token', {
      grant_type: 'client_credentials',
      client_id: program.clientId,
      client_secret: program.clientSecret ?? '',
    });
    const exchanged = await exchange({
      who: program,
      token: own.body['access_token'] ?? '',
      cameras: [tenant.camera.id],
    });
    expect(exchanged.status).toBe(200);
    expect((await get('/api/v1/cameras', exchanged.body['access_token'] ?? '')).text).not.toContain('harbour/pier');
    const login = await fetch(`${server.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: tenant.member.login, password: tenant.member.password }),
    });
    const { access_token: firstParty } = (await login.json()) as { access_token: string };
    expect((await exchange({ token: firstParty, cameras: [tenant.camera.id] })).status).toBe(200);
  });

  it('stands in the metadata', async () => {
    const response = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({ grant_types_supported: expect.arrayContaining([grant]) });
  });
});

describe('a token for one camera', () => {
  it.each([
    ['REST', '/api/v1/cameras'],
    ['Watcher v3', `${v3}/streams`],
    ['Watcher v2', `${v2}/cameras`],
    ['CAM2 v1', '/cameras/'],
    ['CAM2 v2', '/cam2/v2/cameras/search'],
  ])('lists that camera and no other: %s', async (_, path) => {
    const token = await narrow([tenant.camera.id]);
    const [whole, part] = [await get(path, subject), await get(path, token)];
    expect([whole.status, part.status]).toEqual([200, 200]);
    for (const sign of [second.name, 'Pier', second.objectId]) expect(part.text).not.toContain(sign);
    // What this API shows of a camera differs; it must be less than before, and not nothing.
    expect(part.text.length).toBeLessThan(whole.text.length);
    expect(part.text).toMatch(/Gate of harbour|harbour\/gate|35\.6595/);
  });

  it.each([
    ['REST', (camera: TestCamera) => `/api/v1/cameras/${camera.id}`],
    ['Watcher v3', (camera: TestCamera) => `${v3}/streams/${encodeURIComponent(camera.name)}`],
    ['Watcher v2', (camera: TestCamera) => `${v2}/cameras/${encodeURIComponent(camera.name)}`],
    ['CAM2 v2', (camera: TestCamera) => `/cam2/v2/cameras/${camera.objectId}`],
    ['CAM2 v1', (camera: TestCamera) => `/cameras/${camera.cameraId}/`],
  ])('opens that camera and no other: %s', async (_, pathOf) => {
    const token = await narrow([tenant.camera.id]);
    expect((await get(pathOf(second), subject)).status).toBe(200);
    expect((await get(pathOf(tenant.camera), token)).status).toBe(200);
    expect([403, 404]).toContain((await get(pathOf(second), token)).status);
  });

  it('opens that camera and no other to a media server that asks', async () => {
    const token = await narrow([tenant.camera.id], { scope: 'cameras:live' });
    const ask = async (name: string, presented: string): Promise<number> => {
      const query = new URLSearchParams({ name, token: presented, request_type: 'play' });
      return (await fetch(`${server.url}/vsaas/api/camera_auth?${query.toString()}`)).status;
    };
    const answers = [
      await ask(tenant.camera.name, subject),
      await ask(second.name, subject),
      await ask(tenant.camera.name, token),
      await ask(second.name, token),
    ];
    expect(answers).toEqual([200, 200, 200, 403]);
  });

  it('gives no playback token that starts playback after its own end', async () => {
    const token = await narrow([tenant.camera.id], { expires_in: '30' });
    const { text } = await get(`${v3}/streams/${encodeURIComponent(tenant.camera.name)}`, token);
    const playback = /"playback_token":"([^"]+)"/.exec(text)?.[1] ?? '';
    expect(playback).not.toBe('');
    const ask = async (session: string): Promise<number> => {
      const query = new URLSearchParams({
        name: tenant.camera.name,
        token: playback,
        request_type: 'play',
        session_id: session,
      });
      return (await fetch(`${server.url}/vsaas/api/camera_auth?${query.toString()}`)).status;
    };
    expect(await ask('one')).toBe(200);
    server.clock.travel(31);
    expect(await ask('two')).toBe(403);
  });

  it('ends with the session, and with the token that it was exchanged for', async () => {
    const { body } = await signedIn();
    const [own, other] = [body['access_token'] ?? '', await narrow([tenant.camera.id])];
    const { body: first } = await exchange({ token: own, cameras: [tenant.camera.id] });
    const { body: next } = await exchange({ token: first['access_token'] ?? '', cameras: [tenant.camera.id] });
    await postForm(server, '/oauth/revoke', { client_id: client.clientId, token: own });
    expect((await get('/api/v1/cameras', next['access_token'] ?? '')).status).toBe(401);
    expect((await get('/api/v1/cameras', other)).status).toBe(200);
    const { body: again } = await signedIn();
    const { body: held } = await exchange({ token: again['access_token'] ?? '' });
    await postForm(server, '/oauth/revoke', { client_id: client.clientId, token: again['refresh_token'] ?? '' });
    expect((await get('/api/v1/cameras', held['access_token'] ?? '')).status).toBe(401);
  });
});

describe('an exchange that widens', () => {
  const invalid = (error: string) => ({ status: 400, body: { error } });

  it('to a camera that the person does not see, or that does not exist, is refused', async () => {
    for (const id of [stranger.camera.id, 2_000_000_000])
      expect(await exchange({ cameras: [tenant.camera.id, id] })).toMatchObject(invalid('invalid_target'));
  });

  it.each([
    'https://evil.example/api/v1/cameras/1',
    'http://camgate.test/api/v1/cameras/',
    'http://camgate.test/api/v1/cameras/01',
    'http://camgate.test/api/v1/cameras/1/../2',
    'http://camgate.test/api/v1/organizations/1',
    'http://camgate.test',
  ])('to the resource %s is refused', async (resource) => {
    expect(await exchange({ more: { resource } })).toMatchObject(invalid('invalid_target'));
  });

  it('from one camera to another one, or to all, is refused or stays narrow', async () => {
    const token = await narrow([tenant.camera.id]);
    expect(await exchange({ token, cameras: [second.id] })).toMatchObject(invalid('invalid_target'));
    expect(await exchange({ token, cameras: [tenant.camera.id, second.id] })).toMatchObject(invalid('invalid_target'));
    const { body } = await exchange({ token });
    expect(claimsOf(body['access_token'])['cameras']).toEqual([tenant.camera.id]);
  });

  it('to more scope is refused', async () => {
    const token = await narrow([tenant.camera.id], { scope: 'cameras:read' });
    for (const scope of ['cameras:live', 'cameras:read admin', 'organizations:manage', 'openid'])
      expect(await exchange({ token, more: { scope } })).toMatchObject(invalid('invalid_scope'));
    expect(await exchange({ more: { scope: 'users:manage' } })).toMatchObject(invalid('invalid_scope'));
  });

  it('to a longer life gives the rest of the life of the subject token', async () => {
    const token = await narrow([tenant.camera.id], { expires_in: '100' });
    server.clock.travel(40);
    const { body } = await exchange({ token, more: { expires_in: '900' } });
    expect(Number(body['expires_in'])).toBeLessThanOrEqual(60);
    expect(claimsOf(body['access_token'])['exp']).toBe(claimsOf(token)['exp']);
  });

  it('to another audience is refused', async () => {
    expect(await exchange({ more: { audience: 'https://other.example' } })).toMatchObject(invalid('invalid_target'));
  });

  it.each([
    ['an actor token', { actor_token: 'x', actor_token_type: accessToken }],
    ['another type of token', { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
    ['another type of subject token', { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' }],
    ['a life of no seconds', { expires_in: '0' }],
    ['a broken life', { expires_in: '1e3' }],
  ])('with %s is refused', async (_, more) => {
    expect(await exchange({ more })).toMatchObject(invalid('invalid_request'));
  });

  it('of a refresh token, an ID token, an expired, forged or foreign token is refused', async () => {
    const { body } = await signedIn();
    const tokens = [refreshToken, body['id_token'] ?? '', `${subject.slice(0, -4)}AAAA`, 'x.y.z', 'none'];
    for (const token of tokens) expect(await exchange({ token })).toMatchObject(invalid('invalid_request'));
    const other = await registerClient(server, { authMethod: 'none', grants: ['token_exchange'] });
    expect(await exchange({ who: other })).toMatchObject(invalid('invalid_request'));
    server.clock.travel(901);
    expect(await exchange({})).toMatchObject(invalid('invalid_request'));
  });

  it('by a client that is not registered for it is refused', async () => {
    const other = await registerClient(server, { authMethod: 'none', redirectUris: [callback] });
    expect(await exchange({ who: other })).toMatchObject(invalid('unauthorized_client'));
  });

  it('again and again ends after eight times', async () => {
    let token = subject;
    for (let times = 0; times < 8; times += 1) token = (await exchange({ token })).body['access_token'] ?? '';
    expect(await exchange({ token })).toMatchObject(invalid('invalid_request'));
  });

  it('does not hold for a camera that the person no longer sees', async () => {
    const token = await narrow([tenant.camera.id]);
    await server.dataSource.query('DELETE FROM memberships WHERE user_id = $1', [tenant.member.id]);
    expect([403, 404]).toContain((await get(`/api/v1/cameras/${tenant.camera.id}`, token)).status);
  });
});

describe('a form at another endpoint', () => {
  it('still may not repeat a field, and at the token endpoint only resource', async () => {
    for (const [path, field] of [
      ['/oauth/introspect', 'resource'],
      ['/oauth/device_authorization', 'resource'],
      ['/oauth/token', 'scope'],
      ['/watcher/client-api/v3/login', 'resource'],
    ] as const) {
      const response = await fetch(server.url + path, {
        method: 'POST',
        body: new URLSearchParams([
          [field, 'a'],
          [field, 'b'],
        ]),
      });
      expect([path, response.status]).toEqual([path, 400]);
    }
  });
});
