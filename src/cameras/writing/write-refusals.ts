import { type Caller, administersCameras } from '#auth';
import { DomainError } from '#errors';
import type { Camera, RemoveOptions } from '../camera.js';

/** Superusers may name any organization, so theirs does not exist; to others it makes no difference whether it does. */
export function notAllowedIn(caller: Caller, organizationId: number): DomainError {
  return administersCameras(caller)
    ? new DomainError('camera.invalid', `no organization ${organizationId}`, { field: 'organizationId' })
    : new DomainError('camera.forbidden', `organization ${organizationId}`);
}

/** @throws DomainError camera.changed */
export function assertVersion({ version }: Camera, { expectedVersion }: RemoveOptions): void {
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new DomainError('camera.changed', `version ${version}, not ${expectedVersion}`);
}
