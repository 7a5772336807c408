import type { ApplicationState } from '../accounts/account-state.js';
import { firstPartyClient } from '../tokens/token-profile.js';

/**
 * Our own pages as a client of the authorization endpoint, so that people sign in at one place and in one way. It gets no code,
 * and exists at no other endpoint: no registered client can have an id this short.
 */
export function ownPages(publicUrl: string): ApplicationState {
  return {
    applicationId: 0,
    clientId: firstPartyClient,
    name: 'Camgate',
    level: 'user',
    organizationId: undefined,
    scope: 'openid',
    epoch: 0,
    revoked: false,
    secretDigest: undefined,
    previousSecret: undefined,
    registration: {
      grants: ['authorization_code'],
      authMethod: 'none',
      redirectUris: [`${publicUrl}/oauth/device`],
      postLogoutUris: [],
      jwks: undefined,
      firstParty: true,
      idTokenAlgorithm: 'ES256',
      resources: [],
    },
  };
}

export function isOwnPages({ applicationId }: ApplicationState): boolean {
  return applicationId === 0;
}

/**
 * The query string that makes the authorization endpoint bring a person back to our page signed in.
 * @param state comes back with them
 */
export function signInQuery(redirectUri: string, state: string): string {
  return new URLSearchParams({
    response_type: 'code',
    client_id: firstPartyClient,
    redirect_uri: redirectUri,
    scope: 'openid',
    // No code is given, so there is nothing to prove later.
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
    state,
  }).toString();
}
