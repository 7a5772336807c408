import { Injectable } from '@nestjs/common';
import { CameraRightsService, type CameraRights } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type Camera, type CameraMark, CameraMarksService, PresetsService } from '#cameras';
import { CameraGroupsService } from '#layouts';
import type { ShownPreset } from '../presets/preset.wire.js';

/** By camera id, except presets, which go by their own. */
export interface FactsOfCameras {
  readonly rights: ReadonlyMap<number, CameraRights>;
  readonly marks: ReadonlyMap<number, CameraMark>;
  readonly groups: ReadonlyMap<number, readonly number[]>;
  readonly presets: ReadonlyMap<number, ShownPreset>;
}

/** What the rooms know of the cameras of a page beside the cameras: each kind in one statement. */
@Injectable()
export class CameraFactsReader {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly marks: CameraMarksService,
    private readonly presets: PresetsService,
    private readonly groups: CameraGroupsService,
  ) {}

  /** @param cameras at most 1000 */
  async of(caller: Caller, cameras: readonly Camera[]): Promise<FactsOfCameras> {
    const ids = cameras.map(({ id }) => id);
    const presetIds = [...new Set(cameras.flatMap(({ presetId }) => presetId ?? []))];
    const [rights, marks, groups, presets] = await Promise.all([
      this.rightsOn(caller, ids),
      caller.kind === 'user' ? this.marks.of(caller, ids) : new Map<number, CameraMark>(),
      this.groups.ofCameras(caller, ids),
      this.presets.titles(presetIds),
    ]);
    return { rights, marks, groups, presets };
  }

  /** An administrator's are all but those to watch, which are what they hold as a person. */
  private async rightsOn(caller: Caller, ids: readonly number[]): Promise<ReadonlyMap<number, CameraRights>> {
    const rights = await this.rights.rightsOn(caller, ids);
    if (!isSuperuser(caller)) return rights;
    const watching = await this.rights.watchingRightsOn(caller, ids);
    return new Map([...rights].map(([id, held]) => [id, { ...held, ...watched(watching.get(id)) }]));
  }
}

function watched(held: CameraRights | undefined): Pick<CameraRights, 'canView' | 'canViewDvr'> {
  return { canView: held?.canView ?? false, canViewDvr: held?.canViewDvr ?? false };
}
