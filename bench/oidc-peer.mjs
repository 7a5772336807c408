import { createServer } from 'node:http';
import { generateKeyPair, exportJWK } from 'jose';
import { Provider } from 'oidc-provider';

// The peer: what most Node projects would take, set up to do the same, its state in memory: client credentials in, an ES256 JWT
// out; rotating refresh tokens; introspection, of opaque tokens because it cannot introspect JWTs.
const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const resources = { jwt: 'http://127.0.0.1/api', opaque: 'http://127.0.0.1/opaque' };
const provider = new Provider('http://127.0.0.1', {
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'bench' }] },
  clients: [
    {
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
      grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
      redirect_uris: ['https://app.example.org/callback'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  rotateRefreshToken: true,
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resources.jwt,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        scope: 'cameras:read',
        audience: resource,
        accessTokenFormat: resource === resources.opaque ? 'opaque' : 'jwt',
        accessTokenTTL: 900,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

/** A refresh token as the code grant would have given it. */
async function refreshToken() {
  const client = await provider.Client.find(process.env.CLIENT_ID);
  const grant = new provider.Grant({ accountId: 'ann', clientId: client.clientId });
  grant.addResourceScope(resources.jwt, 'cameras:read');
  const grantId = await grant.save();
  return new provider.RefreshToken({
    accountId: 'ann',
    client,
    grantId,
    gty: 'authorization_code',
    resource: resources.jwt,
    scope: 'cameras:read',
  }).save();
}

const answer = provider.callback();
const server = createServer((request, response) => {
  if (request.url !== '/bench/refresh-token') return void answer(request, response);
  void refreshToken().then((token) => response.end(token));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready http://127.0.0.1:${server.address().port}\n`));
