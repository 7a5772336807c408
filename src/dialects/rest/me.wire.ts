import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Caller, isOfLevelAdmin, permissions } from '#auth';

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

  @ApiPropertyOptional({ description: "An application's client id.", example: 'c_8V0Zb1dFq6pWm3xT' })
  readonly client_id?: string;

  @ApiPropertyOptional({ description: "An application's name.", example: 'Traffic study' })
  readonly name?: string;

  @ApiPropertyOptional({ enum: ['user', 'webui', 'admin'], description: "An application's level.", example: 'user' })
  readonly level?: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: "An application's own organization.", example: 1 })
  readonly organization_id?: number | null;
}

/** The caller as it may see itself. */
export function toMe(caller: Caller): Me {
  const granted = permissions.filter((permission) => caller.permissions.has(permission));
  switch (caller.kind) {
    case 'user':
      return {
        kind: caller.kind,
        id: caller.userId,
        login: caller.login,
        admin: isOfLevelAdmin(caller),
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
