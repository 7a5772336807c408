import { authenticationContexts, foreignAlgorithms, identityScopes, permissions, signingAlgorithms } from '#auth';
import type { Config } from '#config';
import { clientAuthenticationMethods } from './client-request.js';
import { grants } from './grants.js';
import type { ProtectedResourceMetadata, ServerMetadata } from './metadata.dto.js';
import { pageLanguages } from './pages/texts.js';

/** RFC 8414 and OpenID Connect Discovery; from the configuration and never from the `Host` header (R-AS-11). */
export function describeServer({ publicUrl: issuer, clientMetadataHosts }: Config): ServerMetadata {
  const confidential = clientAuthenticationMethods.filter((method) => method !== 'none');
  return {
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
    grant_types_supported: grants,
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    token_endpoint_auth_signing_alg_values_supported: foreignAlgorithms,
    dpop_signing_alg_values_supported: foreignAlgorithms,
    introspection_endpoint_auth_methods_supported: confidential,
    introspection_endpoint_auth_signing_alg_values_supported: foreignAlgorithms,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint_auth_signing_alg_values_supported: foreignAlgorithms,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: [...identityScopes, ...permissions],
    acr_values_supported: authenticationContexts,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: signingAlgorithms,
    claims_supported:
      'sub iss aud exp iat auth_time acr amr nonce at_hash sid preferred_username name locale email email_verified'.split(
        ' ',
      ),
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    ui_locales_supported: pageLanguages,
    authorization_response_iss_parameter_supported: true,
    ...(clientMetadataHosts.length > 0 ? { client_id_metadata_document_supported: true } : {}),
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    service_documentation: `${issuer}/docs`,
  };
}

/** RFC 9728. @param path of the part of the server that is described, such as `/api/v1`; empty: all of it */
export function describeResource({ publicUrl: issuer }: Config, path: string): ProtectedResourceMetadata {
  return {
    resource: issuer + path,
    authorization_servers: [issuer],
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    scopes_supported: permissions,
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: foreignAlgorithms,
    resource_name: 'Camgate',
    resource_documentation: `${issuer}/docs`,
  };
}
