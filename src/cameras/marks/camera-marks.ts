import type { UserCaller } from '#auth';
import { Injectable } from '@nestjs/common';

/** What a person has marked a camera with, for themselves. */
export interface CameraMark {
  readonly isFavourite: boolean;
  /** Tells them of motion (v2), of events (v3). */
  readonly notifies: boolean;
}

/** Everybody's own marks on the cameras they see. */
@Injectable()
export class CameraMarks {
  /** By camera id; a camera without a mark is missing. @param cameraIds at most 1000 */
  async of(_caller: UserCaller, _cameraIds: readonly number[]): Promise<ReadonlyMap<number, CameraMark>> {
    throw new Error('not built yet');
  }

  /** @throws CameraError camera.not-found */
  async set(_caller: UserCaller, _cameraName: string, _mark: Partial<CameraMark>): Promise<CameraMark> {
    throw new Error('not built yet');
  }
}
