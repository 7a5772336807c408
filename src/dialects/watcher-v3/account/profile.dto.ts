import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextField } from '../body/scalar-fields.decorator.js';

/** What people may change of their own account. */
class ProfileFields {
  @TextField({ description: 'Name of the person.', example: 'Ada Lovelace', nullable: true, max: 255 })
  readonly fullname?: string | null;

  @TextField({
    description: 'Email address; needed for password recovery.',
    example: 'ada@example.com',
    nullable: true,
    max: 254,
  })
  readonly email?: string | null;

  @TextField({ description: 'Telephone number.', example: '+78007778413', nullable: true, max: 64 })
  readonly phone?: string | null;

  @TextField({ description: 'Language, ISO 639-1.', example: 'en', nullable: true, max: 2 })
  readonly locale?: string | null;
}

/** The body of `PUT /profile`; what is left out stays, an empty text clears. */
export class ProfileChange extends ProfileFields {
  @TextField({
    description: 'A new password: at least 8 characters, none that is common. Ends all other sessions.',
    example: 'correct horse battery staple',
    max: 1024,
    writeOnly: true,
  })
  readonly password?: string;

  @TextField({
    description:
      'The current password. Needed for a new password or e-mail address, unless the request has Basic credentials or ' +
      'its session began within the hour.',
    example: 'the one before it',
    max: 1024,
    writeOnly: true,
  })
  readonly old_password?: string;
}

/** The caller, as `GET /profile` shows (GO25). Fields without a value are left out; the password always is. */
export class Profile extends ProfileFields {
  @ApiProperty({ description: 'Login.', example: 'ada' })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'A note of the administrators about this person.', example: 'Works nights.' })
  readonly note?: string;

  @ApiPropertyOptional({ description: 'The id of this person in another system, such as billing.', example: 'C-1815' })
  readonly external_id?: string;

  @ApiPropertyOptional({ description: 'The API key; absent: there is none.', example: 'cgk_0fQ3Hc1x8eYt' })
  readonly apikey?: string;

  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;

  @ApiPropertyOptional({ description: 'Sessions at the same time; absent: no limit of their own.', example: 5 })
  readonly max_sessions?: number;

  @ApiProperty({ description: 'May do everything.', example: false })
  readonly is_admin!: boolean;

  @ApiProperty({ description: 'Manages users and organizations; administrators do.', example: false })
  readonly is_domain_admin!: boolean;

  @ApiProperty({ description: 'May not change this profile.', example: false })
  readonly is_readonly!: boolean;
}
