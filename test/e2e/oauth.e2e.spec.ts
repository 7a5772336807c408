import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService, SigningKeysService, UsersService } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createUser, type Person, password, type Program } from '../support/people.js';

const issuer = 'http://camgate.test';
const form = 'application/x-www-form-urlencoded';

interface Said {
  readonly status: number;
  readonly headers: Headers;
  // The border: what the server said, as a test reads it.
  readonly body: Record<string, unknown>;
}

let server: TestServer;
let program: Program;
let person: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  program = await createApplication(server, { level: 'admin' });
  person = await createUser(server, 'ada');
});
afterAll(() => server.close());

async function ask(path: string, init: RequestInit = {}): Promise<Said> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

function askToken(
  parameters: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const body = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  return ask('/oauth/token', { method: 'POST', headers: { 'content-type': form, ...headers }, body });
}

const grant = { grant_type: 'client_credentials' };
const posted = (): Record<string, string> => ({ client_id: program.clientId, client_secret: program.clientSecret });
const header = (): Record<string, string> => ({ authorization: basic(program.clientId, program.clientSecret) });

async function refreshTokenOf(who: Person): Promise<string> {
  const { body } = await ask('/api/v1/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: who.login, password }),
  });
  return String(body['refresh_token']);
}

describe('A program at the token endpoint', () => {
  it('gets a Bearer token by HTTP Basic, uncacheable, with its scope, without a refresh token (R-AS-3)', async () => {
    const { status, headers, body } = await askToken(grant, header());
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'cameras:read cameras:live cameras:write organizations:manage users:manage applications:manage admin',
    });
  });

  it('gets one by client_id and client_secret in the body (R-AS-2)', async () => {
    expect((await askToken({ ...grant, ...posted() })).status).toBe(200);
  });

  it('may name its own client_id beside HTTP Basic, but no other and no secret (R-AS-2)', async () => {
    const { client_id = '', client_secret = '' } = posted();
    expect((await askToken({ ...grant, client_id }, header())).status).toBe(200);
    for (const more of [{ client_id: 'c_somebody_else' }, { client_secret }]) {
      const { status, body } = await askToken({ ...grant, ...more }, header());
      expect([status, body['error']]).toEqual([400, 'invalid_request']);
    }
  });

  it('form-encodes both halves of HTTP Basic (R-AS-2)', async () => {
    const clientSecret = 'a-secret:with-100%+odd/characters';
    const { application } = await server.app
      .get(ApplicationsService)
      .create({ name: 'odd', level: 'user', clientSecret });
    const encoded = new URLSearchParams({ s: clientSecret }).toString().slice(2);
    expect((await askToken(grant, { authorization: basic(application.clientId, encoded) })).status).toBe(200);
    expect((await askToken(grant, { authorization: basic(application.clientId, clientSecret) })).status).toBe(401);
  });

  it.each([
    ['no Base64', 'Basic ::::'],
    ['Base64 of another alphabet', 'Basic Zm9v-_8'],
    ['no colon', `Basic ${Buffer.from('nothing').toString('base64')}`],
    ['a control character', `Basic ${Buffer.from('a\u0001:b').toString('base64')}`],
    ['an escaped control character', `Basic ${Buffer.from('a%00:b').toString('base64')}`],
    ['another scheme', 'Bearer abc'],
    ['an empty scheme', 'Basic'],
  ])('is refused with a header with %s (R-AS-2, R-HDR-2)', async (_, authorization) => {
    const { status, body, headers } = await askToken(grant, { authorization });
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
    expect(headers.get('www-authenticate')).toMatch(/^Basic realm="camgate"/);
  });

  it('may spell the scheme as it likes', async () => {
    const authorization = (header()['authorization'] ?? '').replace('Basic', 'bASIC');
    expect((await askToken(grant, { authorization })).status).toBe(200);
  });

  it('hears the same for an unknown client and a wrong secret, with a challenge where the header was used (R-AS-4, R-ENUM-1)', async () => {
    const wrong = await askToken(grant, { authorization: basic(program.clientId, 'cgc_wrong') });
    const unknown = await askToken(grant, { authorization: basic('c_unknown_client', 'cgc_wrong') });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({
      error: 'invalid_client',
      error_description: 'The client id or the client secret is wrong.',
    });
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect(wrong.headers.get('www-authenticate')).toBe('Basic realm="camgate", charset="UTF-8"');
    const inBody = await askToken({ ...grant, client_id: program.clientId, client_secret: 'cgc_wrong' });
    expect([inBody.status, inBody.body]).toEqual([wrong.status, wrong.body]);
    expect(inBody.headers.get('www-authenticate')).toBeNull();
  });

  it('is refused when it does not authenticate at all', async () => {
    const { status, body } = await askToken(grant);
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
  });

  it.each([
    ['nothing', '', 'invalid_request'],
    ['an empty grant_type, which is as good as none', 'grant_type=', 'invalid_request'],
    ['an unknown grant', 'grant_type=password&username=a&password=b', 'unsupported_grant_type'],
    ['a repeated parameter', 'grant_type=client_credentials&grant_type=client_credentials', 'invalid_request'],
    ['bytes that are no UTF-8', 'grant_type=client_credentials&scope=%ff', 'invalid_request'],
    ['a NUL', 'grant_type=client_credentials&scope=a%00b', 'invalid_request'],
    ['a prototype', '__proto__=x&grant_type=client_credentials', 'invalid_request'],
    ['a quotation mark in its grant', 'grant_type=%22%5C%C3%A9', 'unsupported_grant_type'],
  ])('is refused with %s, in the words of RFC 6749 (R-AS-1, R-AS-4)', async (_, text, error) => {
    const { status, body, headers } = await askToken(text, header());
    expect([status, body['error']]).toEqual([400, error]);
    expect(String(body['error_description'])).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(Object.keys(body).sort()).toEqual(['error', 'error_description']);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
  });

  it('may send what the server does not know, and leave values empty (R-AS-1)', async () => {
    const { status } = await askToken({ ...grant, audience: 'x', scope: '', client_secret: '' }, header());
    expect(status).toBe(200);
  });

  it('sends a form in its body and nothing else (R-AS-1)', async () => {
    const json = { method: 'POST', headers: { ...header(), 'content-type': 'application/json' } };
    const asJson = await ask('/oauth/token', { ...json, body: JSON.stringify(grant) });
    expect([asJson.status, asJson.body['error']]).toEqual([415, 'invalid_request']);
    const inUrl = await ask('/oauth/token?grant_type=client_credentials', {
      method: 'POST',
      headers: { ...header(), 'content-type': form },
    });
    expect([inUrl.status, inUrl.body['error']]).toEqual([400, 'invalid_request']);
    const upperCase = await askToken(grant, {
      ...header(),
      'content-type': 'APPLICATION/X-WWW-Form-Urlencoded; charset=UTF-8',
    });
    expect(upperCase.status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('cannot %s: 405 with Allow (R-AS-1)', async (method) => {
    const { status, headers, body } = await ask('/oauth/token', { method, headers: header() });
    expect([status, headers.get('allow'), body['error']]).toEqual([405, 'POST', 'invalid_request']);
  });

  it('may leave a slash behind the path', async () => {
    const response = await fetch(`${server.url}/oauth/token/`, {
      method: 'POST',
      headers: { ...header(), 'content-type': form },
      body: 'grant_type=client_credentials',
    });
    expect(response.status).toBe(200);
  });

  it('gets what it asks for and may have (R-AS-5)', async () => {
    const small = await createApplication(server);
    const asSmall = { authorization: basic(small.clientId, small.clientSecret) };
    expect((await askToken({ ...grant, scope: 'cameras:read' }, header())).body['scope']).toBe('cameras:read');
    expect((await askToken({ ...grant, scope: 'cameras:write cameras:read' }, asSmall)).body['scope']).toBe(
      'cameras:read',
    );
    for (const scope of ['cameras:write', 'no-such-scope', 'cameras:read  cameras:write', 'cameras:read\t', '"']) {
      const { status, body } = await askToken({ ...grant, scope }, asSmall);
      expect([scope, status, body['error']]).toEqual([scope, 400, 'invalid_scope']);
    }
  });

  it('can do no more with a token than its scope allows (R-TOK-7)', async () => {
    const { body } = await askToken({ ...grant, scope: 'cameras:read' }, header());
    const authorization = `Bearer ${String(body['access_token'])}`;
    expect((await ask('/api/v1/cameras', { headers: { authorization } })).status).toBe(200);
    const write = await ask('/api/v1/cameras', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Mine' }),
    });
    expect(write.status).toBe(403);
    expect(write.body).toMatchObject({ code: 'permission.missing', scope: 'cameras:write' });
    expect(write.headers.get('www-authenticate')).toBe(
      'Bearer realm="camgate", error="insufficient_scope", scope="cameras:write"',
    );
  });

  it('is out at once when it is revoked', async () => {
    const doomed = await createApplication(server);
    const asDoomed = { authorization: basic(doomed.clientId, doomed.clientSecret) };
    const { body } = await askToken(grant, asDoomed);
    const authorization = `Bearer ${String(body['access_token'])}`;
    expect((await ask('/api/v1/me', { headers: { authorization } })).status).toBe(200);
    await server.app.get(ApplicationsService).revoke(doomed.clientId);
    expect((await ask('/api/v1/me', { headers: { authorization } })).status).toBe(401);
    const again = await askToken(grant, asDoomed);
    expect([again.status, again.body['error']]).toEqual([401, 'invalid_client']);
  });

  it('must wait after ten wrong secrets in a minute, in the words of RFC 6749 (R-LOCK-3)', async () => {
    const strict = await openServer();
    try {
      const { clientId } = await createApplication(strict);
      const guess = (): Promise<Response> =>
        fetch(`${strict.url}/oauth/token`, {
          method: 'POST',
          headers: { 'content-type': form, authorization: basic(clientId, 'cgc_guess') },
          body: 'grant_type=client_credentials',
        });
      for (let index = 0; index < 10; index += 1) expect((await guess()).status).toBe(401);
      const refused = await guess();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' });
    } finally {
      await strict.close();
    }
  });
});

