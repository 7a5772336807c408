import { Injectable } from '@nestjs/common';
import { CameraRightsService, type CameraRights } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type Camera, type CameraMark, CameraMarksService, PresetsService } from '#cameras';
import { CameraGroupsService } from '#layouts';
import { PlaybackTokensService } from '#playback';
import { CameraStreamers } from './camera-streamers.js';
import type { CameraItem } from './camera.dto.js';
import { toCameraWire } from './camera.wire.js';

/** Adds to cameras what other modules know of them, each kind in one statement a page. */
@Injectable()
export class CameraViews {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly marks: CameraMarksService,
    private readonly presets: PresetsService,
    private readonly groups: CameraGroupsService,
    private readonly playbackTokens: PlaybackTokensService,
    private readonly streamers: CameraStreamers,
  ) {}

  /** @param cameras at most 1000 */
  async ofAll(caller: Caller, cameras: readonly Camera[]): Promise<readonly CameraItem[]> {
    const ids = cameras.map(({ id }) => id);
    const presetIds = [...new Set(cameras.flatMap(({ presetId }) => presetId ?? []))];
    const [rights, marks, groups, presets, playbacks, streamers] = await Promise.all([
      this.rightsOn(caller, ids),
      caller.kind === 'user' ? this.marks.of(caller, ids) : new Map<number, CameraMark>(),
      this.groups.ofCameras(caller, ids),
      this.presets.titles(presetIds),
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

  async of(caller: Caller, camera: Camera): Promise<CameraItem> {
    const [view] = await this.ofAll(caller, [camera]);
    if (view === undefined) throw new Error('one camera has one view');
    return view;
  }

  /** An administrator has all rights, except that the rights to watch are those that the person has as a member. */
  private async rightsOn(caller: Caller, ids: readonly number[]): Promise<ReadonlyMap<number, CameraRights>> {
    const rights = await this.rights.rightsOn(caller, ids);
    if (!isSuperuser(caller)) return rights;
    const watching = await this.rights.watchingRightsOn(caller, ids);
    return new Map([...rights].map(([id, own]) => [id, { ...own, ...watched(watching.get(id)) }]));
  }
}

function watched(rights: CameraRights | undefined): Pick<CameraRights, 'canView' | 'canViewDvr'> {
  return { canView: rights?.canView ?? false, canViewDvr: rights?.canViewDvr ?? false };
}

/** The rights on a camera that became invisible between two statements. */
const none: CameraRights = {
  canView: false,
  canViewDvr: false,
  canUsePtz: false,
  canEdit: false,
  canUseActions: false,
  dvrDepthLimitSeconds: 0,
  endsAt: null,
};
