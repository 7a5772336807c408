import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { accessLevels } from '#auth';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';
import { OrganizationPermissions } from '../organizations/organization-permissions.dto.js';
import { PersonName } from '../organizations/organization.dto.js';

/** An organization of a user. */
export class OrganizationOfUser {
  @ApiProperty({ description: 'Id of the organization.', example: 7 })
  readonly id!: number;

  @ApiProperty({ description: 'Its title.', example: 'Example LLC' })
  readonly title!: string;

  @ApiPropertyOptional({ type: PersonName, description: 'Who owns it.' })
  readonly owner?: PersonName;

  @ApiProperty({ type: OrganizationPermissions, description: 'What the user may do there.' })
  readonly permissions!: OrganizationPermissions;
}

/** What a user is, in answers and bodies alike (GO25 `UserBase`, `UserAdmin`). */
export class UserFields {
  @TextField({ description: 'Name of the person.', example: 'Ada Lovelace', nullable: true, max: 255 })
  readonly fullname?: string | null;

  @TextField({
    description: 'Email address; needed for password recovery.',
    example: 'ada@example.com',
    nullable: true,
    max: 254,
    format: { form: /^$|^[^\s@]+@[^\s@]+$/, text: 'must be an e-mail address' },
  })
  readonly email?: string | null;

  @TextField({ description: 'Telephone number.', example: '+78007778413', nullable: true, max: 64 })
  readonly phone?: string | null;

  @TextField({
    description: 'Language, ISO 639-1.',
    example: 'en',
    nullable: true,
    format: { form: /^$|^[a-z]{2}$/, text: 'must be two small letters (ISO 639-1)' },
  })
  readonly locale?: string | null;

  @TextField({ description: 'Free text.', example: 'Works nights.', nullable: true, max: 4000 })
  readonly note?: string | null;

  @TextField({ description: 'The id of the user in another system, such as billing.', nullable: true, max: 255 })
  readonly external_id?: string | null;

  @ChoiceField(accessLevels, {
    description:
      '`generic`: what permissions allow; `domain_admin`: every organization and user; `admin`: everything. ' +
      'Nobody grants a level above their own.',
    example: 'generic',
  })
  readonly access_level?: (typeof accessLevels)[number];

  @BooleanField({ description: 'May not sign in; every session, token and key ends.', example: false })
  readonly disabled?: boolean;

  @BooleanField({ description: 'May not change their own data.', example: false })
  readonly readonly?: boolean;

  @IntegerField({
    description: 'Sessions at the same time, beyond which the oldest ends; absent, or null in a body: no limit.',
    example: 5,
    min: 1,
    nullable: true,
  })
  readonly max_sessions?: number | null;
}

const login = { description: 'Login.', example: 'ada', min: 1, max: 255 } as const;
const password = {
  description: 'At least 8 characters, none that is common. Never returned.',
  example: 'correct horse battery staple',
  max: 1024,
  writeOnly: true,
} as const;

/** The body of `POST /users`. */
export class NewUserBody extends UserFields {
  @TextField({ ...login, required: true })
  readonly name!: string;

  @TextField({
    ...password,
    description: `${password.description} Left out: a random one that is not returned, until it is recovered or set.`,
  })
  readonly password?: string;

  @IntegerField({
    description: 'Where the user becomes a member; left out: the first organization where the caller may edit users.',
    example: 7,
    nullable: true,
  })
  readonly organization_id?: number | null;
}

/** The body of `PUT /users/{user_id}`; what is left out stays. */
export class UserBody extends UserFields {
  @TextField(login)
  readonly name?: string;

  @TextField(password)
  readonly password?: string;

  @BooleanField({ description: 'Clears what is not named; name, password, level and `disabled` stay.', example: false })
  readonly $reset?: boolean;
}
