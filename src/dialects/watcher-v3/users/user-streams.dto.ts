import { BooleanField, IntegerField } from '../body/scalar-fields.decorator.js';

/** What one user may do with one stream (GO25 `StreamPermissionsAccess`). */
export class StreamPermissions {
  @BooleanField({ description: 'Sees it, live.', example: true })
  readonly can_view?: boolean;

  @BooleanField({ description: 'Sees its archive; together with `can_view`.', example: true })
  readonly can_view_dvr?: boolean;

  @BooleanField({ description: 'Turns the camera; together with `can_view`.', example: false })
  readonly can_use_ptz?: boolean;

  @IntegerField({ description: 'Seconds of archive; 0: no limit.', example: 3600 })
  readonly dvr_depth_limit?: number;
}

/** The body of a PUT of stream permissions; what is left out stays. */
export class StreamPermissionsBody extends StreamPermissions {
  @BooleanField({ description: 'Takes away what is not named, too.', example: false })
  readonly $reset?: boolean;
}
