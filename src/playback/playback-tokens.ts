import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';

/** How a camera is watched. */
export interface Playback {
  /** Undefined where the caller may not watch: administrators in the administrators' interface, guests, programs. */
  readonly token: string | undefined;
  /** Base URL of the media server that has the camera, without a slash at its end; undefined where none is registered. */
  readonly endpoint: string | undefined;
  /** Where those who may edit the camera publish to; undefined for others. */
  readonly publishEndpoint: string | undefined;
}

/** Short-lived texts that let one user watch one camera. */
@Injectable()
export class PlaybackTokens {
  /** By camera id; hidden cameras are missing. One statement for all of them. @param cameras at most 1000 */
  async forCameras(
    _caller: Caller,
    _cameras: readonly { readonly id: number; readonly name: string }[],
  ): Promise<ReadonlyMap<number, Playback>> {
    throw new Error('not built yet');
  }
}
