import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** OpenID Connect Core §5.1. */
export class UserInfoAnswer {
  @ApiProperty({ description: 'The person.', example: '5f0b6a3e-6a4e-4f6e-9d1c-2f2f5f3a9b11' })
  readonly sub!: string;

  @ApiPropertyOptional({ description: 'The login; with `profile`.', example: 'ann' })
  readonly preferred_username?: string;

  @ApiPropertyOptional({ description: 'The full name; with `profile`.', example: 'Ann Example' })
  readonly name?: string;

  @ApiPropertyOptional({ description: 'ISO 639-1; with `profile`.', example: 'en' })
  readonly locale?: string;

  @ApiPropertyOptional({ description: 'With `email`.', example: 'ann@example.org' })
  readonly email?: string;

  @ApiPropertyOptional({ description: 'Always false: nobody verifies addresses here.', example: false })
  readonly email_verified?: boolean;
}
