import { Injectable } from '@nestjs/common';
import { FoldersService, OrganizationsService } from '#access';
import type { Caller } from '#auth';
import { type Camera, type CameraField, CameraMarksService, CamerasService, PresetsService } from '#cameras';
import { PlaybackTokensService } from '#playback';
import type { WireList } from '../collections/wire-field.js';
import { answerCollection, isSelected, toWire, type Wire } from '../collections/wire-list.js';
import { playbackFields, streamList, type StreamRelated } from './stream.fields.js';

/** How an interface shows streams: which fields, and whether with playback tokens. */
export interface StreamView {
  readonly list: WireList<Camera, CameraField, StreamRelated>;
  /** In the administrators' interface nobody watches (GO25). */
  readonly withoutPlayback?: true;
}

/** The view of client-api. */
export const clientView: StreamView = { list: streamList };

/** Reads streams with their related values. */
@Injectable()
export class StreamReader {
  constructor(
    private readonly cameras: CamerasService,
    private readonly organizations: OrganizationsService,
    private readonly folders: FoldersService,
    private readonly presets: PresetsService,
    private readonly marks: CameraMarksService,
    private readonly playbackTokens: PlaybackTokensService,
  ) {}

  /** Answers `GET /streams`. */
  async list(caller: Caller, parameters: Readonly<Record<string, unknown>>, view: StreamView): Promise<Wire> {
    return answerCollection({
      key: 'streams',
      list: view.list,
      parameters,
      searchable: true,
      page: (query, page) => this.cameras.list(caller, query, page),
      count: (query) => this.cameras.count(caller, query),
      context: (cameras, select) => this.related(caller, cameras, view, select),
    });
  }

  /** @throws DomainError camera.not-found */
  async get(caller: Caller, name: string, view: StreamView): Promise<Wire> {
    return this.show(caller, await this.cameras.get(caller, { name }), view);
  }

  async show(caller: Caller, camera: Camera, view: StreamView): Promise<Wire> {
    return toWire(view.list, camera, await this.related(caller, [camera], view));
  }

  /** @param cameras at most 1000 */
  async showAll(caller: Caller, cameras: readonly Camera[], view: StreamView): Promise<readonly Wire[]> {
    const related = await this.related(caller, cameras, view);
    return cameras.map((camera) => toWire(view.list, camera, related));
  }

  /** What stands beside the cameras: each kind in one statement a page, and only where it is selected. */
  private async related(
    caller: Caller,
    cameras: readonly Camera[],
    { withoutPlayback }: StreamView,
    select?: readonly string[],
  ): Promise<StreamRelated> {
    const wants = (...paths: readonly string[]): boolean => paths.some((path) => isSelected(path, select));
    const ids = cameras.map(({ id }) => id);
    const [organizationTitles, paths, presets, marks, playbacks] = await Promise.all([
      wants('organization.title')
        ? this.organizations.titles(caller, unique(cameras.map(({ organizationId }) => organizationId)))
        : new Map<number, string>(),
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
      !withoutPlayback && wants(...playbackFields)
        ? this.playbackTokens.forCameras(caller, cameras)
        : new Map<number, never>(),
    ]);
    return { organizationTitles, paths, presets, marks, playbacks };
  }
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
