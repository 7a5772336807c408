import { ApplicationsService, UsersService } from '#auth';
import { NameResolver } from '#outbound';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { type DocumentHost, openDocumentHost } from '../../support/document-host.js';
import { callback, type OauthAnswer, postForm } from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

const issuer = 'http://camgate.test';
const person = { login: 'ann', password: 'a quiet harbour at dawn' };
const administrator = { login: 'root', password: 'a quiet lighthouse at noon', accessLevel: 'admin' } as const;
const verifier = randomBytes(32).toString('base64url');

let host: DocumentHost;
let server: TestServer;
/** The same without a word about documents. */
let closed: TestServer;
let count = 0;

beforeAll(async () => {
  host = await openDocumentHost();
  const settings = { RATE_LIMIT_LOGINS_PER_MINUTE: '0', ALLOWED_NETWORKS: '127.0.0.0/8' };
  server = await openServer({ ...settings, CLIENT_METADATA_HOSTS: `${host.host},agent.example.org,[::1]` });
  closed = await openServer({ ...settings, DATABASE_URL: server.databaseUrl });
  for (const who of [person, administrator]) await server.app.get(UsersService).create(who);
});
beforeEach(() => {
  // The certificate of the host is nobody's; one test looks at that.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.clock.home();
});
afterAll(async () => {
  await closed.close();
  await server.close();
  await host.close();
});

type Document = Readonly<Record<string, unknown>>;

/** A client id of its own, so that nothing is known of it, and the document that it names. */
function publish(more: Document = {}, headers: Readonly<Record<string, string>> = {}): string {
  count += 1;
  const clientId = `https://${host.host}/clients/${count}.json`;
  const document = {
    client_id: clientId,
    client_name: 'Harbour agent',
    redirect_uris: [callback],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    ...more,
  };
  host.answer = (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));
  return clientId;
}

function open(
  clientId: string,
  more: Readonly<Record<string, string>> = {},
  at = server,
  browser = new BrowserPerson(at.url),
): Promise<Visit> {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid cameras:read offline_access',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return browser.open(`${at.url}/oauth/authorize?${new URLSearchParams(parameters).toString()}`);
}

function redeem(clientId: string, code: string | null, more: Readonly<Record<string, string>> = {}) {
  return postForm(server, '/oauth/token', {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: code ?? '',
    code_verifier: verifier,
    redirect_uri: callback,
    ...more,
  });
}

async function signIn(clientId: string): Promise<OauthAnswer> {
  const consent = await (await open(clientId)).submit('sign-in', person);
  return redeem(clientId, (await consent.submit('allow')).answer.get('code'));
}

async function isRefused(clientId: string, at = server): Promise<boolean> {
  const page = await open(clientId, {}, at);
  return page.status === 400 && page.location === undefined && page.html.includes('not known here');
}

