import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationsService } from '#auth';
import { IdentityProvidersService } from '#federation';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { openServer, type TestServer } from '../../support/server.js';

const clientSecret = 'a secret that signs nothing at all';

/** A provider that answers the token request with whatever ID token the test makes. */
let issuer: string;
let provider: Server;
let genuine: CryptoKey;
let forged: CryptoKey;
let idToken: (nonce: string) => Promise<string> | string = () => '';
let requests: string[] = [];
let metadata: Readonly<Record<string, unknown>> = {};
let server: TestServer;
let closed: TestServer;

beforeAll(async () => {
  const keys = await generateKeyPair('RS256', { extractable: true });
  genuine = keys.privateKey;
  forged = (await generateKeyPair('RS256')).privateKey;
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  let nonce = '';
  provider = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    requests.push(url.pathname);
    const answer = (body: unknown): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration')
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        ...metadata,
      });
    if (url.pathname === '/jwks') return answer({ keys: [jwk] });
    if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce') ?? '';
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '' }).toString();
      return void response.writeHead(302, { location: back.href }).end();
    }
    void Promise.resolve(idToken(nonce)).then((token) =>
      answer({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token }),
    );
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await openServer({ ALLOWED_NETWORKS: '127.0.0.1' });
  closed = await openServer();
  for (const { app } of [server, closed])
    await app
      .get(IdentityProvidersService)
      .create('there', { issuer, clientId: 'camgate', clientSecret, makesAccounts: true });
});
afterAll(async () => {
  await server.close();
  await closed.close();
  provider.closeAllConnections();
  provider.close();
});

async function begin({ app, url }: TestServer, browser: BrowserPerson): Promise<Visit> {
  const { application } = await app
    .get(ApplicationsService)
    .register({ name: 'Wall', level: 'user' }, { authMethod: 'none', redirectUris: ['https://app.example.org/cb'] });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application.clientId,
    redirect_uri: 'https://app.example.org/cb',
    scope: 'openid cameras:read',
    code_challenge: createHash('sha256').update('x'.repeat(43)).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return browser.open(`${url}/oauth/external/there?${query.toString()}`);
}

async function signIn(browser: BrowserPerson): Promise<Visit> {
  const away = await begin(server, browser);
  const back = await fetch(away.location ?? '', { redirect: 'manual' });
  return browser.open(back.headers.get('location') ?? '');
}

const claims = (nonce: string): Record<string, unknown> => ({ nonce, preferred_username: 'uma' });
const sign = (
  payload: Record<string, unknown>,
  key: CryptoKey | Uint8Array = genuine,
  alg = 'RS256',
  { iss = issuer, aud = 'camgate', exp = '5m' }: { iss?: string; aud?: string | string[]; exp?: string } = {},
): Promise<string> =>
  new SignJWT(payload)
    .setProtectedHeader({ alg, kid: 'k' })
    .setIssuer(iss)
    .setAudience(aud)
    .setSubject('uma-there')
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(key);
const unsigned = (token: string): string => {
  const [, body = ''] = token.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
};

describe('an ID token of a provider', () => {
  it('signs a person in when it is genuine', async () => {
    idToken = (nonce) => sign(claims(nonce));
    expect((await signIn(new BrowserPerson(server.url))).html).toContain('signed in as uma');
  });

  it.each<[string, (nonce: string) => Promise<string>]>([
    ['another issuer', (nonce) => sign(claims(nonce), genuine, 'RS256', { iss: 'https://other.example' })],
    ['another audience', (nonce) => sign(claims(nonce), genuine, 'RS256', { aud: 'another client' })],
    [
      'two audiences and no authorized party',
      (nonce) => sign(claims(nonce), genuine, 'RS256', { aud: ['camgate', 'another client'] }),
    ],
    ['another nonce', () => sign(claims('another'))],
    ['no nonce', () => sign({ preferred_username: 'uma' })],
    ['an expiry in the past', (nonce) => sign(claims(nonce), genuine, 'RS256', { exp: '-5m' })],
    ['a signature by another key', (nonce) => sign(claims(nonce), forged)],
    ['no signature (alg none)', async (nonce) => unsigned(await sign(claims(nonce)))],
    ['a signature by the client secret (HS256)', (nonce) => sign(claims(nonce), Buffer.from(clientSecret), 'HS256')],
    ['nothing in it', () => Promise.resolve('')],
  ])('signs nobody in with %s', async (_, forge) => {
    idToken = forge;
    const browser = new BrowserPerson(server.url);
    const answer = await signIn(browser);
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('cannot be trusted');
    expect(browser.cookies.has('camgate_session')).toBe(false);
  });
});

