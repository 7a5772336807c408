import { DomainError } from '#errors';
import type { CameraKey } from '../camera.js';

/** Another camera has a value that only one may have. Whether the caller may hear of that camera is asked before this leaves here. */
export class CameraTaken extends DomainError<'camera.taken'> {
  constructor(
    detail: string,
    readonly field: string,
    /** The camera that has the value already. */
    readonly holder: CameraKey | undefined,
    /** The name of the one at fault, where many were to be changed at once. */
    camera?: string,
  ) {
    super('camera.taken', detail, { field, camera });
  }
}
