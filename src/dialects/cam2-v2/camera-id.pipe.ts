import { Injectable, type PipeTransform } from '@nestjs/common';
import type { CameraKey } from '#cameras';
import { InputError } from '../http/input.error.js';

/** The 24 hex digits in a path. */
@Injectable()
export class CameraId implements PipeTransform<string, CameraKey> {
  /** @throws InputError input.invalid */
  transform(given: string): CameraKey {
    if (!/^[0-9a-f]{24}$/i.test(given)) throw InputError.at('cameraID', 'form', 'A cameraID has 24 hex digits.');
    return { objectId: given.toLowerCase() };
  }
}

/** A legacy number in a path. */
@Injectable()
export class LegacyCameraId implements PipeTransform<string, CameraKey> {
  /** @throws InputError input.invalid */
  transform(given: string): CameraKey {
    if (!/^\d{1,15}$/.test(given)) throw InputError.at('legacy_cameraID', 'form', 'A legacy_cameraID is an integer.');
    return { legacyCameraId: Number(given) };
  }
}