describe('what a provider publishes', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['the issuer of somebody else', { issuer: 'https://other.example' }],
    ['an authorization endpoint that is no web address', { authorization_endpoint: 'javascript:alert(1)' }],
    ['more than may be read', { filler: 'x'.repeat(600_000) }],
  ])('is not believed with %s', async (_, wrong) => {
    metadata = wrong;
    // The metadata of a changed provider are read anew.
    await server.app.get(IdentityProvidersService).change('there', { title: 'There' });
    const away = await begin(server, new BrowserPerson(server.url));
    metadata = {};
    expect(away.status).toBe(503);
    expect(away.location).toBeUndefined();
  });

  it('is not asked for on a network that is not allowed', async () => {
    requests = [];
    expect((await begin(closed, new BrowserPerson(closed.url))).status).toBe(503);
    expect(requests).toEqual([]);
  });
});

const ended = { 'http://schemas.openid.net/event/backchannel-logout': {} };
let tokens = 0;
const logoutToken = (
  payload: Record<string, unknown> = {},
  key: CryptoKey | Uint8Array = genuine,
  alg = 'RS256',
  more: Record<string, unknown> = {},
): Promise<string> => {
  tokens += 1;
  const now = Math.floor(Date.now() / 1000);
  const claimed = { iss: issuer, aud: 'camgate', iat: now, exp: now + 120, jti: `j-${tokens}`, sub: 'uma-there' };
  const all = { ...claimed, events: ended, ...payload, ...more };
  return new SignJWT(all).setProtectedHeader({ alg, kid: 'k', typ: 'logout+jwt' }).sign(key);
};
const send = (token: string, name = 'there'): Promise<Response> =>
  fetch(`${server.url}/oauth/external/${name}/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });

/** Signs in at the provider, in a session of this id there. @returns whether the session here still lives */
async function session(sid: string): Promise<() => Promise<boolean>> {
  idToken = (nonce) => sign({ ...claims(nonce), sid });
  await signIn(new BrowserPerson(server.url));
  const [row] = await server.dataSource.query<{ id: string }[]>(
    'SELECT session_id AS id FROM external_sessions WHERE sid = $1',
    [sid],
  );
  return async () => {
    const rows = await server.dataSource.query<unknown[]>('SELECT 1 FROM sessions WHERE id = $1 AND ended_at IS NULL', [
      row?.id,
    ]);
    return rows.length === 1;
  };
}

describe('a logout token of a provider', () => {
  it('ends the session that it names, once, and is recorded with the provider', async () => {
    const [one, two] = [await session('s-1'), await session('s-2')];
    const token = await logoutToken({ sid: 's-1' });
    const answer = await send(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect([await one(), await two()]).toEqual([false, true]);
    expect((await send(token)).status).toBe(400);
    const events = await server.dataSource.query<unknown[]>(
      `SELECT actor FROM audit_events WHERE event = 'session_logout' AND actor = 'provider:there'`,
    );
    expect(events).toHaveLength(1);
  });

  it('without a session ends all of the person, and of nobody else', async () => {
    const [one, two] = [await session('s-3'), await session('s-4')];
    expect((await send(await logoutToken({ sub: 'somebody else' }))).status).toBe(200);
    expect([await one(), await two()]).toEqual([true, true]);
    expect((await send(await logoutToken())).status).toBe(200);
    expect([await one(), await two()]).toEqual([false, false]);
  });

  it.each<[string, () => Promise<string>]>([
    ['another issuer', () => logoutToken({ iss: 'https://other.example' })],
    ['another audience', () => logoutToken({ aud: 'another client' })],
    ['an expiry in the past', () => logoutToken({ exp: 1_000_000_000 })],
    ['an age of an hour', () => logoutToken({ iat: Math.floor(Date.now() / 1000) - 3600 })],
    ['a time in the future', () => logoutToken({ iat: Math.floor(Date.now() / 1000) + 3600 })],
    ['no time', () => logoutToken({ iat: undefined })],
    ['no identifier', () => logoutToken({ jti: undefined })],
    ['a nonce, as an ID token has', () => logoutToken({ nonce: 'n' })],
    ['no event', () => logoutToken({ events: undefined })],
    ['another event', () => logoutToken({ events: { 'https://example.org/event': {} } })],
    ['nobody in it', () => logoutToken({ sub: undefined })],
    ['a number for a person', () => logoutToken({ sub: 7, sid: 's-5' })],
    ['a signature by another key', () => logoutToken({}, forged)],
    ['no signature (alg none)', async () => unsigned(await logoutToken())],
    ['a signature by the client secret (HS256)', () => logoutToken({}, Buffer.from(clientSecret), 'HS256')],
    ['nothing in it', () => Promise.resolve('x')],
  ])('ends nothing with %s', async (_, forge) => {
    const lives = await session('s-5');
    const answer = await send(await forge());
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
    expect(await lives()).toBe(true);
  });

  it('is nothing at a provider that does not exist', async () => {
    expect((await send(await logoutToken(), 'nobody')).status).toBe(400);
  });
});
