import { FoldersService, OrganizationsService } from '#access';
import type { Caller } from '#auth';
import { type Camera, CameraMarksService, PresetsService } from '#cameras';
import { PlaybackTokensService } from '#playback';
import { Injectable } from '@nestjs/common';
import { isSelected } from '../collections/wire-list.js';
import type { StreamSurroundings } from './stream.fields.js';

export interface SurroundingsOptions {
  /** Administrators' interface: nobody watches there (GO25). */
  readonly withoutPlayback?: boolean;
}

/** Finds what streams are shown with: each kind of it in one statement a page, and only where it is shown. */
@Injectable()
export class StreamSurroundingsReader {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly folders: FoldersService,
    private readonly presets: PresetsService,
    private readonly marks: CameraMarksService,
    private readonly playbackTokens: PlaybackTokensService,
  ) {}

  /** @param cameras at most 1000 */
  async around(
    caller: Caller,
    cameras: readonly Camera[],
    select: readonly string[] | undefined,
    { withoutPlayback = false }: SurroundingsOptions = {},
  ): Promise<StreamSurroundings> {
    const wants = (...paths: readonly string[]): boolean => paths.some((path) => isSelected(path, select));
    const ids = cameras.map(({ id }) => id);
    const watched = !withoutPlayback && wants(...playbackPaths);
    const [organizationTitles, paths, presets, marks, playbacks] = await Promise.all([
      wants('organization.title') ? this.titles(caller, cameras) : new Map<number, string>(),
      wants('path')
        ? this.folders.paths(caller, unique(cameras.map(({ folderId }) => folderId)))
        : new Map<number, never>(),
      wants('preset.id', 'preset.title', 'preset.is_adjustable')
        ? this.presets.titles(unique(cameras.flatMap(({ presetId }) => presetId ?? [])))
        : new Map<number, never>(),
      caller.kind !== 'user'
        ? undefined
        : wants('is_favourite', 'notifications_enabled')
          ? this.marks.of(caller, ids)
          : new Map<number, never>(),
      watched ? this.playbackTokens.forCameras(caller, cameras) : new Map<number, never>(),
    ]);
    return { organizationTitles, paths, presets, marks, playbacks };
  }

  private async titles(caller: Caller, cameras: readonly Camera[]): Promise<ReadonlyMap<number, string>> {
    return this.organizations.titles(caller, unique(cameras.map(({ organizationId }) => organizationId)));
  }
}

const playbackPaths = ['stats.playback_token', 'stats.streaming_endpoint', 'stats.publish_endpoint'];

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
