import type { CameraPermission, CameraPermissionField, WatchingRights } from '#access';
import { given } from '../body/given.js';
import { type WireField, wireList } from '../collections/wire-list.js';
import type { StreamPermissionsBody } from './user-streams.dto.js';

/** `permissions` of a stream and a user, wherever it is shown. */
export const streamPermissionFields: readonly WireField<CameraPermission, CameraPermissionField>[] = [
  { kind: 'stored', path: 'permissions.can_view', type: 'boolean', field: 'canView' },
  { kind: 'stored', path: 'permissions.can_view_dvr', type: 'boolean', field: 'canViewDvr' },
  { kind: 'stored', path: 'permissions.can_use_ptz', type: 'boolean', field: 'canUsePtz' },
  { kind: 'stored', path: 'permissions.dvr_depth_limit', type: 'integer', field: 'dvrDepthLimitSeconds' },
];

/** A user's permissions on single streams (GO25 `UserStreamPermission`). */
export const userStreamList = wireList<CameraPermission, CameraPermissionField>(
  [{ kind: 'stored', path: 'stream.name', type: 'string', field: 'cameraName' }, ...streamPermissionFields],
  ['stream.name'],
);

export function readStreamPermissions(body: StreamPermissionsBody): Partial<WatchingRights> {
  const unsaid = body.$reset ? false : undefined;
  return given({
    canView: body.can_view ?? unsaid,
    canViewDvr: body.can_view_dvr ?? unsaid,
    canUsePtz: body.can_use_ptz ?? unsaid,
    dvrDepthLimitSeconds: body.dvr_depth_limit ?? (body.$reset ? 0 : undefined),
  });
}
