import { UsersService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import {
  callback,
  codeForm,
  type OauthAnswer,
  type OauthClient,
  postForm,
  registerClient,
} from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

const person = { login: 'ann', password: 'a quiet harbour at dawn' };
const verifier = randomBytes(32).toString('base64url');

let server: TestServer;
let client: OauthClient;

beforeAll(async () => {
  server = await openServer();
  await server.app.get(UsersService).create(person);
  client = await registerClient(server, { authMethod: 'post', redirectUris: [callback] });
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

function push(more: Readonly<Record<string, string>> = {}, who = client): Promise<OauthAnswer> {
  const form = {
    client_id: who.clientId,
    client_secret: who.clientSecret ?? '',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid cameras:read',
    state: 'pushed',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return postForm(server, '/oauth/par', form);
}

function open({ body }: OauthAnswer, who = client, browser = new BrowserPerson(server.url)) {
  const query = new URLSearchParams({ client_id: who.clientId, request_uri: body['request_uri'] ?? '' });
  return browser.open(`${server.url}/oauth/authorize?${query.toString()}`);
}

describe('a pushed authorization request', () => {
  it('gives a URI, which the browser opens, and a code', async () => {
    const pushed = await push();
    expect(pushed).toMatchObject({
      status: 201,
      body: { request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/), expires_in: 90 },
    });
    const page = await open(pushed);
    const granted = await (await page.submit('sign-in', person)).submit('allow');
    expect(granted.answer.get('state')).toBe('pushed');
    const code = granted.answer.get('code') ?? '';
    expect((await postForm(server, '/oauth/token', codeForm(client, { code, verifier }))).status).toBe(200);
    expect((await open(pushed)).status).toBe(400);
  });

  it('counts, whatever the browser brings beside it', async () => {
    const pushed = await push({ scope: 'cameras:read' });
    const query = new URLSearchParams({
      client_id: client.clientId,
      request_uri: pushed.body['request_uri'] ?? '',
      scope: 'admin',
      redirect_uri: 'https://evil.example/',
      state: 'other',
    });
    const page = await new BrowserPerson(server.url).open(`${server.url}/oauth/authorize?${query.toString()}`);
    const after = await page.submit('sign-in', person);
    const granted = after.location === undefined ? await after.submit('allow') : after;
    expect(granted.location).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
    expect(granted.answer.get('state')).toBe('pushed');
  });

  it('gives one code, also to two browsers', async () => {
    const pushed = await push({ prompt: 'consent' });
    const pages = await Promise.all([open(pushed), open(pushed)]);
    const consents = [];
    for (const page of pages) consents.push(await page.submit('sign-in', person));
    const answers = await Promise.all(consents.map((consent) => consent.submit('allow')));
    const codes = answers.filter(({ location }) => location?.includes('code='));
    expect(codes).toHaveLength(1);
  });

  it('expires after 90 seconds, but gives a person who opened it time to sign in', async () => {
    const [late, early] = [await push(), await push()];
    const page = await open(early);
    server.clock.travel(91);
    expect((await open(late)).status).toBe(400);
    expect((await page.submit('sign-in', person)).status).toBeLessThan(400);
  });

  it('stands in the metadata', async () => {
    const response = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      pushed_authorization_request_endpoint: 'http://camgate.test/oauth/par',
    });
  });
});

describe('an attack on pushed requests', () => {
  it('with the request of another client, or a guessed one, opens nothing', async () => {
    const other = await registerClient(server, { authMethod: 'post', redirectUris: [callback] });
    expect((await open(await push(), other)).status).toBe(400);
    const guessed = { request_uri: `urn:ietf:params:oauth:request_uri:${'A'.repeat(43)}` };
    expect((await open({ status: 201, headers: new Headers(), body: guessed })).status).toBe(400);
    for (const uri of ['https://evil.example/request', 'http://127.0.0.1:1/', 'file:///etc/passwd'])
      expect((await open({ status: 201, headers: new Headers(), body: { request_uri: uri } })).status).toBe(400);
  });

  it('without the secret of the client is refused', async () => {
    expect(await push({ client_secret: 'x'.repeat(30) })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    expect(await push({ client_secret: '' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it.each([
    ['a redirect URI that is not registered', { redirect_uri: 'https://evil.example/' }, 'invalid_request'],
    ['no PKCE', { code_challenge: '' }, 'invalid_request'],
    ['the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a request URI', { request_uri: `urn:ietf:params:oauth:request_uri:${'A'.repeat(43)}` }, 'invalid_request'],
    ['a scope that nobody has', { scope: 'everything' }, 'invalid_scope'],
    ['an unknown resource', { resource: 'https://evil.example/' }, 'invalid_target'],
  ])('with %s is refused', async (_, more, error) => {
    expect(await push(more)).toMatchObject({ status: 400, body: { error } });
  });

  it('keeps no secret of the client', async () => {
    await push();
    const rows = await server.dataSource.query<{ text: string }[]>(
      'SELECT parameters::text AS text FROM pushed_requests',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ text }) => text).join()).not.toContain(client.clientSecret);
  });
});
