import { ApplicationsService, type NewRegistration } from '#auth';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openErrorPeer, type SharedClient } from '../../support/error-peer.js';
import { callback } from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

const secret = 'a-secret-that-both-servers-know-0123456789';
const app: SharedClient = {
  clientId: 'public-app',
  clientSecret: undefined,
  method: 'none',
  grants: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
};
const website: SharedClient = {
  clientId: 'website-post',
  clientSecret: secret,
  method: 'client_secret_post',
  grants: ['authorization_code', 'refresh_token', 'client_credentials'],
};
const program: SharedClient = {
  clientId: 'program-basic',
  clientSecret: secret,
  method: 'client_secret_basic',
  grants: ['client_credentials'],
};
const clients = [app, website, program];

let server: TestServer;
let peer: Awaited<ReturnType<typeof openErrorPeer>>;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  peer = await openErrorPeer(clients, callback);
  const ours: Readonly<Record<string, NewRegistration>> = {
    [app.clientId]: {
      authMethod: 'none',
      redirectUris: [callback],
      grants: ['authorization_code', 'refresh_token', 'device_code'],
    },
    [website.clientId]: {
      authMethod: 'post',
      redirectUris: [callback],
      grants: ['authorization_code', 'refresh_token', 'client_credentials'],
    },
    [program.clientId]: { authMethod: 'basic', grants: ['client_credentials'] },
  };
  for (const { clientId, clientSecret } of clients)
    await server.app
      .get(ApplicationsService)
      .register({ name: clientId, level: 'user', clientId, clientSecret }, ours[clientId] ?? {});
});
afterAll(async () => {
  await peer.close();
  await server.close();
});

const endpoints = {
  token: ['/oauth/token', '/token'],
  authorize: ['/oauth/authorize', '/auth'],
  revoke: ['/oauth/revoke', '/token/revocation'],
  introspect: ['/oauth/introspect', '/token/introspection'],
  par: ['/oauth/par', '/request'],
  device: ['/oauth/device_authorization', '/device/auth'],
} as const;
type Endpoint = keyof typeof endpoints;

interface BadRequest {
  readonly form: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
}

/** What a client can tell errors apart by; a redirect is 302 or 303, which is for browsers. */
interface Outcome {
  readonly status: number | 'redirect';
  readonly error: string | null;
}

