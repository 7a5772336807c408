import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The form of `POST /oauth/device_authorization`. */
export class DeviceAuthorizationForm {
  @ApiPropertyOptional({ description: 'Where the client does not use HTTP Basic; all that a public client sends.' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: 'Beside `client_id`.', format: 'password' })
  readonly client_secret?: string;

  @ApiPropertyOptional({ description: 'What the device asks for, space-separated.' })
  readonly scope?: string;

  @ApiPropertyOptional({ description: 'The API that the tokens are for, where it is not this server (RFC 8707).' })
  readonly resource?: string;
}

/** RFC 8628 §3.2. */
export class DeviceAuthorizationAnswer {
  @ApiProperty({
    description: 'What the device asks for its tokens with.',
    example: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
  })
  readonly device_code!: string;

  @ApiProperty({ description: 'What the device shows; case and hyphen do not matter.', example: 'WDJB-MJHT' })
  readonly user_code!: string;

  @ApiProperty({ description: 'Where the person types it.', example: 'https://cameras.example.org/oauth/device' })
  readonly verification_uri!: string;

  @ApiProperty({
    description: 'The same with the code in it, for a QR code.',
    example: 'https://cameras.example.org/oauth/device?user_code=WDJB-MJHT',
  })
  readonly verification_uri_complete!: string;

  @ApiProperty({ description: 'Seconds until both codes expire.', example: 600 })
  readonly expires_in!: number;

  @ApiProperty({ description: 'Seconds between two requests for the tokens.', example: 5 })
  readonly interval!: number;
}
