import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, Provider } from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';

/** A client that both servers know, by the same id and secret. */
export interface SharedClient {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly method: 'none' | 'client_secret_post' | 'client_secret_basic';
  readonly grants: readonly string[];
}

/** oidc-provider on loopback, set up to take what we take: the oracle for errors. */
export async function openErrorPeer(clients: readonly SharedClient[], callback: string) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  let handle: ReturnType<Provider['callback']> = () => Promise.resolve();
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const resource = (_: unknown, indicator: string): object => {
    if (indicator !== url) throw new errors.InvalidTarget();
    return { scope: 'cameras:read', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } };
  };
  const provider = new Provider(url, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'peer' }] },
    clients: clients.map(({ clientId, clientSecret, method, grants }) => ({
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      token_endpoint_auth_method: method,
      grant_types: grants,
      redirect_uris: grants.includes('authorization_code') ? [callback] : [],
      response_types: grants.includes('authorization_code') ? ['code'] : [],
      id_token_signed_response_alg: 'ES256',
    })),
    scopes: ['openid', 'offline_access', 'cameras:read'],
    cookies: { keys: ['a key of the tests'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      deviceFlow: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo: resource, defaultResource: () => undefined },
    },
  });
  handle = provider.callback();
  return {
    url,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
