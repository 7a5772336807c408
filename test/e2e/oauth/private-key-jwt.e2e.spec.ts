import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createHmac, type KeyObject, randomUUID, type webcrypto } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, type OauthAnswer, type OauthClient, postForm, registerClient } from '../../support/oauth.js';
import { openServer, type TestServer } from '../../support/server.js';

type PrivateKey = webcrypto.CryptoKey | KeyObject;

const issuer = 'http://camgate.test';
const tokenEndpoint = `${issuer}/oauth/token`;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

let server: TestServer;
let client: OauthClient;
let key: PrivateKey;
let jwk: JWK;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one' };
  client = await register([jwk]);
});
afterEach(() => server.clock.home());
afterAll(() => server.close());

function register(keys: readonly JWK[]): Promise<OauthClient> {
  return registerClient(server, { authMethod: 'private_key_jwt', jwks: { keys } });
}

function claims(more: JWTPayload = {}): JWTPayload {
  const now = server.clock.seconds();
  return {
    iss: client.clientId,
    sub: client.clientId,
    aud: issuer,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
    ...more,
  };
}

function sign(payload = claims(), by = key, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(by);
}

function present(assertion: string, more: Readonly<Record<string, string>> = {}): Promise<OauthAnswer> {
  const form = {
    grant_type: 'client_credentials',
    client_assertion_type: assertionType,
    client_assertion: assertion,
    ...more,
  };
  return postForm(server, '/oauth/token', form);
}

const refused = { status: 401, body: { error: 'invalid_client' } };

describe('a client with a key', () => {
  it.each([[issuer], [tokenEndpoint], [[issuer]]])('authenticates with a JWT for %j', async (aud) => {
    const { status, body } = await present(await sign(claims({ aud })));
    expect(status).toBe(200);
    expect(claimsOf(body['access_token'])['client_id']).toBe(client.clientId);
  });

  it('may name itself beside it, and leave out the name of its only fitting key', async () => {
    expect((await present(await sign(), { client_id: client.clientId })).status).toBe(200);
    const unnamed = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(key);
    expect((await present(unnamed)).status).toBe(200);
  });

  it.each(['RS256', 'PS256'] as const)('signs with %s too', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const other = await register([{ ...(await exportJWK(pair.publicKey)), kid: 'rsa', alg }]);
    const payload = claims({ iss: other.clientId, sub: other.clientId });
    const assertion = await new SignJWT(payload).setProtectedHeader({ alg, kid: 'rsa' }).sign(pair.privateKey);
    expect((await present(assertion)).status).toBe(200);
  });

  it('introspects and revokes with it', async () => {
    const { body } = await present(await sign());
    const form = async () => ({
      client_assertion_type: assertionType,
      client_assertion: await sign(),
      token: body['access_token'] ?? '',
    });
    const shown = await postForm(server, '/oauth/introspect', await form());
    expect(shown.body).toMatchObject({ active: true });
    expect((await postForm(server, '/oauth/revoke', await form())).status).toBe(200);
    expect((await postForm(server, '/oauth/introspect', await form())).body).toEqual({ active: false });
  });

  it('finds the method and its algorithms in the metadata', async () => {
    const response = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      token_endpoint_auth_methods_supported: expect.arrayContaining(['private_key_jwt']),
      token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256'],
    });
  });
});

describe('an assertion', () => {
  it('counts once, also when eight come at the same time', async () => {
    const assertion = await sign();
    const answers = await Promise.all(Array.from({ length: 8 }, () => present(assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await present(assertion)).toMatchObject(refused);
  });

  it('counts once across two instances', async () => {
    const other = await openServer({ DATABASE_URL: server.databaseUrl, RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
    try {
      const assertion = await sign();
      const form = {
        grant_type: 'client_credentials',
        client_assertion_type: assertionType,
        client_assertion: assertion,
      };
      const answers = await Promise.all([server, other].map((one) => postForm(one, '/oauth/token', form)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('that is wrong does not use up the identifier of the right one', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const payload = claims();
    expect(await present(await sign(payload, privateKey))).toMatchObject(refused);
    expect((await present(await sign(payload))).status).toBe(200);
  });

  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'someone' }],
    ['of another subject', { sub: 'someone-else' }],
    ['for another audience', { aud: 'https://other.example' }],
    ['for two audiences', { aud: [issuer, 'https://other.example'] }],
    ['for an audience that begins like ours', { aud: `${issuer}.evil.example` }],
    ['without an audience', { aud: undefined as unknown as string }],
    ['without an expiry', { exp: undefined as unknown as number }],
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - 120 }],
    ['that lives for hours', { exp: Math.floor(Date.now() / 1000) + 7200 }],
    ['from the future', { iat: Math.floor(Date.now() / 1000) + 600 }],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['without an identifier', { jti: undefined as unknown as string }],
    ['with an empty identifier', { jti: '' }],
    ['with an endless identifier', { jti: 'x'.repeat(300) }],
  ])('%s is refused', async (_, change) => {
    expect(await present(await sign(claims(change)))).toMatchObject(refused);
  });

  it('signed by nobody, by another key, or with a public key as a secret is refused', async () => {
    const none = new UnsecuredJWT(claims()).encode();
    const other = await generateKeyPair('ES256');
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'one' })).toString('base64url');
    const signed = `${head}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}`;
    const mac = `${signed}.${createHmac('sha256', JSON.stringify(jwk)).update(signed).digest('base64url')}`;
    const right = await sign();
    const embedded = await sign(claims(), other.privateKey, { jwk: await exportJWK(other.publicKey) });
    const remote = await sign(claims(), other.privateKey, { jku: 'https://evil.example/jwks.json' });
    for (const forged of [
      none,
      mac,
      await sign(claims(), other.privateKey),
      await sign(claims(), key, { kid: 'two' }),
      `${right.slice(0, -6)}AAAAAA`,
      `${right.split('.').slice(0, 2).join('.')}.`,
      embedded,
      remote,
      'x',
      `${'a'.repeat(9000)}.b.c`,
    ])
      expect(await present(forged)).toMatchObject(refused);
  });

  it('of another client does not authenticate this one', async () => {
    const other = await register([jwk]);
    expect(await present(await sign(), { client_id: other.clientId })).toMatchObject(refused);
  });

  it('beside another way of authentication, or of another type, is refused', async () => {
    expect((await present(await sign(), { client_secret: 'x'.repeat(30) })).body['error']).toBe('invalid_request');
    const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    const both = await postForm(
      server,
      '/oauth/token',
      { grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: await sign() },
      basic,
    );
    expect(both.body['error']).toBe('invalid_request');
    const saml = 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer';
    expect(await present(await sign(), { client_assertion_type: saml })).toMatchObject(refused);
  });

  it('does not authenticate a client that has another method; nor does a secret one that has this', async () => {
    const secret = await registerClient(server, { authMethod: 'basic' });
    const payload = claims({ iss: secret.clientId, sub: secret.clientId });
    expect(await present(await sign(payload))).toMatchObject(refused);
    const bare = await postForm(server, '/oauth/token', {
      grant_type: 'client_credentials',
      client_id: client.clientId,
    });
    expect(bare).toMatchObject(refused);
  });
});

describe('A client that registers a key', () => {
  it.each([
    ['on another curve', { kty: 'EC', crv: 'P-521', x: 'AA', y: 'AA' }],
    ['that is no point of the curve', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }],
    ['of too few bits', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
  ])('%s is told at once that nothing could be verified with it', async (_, unfit) => {
    await expect(register([jwk, unfit])).rejects.toMatchObject({
      code: 'account.invalid',
      context: { reason: 'jwks' },
    });
  });
});
