import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { clientAuthenticationMethods } from './client-request.js';
import { grants } from './grants.js';

function url(path: string): ApiPropertyOptions {
  return { type: String, example: `https://cameras.example.org${path}` };
}

function texts(...example: readonly string[]): ApiPropertyOptions {
  return { type: [String], example };
}

/** RFC 8414 and OpenID Connect Discovery, only what really exists here. */
export class ServerMetadata {
  @ApiProperty({ ...url(''), description: 'Issuer of every token: the setting PUBLIC_URL.' })
  readonly issuer!: string;

  @ApiProperty({ ...url('/oauth/authorize'), description: 'Where people sign in and allow clients.' })
  readonly authorization_endpoint!: string;

  @ApiProperty({ ...url('/oauth/token'), description: 'Where tokens are given.' })
  readonly token_endpoint!: string;

  @ApiProperty({ ...url('/oauth/par'), description: 'For requests sent beforehand (RFC 9126).' })
  readonly pushed_authorization_request_endpoint!: string;

  @ApiProperty({ ...url('/oauth/device_authorization'), description: 'For devices without a browser (RFC 8628).' })
  readonly device_authorization_endpoint!: string;

  @ApiProperty({ ...url('/oauth/userinfo'), description: 'Who the person behind an access token is.' })
  readonly userinfo_endpoint!: string;

  @ApiProperty({ ...url('/.well-known/jwks.json'), description: 'The keys.' })
  readonly jwks_uri!: string;

  @ApiProperty({ ...url('/oauth/introspect'), description: 'What a token is worth (RFC 7662).' })
  readonly introspection_endpoint!: string;

  @ApiProperty({ ...url('/oauth/revoke'), description: 'Where tokens are ended (RFC 7009).' })
  readonly revocation_endpoint!: string;

  @ApiProperty({ ...url('/oauth/logout'), description: 'Where people sign out.' })
  readonly end_session_endpoint!: string;

  @ApiProperty({ ...texts('code'), description: 'What the authorization endpoint returns.' })
  readonly response_types_supported!: readonly string[];

  @ApiProperty({ ...texts('query'), description: 'How it returns it.' })
  readonly response_modes_supported!: readonly string[];

  @ApiProperty({ enum: grants, isArray: true, description: 'Grant types.', example: grants })
  readonly grant_types_supported!: readonly string[];

  @ApiProperty({
    enum: clientAuthenticationMethods,
    isArray: true,
    description: '`none` is for public clients, and for first-party sessions, which belong to no client.',
    example: clientAuthenticationMethods,
  })
  readonly token_endpoint_auth_methods_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'How `private_key_jwt` is signed.' })
  readonly token_endpoint_auth_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'How DPoP proofs are signed (RFC 9449).' })
  readonly dpop_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'At the introspection endpoint.' })
  readonly introspection_endpoint_auth_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'At the revocation endpoint.' })
  readonly revocation_endpoint_auth_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ ...texts('client_secret_basic'), description: 'Of the introspection endpoint.' })
  readonly introspection_endpoint_auth_methods_supported!: readonly string[];

  @ApiProperty({ ...texts('client_secret_basic'), description: 'Of the revocation endpoint.' })
  readonly revocation_endpoint_auth_methods_supported!: readonly string[];

  @ApiProperty({ ...texts('S256'), description: 'PKCE is required, with this method (RFC 7636).' })
  readonly code_challenge_methods_supported!: readonly string[];

  @ApiProperty({ ...texts('openid', 'cameras:read'), description: 'Every scope there is.' })
  readonly scopes_supported!: readonly string[];

  @ApiProperty({
    ...texts('urn:camgate:acr:one-factor', 'urn:camgate:acr:two-factors'),
    description: 'Values of `acr`, the weaker first. `acr_values` is a wish; an essential claim is not read.',
  })
  readonly acr_values_supported!: readonly string[];

  @ApiProperty({ ...texts('public'), description: 'Each client sees the same `sub` of a person.' })
  readonly subject_types_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'How ID tokens are signed.' })
  readonly id_token_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ ...texts('sub', 'name'), description: 'Claims of ID tokens and of the userinfo endpoint.' })
  readonly claims_supported!: readonly string[];

  @ApiProperty({ ...texts('none', 'login'), description: 'Values of `prompt`.' })
  readonly prompt_values_supported!: readonly string[];

  @ApiProperty({ ...texts('en', 'de'), description: 'Languages of the pages.' })
  readonly ui_locales_supported!: readonly string[];

  @ApiProperty({ example: true, description: 'Answers of the authorization endpoint name the issuer (RFC 9207).' })
  readonly authorization_response_iss_parameter_supported!: boolean;

  @ApiProperty({
    example: true,
    required: false,
    description: 'A client id may be the address of a document that describes the client.',
  })
  readonly client_id_metadata_document_supported?: boolean;

  @ApiProperty({ example: false, description: 'The parameter `claims` is not read.' })
  readonly claims_parameter_supported!: boolean;

  @ApiProperty({ example: false, description: 'Request objects are not read.' })
  readonly request_parameter_supported!: boolean;

  @ApiProperty({ example: false, description: 'Nothing is fetched that a request names.' })
  readonly request_uri_parameter_supported!: boolean;

  @ApiProperty({ ...url('/docs'), description: 'For people.' })
  readonly service_documentation!: string;
}

/** RFC 9728. */
export class ProtectedResourceMetadata {
  @ApiProperty({ ...url(''), description: 'What a token is for.' })
  readonly resource!: string;

  @ApiProperty({ ...texts('https://cameras.example.org'), description: 'Who issues tokens for it.' })
  readonly authorization_servers!: readonly string[];

  @ApiProperty({ ...url('/.well-known/jwks.json'), description: 'The keys.' })
  readonly jwks_uri!: string;

  @ApiProperty({ ...texts('cameras:read'), description: 'Scopes that open something here.' })
  readonly scopes_supported!: readonly string[];

  @ApiProperty({ ...texts('header'), description: 'How a token is presented.' })
  readonly bearer_methods_supported!: readonly string[];

  @ApiProperty({ ...texts('ES256', 'RS256'), description: 'How DPoP proofs are signed (RFC 9449).' })
  readonly dpop_signing_alg_values_supported!: readonly string[];

  @ApiProperty({ example: 'Camgate', description: 'For people.' })
  readonly resource_name!: string;

  @ApiProperty({ ...url('/docs'), description: 'For people.' })
  readonly resource_documentation!: string;
}
