import { ApplicationsService, type NewRegistration, UsersService } from '#auth';
import { JwtVerifier } from 'aws-jwt-verify';
import { auth } from 'express-oauth2-jwt-bearer';
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { openServer, type TestServer } from '../../support/server.js';

const issuer = 'http://camgate.test';
const callback = 'https://app.example.org/callback';
const person = { login: 'ann', password: 'a quiet harbour at dawn' };

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
  await server.app.get(UsersService).create({ ...person, fullName: 'Ann Example' });
});

afterAll(() => server.close());

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

async function register(wanted: NewRegistration): Promise<Client> {
  const { application, clientSecret = '' } = await server.app
    .get(ApplicationsService)
    .register({ name: 'Harbour map', level: 'user' }, wanted);
  return { clientId: application.clientId, clientSecret };
}

/** The library's requests go to the server's own address; the issuer's name is not in any DNS. */
const toServer = (url: string, init?: object): Promise<Response> => fetch(url.replace(issuer, server.url), init);

/** A person signs in and allows the client; the address that the browser is then sent to. */
async function allow(authorizationUrl: URL): Promise<URL> {
  const browser = new BrowserPerson(server.url);
  const consent = await (await browser.open(authorizationUrl)).submit('sign-in', person);
  return new URL((await consent.submit('allow')).location ?? '');
}

