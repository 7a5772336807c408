import type { AuditEvent } from '#audit';
import { type Caller, doneBy } from '#auth';
import type { CameraValues } from './camera-values.js';

/** A change of a camera in the audit log: the names of the fields, never their values. */
export function cameraEvent(
  event: 'camera_created' | 'camera_updated' | 'camera_deleted',
  caller: Caller,
  camera: { readonly id: number; readonly name: string },
  changes?: Partial<CameraValues>,
): AuditEvent {
  const reason = changes === undefined ? camera.name : Object.keys(changes).join(' ');
  return { event, ...doneBy(caller), subject: `camera:${camera.id}`, reason };
}