async function outcomeOf(url: string, { form, headers = {}, method = 'POST' }: BadRequest): Promise<Outcome> {
  const isQuery = method === 'GET';
  const response = await fetch(isQuery ? `${url}?${form}` : url, {
    method,
    redirect: 'manual',
    headers: isQuery ? headers : { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(isQuery ? {} : { body: form }),
  });
  const location = response.headers.get('location');
  if (location !== null && location.startsWith(callback))
    return { status: 'redirect', error: errorIn(new URL(location)) };
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : {};
  const error = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : null;
  return { status: response.status, error: isQuery ? null : error };
}

/** The peer answers what asked for a token in the fragment. */
function errorIn({ searchParams, hash }: URL): string | null {
  return searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error');
}

const ask = (endpoint: Endpoint, request: BadRequest): Promise<readonly [Outcome, Outcome]> => {
  const [here, there] = endpoints[endpoint];
  return Promise.all([outcomeOf(server.url + here, request), outcomeOf(peer.url + there, request)]);
};

const basic = (id: string, password: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${btoa(`${id}:${password}`)}`,
});
const form = (...members: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(members.map(([name, value]): [string, string] => [name, value])).toString();
const of = (members: Readonly<Record<string, string>>): string => new URLSearchParams(members).toString();

const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
const asApp = { client_id: app.clientId };
const asWebsite = { client_id: website.clientId, client_secret: secret };
const asProgram = basic(program.clientId, secret);
const unknownCode = 'c'.repeat(43);
const code = { grant_type: 'authorization_code', code: unknownCode, redirect_uri: callback };
const withVerifier = { ...code, code_verifier: 'v'.repeat(43) };
const own = { grant_type: 'client_credentials' };
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const request = {
  ...asApp,
  response_type: 'code',
  redirect_uri: callback,
  scope: 'openid',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};
const without = (name: keyof typeof request): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(request).filter(([key]) => key !== name));

const requests: readonly (readonly [Endpoint, string, BadRequest])[] = [
  ['token', 'nothing', { form: '' }],
  ['token', 'no grant type', { form: of(asWebsite) }],
  ['token', 'an unknown grant type', { form: of({ ...asWebsite, grant_type: 'urn:example:none' }) }],
  ['token', 'the password grant', { form: of({ ...asWebsite, grant_type: 'password', username: 'a', password: 'b' }) }],
  ['token', 'no client', { form: of(own) }],
  ['token', 'an unknown client', { form: of({ ...own, client_id: 'nobody-knows-it', client_secret: secret }) }],
  ['token', 'a wrong secret in the body', { form: of({ ...own, ...asWebsite, client_secret: 'wrong' }) }],
  ['token', 'a wrong secret in the header', { form: of(own), headers: basic(program.clientId, 'wrong') }],
  ['token', 'no secret', { form: of({ ...own, client_id: website.clientId }) }],
  [
    'token',
    'the secret in the header, of a client for the body',
    { form: of(own), headers: basic(website.clientId, secret) },
  ],
  [
    'token',
    'the secret in the body, of a client for the header',
    { form: of({ ...own, client_id: program.clientId, client_secret: secret }) },
  ],
  [
    'token',
    'the secret in both',
    { form: of({ ...own, client_id: program.clientId, client_secret: secret }), headers: asProgram },
  ],
  [
    'token',
    'another client id beside the header',
    { form: of({ ...own, client_id: 'another-client' }), headers: asProgram },
  ],
  ['token', 'a header that is not Base64', { form: of(own), headers: { authorization: 'Basic !' } }],
  ['token', 'a header without a colon', { form: of(own), headers: { authorization: `Basic ${btoa('nothing')}` } }],
  ['token', 'a Bearer header for the client', { form: of(own), headers: { authorization: 'Bearer abc' } }],
  [
    'token',
    'an assertion of another type',
    { form: of({ ...own, client_assertion_type: 'x', client_assertion: 'y' }) },
  ],
  [
    'token',
    'an assertion that is no JWT',
    {
      form: of({
        ...own,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'y',
      }),
    },
  ],
  [
    'token',
    'a parameter twice',
    { form: form(['grant_type', 'client_credentials'], ['scope', 'a'], ['scope', 'b']), headers: asProgram },
  ],
  ['token', 'a grant that the client is not registered for', { form: of(withVerifier), headers: asProgram }],
  ['token', 'client credentials of a public client', { form: of({ ...own, ...asApp }) }],
  ['token', 'a scope that is malformed', { form: of({ ...own, scope: 'a"b' }), headers: asProgram }],
  [
    'token',
    'an unknown resource',
    { form: of({ ...own, resource: 'https://other.example.org/' }), headers: asProgram },
  ],
  ['token', 'a resource that is no URI', { form: of({ ...own, resource: 'other' }), headers: asProgram }],
  [
    'token',
    'a code without its parameter',
    { form: of({ grant_type: 'authorization_code', ...asApp, redirect_uri: callback }) },
  ],
  [
    'token',
    'a code without the redirect URI',
    { form: of({ grant_type: 'authorization_code', ...asApp, code: unknownCode }) },
  ],
  ['token', 'an unknown code', { form: of({ ...withVerifier, ...asApp }) }],
  ['token', 'an unknown code of a website', { form: of({ ...withVerifier, ...asWebsite }) }],
  ['token', 'no refresh token', { form: of({ grant_type: 'refresh_token', ...asApp }) }],
  ['token', 'an unknown refresh token', { form: of({ grant_type: 'refresh_token', ...asApp, refresh_token: 'x' }) }],
  ['token', 'no device code', { form: of({ grant_type: deviceGrant, ...asApp }) }],
  ['token', 'an unknown device code', { form: of({ grant_type: deviceGrant, ...asApp, device_code: unknownCode }) }],
  ['token', 'a DPoP proof that cannot be read', { form: of({ ...withVerifier, ...asApp }), headers: { dpop: 'x' } }],
  ['token', 'GET', { form: of(own), method: 'GET' }],
  [
    'token',
    'JSON',
    { form: '{"grant_type":"client_credentials"}', headers: { ...asProgram, 'content-type': 'application/json' } },
  ],
  ['authorize', 'nothing', { form: '', method: 'GET' }],
  ['authorize', 'an unknown client', { form: of({ ...request, client_id: 'nobody-knows-it' }), method: 'GET' }],
  ['authorize', 'another redirect URI', { form: of({ ...request, redirect_uri: `${callback}/x` }), method: 'GET' }],
  ['authorize', 'no response type', { form: of(without('response_type')), method: 'GET' }],
  ['authorize', 'another response type', { form: of({ ...request, response_type: 'token' }), method: 'GET' }],
  ['authorize', 'an unknown response mode', { form: of({ ...request, response_mode: 'x' }), method: 'GET' }],
  ['authorize', 'no code challenge', { form: of(without('code_challenge')), method: 'GET' }],
  ['authorize', 'the method plain', { form: of({ ...request, code_challenge_method: 'plain' }), method: 'GET' }],
  ['authorize', 'a challenge that is too short', { form: of({ ...request, code_challenge: 'x' }), method: 'GET' }],
  ['authorize', 'prompt none and login', { form: of({ ...request, prompt: 'none login' }), method: 'GET' }],
  [
    'authorize',
    'prompt none of somebody who is not signed in',
    { form: of({ ...request, prompt: 'none' }), method: 'GET' },
  ],
  ['authorize', 'max_age that is no number', { form: of({ ...request, max_age: 'x' }), method: 'GET' }],
  ['authorize', 'a request object', { form: of({ ...request, request: 'x' }), method: 'GET' }],
  [
    'authorize',
    'an unknown request URI',
    { form: of({ ...asApp, request_uri: `urn:ietf:params:oauth:request_uri:${unknownCode}` }), method: 'GET' },
  ],
  ['authorize', 'a parameter twice', { form: `${of(request)}&nonce=a&nonce=b`, method: 'GET' }],
  [
    'authorize',
    'an unknown resource',
    { form: of({ ...request, resource: 'https://other.example.org/' }), method: 'GET' },
  ],
  ['authorize', 'dpop_jkt that is no thumbprint', { form: of({ ...request, dpop_jkt: 'x' }), method: 'GET' }],
  ['revoke', 'no client', { form: of({ token: 'x' }) }],
  ['revoke', 'a wrong secret', { form: of({ ...asWebsite, client_secret: 'wrong', token: 'x' }) }],
  ['revoke', 'no token', { form: of(asWebsite) }],
  ['revoke', 'an unknown token', { form: of({ ...asWebsite, token: 'x' }) }],
  ['introspect', 'no client', { form: of({ token: 'x' }) }],
  ['introspect', 'no token', { form: of(asWebsite) }],
  ['introspect', 'an unknown token', { form: of({ ...asWebsite, token: 'x' }) }],
  ['introspect', 'a public client', { form: of({ ...asApp, token: 'x' }) }],
  ['par', 'no client', { form: of(without('client_id')) }],
  ['par', 'a request URI inside', { form: of({ ...request, request_uri: 'urn:x' }) }],
  ['par', 'another redirect URI', { form: of({ ...request, redirect_uri: `${callback}/x` }) }],
  ['par', 'no code challenge', { form: of(without('code_challenge')) }],
  ['par', 'another response type', { form: of({ ...request, response_type: 'token' }) }],
  ['par', 'a request object', { form: of({ ...request, request: 'x' }) }],
  ['par', 'the method plain', { form: of({ ...request, code_challenge_method: 'plain' }) }],
  ['par', 'a scope that is malformed', { form: of({ ...request, scope: 'a"b' }) }],
  ['par', 'a client without the code grant', { form: of({ ...without('client_id') }), headers: asProgram }],
  ['device', 'no client', { form: of({ scope: 'openid' }) }],
  ['device', 'an unknown client', { form: of({ client_id: 'nobody-knows-it' }) }],
  ['device', 'a client without the grant', { form: of(asWebsite) }],
];

/** Where we answer otherwise, what we answer, and what makes that right. */
const differences: Readonly<
  Record<string, readonly [status: Outcome['status'], error: string | null, because: string]>
> = {
  'token: no client': [401, 'invalid_client', 'RFC 6749 §5.2: no client authentication included'],
  'revoke: no client': [401, 'invalid_client', 'RFC 7009 §2.2.1, RFC 6749 §5.2'],
  'introspect: no client': [401, 'invalid_client', 'RFC 7662 §2.3: 401 as RFC 6749 §5.2'],
  'par: no client': [401, 'invalid_client', 'RFC 9126 §2.3, RFC 6749 §5.2'],
  'device: no client': [401, 'invalid_client', 'RFC 8628 §3.1, RFC 6749 §5.2'],
  'token: the secret in the header, of a client for the body': [401, 'invalid_client', 'RFC 7591 §2: one method'],
  'token: the secret in the body, of a client for the header': [401, 'invalid_client', 'RFC 7591 §2: one method'],
  'token: a header that is not Base64': [401, 'invalid_client', 'RFC 6749 §5.2: 401 where the header was used'],
  'token: a header without a colon': [401, 'invalid_client', 'RFC 6749 §5.2: 401 where the header was used'],
  'token: a Bearer header for the client': [401, 'invalid_client', 'RFC 6749 §5.2: unsupported method, 401'],
  'token: an assertion of another type': [401, 'invalid_client', 'RFC 7521 §4.2.1'],
  'token: an assertion that is no JWT': [401, 'invalid_client', 'RFC 7521 §4.2.1, RFC 7523 §3.2'],
  'token: a grant that the client is not registered for': [400, 'unauthorized_client', 'RFC 6749 §5.2'],
  'token: client credentials of a public client': [400, 'unauthorized_client', 'RFC 6749 §4.4, §5.2'],
  'device: a client without the grant': [400, 'unauthorized_client', 'RFC 8628 §3.2, RFC 6749 §5.2'],
  'token: GET': [405, null, 'RFC 6749 §3.2: POST; RFC 9110 §15.5.6'],
  'token: JSON': [415, 'invalid_request', 'RFC 9110 §15.5.16'],
  'authorize: an unknown response mode': ['redirect', 'invalid_request', 'RFC 6749 §4.1.2.1 has no other code'],
  'authorize: an unknown request URI': [400, null, 'RFC 6749 §4.1.2.1: no redirect without a redirect URI'],
  'authorize: dpop_jkt that is no thumbprint': [
    'redirect',
    'invalid_request',
    'RFC 9449 §10: it could never be proven',
  ],
  'introspect: a public client': [401, 'invalid_client', 'RFC 7662 §2.1: the endpoint requires authorization'],
  'par: a request URI inside': [400, 'invalid_request', 'RFC 9126 §2.1; request URIs themselves are supported'],
};

describe('a bad request is answered as oidc-provider answers it, or as the RFC says', () => {
  it.each(requests)('%s: %s', async (endpoint, title, bad) => {
    const [ours, theirs] = await ask(endpoint, bad);
    const difference = differences[`${endpoint}: ${title}`];
    const [status, error] = difference ?? [theirs.status, theirs.error];
    expect(ours).toEqual({ status, error });
    // A difference that is none any more leaves the list.
    expect(isDeepStrictEqual(theirs, ours)).toBe(difference === undefined);
  });

  it('and no difference is listed for a request that is not sent', () => {
    const sent = new Set(requests.map(([endpoint, title]) => `${endpoint}: ${title}`));
    expect(Object.keys(differences).filter((name) => !sent.has(name))).toEqual([]);
  });
});
