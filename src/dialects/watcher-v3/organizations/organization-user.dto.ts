import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FolderPermissions } from './folders/folder-user.dto.js';
import { OrganizationPermissions } from './organization-permissions.dto.js';

class PermissionsOnFolder extends FolderPermissions {
  @ApiProperty({ description: 'The folder; the permissions reach all below it.', example: 3 })
  readonly folder_id!: number;
}

class OrganizationUserPermissions {
  @ApiProperty({ type: OrganizationPermissions, description: 'In the organization.' })
  readonly organization!: OrganizationPermissions;

  @ApiProperty({ type: [PermissionsOnFolder], description: 'On single folders.' })
  readonly folders!: readonly PermissionsOnFolder[];
}

/** A member of an organization (GO25 `OrganizationUser`). */
export class OrganizationUser {
  @ApiProperty({ description: 'Id of the user.', example: 7 })
  readonly id!: number;

  @ApiProperty({ description: 'Login.', example: 'ada' })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'Email address.', example: 'ada@example.com' })
  readonly email?: string;

  @ApiProperty({ type: OrganizationUserPermissions, description: 'What the member may do here.' })
  readonly permissions!: OrganizationUserPermissions;
}
