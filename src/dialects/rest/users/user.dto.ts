import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { type AccessLevel, accessLevels, type NewUser, type UserChange } from '#auth';
import { MembershipRightsBody } from '../memberships/membership-rights.dto.js';
import { Optional } from '../optional.decorator.js';
import { BooleanField, given, IntegerField, ObjectField, TextField, WordField } from '../resources/body-field.js';
import { toBoolean, toInteger } from '../resources/query-values.js';
import { largestInteger } from '../../http/largest-integer.js';

const longestPassword = 4096;

/** A text that `null` clears, and an empty one. */
const Text = (description: string, max: number, example: string): PropertyDecorator =>
  TextField({ description, min: 0, max, example, nullable: true });

/** The body of `PATCH /api/v1/users/{id}` (RFC 7396): what is left out stays, `null` clears. */
export class UserChangeBody {
  @TextField({ description: 'Unique whatever the case.', example: 'ann', max: 255 })
  readonly login?: string;

  @TextField({
    description: 'Temporary: the person chooses another one at the next sign-in.',
    example: 'a password for the first sign-in',
    max: longestPassword,
  })
  readonly password?: string;

  @Text('Their name.', 255, 'Ann Lee')
  readonly full_name?: string | null;

  @Text('Where mail goes.', 254, 'ann@example.com')
  readonly email?: string | null;

  @Text('A telephone number.', 64, '+1 555 0100')
  readonly phone?: string | null;

  @Text('Language, ISO 639-1.', 2, 'en')
  readonly locale?: string | null;

  @Text('For managers.', 4000, 'Night shift')
  readonly note?: string | null;

  @Text('The account in another system; administrators set it.', 255, 'crm-17')
  readonly external_id?: string | null;

  @WordField({ words: accessLevels, description: 'Nobody gives a level that they do not hold.' })
  readonly access_level?: AccessLevel;

  @BooleanField({ description: 'May not sign in; ends every session.', example: false })
  readonly disabled?: boolean;

  @BooleanField({ description: 'May not change their own data.', example: false })
  readonly readonly?: boolean;

  @IntegerField({
    max: 10_000,
    nullable: true,
    description: 'How many sessions at once; `null`: no limit of their own.',
    example: 5,
  })
  readonly max_sessions?: number | null;
}

/** The body of `POST /api/v1/users`. */
export class NewUserBody extends UserChangeBody {
  @TextField({ required: true, description: 'Unique whatever the case.', example: 'ann', max: 255 })
  override readonly login!: string;

  @IntegerField({
    description:
      'Where the person becomes a member; left out: the first organization where the caller may add members.',
    example: 1,
  })
  readonly organization_id?: number;

  @ObjectField({ type: MembershipRightsBody, description: 'What they may do there; left out: nothing.' })
  readonly can?: MembershipRightsBody;
}

/** The query of `DELETE /api/v1/users/{id}`. */
export class UserRemovalQuery {
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly force: boolean = false;

  @Optional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly new_owner_id?: number;
}

export function toUserChange(body: UserChangeBody): UserChange {
  return given({
    login: body.login,
    password: body.password,
    fullName: body.full_name,
    email: body.email,
    phone: body.phone,
    locale: body.locale,
    note: body.note,
    externalId: body.external_id,
    accessLevel: body.access_level,
    disabled: body.disabled,
    readonly: body.readonly,
    maxSessions: body.max_sessions,
  });
}

export function toNewUser(body: NewUserBody): NewUser {
  const { login: _, ...change } = toUserChange(body);
  const present = Object.entries(change).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(present), login: body.login };
}
