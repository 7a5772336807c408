import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The caller, as `GET /profile` shows (GO25); what this server does not keep is left out. */
export class Profile {
  @ApiProperty({ description: 'Login.', example: 'user1' })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'Name of the person.', example: 'Ada Lovelace' })
  readonly fullname?: string;

  @ApiPropertyOptional({ description: 'E-mail address.', example: 'ada@example.com' })
  readonly email?: string;

  @ApiProperty({ description: 'Language, ISO 639-1; always `en`.', example: 'en' })
  readonly locale!: string;

  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;

  @ApiPropertyOptional({ description: 'Sessions at the same time; absent: no limit.', example: 5 })
  readonly max_sessions?: number;

  @ApiProperty({ description: 'May do everything.', example: false })
  readonly is_admin!: boolean;

  @ApiProperty({ description: 'Manages users and organizations; administrators do.', example: false })
  readonly is_domain_admin!: boolean;

  @ApiProperty({ description: 'Cannot change this profile here; always true.', example: true })
  readonly is_readonly!: boolean;
}
