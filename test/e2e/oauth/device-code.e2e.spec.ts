import { ApplicationsService, UsersService } from '#auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { type OauthAnswer, type OauthClient, postForm, registerClient } from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

const person = { login: 'ann', password: 'a quiet harbour at dawn' };
const grant = 'urn:ietf:params:oauth:grant-type:device_code';

let server: TestServer;
let client: OauthClient;

beforeAll(async () => {
  server = await openServer();
  await server.app.get(UsersService).create(person);
  client = await wall();
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

function wall(): Promise<OauthClient> {
  return registerClient(server, { authMethod: 'none', grants: ['device_code', 'refresh_token'] });
}

async function begin(who = client, more: Readonly<Record<string, string>> = {}): Promise<OauthAnswer['body']> {
  const form = { client_id: who.clientId, scope: 'openid cameras:read cameras:live', ...more };
  const { status, body } = await postForm(server, '/oauth/device_authorization', form);
  expect(status).toBe(200);
  return body;
}

function poll({ device_code: code = '' }: OauthAnswer['body'], who = client): Promise<OauthAnswer> {
  return postForm(server, '/oauth/token', { grant_type: grant, client_id: who.clientId, device_code: code });
}

/** Opens the page with the code and signs in. */
async function openPage(
  codes: OauthAnswer['body'],
  browser = new BrowserPerson(server.url),
  who = person,
): Promise<Visit> {
  const first = await browser.open(codes['verification_uri_complete'] ?? '');
  if (first.location === undefined) return first;
  const signIn = await browser.open(first.location);
  const signedIn = await signIn.submit('sign-in', who);
  return browser.open(signedIn.location ?? '');
}

describe('the device code grant', () => {
  it('gives a device codes, asks a person, and then gives the device its tokens', async () => {
    const codes = await begin();
    expect(codes).toMatchObject({
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: 'http://camgate.test/oauth/device',
      verification_uri_complete: `http://camgate.test/oauth/device?user_code=${codes['user_code']}`,
      expires_in: 600,
      interval: 5,
    });
    expect((await poll(codes)).body['error']).toBe('authorization_pending');
    const page = await openPage(codes);
    expect(page.html).toContain('Harbour &lt;map&gt;');
    expect(page.html).toContain(codes['user_code']);
    expect(page.html).toContain('watch pictures and video');
    const decided = await page.submit('allow');
    expect(decided.html).toContain('Your device is connected.');
    const { status, body } = await poll(codes);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'openid cameras:read cameras:live' });
    expect(body['id_token']).toBeTruthy();
    const cameras = await fetch(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(cameras.status).toBe(200);
    const refreshed = await postForm(server, '/oauth/token', {
      grant_type: 'refresh_token',
      client_id: client.clientId,
      refresh_token: body['refresh_token'] ?? '',
    });
    expect(refreshed.status).toBe(200);
  });

  it('stands in the metadata', async () => {
    const response = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      device_authorization_endpoint: 'http://camgate.test/oauth/device_authorization',
      grant_types_supported: expect.arrayContaining([grant]),
    });
  });

  it('lets a person type the code in any case, with or without the hyphen', async () => {
    for (const spell of [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace('-', ''),
      (code: string) => ` ${code.toLowerCase().replace('-', ' ')} `,
    ]) {
      const codes = await begin();
      const typed = {
        verification_uri_complete: `${server.url}/oauth/device?user_code=${encodeURIComponent(spell(codes['user_code'] ?? ''))}`,
      };
      expect((await openPage(typed)).html).toContain(codes['user_code']);
    }
  });

  it('speaks German and Russian', async () => {
    const browser = new BrowserPerson(server.url);
    await openPage(await begin(), browser);
    for (const [language, text] of [
      ['de', 'Gerät verbinden'],
      ['ru', 'Подключение устройства'],
    ] as const) {
      const page = await browser.open(`${server.url}/oauth/device`, { headers: { 'accept-language': language } });
      expect([page.status, page.html.includes(text)]).toEqual([200, true]);
    }
  });

  it('tells the device when the person denies', async () => {
    const codes = await begin();
    const page = await openPage(codes);
    expect((await page.submit('deny')).html).toContain('was not connected');
    expect(await poll(codes)).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  });

  it('asks a device that is too quick to slow down, five seconds more each time', async () => {
    const codes = await begin();
    expect((await poll(codes)).body['error']).toBe('authorization_pending');
    server.clock.travel(3);
    expect((await poll(codes)).body['error']).toBe('slow_down');
    server.clock.travel(6);
    expect((await poll(codes)).body['error']).toBe('slow_down');
    server.clock.travel(15);
    expect((await poll(codes)).body['error']).toBe('authorization_pending');
  });

  it('takes sixteen questions at the same time for fifteen that came too early', async () => {
    const codes = await begin();
    const answers = await Promise.all(Array.from({ length: 16 }, () => poll(codes)));
    const errors = answers.map(({ body }) => body['error']);
    expect(errors.filter((error) => error === 'authorization_pending')).toHaveLength(1);
    expect(errors.filter((error) => error === 'slow_down')).toHaveLength(15);
  });

  it('gives its tokens once, to one of sixteen questions at the same time', async () => {
    const codes = await begin();
    await (await openPage(codes)).submit('allow');
    const answers = await Promise.all(Array.from({ length: 16 }, () => poll(codes)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await poll(codes)).body['error']).toBe('invalid_grant');
  });

  it('expires after ten minutes, for the device and for the person', async () => {
    const codes = await begin();
    const browser = new BrowserPerson(server.url);
    await openPage(codes, browser);
    server.clock.travel(601);
    expect((await poll(codes)).body['error']).toBe('expired_token');
    expect((await openPage(codes, browser)).html).toContain('wrong, or no longer valid');
  });
});

