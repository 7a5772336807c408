import { UsersService } from '#auth';
import { exportJWK, UnsecuredJWT } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type KeyHolder, makeProof, newHolder, type ProofOptions } from '../../support/dpop.js';
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
import { openServer, type TestServer } from '../../support/server.js';

const issuer = 'http://camgate.test';
const tokenUrl = `${issuer}/oauth/token`;
const camerasUrl = `${issuer}/api/v1/cameras`;
const person = { login: 'ann', password: 'a quiet harbour at dawn' };

let server: TestServer;
let client: OauthClient;
let holder: KeyHolder;
let thief: KeyHolder;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  await server.app.get(UsersService).create(person);
  client = await registerClient(server, {
    authMethod: 'none',
    redirectUris: [callback],
    grants: ['authorization_code', 'refresh_token', 'token_exchange'],
  });
  [holder, thief] = [await newHolder(), await newHolder()];
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

type OwnProofOptions = Partial<ProofOptions>;

function proof(url: string, options: OwnProofOptions = {}): Promise<string> {
  return makeProof(server, url, { by: holder, ...options });
}

async function signIn(text?: string, who = client, more: Readonly<Record<string, string>> = {}): Promise<OauthAnswer> {
  const code = await authorize(server, who, person, more);
  return postForm(server, '/oauth/token', codeForm(who, code), { dpop: text ?? (await proof(tokenUrl)) });
}

async function ask(
  token: string,
  options: { readonly scheme?: string; readonly proof?: string; readonly path?: string },
) {
  const response = await fetch(server.url + (options.path ?? '/api/v1/cameras'), {
    headers: {
      authorization: `${options.scheme ?? 'DPoP'} ${token}`,
      ...(options.proof === undefined ? {} : { dpop: options.proof }),
    },
  });
  return { status: response.status, challenge: response.headers.get('www-authenticate') ?? '' };
}

const forApi = (token: string, more: OwnProofOptions = {}, url = camerasUrl) =>
  proof(url, { method: 'GET', token, ...more });

describe('a client with a DPoP key', () => {
  it('gets tokens that are bound to it, and uses them', async () => {
    const { status, body } = await signIn();
    expect(status).toBe(200);
    expect(body['token_type']).toBe('DPoP');
    const token = body['access_token'] ?? '';
    expect(claimsOf(token)['cnf']).toEqual({ jkt: holder.thumbprint });
    expect((await ask(token, { proof: await forApi(token) })).status).toBe(200);
    expect((await ask(token, { scheme: 'dpop', proof: await forApi(token) })).status).toBe(200);
    for (const path of ['/watcher/client-api/v3/streams', '/vsaas/api/v2/cameras', '/oauth/userinfo', '/cameras/'])
      expect([path, (await ask(token, { path, proof: await forApi(token, {}, issuer + path) })).status]).toEqual([
        path,
        200,
      ]);
    const query = await ask(token, { path: '/api/v1/cameras?limit=1', proof: await forApi(token) });
    expect(query.status).toBe(200);
  });

  it('signs with RSA too', async () => {
    const rsa = await newHolder('RS256');
    const { body } = await signIn(await proof(tokenUrl, { by: rsa, alg: 'RS256' }));
    expect(claimsOf(body['access_token'])['cnf']).toEqual({ jkt: rsa.thumbprint });
  });

  it('refreshes with its key, and with no other', async () => {
    const { body } = await signIn();
    const refresh = async (text?: string) =>
      postForm(
        server,
        '/oauth/token',
        { grant_type: 'refresh_token', client_id: client.clientId, refresh_token: body['refresh_token'] ?? '' },
        text === undefined ? {} : { dpop: text },
      );
    expect((await refresh()).body['error']).toBe('invalid_grant');
    expect((await refresh(await proof(tokenUrl, { by: thief }))).body['error']).toBe('invalid_grant');
    expect((await refresh('broken')).body['error']).toBe('invalid_dpop_proof');
    // None of these used the token up.
    const refreshed = await refresh(await proof(tokenUrl));
    expect(refreshed).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
    expect(claimsOf(refreshed.body['access_token'])['cnf']).toEqual({ jkt: holder.thumbprint });
  });

  it('binds its code beforehand with dpop_jkt', async () => {
    const bound = { dpop_jkt: holder.thumbprint };
    expect((await signIn(await proof(tokenUrl, { by: thief }), client, bound)).body['error']).toBe('invalid_grant');
    expect((await signIn(undefined, client, bound)).status).toBe(200);
  });

  it('sees the key in introspection, and the algorithms in the metadata', async () => {
    const program = await registerClient(server, { authMethod: 'post' });
    const form = { client_id: program.clientId, client_secret: program.clientSecret ?? '' };
    const issued = await postForm(
      server,
      '/oauth/token',
      { ...form, grant_type: 'client_credentials' },
      { dpop: await proof(tokenUrl) },
    );
    const shown = await postForm(server, '/oauth/introspect', { ...form, token: issued.body['access_token'] ?? '' });
    expect(shown.body).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt: holder.thumbprint } });
    const metadata = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).toMatchObject({ dpop_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'] });
  });
});

