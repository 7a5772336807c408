import { UsersService } from '#auth';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { type KeyHolder, makeProof, newHolder, type ProofOptions } from '../../support/dpop.js';
import {
  authorize,
  callback,
  codeForm,
  type OauthAnswer,
  type OauthClient,
  postForm,
  registerClient,
} from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

const issuer = 'http://camgate.test';
const tokenUrl = `${issuer}/oauth/token`;
const parUrl = `${issuer}/oauth/par`;
const camerasUrl = `${issuer}/api/v1/cameras`;
const person = { login: 'ann', password: 'a quiet harbour at dawn' };
const page = 'https://app.example.org';
const settings = { RATE_LIMIT_LOGINS_PER_MINUTE: '0', DPOP_NONCE_REQUIRED: 'true' };

let server: TestServer;
let client: OauthClient;
let holder: KeyHolder;

beforeAll(async () => {
  server = await openServer(settings);
  await server.app.get(UsersService).create(person);
  client = await registerClient(server, {
    authMethod: 'none',
    redirectUris: [callback],
    grants: ['authorization_code', 'refresh_token', 'device_code'],
  });
  holder = await newHolder();
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

function proof(url: string, nonce?: string, more: Partial<ProofOptions> = {}): Promise<string> {
  return makeProof(server, url, { by: holder, ...more, payload: nonce === undefined ? {} : { nonce } });
}

/** Sends a form with a proof without a nonce, which is refused, and again with the nonce of that answer. */
async function twice(path: string, form: Readonly<Record<string, string>>): Promise<OauthAnswer> {
  const url = issuer + path;
  const first = await postForm(server, path, form, { dpop: await proof(url) });
  expect(first).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } });
  return postForm(server, path, form, { dpop: await proof(url, nonceOf(first.headers)) });
}

function nonceOf(headers: Headers): string {
  const nonce = headers.get('dpop-nonce') ?? '';
  expect(nonce).toMatch(/^[\w-]{43}$/);
  return nonce;
}

async function tokens(): Promise<OauthAnswer['body']> {
  const { status, body } = await twice('/oauth/token', codeForm(client, await authorize(server, client, person)));
  expect(status).toBe(200);
  return body;
}

function ask(token: string, text: string, at = server): Promise<Response> {
  return fetch(`${at.url}/api/v1/cameras`, { headers: { authorization: `DPoP ${token}`, dpop: text } });
}

