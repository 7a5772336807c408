import { Injectable } from '@nestjs/common';
import { type Caller, isAdministrator } from '#auth';
import type { Camera } from '#cameras';
import { StreamersService } from '#playback';

/** The media servers that cameras name: API v2 has ids for them, the core hosts. Only administrators know of them. */
@Injectable()
export class CameraStreamers {
  constructor(private readonly streamers: StreamersService) {}

  /** Ids by host; empty for who is no administrator. */
  async idsOf(caller: Caller, cameras: readonly Camera[]): Promise<ReadonlyMap<string, number>> {
    const hosts = [...new Set(cameras.flatMap(({ media }) => media.streamerHostname?.toLowerCase() ?? []))];
    if (hosts.length === 0 || !isAdministrator(caller)) return new Map();
    const where = [{ operator: 'in', field: 'hostname', values: hosts }] as const;
    const { items } = await this.streamers.list(caller, { where }, { limit: hosts.length });
    return new Map(items.map(({ hostname, id }) => [hostname, id]));
  }

  /**
   * What a request's `streamer_id` means: a host, null for none, undefined where nothing is said of it.
   * @throws DomainError object.forbidden, object.not-found
   */
  async hostOf(caller: Caller, id: number | null | undefined): Promise<string | null | undefined> {
    return id === undefined || id === null ? id : (await this.streamers.get(caller, { id })).hostname;
  }
}
