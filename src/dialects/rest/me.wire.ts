import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Caller, isOfLevelAdmin, permissions, type User } from '#auth';

const own = (description: string, example: string): PropertyDecorator =>
  ApiPropertyOptional({ type: String, nullable: true, description: `${description} Not for other programs.`, example });

/** Who is asking. Which keys are there depends on `kind`. */
export class Me {
  @ApiProperty({
    enum: ['user', 'application', 'system', 'guest'],
    description: 'What the caller is.',
    example: 'user',
  })
  readonly kind!: Caller['kind'];

  @ApiProperty({ enum: permissions, isArray: true, description: 'What it may do as such.', example: ['cameras:read'] })
  readonly permissions!: readonly string[];

  @ApiPropertyOptional({ description: "A user's number.", example: 1 })
  readonly id?: number;

  @ApiPropertyOptional({ description: "A user's login.", example: 'admin' })
  readonly login?: string;

  @ApiPropertyOptional({ description: 'Whether a user is an administrator.', example: true })
  readonly admin?: boolean;

  @own("A user's name.", 'Ann Lee')
  readonly full_name?: string | null;

  @own('Where their mail goes.', 'ann@example.com')
  readonly email?: string | null;

  @own('Their telephone number.', '+1 555 0100')
  readonly phone?: string | null;

  @own('Their language, ISO 639-1.', 'en')
  readonly locale?: string | null;

  @ApiPropertyOptional({ description: "An application's client id.", example: 'c_8V0Zb1dFq6pWm3xT' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: "An application's name.", example: 'Traffic study' })
  readonly name?: string;

  @ApiPropertyOptional({ enum: ['user', 'webui', 'admin'], description: "An application's level.", example: 'user' })
  readonly level?: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: "An application's own organization.", example: 1 })
  readonly organization_id?: number | null;
}

/**
 * The caller as it may see itself.
 * @param account of a user, where the caller may read it
 */
export function toMe(caller: Caller, account?: User): Me {
  const granted = permissions.filter((permission) => caller.permissions.has(permission));
  switch (caller.kind) {
    case 'user':
      return {
        kind: caller.kind,
        id: caller.userId,
        login: caller.login,
        admin: isOfLevelAdmin(caller),
        ...(account && {
          full_name: account.fullName ?? null,
          email: account.email ?? null,
          phone: account.phone ?? null,
          locale: account.locale ?? null,
        }),
        permissions: granted,
      };
    case 'application':
      return {
        kind: caller.kind,
        client_id: caller.clientId,
        name: caller.name,
        level: caller.level,
        organization_id: caller.organizationId ?? null,
        permissions: granted,
      };
    case 'system':
    case 'guest':
      return { kind: caller.kind, permissions: granted };
  }
}