describe('openid-client, unmodified,', () => {
  async function discover(client: Client, authentication?: openid.ClientAuth, metadata: object = {}) {
    return openid.discovery(new URL(issuer), client.clientId, metadata, authentication, {
      execute: [openid.allowInsecureRequests],
      [openid.customFetch]: toServer,
    });
  }

  it('discovers the server, signs a person in with PKCE, state and nonce, refreshes, and signs out', async () => {
    const client = await register({ authMethod: 'none', redirectUris: [callback], postLogoutUris: [callback] });
    const config = await discover(client, openid.None());
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile cameras:read',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const tokens = await openid.authorizationCodeGrant(config, await allow(url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const subject = tokens.claims()?.sub ?? '';
    expect(await openid.fetchUserInfo(config, tokens.access_token, subject)).toMatchObject({
      sub: subject,
      preferred_username: 'ann',
    });
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    const out = openid.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: callback,
    });
    expect(out.pathname).toBe('/oauth/logout');
    await openid.tokenRevocation(config, next.refresh_token ?? '');
    await expect(openid.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it.each(['ES256', 'RS256'] as const)('accepts an ID token signed with %s', async (algorithm) => {
    const client = await register({ authMethod: 'basic', redirectUris: [callback], idTokenAlgorithm: algorithm });
    const config = await discover(client, openid.ClientSecretBasic(client.clientSecret), {
      id_token_signed_response_alg: algorithm,
    });
    openid.enableNonRepudiationChecks(config);
    const verifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const tokens = await openid.authorizationCodeGrant(config, await allow(url), {
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    expect(tokens.claims()).toMatchObject({ iss: issuer, aud: client.clientId });
  });

  it('gets a token of its own, introspects it and revokes it', async () => {
    const client = await register({ authMethod: 'post' });
    const config = await discover(client, openid.ClientSecretPost(client.clientSecret));
    const { access_token: token } = await openid.clientCredentialsGrant(config, { scope: 'cameras:read' });
    expect(await openid.tokenIntrospection(config, token)).toMatchObject({
      active: true,
      sub: client.clientId,
      client_id: client.clientId,
      scope: 'cameras:read',
      iss: issuer,
      aud: issuer,
      token_type: 'Bearer',
    });
    await openid.tokenRevocation(config, token);
    expect(await openid.tokenIntrospection(config, token)).toEqual({ active: false });
    const cameras = await fetch(`${server.url}/api/v1/cameras`, { headers: { authorization: `Bearer ${token}` } });
    expect(cameras.status).toBe(401);
  });

  it('is told nothing of another client’s token, unless its audience is registered to it', async () => {
    const guard = await register({ authMethod: 'basic', resources: ['https://maps.example.org/api'] });
    const stranger = await register({ authMethod: 'basic' });
    const [owner, guardConfig, strangerConfig] = await Promise.all(
      [await register({ authMethod: 'basic' }), guard, stranger].map((one) =>
        discover(one, openid.ClientSecretBasic(one.clientSecret)),
      ),
    );
    if (!owner || !guardConfig || !strangerConfig) throw new Error('not discovered');
    const { access_token: token } = await openid.clientCredentialsGrant(owner, {
      resource: 'https://maps.example.org/api',
    });
    expect(await openid.tokenIntrospection(guardConfig, token)).toMatchObject({
      active: true,
      aud: 'https://maps.example.org/api',
    });
    expect(await openid.tokenIntrospection(strangerConfig, token)).toEqual({ active: false });
    await openid.tokenRevocation(strangerConfig, token);
    expect(await openid.tokenIntrospection(guardConfig, token)).toMatchObject({ active: true });
    const here = await fetch(`${server.url}/api/v1/cameras`, { headers: { authorization: `Bearer ${token}` } });
    expect(here.status).toBe(401);
    await expect(
      openid.clientCredentialsGrant(owner, { resource: 'https://elsewhere.example.org/' }),
    ).rejects.toMatchObject({ error: 'invalid_target' });
  });
});

describe('oauth4webapi, unmodified,', () => {
  it('runs the code grant with all its own checks', async () => {
    const registered = await register({ authMethod: 'post', redirectUris: [callback] });
    const insecure = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: toServer };
    const as = await oauth.processDiscoveryResponse(
      new URL(issuer),
      await oauth.discoveryRequest(new URL(issuer), { ...insecure, algorithm: 'oauth2' }),
    );
    const client: oauth.Client = { client_id: registered.clientId };
    const authentication = oauth.ClientSecretPost(registered.clientSecret);
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(as.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'cameras:read',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const parameters = oauth.validateAuthResponse(as, client, await allow(url), state);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      authentication,
      parameters,
      callback,
      verifier,
      insecure,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response);
    expect(tokens.token_type).toBe('bearer');
    const request = new Request(`${server.url}/api/v1/cameras`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    const claims = await oauth.validateJwtAccessToken(as, request, issuer, { ...insecure, requireDPoP: false });
    expect(claims).toMatchObject({ client_id: client.client_id, scope: 'cameras:read' });
  });
});

describe('simple-oauth2, unmodified,', () => {
  it('gets tokens by both of its grants', async () => {
    const client = await register({
      authMethod: 'basic',
      redirectUris: [callback],
      grants: ['authorization_code', 'client_credentials', 'refresh_token'],
    });
    const settings = {
      client: { id: client.clientId, secret: client.clientSecret },
      auth: { tokenHost: server.url, tokenPath: '/oauth/token', revokePath: '/oauth/revoke' },
    };
    const own = await new ClientCredentials(settings).getToken({ scope: 'cameras:read' });
    expect(own.token['scope']).toBe('cameras:read');
    const verifier = openid.randomPKCECodeVerifier();
    const flow = new AuthorizationCode({ ...settings, auth: { ...settings.auth, authorizePath: '/oauth/authorize' } });
    const url = flow.authorizeURL({
      redirect_uri: callback,
      scope: 'cameras:read',
      state: 's',
      // The library passes what it does not know.
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const back = await allow(new URL(url));
    const tokens = await flow.getToken({
      code: back.searchParams.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    });
    expect((await tokens.refresh()).token['access_token']).toMatch(/^ey/);
  });
});

describe('a resource server', () => {
  it('verifies our access tokens with aws-jwt-verify and jose, by the published keys alone', async () => {
    const client = await register({ authMethod: 'basic', resources: ['https://maps.example.org/'] });
    const response = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: 'https://maps.example.org/' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    const jwks = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as never;
    const verifier = JwtVerifier.create({
      issuer,
      audience: 'https://maps.example.org/',
      jwksUri: `${issuer}/.well-known/jwks.json`,
    });
    verifier.cacheJwks(jwks);
    expect(verifier.verifySync(token)).toMatchObject({ client_id: client.clientId, sub: client.clientId });
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { [joseFetch]: toServer });
    const { payload } = await jwtVerify(token, keys, { issuer, audience: 'https://maps.example.org/', typ: 'at+jwt' });
    expect(payload['client_id']).toBe(client.clientId);
  });

  it('verifies them with express-oauth2-jwt-bearer, in its strict mode', async () => {
    const audience = 'https://maps.example.org/';
    const client = await register({ authMethod: 'post', resources: [audience] });
    const check = auth({ issuer, audience, jwksUri: `${server.url}/.well-known/jwks.json`, strict: true });
    const tokenFor = async (resource?: string): Promise<string> => {
      const response = await fetch(`${server.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: client.clientId,
          client_secret: client.clientSecret,
          ...(resource === undefined ? {} : { resource }),
        }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    };
    /** What the middleware makes of a request, without the framework around it. */
    const judge = async (token: string): Promise<unknown> => {
      const request = {
        headers: { authorization: `Bearer ${token}`, host: 'maps.example.org' },
        method: 'GET',
        protocol: 'https',
        originalUrl: '/tiles',
        query: {},
        body: {},
        is: () => false,
        get: () => 'maps.example.org',
        auth: undefined as { readonly payload: object } | undefined,
      };
      // The border: the middleware reads no more of a request than stands here.
      const failed = await new Promise((resolve) => void check(request as never, {} as never, resolve));
      return failed ?? request.auth?.payload;
    };
    const token = await tokenFor(audience);
    expect(await judge(token)).toMatchObject({ iss: issuer, aud: audience, client_id: client.clientId });
    expect(await judge(await tokenFor())).toMatchObject({ status: 401, code: 'invalid_token' });
    expect(await judge(`${token.slice(0, -8)}AAAAAAAA`)).toMatchObject({ status: 401, code: 'invalid_token' });
  });
});
