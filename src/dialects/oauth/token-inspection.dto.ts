import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The form of `POST /oauth/introspect` and `POST /oauth/revoke`. */
export class TokenToInspect {
  @ApiProperty({ description: 'An access token or a refresh token.', format: 'password', example: 'cgr_…' })
  readonly token!: string;

  @ApiPropertyOptional({
    description: '`access_token` or `refresh_token`; not needed, because tokens show what they are.',
  })
  readonly token_type_hint?: string;

  @ApiPropertyOptional({ description: 'Where the client does not use HTTP Basic.' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: 'Beside `client_id`.', format: 'password' })
  readonly client_secret?: string;
}

/** RFC 7662 §2.2; of an inactive token nothing but `active`. */
export class IntrospectionAnswer {
  @ApiProperty({ description: 'Whether it can be used now, by this client’s knowledge.', example: true })
  readonly active!: boolean;

  @ApiPropertyOptional({ description: 'Who issued it.', example: 'https://cameras.example.org' })
  readonly iss?: string;

  @ApiPropertyOptional({ description: 'The person, or the client itself.', example: 'c_8Zt1Jq4mX2' })
  readonly sub?: string;

  @ApiPropertyOptional({ description: 'The client that it was issued to.', example: 'c_8Zt1Jq4mX2' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: 'What was granted, space-separated.', example: 'cameras:read' })
  readonly scope?: string;

  @ApiPropertyOptional({ description: 'Whom it is for.', example: 'https://cameras.example.org' })
  readonly aud?: string;

  @ApiPropertyOptional({ description: 'When it was issued, in seconds since 1970.', example: 1796000000 })
  readonly iat?: number;

  @ApiPropertyOptional({ description: 'When it expires, in seconds since 1970.', example: 1796000900 })
  readonly exp?: number;

  @ApiPropertyOptional({ enum: ['Bearer', 'DPoP', 'refresh_token'], description: 'What it is.', example: 'Bearer' })
  readonly token_type?: string;

  @ApiPropertyOptional({
    description: 'The thumbprint of the key that it is bound to (RFC 9449 §6.2).',
    example: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' },
  })
  readonly cnf?: { readonly jkt: string };

  @ApiPropertyOptional({ description: 'The id of an access token.', example: 'kq3hS2a8Yw1xv5Jt0p9bLQ' })
  readonly jti?: string;

  @ApiPropertyOptional({ description: 'The login of a person.', example: 'ann' })
  readonly username?: string;

  @ApiPropertyOptional({
    description: 'When the person proved who they are, in seconds since 1970 (RFC 9470 §6.2).',
    example: 1796000000,
  })
  readonly auth_time?: number;

  @ApiPropertyOptional({ description: 'What that was worth.', example: 'urn:camgate:acr:two-factors' })
  readonly acr?: string;
}
