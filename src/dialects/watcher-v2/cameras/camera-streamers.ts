import { Injectable } from '@nestjs/common';
import { type Caller, isAdministrator } from '#auth';
import type { Camera } from '#cameras';
import { StreamersService } from '#playback';

/** Maps media servers between API v2, which has ids, and the core, which has hosts. Only administrators see them. */
@Injectable()
export class CameraStreamers {
  constructor(private readonly streamers: StreamersService) {}

  /** Ids by host; empty unless the caller is an administrator. */
  async idsOf(caller: Caller, cameras: readonly Camera[]): Promise<ReadonlyMap<string, number>> {
    const hosts = [...new Set(cameras.flatMap(({ media }) => media.streamerHostname?.toLowerCase() ?? []))];
    if (hosts.length === 0 || !isAdministrator(caller)) return new Map();
    const where = [{ operator: 'in', field: 'hostname', values: hosts }] as const;
    const { items } = await this.streamers.list(caller, { where }, { limit: hosts.length });
    return new Map(items.map(({ hostname, id }) => [hostname, id]));
  }

  /**
   * What a request's `streamer_id` means: a host, null for none, undefined where the request does not name it.
   * @throws DomainError object.forbidden, object.not-found
   */
  async hostOf(caller: Caller, id: number | null | undefined): Promise<string | null | undefined> {
    return id === undefined || id === null ? id : (await this.streamers.get(caller, { id })).hostname;
  }
}
