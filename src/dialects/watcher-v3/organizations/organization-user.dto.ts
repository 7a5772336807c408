import { ApiProperty } from '@nestjs/swagger';
import { FolderPermissions } from './folders/folder-user.dto.js';

/** What a member may do with the streams of one folder and below. */
export class PermissionsOnFolder extends FolderPermissions {
  @ApiProperty({ description: 'The folder; the permissions reach all below it.', example: 3 })
  readonly folder_id!: number;
}
