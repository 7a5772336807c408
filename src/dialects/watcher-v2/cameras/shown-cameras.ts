import { Injectable } from '@nestjs/common';
import type { CameraRights } from '#access';
import type { Caller } from '#auth';
import type { Camera } from '#cameras';
import { PlaybackTokensService } from '#playback';
import { CameraFactsReader } from './camera-facts.js';
import { CameraStreamers } from './camera-streamers.js';
import type { CameraItem } from './camera.dto.js';
import { toCameraWire } from './camera.wire.js';

/** Turns cameras into what a caller is shown of them. */
@Injectable()
export class ShownCameras {
  constructor(
    private readonly facts: CameraFactsReader,
    private readonly playbackTokens: PlaybackTokensService,
    private readonly streamers: CameraStreamers,
  ) {}

  /** @param cameras at most 1000 */
  async show(caller: Caller, cameras: readonly Camera[]): Promise<readonly CameraItem[]> {
    const [{ rights, marks, groups, presets }, playbacks, streamers] = await Promise.all([
      this.facts.of(caller, cameras),
      this.playbackTokens.forCameras(caller, cameras),
      this.streamers.idsOf(caller, cameras),
    ]);
    return cameras.map((camera) =>
      toCameraWire(camera, {
        rights: rights.get(camera.id) ?? none,
        mark: marks.get(camera.id),
        groups: groups.get(camera.id) ?? [],
        preset: camera.presetId === null ? undefined : presets.get(camera.presetId),
        playback: playbacks.get(camera.id),
        streamerId: streamers.get(camera.media.streamerHostname?.toLowerCase() ?? ''),
      }),
    );
  }

  async showOne(caller: Caller, camera: Camera): Promise<CameraItem> {
    const [shown] = await this.show(caller, [camera]);
    if (shown === undefined) throw new Error('one camera was to be shown');
    return shown;
  }
}

/** A camera that went out of sight between two statements. */
const none: CameraRights = {
  canView: false,
  canViewDvr: false,
  canUsePtz: false,
  canEdit: false,
  canUseActions: false,
  dvrDepthLimitSeconds: 0,
};