describe('A frontend at the token endpoint', () => {
  const refresh = (token: string, more: Readonly<Record<string, string>> = {}): Promise<Said> =>
    askToken({ grant_type: 'refresh_token', refresh_token: token, ...more });

  it('renews a session of /api/v1/auth/login, and the refresh token rotates (R-REF-3)', async () => {
    const first = await refreshTokenOf(person);
    const { status, body, headers } = await refresh(first, { client_id: 'my-frontend' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'cameras:read cameras:live cameras:write organizations:manage users:manage',
      refresh_token: expect.stringMatching(/^cgr_/),
    });
    expect(body['refresh_token']).not.toBe(first);
    const me = await ask('/api/v1/me', { headers: { authorization: `Bearer ${String(body['access_token'])}` } });
    expect(me.body).toMatchObject({ kind: 'user', login: 'ada' });
  });

  it('is refused with invalid_grant for a token that is none, ended, or presented by a client', async () => {
    const forged = `${(await refreshTokenOf(person)).slice(0, -4)}AAAA`;
    for (const token of ['x', 'cgr_', forged, 'a'.repeat(5000)]) {
      const { status, body } = await refresh(token);
      expect([status, body['error']]).toEqual([400, 'invalid_grant']);
    }
    const token = await refreshTokenOf(person);
    const byClient = await askToken({ grant_type: 'refresh_token', refresh_token: token }, header());
    expect([byClient.status, byClient.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await refresh(token)).status).toBe(200);
    const missing = await askToken({ grant_type: 'refresh_token' });
    expect([missing.status, missing.body['error']]).toEqual([400, 'invalid_request']);
  });

  it('loses nothing by asking for a scope that is none (R-REF-6)', async () => {
    const token = await refreshTokenOf(person);
    const { status, body } = await refresh(token, { scope: 'everything' });
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
    expect((await refresh(token, { scope: 'cameras:read' })).status).toBe(200);
  });

  it('gets one successor from 64 requests at the same moment (R-REF-3)', async () => {
    const token = await refreshTokenOf(person);
    const answers = await Promise.all(Array.from({ length: 64 }, () => refresh(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
    const successors = new Set(answers.map(({ body }) => body['refresh_token']));
    expect(successors.size).toBe(1);
    expect((await refresh(String([...successors][0]))).status).toBe(200);
  });

  it('loses its session when an old refresh token turns up after ten seconds (R-REF-4)', async () => {
    const stolen = await refreshTokenOf(person);
    const { body } = await refresh(stolen);
    server.clock.travel(11);
    try {
      expect((await refresh(stolen)).body['error']).toBe('invalid_grant');
      expect((await refresh(String(body['refresh_token']))).body['error']).toBe('invalid_grant');
      const me = await ask('/api/v1/me', { headers: { authorization: `Bearer ${String(body['access_token'])}` } });
      expect(me.status).toBe(401);
    } finally {
      server.clock.home();
    }
  });

  it('cannot refresh once the user is disabled (R-REF-6)', async () => {
    const doomed = await createUser(server, 'doomed');
    const token = await refreshTokenOf(doomed);
    await server.app.get(UsersService).disable(doomed.id);
    expect((await refresh(token)).body['error']).toBe('invalid_grant');
  });
});

describe('Whoever verifies our tokens', () => {
  it('reads the public keys, and no private member, from anywhere, and keeps them for five minutes (R-AS-10, R-HDR-4)', async () => {
    const { status, headers, body } = await ask('/.well-known/jwks.json', {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const keys = (body as unknown as JSONWebKeySet).keys;
    expect(keys.map(({ alg }) => alg)).toEqual(expect.arrayContaining(['ES256', 'RS256']));
    for (const key of keys) {
      const { alg, use } = key;
      const members =
        alg === 'ES256' ? ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'] : ['alg', 'e', 'kid', 'kty', 'n', 'use'];
      expect(Object.keys(key).sort()).toEqual(members);
      expect([alg, use]).toEqual([alg === 'ES256' ? 'ES256' : 'RS256', 'sig']);
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  it('need not fetch the keys again while their ETag holds (R-AS-10)', async () => {
    const etag = (await ask('/.well-known/jwks.json')).headers.get('etag') ?? '';
    const again = await fetch(`${server.url}/.well-known/jwks.json`, { headers: { 'if-none-match': `W/${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const changed = await fetch(`${server.url}/.well-known/jwks.json`, { headers: { 'if-none-match': '"other"' } });
    expect(changed.status).toBe(200);
  });

  it('verifies a token with jose and the published keys alone, before and after a rotation', async () => {
    const jwks = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`), { cooldownDuration: 0 });
    const verify = async (): Promise<void> => {
      const { body } = await askToken(grant, header());
      const { payload, protectedHeader } = await jwtVerify(String(body['access_token']), jwks, {
        issuer,
        audience: issuer,
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'iat', 'jti', 'sub', 'client_id', 'scope'],
      });
      expect(payload['client_id']).toBe(program.clientId);
      expect(Number(payload.exp) - Number(payload.iat)).toBe(900);
      expect(protectedHeader.kid).toBeDefined();
    };
    const before = await askToken(grant, header());
    await verify();
    await server.app.get(SigningKeysService).rotate();
    await verify();
    const published = (await ask('/.well-known/jwks.json')).body as unknown as JSONWebKeySet;
    // The current one, the next one and the one before.
    expect(published.keys.filter(({ alg }) => alg === 'ES256')).toHaveLength(3);
    await jwtVerify(String(before.body['access_token']), createLocalJWKSet(published), { issuer });
    const authorization = `Bearer ${String(before.body['access_token'])}`;
    expect((await ask('/api/v1/me', { headers: { authorization } })).status).toBe(200);
  });

  it('reads metadata of what really exists, whatever the Host header is (R-AS-9, R-AS-11)', async () => {
    const { status, headers, body } = await ask('/.well-known/oauth-authorization-server', {
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(body).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
      device_authorization_endpoint: `${issuer}/oauth/device_authorization`,
      userinfo_endpoint: `${issuer}/oauth/userinfo`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      introspection_endpoint: `${issuer}/oauth/introspect`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      end_session_endpoint: `${issuer}/oauth/logout`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: [
        'authorization_code',
        'client_credentials',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:ietf:params:oauth:grant-type:token-exchange',
      ],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
      dpop_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      introspection_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
      revocation_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
      revocation_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'private_key_jwt',
        'none',
      ],
      code_challenge_methods_supported: ['S256'],
      scopes_supported:
        'openid profile email offline_access cameras:read cameras:live cameras:write organizations:manage users:manage applications:manage admin'.split(
          ' ',
        ),
      acr_values_supported: ['urn:camgate:acr:one-factor', 'urn:camgate:acr:two-factors'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
      claims_supported: expect.arrayContaining(['sub', 'auth_time', 'nonce', 'preferred_username']),
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      ui_locales_supported: ['en', 'de', 'ru'],
      authorization_response_iss_parameter_supported: true,
      claims_parameter_supported: false,
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      service_documentation: `${issuer}/docs`,
    });
    expect((await ask('/.well-known/openid-configuration')).body).toEqual(body);
    expect((await ask('/.well-known/oauth-authorization-server/elsewhere')).status).toBe(404);
  });

  it('finds the metadata of an issuer with a path behind the well-known name (R-AS-9)', async () => {
    const nested = await openServer({ PUBLIC_URL: 'https://camgate.test/cameras' });
    try {
      const found = await fetch(`${nested.url}/.well-known/oauth-authorization-server/cameras`);
      expect(await found.json()).toMatchObject({ issuer: 'https://camgate.test/cameras' });
      // Behind the issuer, as many clients ask; the proxy has taken its path away.
      const appended = await fetch(`${nested.url}/.well-known/oauth-authorization-server`);
      expect(await appended.json()).toMatchObject({ issuer: 'https://camgate.test/cameras' });
      expect((await fetch(`${nested.url}/.well-known/oauth-authorization-server/cams`)).status).toBe(404);
    } finally {
      await nested.close();
    }
  });

  it('meets RFC 6749 words at paths that are not there', async () => {
    for (const path of ['/oauth', '/oauth/nothing', '/.well-known/security']) {
      const { status, body } = await ask(path);
      expect([path, status, body['error']]).toEqual([path, 404, 'invalid_request']);
    }
  });
});
