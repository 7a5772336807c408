import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import type { AppPassword, SecondFactor } from '#auth';

/** A name for a factor or an app password. */
export class NameBody {
  @ApiProperty({ description: 'For its owner.', example: 'Phone' })
  @IsString()
  @Length(1, 100)
  readonly name!: string;
}

/** The first code of a new authenticator app. */
export class ConfirmFactorBody {
  @ApiProperty({ description: 'The ticket of the offer.' })
  @IsString()
  @Length(1, 100)
  readonly ticket!: string;

  @ApiProperty({ description: 'The six digits that the app shows.', example: '492039' })
  @IsString()
  @Length(1, 20)
  readonly code!: string;

  @ApiPropertyOptional({ description: 'For its owner.', default: 'Authenticator app' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;
}

/** What an authenticator app is set up with, within five minutes. */
export class FactorOfferAnswer {
  @ApiProperty({ description: 'Goes back with the first code.' })
  readonly ticket!: string;

  @ApiProperty({ description: 'The secret in base 32, to type in.' })
  readonly secret!: string;

  @ApiProperty({ description: 'The same as an `otpauth:` address, to draw as a QR code.' })
  readonly uri!: string;
}

/** An authenticator app, or a passkey. */
export class FactorAnswer {
  @ApiProperty({ description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ enum: ['totp', 'passkey'], description: 'An authenticator app, or a passkey.', example: 'totp' })
  readonly kind!: 'totp' | 'passkey';

  @ApiProperty({ description: 'For its owner.', example: 'Phone' })
  readonly name!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was set up.' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was last used.' })
  readonly last_used_at!: string | null;
}

/** The second factors of the caller. */
export class FactorsAnswer {
  @ApiProperty({ type: [FactorAnswer], description: 'At most 10.' })
  readonly items!: readonly FactorAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;

  @ApiProperty({ description: 'Recovery codes that are left.', example: 10 })
  readonly recovery_codes!: number;
}

/** Recovery codes, shown once. */
export class RecoveryCodesAnswer {
  @ApiProperty({ type: [String], description: 'Each works once in place of a code. They are shown this once.' })
  readonly recovery_codes!: readonly string[];
}

/** A new factor. */
export class NewFactorAnswer extends FactorAnswer {
  @ApiPropertyOptional({ type: [String], description: 'With the first factor; they are shown this once.' })
  readonly recovery_codes?: readonly string[];
}

/** A password for one program. */
export class AppPasswordAnswer {
  @ApiProperty({ description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'For its owner.', example: 'Watcher on the wall' })
  readonly name!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was made.' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was last used.' })
  readonly last_used_at!: string | null;
}

/** A new password for one program. */
export class NewAppPasswordAnswer extends AppPasswordAnswer {
  @ApiProperty({ description: 'The password. It is shown this once.' })
  readonly password!: string;
}

/** The app passwords of the caller. */
export class AppPasswordsAnswer {
  @ApiProperty({ type: [AppPasswordAnswer], description: 'At most 20.' })
  readonly items!: readonly AppPasswordAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;
}

/** An answer as it is written; the class above only describes it. */
type OnWire<T> = { readonly [Key in keyof T]: T[Key] };

export function toFactorWire({ id, kind, name, createdAt, lastUsedAt }: SecondFactor): OnWire<FactorAnswer> {
  return {
    id,
    kind,
    name,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}

export function toAppPasswordWire({ id, name, createdAt, lastUsedAt }: AppPassword): OnWire<AppPasswordAnswer> {
  return { id, name, created_at: createdAt.toISOString(), last_used_at: lastUsedAt?.toISOString() ?? null };
}
