import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { Streamer, StreamerDraft, StreamerField, StreamerKey } from './streamer.js';

/** The registry of media servers, for administrators: everybody else is refused with object.forbidden. */
@Injectable()
export class Streamers {
  /** @throws PlaybackError object.forbidden; ListError */
  async list(_caller: Caller, _query: ListQuery<StreamerField>, _page: Page): Promise<ListPage<Streamer>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<StreamerField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws PlaybackError object.forbidden, object.not-found (streamer) */
  async get(_caller: Caller, _key: StreamerKey): Promise<Streamer> {
    throw new Error('not built yet');
  }

  /**
   * Makes the media server of this hostname, or changes it. Audited.
   * @param options.reset what the draft leaves out gets its default instead of staying; the cluster key stays
   * @param options.check refuses a media server whose `apiUrl` does not answer within 3 s
   * @throws PlaybackError object.forbidden, object.invalid (field: hostname, or of the draft; zones that do not exist)
   */
  async put(
    _caller: Caller,
    _hostname: string,
    _draft: StreamerDraft,
    _options: { readonly reset?: boolean; readonly check?: boolean } = {},
  ): Promise<{ readonly streamer: Streamer; readonly created: boolean }> {
    throw new Error('not built yet');
  }

  /** @throws PlaybackError object.forbidden, object.not-found (streamer) */
  async remove(_caller: Caller, _key: StreamerKey): Promise<void> {
    throw new Error('not built yet');
  }
}