describe('a client that describes itself', () => {
  it('signs a person in with oauth4webapi, unmodified, and is refreshed, seen and taken back like any other', async () => {
    const clientId = publish();
    const options = {
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: (url: string, init?: object) => fetch(url.replace(issuer, server.url), init),
    };
    const as = await oauth.processDiscoveryResponse(
      new URL(issuer),
      await oauth.discoveryRequest(new URL(issuer), options),
    );
    expect(as['client_id_metadata_document_supported']).toBe(true);
    const client: oauth.Client = { client_id: clientId };
    const consent = await (await open(clientId, { state: 's' })).submit('sign-in', person);
    expect(consent.html).toContain(
      `<strong>Nobody registered this application here. It describes itself at ${host.host}`,
    );
    expect(consent.html).toContain('app.example.org');
    const back = new URL((await consent.submit('allow')).location ?? '');
    const parameters = oauth.validateAuthResponse(as, client, back, 's');
    const tokens = await oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), parameters, callback, verifier, options),
      { requireIdToken: true },
    );
    expect(oauth.getValidatedIdTokenClaims(tokens)?.aud).toBe(clientId);
    const refreshed = await oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token ?? '', options),
    );
    const bearer = { authorization: `Bearer ${refreshed.access_token}` };
    expect((await fetch(`${server.url}/api/v1/cameras`, { headers: bearer })).status).toBe(200);

    const session = await postForm(server, '/oauth/token', { grant_type: 'refresh_token', refresh_token: 'none' });
    expect(session.status).toBe(400);
    const login = await fetch(`${server.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    });
    const { access_token: own } = (await login.json()) as { readonly access_token: string };
    const asked = { headers: { authorization: `Bearer ${own}` } };
    const consents = await (await fetch(`${server.url}/api/v1/me/consents`, asked)).text();
    expect(consents).toContain(`"${host.host} (Harbour agent)"`);
    const path = `/api/v1/me/consents/${encodeURIComponent(clientId)}`;
    expect((await fetch(server.url + path, { ...asked, method: 'DELETE' })).status).toBe(204);
    expect((await fetch(`${server.url}/api/v1/cameras`, { headers: bearer })).status).toBe(401);
    expect(host.asked.filter((one) => clientId.endsWith(one))).toHaveLength(1);
  });

  it('authenticates with a key of its document, and no longer once the document has another', async () => {
    const sign = async (key: Awaited<ReturnType<typeof generateKeyPair>>, iss: string): Promise<string> => {
      const now = server.clock.seconds();
      return new SignJWT({ iss, sub: iss, aud: issuer, iat: now, exp: now + 60, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(key.privateKey);
    };
    const [old, next] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
    const withKey = async (pair: typeof old): Promise<Document> => ({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [await exportJWK(pair.publicKey)] },
    });
    const clientId = publish(await withKey(old));
    const browser = new BrowserPerson(server.url);
    const consent = await (await open(clientId, {}, server, browser)).submit('sign-in', person);
    const code = (await consent.submit('allow')).answer.get('code');
    expect((await redeem(clientId, code)).status).toBe(401);
    const form = async (pair: typeof old): Promise<Record<string, string>> => ({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign(pair, clientId),
    });
    const { status, body } = await redeem(clientId, code, await form(old));
    expect(status).toBe(200);
    const renewed = {
      client_id: clientId,
      redirect_uris: [callback],
      grant_types: ['authorization_code', 'refresh_token'],
    };
    const document = { ...renewed, ...(await withKey(next)) };
    host.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    server.clock.travel(3_601);
    const refresh = async (pair: typeof old): Promise<number> =>
      (
        await postForm(server, '/oauth/token', {
          grant_type: 'refresh_token',
          client_id: clientId,
          refresh_token: body['refresh_token'] ?? '',
          ...(await form(pair)),
        })
      ).status;
    expect(await refresh(old)).toBe(401);
    expect(await refresh(next)).toBe(200);
  });

  it('is asked about each time, and gets no more than pictures and metadata, whatever it says of itself', async () => {
    const clientId = publish({ scope: 'openid cameras:read cameras:write admin', first_party: true });
    const browser = new BrowserPerson(server.url);
    const asked = { scope: 'openid cameras:read cameras:write admin' };
    const consent = await (await open(clientId, asked, server, browser)).submit('sign-in', administrator);
    const granted = await redeem(clientId, (await consent.submit('allow')).answer.get('code'));
    expect(granted.body['scope']).toBe('openid cameras:read');
    await server.app.get(ApplicationsService).update(clientId, { scope: 'openid cameras:read admin' });
    const again = await open(clientId, asked, server, browser);
    expect(again.location).toBeUndefined();
    expect((await redeem(clientId, (await again.submit('allow')).answer.get('code'))).body['scope']).toBe(
      'openid cameras:read',
    );
    const silent = await open(clientId, { ...asked, prompt: 'none' }, server, browser);
    expect(silent.answer.get('error')).toBe('consent_required');
    const own = { grant_type: 'client_credentials', client_id: clientId };
    expect((await postForm(server, '/oauth/token', own)).body['error']).toBe('unauthorized_client');
  });

  it('cannot hide its host behind its name', async () => {
    const name = `\u202e Camgate\n${'x'.repeat(500)}<b>`;
    const page = await open(publish({ client_name: name }));
    expect(page.html).toContain(`${host.host} (Camgate xxx`);
    expect(page.html).not.toContain('\u202e');
    expect(page.html).not.toContain('x'.repeat(61));
  });

  it('may push its request first', async () => {
    const clientId = publish();
    const pushed = await postForm(server, '/oauth/par', {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'cameras:read',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(pushed.status).toBe(201);
    const query = new URLSearchParams({ client_id: clientId, request_uri: pushed.body['request_uri'] ?? '' });
    const page = await new BrowserPerson(server.url).open(`${server.url}/oauth/authorize?${query.toString()}`);
    expect((await (await page.submit('sign-in', person)).submit('allow')).answer.get('code')).toMatch(/./);
  });

  it('is out for good once an operator revoked it, with its sessions', async () => {
    const clientId = publish();
    const { body } = await signIn(clientId);
    await server.app.get(ApplicationsService).revoke(clientId);
    const bearer = { authorization: `Bearer ${body['access_token'] ?? ''}` };
    expect((await fetch(`${server.url}/api/v1/cameras`, { headers: bearer })).status).toBe(401);
    server.clock.travel(90_000);
    expect(await isRefused(clientId)).toBe(true);
  });

  it('is forgotten after an hour in which nobody allowed it anything', async () => {
    const unused = publish();
    await open(unused);
    const used = publish();
    await signIn(used);
    server.clock.travel(3_700);
    await open(publish());
    const ids = (await server.app.get(ApplicationsService).list()).map(({ clientId }) => clientId);
    expect(ids).toContain(used);
    expect(ids).not.toContain(unused);
  });
});

describe('a document', () => {
  it('is read once for many at the same time, and again when its time is over', async () => {
    const clientId = publish({}, { 'cache-control': 'max-age=600' });
    const reads = (): number => host.asked.filter((one) => clientId.endsWith(one)).length;
    await Promise.all(Array.from({ length: 8 }, () => open(clientId)));
    expect(reads()).toBe(1);
    server.clock.travel(590);
    await open(clientId);
    expect(reads()).toBe(1);
    server.clock.travel(20);
    await open(clientId);
    expect(reads()).toBe(2);
  });

  it('that no longer has the redirect URI ends its use; one that is gone ends the client', async () => {
    const clientId = publish();
    await signIn(clientId);
    const changed = { client_id: clientId, redirect_uris: ['https://other.example.org/callback'] };
    host.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(changed));
    server.clock.travel(3_601);
    const page = await open(clientId);
    expect([page.status, page.location]).toEqual([400, undefined]);
    host.answer = (_, response) => response.writeHead(404).end();
    server.clock.travel(3_601);
    expect(await isRefused(clientId)).toBe(true);
  });

  const json = { 'content-type': 'application/json' };
  it.each<[string, (clientId: string) => DocumentHost['answer']]>([
    ['behind a redirect', () => (_, response) => response.writeHead(302, { location: '/other.json' }).end()],
    ['that is missing', () => (_, response) => response.writeHead(404, json).end('{}')],
    ['that is no JSON', () => (_, response) => response.writeHead(200, json).end('<html>')],
    ['that is a list', () => (_, response) => response.writeHead(200, json).end('[]')],
    [
      'of another type',
      (id) => (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(JSON.stringify({ client_id: id, redirect_uris: [callback] })),
    ],
    [
      'that is too long',
      (id) => (_, response) =>
        response
          .writeHead(200, json)
          .end(JSON.stringify({ client_id: id, redirect_uris: [callback], x: 'x'.repeat(5_120) })),
    ],
    ...(
      [
        ['of another client', { client_id: 'https://localhost/other.json' }],
        ['with a secret', { client_secret: 'a secret that everybody can read' }],
        ['that wants to authenticate with a secret', { token_endpoint_auth_method: 'client_secret_basic' }],
        ['with keys elsewhere', { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://a.example/k' }],
        [
          'with a private key',
          { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'EC', d: 'x' }] } },
        ],
        ['without a redirect URI', { redirect_uris: [] }],
        ['with a redirect URI that is a script', { redirect_uris: ['javascript:alert(1)'] }],
        ['with an unencrypted redirect URI', { redirect_uris: ['http://app.example.org/callback'] }],
        ['with redirect URIs that are no texts', { redirect_uris: [{}] }],
        ['for another grant', { grant_types: ['client_credentials'] }],
        ['for another response type', { response_types: ['token'] }],
        ['for rights that it may not have', { scope: 'admin' }],
      ] as const
    ).map(([title, more]): [string, (clientId: string) => DocumentHost['answer']] => [
      title,
      (id) => (_, response) =>
        response.writeHead(200, json).end(JSON.stringify({ client_id: id, redirect_uris: [callback], ...more })),
    ]),
  ])('%s makes no client', async (_, answer) => {
    const clientId = publish();
    host.answer = answer(clientId);
    server.clock.travel(61 * count);
    expect(await isRefused(clientId)).toBe(true);
    expect(await server.app.get(ApplicationsService).find(clientId)).toBeUndefined();
  });

  it('is read twenty times a minute of one host at most', async () => {
    server.clock.travel(20_000);
    const before = host.asked.length;
    const ids = Array.from({ length: 24 }, () => publish());
    for (const clientId of ids) {
      host.answer = (_, response) =>
        response.writeHead(200, json).end(JSON.stringify({ client_id: clientId, redirect_uris: [callback] }));
      await open(clientId);
    }
    expect(host.asked.length - before).toBe(20);
    server.clock.travel(61);
    host.answer = (_, response) => response.writeHead(404).end();
    await open(ids.at(-1) ?? '');
    expect(host.asked.length - before).toBe(21);
  });

  it('is waited for five seconds at most', { timeout: 15_000 }, async () => {
    const clientId = publish();
    server.clock.travel(30_000);
    host.answer = (_, response) => void response.writeHead(200, json).write('{');
    const begun = performance.now();
    expect(await isRefused(clientId)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(9_000);
  });

  it('of a host whose certificate nobody signed makes no client', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', undefined);
    server.clock.travel(40_000);
    const clientId = publish();
    expect(await isRefused(clientId)).toBe(true);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await isRefused(clientId)).toBe(false);
  });
});

describe('an address that is no id of a document', () => {
  it.each([
    'http://HOST/x.json',
    'https://HOST/',
    'https://HOST',
    'https://HOST/x.json?a=b',
    'https://HOST/x.json#a',
    'https://HOST/a/../x.json',
    'https://HOST/a/%2e%2e/x.json',
    'https://ann@HOST/x.json',
    'https://ann:secret@HOST/x.json',
    'HTTPS://HOST/x.json',
    'https://elsewhere.example.org/x.json',
    'https://agent.example.org.evil.example/x.json',
    'https://agent.example.org:444/x.json',
  ])('%s is asked for by nobody', async (form) => {
    const clientId = form.replace('HOST', host.host);
    host.answer = (_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ client_id: clientId, redirect_uris: [callback] }));
    const before = host.asked.length;
    const names = vi.spyOn(server.app.get(NameResolver, { strict: false }), 'addressesOf');
    expect(await isRefused(clientId)).toBe(true);
    expect(host.asked.length).toBe(before);
    expect(names).not.toHaveBeenCalled();
    names.mockRestore();
  });
});

describe('a server that takes documents from anywhere', () => {
  it('reads none from a private address, not even of an allowed network, by number or by name', async () => {
    const anywhere = await openServer({
      CLIENT_METADATA_HOSTS: '*',
      ALLOWED_NETWORKS: '127.0.0.0/8,10.0.0.0/8',
      DATABASE_URL: server.databaseUrl,
    });
    try {
      const before = host.asked.length;
      publish();
      const port = host.host.split(':')[1] ?? '';
      const names = vi.spyOn(anywhere.app.get(NameResolver, { strict: false }), 'addressesOf');
      for (const name of [
        `127.0.0.1:${port}`,
        `localhost:${port}`,
        '10.0.0.1',
        '169.254.169.254',
        '[::1]',
        '[fd00::1]',
      ])
        expect([name, await isRefused(`https://${name}/x.json`, anywhere)]).toEqual([name, true]);
      names.mockResolvedValue(['127.0.0.1']);
      expect(await isRefused(`https://agent.example.org:${port}/x.json`, anywhere)).toBe(true);
      names.mockResolvedValue(['203.0.113.7', '10.0.0.1']);
      expect(await isRefused('https://agent.example.org/x.json', anywhere)).toBe(true);
      expect(host.asked.length).toBe(before);
    } finally {
      await anywhere.close();
    }
  });
});

describe('a server that was told of no hosts', () => {
  it('reads no document, knows no such client, and does not speak of them', async () => {
    const clientId = publish();
    server.clock.travel(50_000);
    const { body } = await signIn(clientId);
    expect(await isRefused(clientId, closed)).toBe(true);
    const unread = publish();
    expect(await isRefused(unread, closed)).toBe(true);
    expect(host.asked.some((one) => unread.endsWith(one))).toBe(false);
    const form = { client_id: clientId, refresh_token: body['refresh_token'] ?? '', code: 'x' };
    const refresh = { ...form, grant_type: 'refresh_token' };
    // Nobody registered that id, so the token would have to be a first-party one.
    expect(await postForm(closed, '/oauth/token', refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    const redemption = { ...form, grant_type: 'authorization_code' };
    expect((await postForm(closed, '/oauth/token', redemption)).body['error']).toBe('invalid_client');
    expect((await postForm(server, '/oauth/token', refresh)).status).toBe(200);
    const metadata = await (await fetch(`${closed.url}/.well-known/oauth-authorization-server`)).text();
    expect(metadata).not.toContain('client_id_metadata_document_supported');
  });
});
