import type { CameraPermission, CameraPermissionField, WatchingRights } from '#access';
import { given } from '../body/given.js';
import { answerClass } from '../collections/answer-class.js';
import { stored, type WireField, wireList } from '../collections/wire-list.js';
import { StreamPermissions, type StreamPermissionsBody } from './user-streams.dto.js';

/** `permissions` of a stream and a user, in every answer. */
export const streamPermissionFields: readonly WireField<CameraPermission, CameraPermissionField>[] = [
  stored('permissions.can_view', 'boolean', 'canView'),
  stored('permissions.can_view_dvr', 'boolean', 'canViewDvr'),
  stored('permissions.can_use_ptz', 'boolean', 'canUsePtz'),
  stored('permissions.dvr_depth_limit', 'integer', 'dvrDepthLimitSeconds'),
];

const fields: readonly WireField<CameraPermission, CameraPermissionField>[] = [
  stored('stream.name', 'string', 'cameraName', {
    description: 'Name of the stream.',
    example: 'demo-paris-eiffel-tower',
  }),
  ...streamPermissionFields,
];

/** A user's permissions on single streams (GO25 `UserStreamPermission`). */
export const userStreamList = wireList<CameraPermission, CameraPermissionField>(fields, ['stream.name']);

export const UserStreamPermission = answerClass('UserStreamPermission', fields, {
  stream: { name: 'StreamName', description: 'The stream.' },
  permissions: { schema: StreamPermissions, description: 'What the user may do with it.' },
});

export function readStreamPermissions(body: StreamPermissionsBody): Partial<WatchingRights> {
  const unnamed = body.$reset ? false : undefined;
  return given({
    canView: body.can_view ?? unnamed,
    canViewDvr: body.can_view_dvr ?? unnamed,
    canUsePtz: body.can_use_ptz ?? unnamed,
    dvrDepthLimitSeconds: body.dvr_depth_limit ?? (body.$reset ? 0 : undefined),
  });
}