describe('a stolen token that is bound', () => {
  it('is refused as a Bearer token, without a proof, and with the proof of another key', async () => {
    const { body } = await signIn();
    const token = body['access_token'] ?? '';
    expect(await ask(token, { scheme: 'Bearer' })).toMatchObject({
      status: 401,
      challenge: expect.stringMatching(/^DPoP /),
    });
    expect((await ask(token, { scheme: 'Bearer', proof: await forApi(token) })).status).toBe(401);
    expect((await ask(token, {})).status).toBe(401);
    expect((await ask(token, { proof: await forApi(token, { by: thief }) })).status).toBe(401);
    const v3 = '/watcher/client-api/v3/streams';
    expect((await ask(token, { scheme: 'Bearer', path: v3 })).status).toBe(401);
    const media = await fetch(
      `${server.url}/vsaas/api/camera_auth?${new URLSearchParams({ name: 'x', token }).toString()}`,
    );
    expect(media.status).toBe(403);
  });

  it('cannot be exchanged without its key', async () => {
    const { body } = await signIn();
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      client_id: client.clientId,
      subject_token: body['access_token'] ?? '',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    };
    expect((await postForm(server, '/oauth/token', form)).body['error']).toBe('invalid_request');
    const byThief = { dpop: await proof(tokenUrl, { by: thief }) };
    expect((await postForm(server, '/oauth/token', form, byThief)).body['error']).toBe('invalid_request');
    const own = await postForm(server, '/oauth/token', form, { dpop: await proof(tokenUrl) });
    expect(own.body['token_type']).toBe('DPoP');
  });

  it('is nothing that an unbound token could pretend to be', async () => {
    const code = await authorize(server, client, person);
    const { body } = await postForm(server, '/oauth/token', codeForm(client, code));
    const token = body['access_token'] ?? '';
    expect((await ask(token, { scheme: 'Bearer' })).status).toBe(200);
    expect((await ask(token, { proof: await forApi(token) })).status).toBe(401);
  });
});

describe('a proof', () => {
  it('counts once, at the API and at the token endpoint, also of eight at the same time', async () => {
    const text = await proof(tokenUrl);
    const { body } = await signIn(text);
    expect((await signIn(text)).body['error']).toBe('invalid_dpop_proof');
    const token = body['access_token'] ?? '';
    const used = await forApi(token);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(token, { proof: used })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await ask(token, { proof: used })).challenge).toContain('error="invalid_dpop_proof"');
  });

  it('counts once across two instances, at the API and at the token endpoint', async () => {
    const other = await openServer({ DATABASE_URL: server.databaseUrl, RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
    try {
      const text = await proof(tokenUrl);
      const { body } = await signIn(text);
      const token = body['access_token'] ?? '';
      const code = await authorize(server, client, person);
      const replay = await postForm(other, '/oauth/token', codeForm(client, code), { dpop: text });
      expect(replay).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } });
      const used = await forApi(token);
      const answers = await Promise.all(
        [server, other].map((at) =>
          fetch(`${at.url}/api/v1/cameras`, { headers: { authorization: `DPoP ${token}`, dpop: used } }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    } finally {
      await other.close();
    }
  });

  it.each<[string, OwnProofOptions, string?]>([
    ['of another method', { method: 'POST' }],
    ['for another address', {}, `${issuer}/api/v1/organizations`],
    ['for another host', {}, 'http://evil.test/api/v1/cameras'],
    ['without a hash of the token', { payload: { ath: undefined } }],
    ['with the hash of another token', { payload: { ath: createHash('sha256').update('x').digest('base64url') } }],
    ['that is old', { payload: { iat: Math.floor(Date.now() / 1000) - 400 } }],
    ['from the future', { payload: { iat: Math.floor(Date.now() / 1000) + 400 } }],
    ['without a time', { payload: { iat: undefined as unknown as number } }],
    ['without an identifier', { payload: { jti: undefined as unknown as string } }],
    ['of another type', { header: { typ: 'JWT' } }],
    ['with an extension that must be understood', { header: { crit: ['x'], x: 1 } }],
    ['without a key', { header: { jwk: undefined } }],
  ])('%s is refused', async (_, options, url) => {
    const { body } = await signIn();
    const token = body['access_token'] ?? '';
    let text: string;
    try {
      text = await forApi(token, options, url);
    } catch {
      // The library does not sign what it does not understand; the header is put in place of a right one.
      const [, payload, signature] = (await forApi(token)).split('.');
      const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: holder.jwk, ...options.header };
      text = [Buffer.from(JSON.stringify(header)).toString('base64url'), payload, signature].join('.');
    }
    expect((await ask(token, { proof: text })).status).toBe(401);
  });

  it('signed by nobody, with a private key inside, or by another key than it names is refused', async () => {
    const none = new UnsecuredJWT({
      jti: randomUUID(),
      htm: 'POST',
      htu: tokenUrl,
      iat: server.clock.seconds(),
    }).encode();
    const shown = await proof(tokenUrl, { by: { ...holder, jwk: await exportJWK(holder.key) } });
    const foreign = await proof(tokenUrl, { by: { ...thief, jwk: holder.jwk } });
    for (const text of [none, shown, foreign, 'x', 'a.b.c', ''.padEnd(9000, 'x')])
      expect((await signIn(text)).body['error']).toBe('invalid_dpop_proof');
  });

  it('that stands twice is refused', async () => {
    const code = await authorize(server, client, person);
    const headers = { dpop: `${await proof(tokenUrl)}, ${await proof(tokenUrl)}` };
    const { body } = await postForm(server, '/oauth/token', codeForm(client, code), headers);
    expect(body['error']).toBe('invalid_dpop_proof');
  });

  it('that is wrong does not use the code up', async () => {
    const code = await authorize(server, client, person);
    const wrong = await postForm(server, '/oauth/token', codeForm(client, code), { dpop: 'broken' });
    expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } });
    expect(
      (await postForm(server, '/oauth/token', codeForm(client, code), { dpop: await proof(tokenUrl) })).status,
    ).toBe(200);
  });
});
