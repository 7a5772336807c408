import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { IdentityProvider, IdentityProviderDraft } from '#federation';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Min } from 'class-validator';
import { Optional } from './optional.decorator.js';

const mostRules = 200;
const mostWords = 20;
const example = {
  issuer: 'https://sso.example.org/realms/company',
  rules: [{ claim: 'groups', value: 'cam-admins', accessLevel: 'domain_admin' }],
} as const;

/** What of a provider may be set and changed. */
export class IdentityProviderChangeBody {
  @ApiPropertyOptional({ type: String, description: 'What the button says.', example: 'Company' })
  @Optional()
  @IsString()
  @Length(1, 100)
  readonly title?: string;

  @ApiPropertyOptional({ type: String, description: 'Our id there.', example: 'camgate' })
  @Optional()
  @IsString()
  @Length(1, 512)
  readonly client_id?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Our secret there; it is written and never shown. `null`: none.',
    example: 'a secret of the provider',
  })
  @IsOptional()
  @IsString()
  @Length(1, 512)
  readonly client_secret?: string | null;

  @ApiPropertyOptional({
    type: String,
    description: 'Space-separated, with `openid`.',
    example: 'openid profile email',
  })
  @Optional()
  @IsString()
  @Length(1, 1000)
  readonly scope?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The claim of a new account’s login; `null`: `preferred_username`, else a verified email.',
    example: 'preferred_username',
  })
  @IsOptional()
  @IsString()
  @Length(1, 512)
  readonly login_claim?: string | null;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether the first sign-in makes an account.', example: true })
  @Optional()
  @IsBoolean()
  readonly makes_accounts?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether people may sign in there.', example: true })
  @Optional()
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'object' },
    description: 'Which claims give which rights, as in `rules.json` of the command line (docs/auth.md).',
    example: example.rules,
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostRules)
  @IsObject({ each: true })
  readonly rules?: readonly object[];

  @ApiPropertyOptional({
    type: [String],
    description: 'What in `amr` means several factors, so that none of ours is asked for.',
    example: ['mfa'],
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostWords)
  @IsString({ each: true })
  readonly trusted_amr?: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'Which `acr` means several factors.', example: [] })
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostWords)
  @IsString({ each: true })
  readonly trusted_acr?: readonly string[];

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The version that is to be changed, as `If-Match`.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

/** A new provider. */
export class NewIdentityProviderBody extends IdentityProviderChangeBody {
  @ApiProperty({
    description: '1 to 40 of a-z, 0-9 and hyphens; it stands in addresses and stays.',
    example: 'company',
  })
  @IsString()
  @Length(1, 40)
  readonly name!: string;

  @ApiProperty({ description: 'Exactly as it calls itself; it stays.', example: example.issuer })
  @IsString()
  @Length(1, 1000)
  readonly issuer!: string;

  @ApiProperty({ type: String, description: 'Our id there.', example: 'camgate' })
  @IsString()
  @Length(1, 512)
  declare readonly client_id: string;
}

/** An external OpenID Connect provider; never its secret. */
export class IdentityProviderAnswer {
  @ApiProperty({ description: 'It stands in addresses.', example: 'company' })
  readonly name!: string;

  @ApiProperty({ description: 'What the button says.', example: 'Company' })
  readonly title!: string;

  @ApiProperty({ description: 'As it calls itself.', example: example.issuer })
  readonly issuer!: string;

  @ApiProperty({ description: 'Our id there.', example: 'camgate' })
  readonly client_id!: string;

  @ApiProperty({ description: 'Whether we have a secret there.', example: true })
  readonly has_secret!: boolean;

  @ApiProperty({ description: 'What we ask for.', example: 'openid profile email' })
  readonly scope!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The claim of a new account’s login.', example: null })
  readonly login_claim!: string | null;

  @ApiProperty({ description: 'Whether the first sign-in makes an account.', example: true })
  readonly makes_accounts!: boolean;

  @ApiProperty({ description: 'Whether people may sign in there.', example: true })
  readonly enabled!: boolean;

  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description: 'Which claims give which rights.',
    example: example.rules,
  })
  readonly rules!: readonly object[];

  @ApiProperty({ type: [String], description: 'What in `amr` means several factors.', example: ['mfa'] })
  readonly trusted_amr!: readonly string[];

  @ApiProperty({ type: [String], description: 'Which `acr` means several factors.', example: [] })
  readonly trusted_acr!: readonly string[];

  @ApiProperty({
    description: 'The redirect URI to register there.',
    example: 'http://127.0.0.1:8000/oauth/external/company/callback',
  })
  readonly callback_url!: string;

  @ApiProperty({
    description: 'The address after signing out to register there.',
    example: 'http://127.0.0.1:8000/oauth/external/company/signed-out',
  })
  readonly signed_out_url!: string;

  @ApiProperty({
    description: 'The address for back-channel logout to register there.',
    example: 'http://127.0.0.1:8000/oauth/external/company/backchannel-logout',
  })
  readonly backchannel_logout_url!: string;

  @ApiProperty({ description: 'Grows with each change; also the `ETag`.', example: 1 })
  readonly version!: number;
}

/** All providers. */
export class IdentityProviders {
  @ApiProperty({ type: [IdentityProviderAnswer], description: 'By name, at most 50.' })
  readonly items!: readonly IdentityProviderAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;
}

export function toIdentityProviderWire(one: IdentityProvider, publicUrl: string): IdentityProviderAnswer {
  const address = `${publicUrl}/oauth/external/${one.name}`;
  return {
    name: one.name,
    title: one.title,
    issuer: one.issuer,
    client_id: one.clientId,
    has_secret: one.hasSecret,
    scope: one.scope,
    login_claim: one.loginClaim ?? null,
    makes_accounts: one.makesAccounts,
    enabled: one.enabled,
    rules: one.rules,
    trusted_amr: one.trustedAmr,
    trusted_acr: one.trustedAcr,
    callback_url: `${address}/callback`,
    signed_out_url: `${address}/signed-out`,
    backchannel_logout_url: `${address}/backchannel-logout`,
    version: one.version,
  };
}

export function toProviderDraft(body: IdentityProviderChangeBody): Omit<IdentityProviderDraft, 'issuer'> {
  return {
    title: body.title,
    clientId: body.client_id,
    clientSecret: body.client_secret,
    scope: body.scope,
    loginClaim: body.login_claim,
    makesAccounts: body.makes_accounts,
    enabled: body.enabled,
    rules: body.rules,
    trustedAmr: body.trusted_amr,
    trustedAcr: body.trusted_acr,
  };
}

/** The names of fields on the wire. */
export function providerFieldOf(field: string): string {
  return (
    {
      clientId: 'client_id',
      clientSecret: 'client_secret',
      loginClaim: 'login_claim',
      trustedAmr: 'trusted_amr',
      trustedAcr: 'trusted_acr',
    }[field] ?? field
  );
}
