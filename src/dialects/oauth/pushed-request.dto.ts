import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The form of `POST /oauth/par`: what `/oauth/authorize` takes, and what authenticates the client. */
export class PushedRequestForm {
  @ApiProperty({ enum: ['code'], description: 'The only response type.', example: 'code' })
  readonly response_type!: 'code';

  @ApiProperty({ description: 'Who asks.', example: 'c_8Zt1Jq4mX2' })
  readonly client_id!: string;

  @ApiProperty({ description: 'Where the person comes back to.', example: 'https://app.example.org/callback' })
  readonly redirect_uri!: string;

  @ApiProperty({ description: 'SHA-256 of `code_verifier`.', example: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' })
  readonly code_challenge!: string;

  @ApiProperty({ enum: ['S256'], description: 'The only method.', example: 'S256' })
  readonly code_challenge_method!: 'S256';

  @ApiPropertyOptional({ description: 'Beside `client_id`.', format: 'password' })
  readonly client_secret?: string;

  @ApiPropertyOptional({ description: 'What the client asks for, space-separated.' })
  readonly scope?: string;

  @ApiPropertyOptional({ description: 'Comes back with the code.' })
  readonly state?: string;
}

/** RFC 9126 §2.2. */
export class PushedRequestAnswer {
  @ApiProperty({
    description: 'What `/oauth/authorize` takes beside `client_id`.',
    example: 'urn:ietf:params:oauth:request_uri:bwc4JK-ESC0w8acc191e-Y1LTC2',
  })
  readonly request_uri!: string;

  @ApiProperty({ description: 'Seconds until it expires.', example: 90 })
  readonly expires_in!: number;
}
