import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { grants } from './grants.js';

// What may be left out has no example: Swagger UI would send it.

/** The form of `POST /oauth/token`, for its documentation; `readTokenRequest` reads it. */
export class TokenForm {
  @ApiProperty({ enum: grants, description: 'How the token is earned.', example: 'client_credentials' })
  readonly grant_type!: (typeof grants)[number];

  @ApiPropertyOptional({
    description: 'Space-separated permissions, such as `cameras:read`; left out: all that the application may have.',
  })
  readonly scope?: string;

  @ApiPropertyOptional({ description: 'Where the client does not use HTTP Basic; all that a public client sends.' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: 'Beside `client_id`.', format: 'password' })
  readonly client_secret?: string;

  @ApiPropertyOptional({ description: 'A JWT of the client, with `private_key_jwt` (RFC 7523).', format: 'password' })
  readonly client_assertion?: string;

  @ApiPropertyOptional({ description: 'Beside it: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.' })
  readonly client_assertion_type?: string;

  @ApiPropertyOptional({
    description: 'With `refresh_token`: the one of the last answer, or that `POST /api/v1/auth/login` gave.',
    format: 'password',
  })
  readonly refresh_token?: string;

  @ApiPropertyOptional({ description: 'With `authorization_code`: what came back from `/oauth/authorize`.' })
  readonly code?: string;

  @ApiPropertyOptional({ description: 'With `authorization_code`: the same as at `/oauth/authorize`.' })
  readonly redirect_uri?: string;

  @ApiPropertyOptional({ description: 'With `authorization_code`: what `code_challenge` is the SHA-256 of (PKCE).' })
  readonly code_verifier?: string;

  @ApiPropertyOptional({ description: 'With the device code grant: what `/oauth/device_authorization` gave.' })
  readonly device_code?: string;

  @ApiPropertyOptional({ description: 'With token exchange: a live access token of this server.', format: 'password' })
  readonly subject_token?: string;

  @ApiPropertyOptional({
    description: 'With token exchange: `urn:ietf:params:oauth:token-type:access_token`, or the same with `jwt`.',
  })
  readonly subject_token_type?: string;

  @ApiPropertyOptional({ description: 'With token exchange: the seconds that the new token is to live.' })
  readonly expires_in?: string;

  @ApiPropertyOptional({
    description:
      'The API that the token is for, where it is not this server (RFC 8707). With token exchange: a camera, repeated up to 64 times.',
  })
  readonly resource?: string;
}

/** RFC 6749 §5.1. */
export class TokenAnswer {
  @ApiProperty({ description: 'A signed JWT (RFC 9068, ES256).', example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…' })
  readonly access_token!: string;

  @ApiProperty({ enum: ['Bearer', 'DPoP'], description: 'How it is presented.', example: 'Bearer' })
  readonly token_type!: 'Bearer' | 'DPoP';

  @ApiProperty({ description: 'Seconds until it expires.', example: 900 })
  readonly expires_in!: number;

  @ApiProperty({ description: 'What was granted, space-separated.', example: 'cameras:read' })
  readonly scope!: string;

  @ApiPropertyOptional({ description: 'With token exchange: what kind of token it is.' })
  readonly issued_token_type?: string;

  @ApiPropertyOptional({ description: 'The next refresh token, where there is one.' })
  readonly refresh_token?: string;

  @ApiPropertyOptional({ description: 'Who signed in, as a signed JWT; with the scope `openid`.' })
  readonly id_token?: string;
}

/** RFC 6749 §5.2. */
export class TokenRefusal {
  @ApiProperty({
    enum: [
      'invalid_request',
      'invalid_client',
      'invalid_grant',
      'invalid_scope',
      'invalid_target',
      'unauthorized_client',
      'unsupported_grant_type',
      'authorization_pending',
      'slow_down',
      'access_denied',
      'expired_token',
      'invalid_dpop_proof',
      'temporarily_unavailable',
    ],
    description: 'What is wrong, for programs.',
    example: 'invalid_client',
  })
  readonly error!: string;

  @ApiProperty({ description: 'What is wrong, for people.', example: 'The client id or the client secret is wrong.' })
  readonly error_description!: string;
}

class PublicKey {
  @ApiProperty({ enum: ['EC', 'RSA'], description: 'Key type.', example: 'EC' })
  readonly kty!: string;

  @ApiPropertyOptional({ enum: ['P-256'], description: 'Curve of an EC key.', example: 'P-256' })
  readonly crv?: string;

  @ApiPropertyOptional({
    description: 'Of an EC key; base64url.',
    example: 'ZGJhWfKQB3YKRS5VLsh7p2etJDBBsmGVPFOIYaXmtBQ',
  })
  readonly x?: string;

  @ApiPropertyOptional({
    description: 'Of an EC key; base64url.',
    example: '4UtXI8f8KuEXr5ycVKRRWc2iGYzcMWCX0Go8PRHM3ow',
  })
  readonly y?: string;

  @ApiPropertyOptional({
    description: 'Modulus of an RSA key; base64url.',
    example: 'sXchDaQebHnPiGvyDOAT4saGEUetSyo9…',
  })
  readonly n?: string;

  @ApiPropertyOptional({ description: 'Exponent of an RSA key; base64url.', example: 'AQAB' })
  readonly e?: string;

  @ApiProperty({ description: 'What `kid` in the header of a token names (RFC 7638).', example: 'qvXEi2tXZ9a4' })
  readonly kid!: string;

  @ApiProperty({ enum: ['sig'], description: 'What it is for.', example: 'sig' })
  readonly use!: string;

  @ApiProperty({
    enum: ['ES256', 'RS256'],
    description: 'The algorithm: ES256 signs access tokens; RS256 ID tokens of clients that ask for it.',
    example: 'ES256',
  })
  readonly alg!: string;
}

/** RFC 7517. */
export class KeySet {
  @ApiProperty({ type: [PublicKey], description: 'The newest signs.' })
  readonly keys!: readonly PublicKey[];
}