describe('a server that asks for nonces', () => {
  it('uses no code, refresh token or device code up before a proof has its nonce', async () => {
    const body = await tokens();
    const refreshed = await twice('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: client.clientId,
      refresh_token: body['refresh_token'] ?? '',
    });
    expect(refreshed).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });

    const form = { client_id: client.clientId, scope: 'cameras:read' };
    const { body: device } = await postForm(server, '/oauth/device_authorization', form);
    const browser = new BrowserPerson(server.url);
    const first = await browser.open(device['verification_uri_complete'] ?? '');
    const signedIn = await (await browser.open(first.location ?? '')).submit('sign-in', person);
    await (await browser.open(signedIn.location ?? '')).submit('allow');
    const polled = await twice('/oauth/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: client.clientId,
      device_code: device['device_code'] ?? '',
    });
    expect(polled).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
  });

  it('uses no assertion of the client up, and no identifier of the proof', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one' };
    const program = await registerClient(server, { authMethod: 'private_key_jwt', jwks: { keys: [jwk] } });
    const now = server.clock.seconds();
    const [iss, jti] = [program.clientId, randomUUID()];
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await new SignJWT({ iss, sub: iss, aud: issuer, iat: now, exp: now + 60, jti })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .sign(pair.privateKey),
    };
    const first = await postForm(server, '/oauth/token', form, {
      dpop: await makeProof(server, tokenUrl, { by: holder, payload: { jti } }),
    });
    expect(first.body['error']).toBe('use_dpop_nonce');
    const nonce = nonceOf(first.headers);
    const second = await postForm(server, '/oauth/token', form, {
      dpop: await makeProof(server, tokenUrl, { by: holder, payload: { jti, nonce } }),
    });
    expect(second).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
  });

  it('binds a pushed request, which is pushed again with the nonce and gives a code for that key alone', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const pushed = await twice('/oauth/par', {
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'cameras:read offline_access',
      dpop_jkt: holder.thumbprint,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(pushed.status).toBe(201);
    const query = new URLSearchParams({ client_id: client.clientId, request_uri: pushed.body['request_uri'] ?? '' });
    const signIn = await new BrowserPerson(server.url).open(`${server.url}/oauth/authorize?${query.toString()}`);
    const after = await signIn.submit('sign-in', person);
    const granted = after.location === undefined ? await after.submit('allow') : after;
    const code = { code: granted.answer.get('code') ?? '', verifier };
    const nonce = nonceOf(pushed.headers);
    const byThief = { dpop: await proof(tokenUrl, nonce, { by: await newHolder() }) };
    const stolen = await postForm(server, '/oauth/token', codeForm(client, code), byThief);
    expect(stolen.body['error']).toBe('invalid_grant');
    expect((await twice('/oauth/token', codeForm(client, code))).status).toBe(200);
  });

  it('refuses dpop_jkt of another key than the proof of a pushed request has', async () => {
    const first = await postForm(server, '/oauth/par', { client_id: client.clientId }, { dpop: await proof(parUrl) });
    const form = { client_id: client.clientId, dpop_jkt: (await newHolder()).thumbprint };
    const dpop = await proof(parUrl, nonceOf(first.headers));
    expect((await postForm(server, '/oauth/par', form, { dpop })).body['error']).toBe('invalid_dpop_proof');
  });

  it('asks at the APIs too, in the words of RFC 9449', async () => {
    const token = (await tokens())['access_token'] ?? '';
    for (const path of ['/api/v1/cameras', '/watcher/client-api/v3/streams', '/oauth/userinfo', '/cameras/']) {
      const make = async (nonce?: string) => proof(issuer + path, nonce, { method: 'GET', token });
      const send = async (dpop: string) =>
        fetch(server.url + path, { headers: { authorization: `DPoP ${token}`, dpop } });
      const refused = await send(await make());
      expect([path, refused.status]).toEqual([path, 401]);
      const nonce = nonceOf(refused.headers);
      const granted = await send(await make(nonce));
      expect([path, granted.status]).toEqual([path, 200]);
      expect(granted.headers.get('cache-control')).toContain('no-store');
    }
    const challenge = (await ask(token, await proof(camerasUrl, undefined, { method: 'GET', token }))).headers;
    expect(challenge.get('www-authenticate')).toMatch(/^DPoP .*error="use_dpop_nonce"/);
  });

  it('lets pages of clients read the nonce and the challenge', async () => {
    const { headers } = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: { origin: page, dpop: await proof(tokenUrl) },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client.clientId }),
    });
    nonceOf(headers);
    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['DPoP-Nonce', 'WWW-Authenticate']));
  });

  it('takes a nonce for three to six minutes, and tells of the next with an answer that is right', async () => {
    const token = (await tokens())['access_token'] ?? '';
    const forApi = (nonce: string) => proof(camerasUrl, nonce, { method: 'GET', token });
    const first = nonceOf((await ask(token, await forApi('none'))).headers);
    server.clock.travel(180);
    const later = await ask(token, await forApi(first));
    expect(later.status).toBe(200);
    const next = nonceOf(later.headers);
    expect(next).not.toBe(first);
    server.clock.travel(180);
    expect((await ask(token, await forApi(first))).status).toBe(401);
    expect((await ask(token, await forApi(next))).status).toBe(200);
  });

  it.each(['', 'x', 'A'.repeat(43), 'B'.repeat(9000)])('takes no nonce that is not its own (%#)', async (nonce) => {
    const form = { grant_type: 'client_credentials', client_id: client.clientId };
    const { body } = await postForm(server, '/oauth/token', form, { dpop: await proof(tokenUrl, nonce) });
    expect(body['error']).toMatch(/^(use_dpop_nonce|invalid_dpop_proof)$/);
  });

  it('takes the nonces of another instance', async () => {
    const other = await openServer({ ...settings, DATABASE_URL: server.databaseUrl });
    try {
      const token = (await tokens())['access_token'] ?? '';
      const { headers } = await ask(token, await proof(camerasUrl, undefined, { method: 'GET', token }));
      const text = await proof(camerasUrl, nonceOf(headers), { method: 'GET', token });
      expect((await ask(token, text, other)).status).toBe(200);
      expect((await ask(token, text)).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it('is what oauth4webapi expects', async () => {
    const options = {
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: (url: string, init?: object) => fetch(url.replace(issuer, server.url), init),
    };
    const discovered = await oauth.discoveryRequest(new URL(issuer), options);
    const as = await oauth.processDiscoveryResponse(new URL(issuer), discovered);
    const who: oauth.Client = { client_id: client.clientId };
    const handle = oauth.DPoP(who, await oauth.generateKeyPair('ES256'));
    const { code, verifier } = await authorize(server, client, person);
    const answer = oauth.validateAuthResponse(as, who, new URLSearchParams({ code, iss: issuer }), oauth.expectNoState);
    const redeem = async (): Promise<oauth.TokenEndpointResponse> =>
      oauth.processAuthorizationCodeResponse(
        as,
        who,
        await oauth.authorizationCodeGrantRequest(as, who, oauth.None(), answer, callback, verifier, {
          ...options,
          DPoP: handle,
        }),
      );
    const failed: unknown = await redeem().catch((error: unknown) => error);
    expect(oauth.isDPoPNonceError(failed)).toBe(true);
    const granted = await redeem();
    const cameras = await oauth.protectedResourceRequest(
      granted.access_token,
      'GET',
      new URL(camerasUrl),
      undefined,
      undefined,
      { ...options, DPoP: handle },
    );
    expect(cameras.status).toBe(200);
  });
});

describe('a server that asks for none', () => {
  it('sends none, and does not mind one', async () => {
    const plain = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
    try {
      const program = await registerClient(plain, { authMethod: 'post' });
      const form = {
        grant_type: 'client_credentials',
        client_id: program.clientId,
        client_secret: program.clientSecret ?? '',
      };
      const dpop = await makeProof(plain, tokenUrl, { by: holder, payload: { nonce: 'of another server' } });
      const { status, headers } = await postForm(plain, '/oauth/token', form, { dpop });
      expect(status).toBe(200);
      expect(headers.has('dpop-nonce')).toBe(false);
    } finally {
      await plain.close();
    }
  });
});