describe('an attack on the device code grant', () => {
  it('with the device code of another client gives nothing, and takes nothing away', async () => {
    const codes = await begin();
    await (await openPage(codes)).submit('allow');
    const other = await wall();
    expect((await poll(codes, other)).body['error']).toBe('invalid_grant');
    expect((await poll(codes)).status).toBe(200);
  });

  it('by a client that is not registered for it is refused at both endpoints', async () => {
    const stranger = await registerClient(server, { authMethod: 'none', redirectUris: ['https://app.example.org/cb'] });
    const asked = await postForm(server, '/oauth/device_authorization', { client_id: stranger.clientId });
    expect(asked).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    expect((await poll(await begin(), stranger)).body['error']).toBe('unauthorized_client');
  });

  it('without the secret of a confidential client is refused', async () => {
    const confidential = await registerClient(server, { authMethod: 'basic', grants: ['device_code'] });
    const asked = await postForm(server, '/oauth/device_authorization', { client_id: confidential.clientId });
    expect(asked).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('that decides from another page, or without the form of ours, decides nothing', async () => {
    const codes = await begin();
    const browser = new BrowserPerson(server.url);
    const page = await openPage(codes, browser);
    const foreign = await page.submit('allow', {}, { headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect((await page.submit('allow', { form_token: 'x' })).status).toBe(403);
    expect((await poll(codes)).body['error']).toBe('authorization_pending');
  });

  it('that guesses user codes is stopped after ten', async () => {
    const browser = new BrowserPerson(server.url);
    const codes = await begin();
    const guesser = { ...person, login: 'eve' };
    await server.app.get(UsersService).create(guesser);
    await openPage(codes, browser, guesser);
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, index) =>
        browser.open(`${server.url}/oauth/device?user_code=BBBB-BBB${'BCDFGHJKLMNPQR'[index] ?? ''}`),
      ),
    );
    expect(guesses.filter(({ status }) => status === 404)).toHaveLength(10);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4);
    expect((await openPage(codes, browser)).status).toBe(429);
  });

  it('by a person who was disabled, or through a client that was revoked meanwhile, gives nothing', async () => {
    const users = server.app.get(UsersService);
    const { user } = await users.create({ ...person, login: 'bob' });
    const codes = await begin();
    const browser = new BrowserPerson(server.url);
    const first = await browser.open(codes['verification_uri_complete'] ?? '');
    const signedIn = await (await browser.open(first.location ?? '')).submit('sign-in', { ...person, login: 'bob' });
    await (await browser.open(signedIn.location ?? '')).submit('allow');
    await users.update(user.id, { disabled: true });
    expect((await poll(codes)).body['error']).toBe('invalid_grant');
    const revoked = await wall();
    const others = await begin(revoked);
    await server.app.get(ApplicationsService).revoke(revoked.clientId);
    expect((await poll(others, revoked)).body['error']).toBe('invalid_client');
  });

  it('cannot make the sign-in for the page lead anywhere else, or give a code', async () => {
    const browser = new BrowserPerson(server.url);
    const first = await browser.open(`${server.url}/oauth/device`);
    const location = new URL((first.location ?? '').replace('http://camgate.test', server.url));
    location.searchParams.set('redirect_uri', 'https://evil.example/');
    expect((await browser.open(location)).status).toBe(400);
    location.searchParams.set('redirect_uri', 'http://camgate.test/oauth/device');
    const signedIn = await (await browser.open(location)).submit('sign-in', person);
    expect(signedIn.answer.get('code')).toBeNull();
    const token = await postForm(server, '/oauth/token', {
      grant_type: grant,
      client_id: 'camgate',
      device_code: 'A'.repeat(43),
    });
    expect(token).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});
