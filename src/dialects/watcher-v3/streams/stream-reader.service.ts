import type { Caller } from '#auth';
import { type Camera, type CameraField, CamerasService } from '#cameras';
import { Injectable } from '@nestjs/common';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import type { WireList } from '../collections/wire-field.js';
import { streamList, type StreamSurroundings } from './stream.fields.js';
import { StreamSurroundingsReader } from './stream-surroundings.service.js';

/** How an interface shows streams: which fields, and whether one can watch there. */
export interface StreamView {
  readonly list: WireList<Camera, CameraField, StreamSurroundings>;
  /** Administrators' interface: nobody watches there (GO25). */
  readonly withoutPlayback?: true;
}

/** client-api. */
export const clientView: StreamView = { list: streamList };

/** Shows streams. */
@Injectable()
export class StreamReader {
  constructor(
    private readonly cameras: CamerasService,
    private readonly surroundings: StreamSurroundingsReader,
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
      context: (cameras, select) => this.around(caller, cameras, select, view),
    });
  }

  /** @throws DomainError camera.not-found */
  async get(caller: Caller, name: string, view: StreamView): Promise<Wire> {
    return this.show(caller, await this.cameras.get(caller, { name }), view);
  }

  async show(caller: Caller, camera: Camera, view: StreamView): Promise<Wire> {
    return toWire(view.list, camera, await this.around(caller, [camera], undefined, view));
  }

  /** @param cameras at most 1000 */
  async showAll(caller: Caller, cameras: readonly Camera[], view: StreamView): Promise<readonly Wire[]> {
    const surroundings = await this.around(caller, cameras, undefined, view);
    return cameras.map((camera) => toWire(view.list, camera, surroundings));
  }

  private async around(
    caller: Caller,
    cameras: readonly Camera[],
    select: readonly string[] | undefined,
    view: StreamView,
  ): Promise<StreamSurroundings> {
    return this.surroundings.around(caller, cameras, select, { withoutPlayback: view.withoutPlayback ?? false });
  }
}
