import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type AccessLevel, accessLevels, type NewUser, type UserChange } from '#auth';
import { MembershipRightsBody } from '../memberships/membership-rights.dto.js';
import { Optional, Required } from '../optional.decorator.js';
import { toBoolean, toInteger } from '../resources/query-values.js';

const largestId = 2_147_483_647;
const longestPassword = 4096;

/** A text that `null` clears. */
const Text =
  (description: string, most: number, example: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ type: String, nullable: true, maxLength: most, description, example })(target, key);
    IsOptional()(target, key);
    IsString()(target, key);
    MaxLength(most)(target, key);
  };

/** The body of `PATCH /api/v1/users/{id}` (RFC 7396): what is left out stays, `null` clears. */
export class UserChangeBody {
  @ApiPropertyOptional({ description: 'Unique whatever the case.', example: 'ann' })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly login?: string;

  @ApiPropertyOptional({
    description: 'Temporary: the person chooses another one at the next sign-in.',
    example: 'a password for the first sign-in',
  })
  @Optional()
  @IsString()
  @Length(1, longestPassword)
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

  @ApiPropertyOptional({ enum: accessLevels, description: 'Nobody gives a level that they do not hold.' })
  @Optional()
  @IsIn(accessLevels)
  readonly access_level?: AccessLevel;

  @ApiPropertyOptional({ description: 'May not sign in; ends every session.', example: false })
  @Optional()
  @IsBoolean()
  readonly disabled?: boolean;

  @ApiPropertyOptional({ description: 'May not change their own data.', example: false })
  @Optional()
  @IsBoolean()
  readonly readonly?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 10_000,
    description: 'How many sessions at once; `null`: no limit of their own.',
    example: 5,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly max_sessions?: number | null;
}

/** The body of `POST /api/v1/users`. */
export class NewUserBody extends UserChangeBody {
  @ApiProperty({ description: 'Unique whatever the case.', example: 'ann' })
  @Required()
  @IsString()
  @Length(1, 255)
  override readonly login!: string;

  @ApiPropertyOptional({
    type: 'integer',
    description:
      'Where the person becomes a member; left out: the first organization where the caller may add members.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(largestId)
  readonly organization_id?: number;

  @ApiPropertyOptional({ type: MembershipRightsBody, description: 'What they may do there; left out: nothing.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => MembershipRightsBody)
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
  @Max(largestId)
  readonly new_owner_id?: number;
}

export function toUserChange(body: UserChangeBody): UserChange {
  const named = {
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
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

export function toNewUser(body: NewUserBody): NewUser {
  const { login: _, ...change } = toUserChange(body);
  const given = Object.entries(change).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), login: body.login };
}
