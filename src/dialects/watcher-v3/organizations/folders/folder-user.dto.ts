import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, IntegerField } from '../../body/scalar-fields.decorator.js';

/** What one user may do with the streams of one folder and below (GO25 `FolderUser`). */
export class FolderPermissions {
  @BooleanField({ description: 'Sees the streams, live.', example: true })
  readonly can_view?: boolean;

  @BooleanField({ description: 'Sees the archive; together with `can_view`.', example: true })
  readonly can_view_dvr?: boolean;

  @BooleanField({ description: 'Turns cameras; together with `can_view`.', example: false })
  readonly can_use_ptz?: boolean;

  @BooleanField({ description: 'Uses actions; together with `can_view`.', example: false })
  readonly can_use_actions?: boolean;

  @IntegerField({ description: 'Seconds of archive; 0: no limit.', example: 3600 })
  readonly dvr_depth_limit?: number;
}

/** The body of `PUT .../folders/{folder_id}/users/{user_id}`; what is left out stays. */
export class FolderPermissionsBody extends FolderPermissions {
  @BooleanField({ description: 'Takes away what is not named, too.', example: false })
  readonly $reset?: boolean;
}

/** A user with permissions on a folder (GO25 `FolderUsers`). */
export class FolderUser extends FolderPermissions {
  @ApiProperty({ description: 'Id of the user.', example: 7 })
  readonly user_id!: number;
}
