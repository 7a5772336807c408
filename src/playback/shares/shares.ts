import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { Share, ShareDraft, ShareField } from './share.js';

/** Links to single cameras, for administrators: everybody else is refused with object.forbidden. */
@Injectable()
export class Shares {
  /** With their keys; audited. @throws PlaybackError object.forbidden; ListError */
  async list(_caller: Caller, _query: ListQuery<ShareField>, _page: Page): Promise<ListPage<Share>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<ShareField>): Promise<number> {
    throw new Error('not built yet');
  }

  /**
   * Audited.
   * @throws PlaybackError object.forbidden, object.invalid (name; cameraName where there is no such camera; permissions),
   *   object.taken (name)
   */
  async create(_caller: Caller, _draft: ShareDraft): Promise<Share> {
    throw new Error('not built yet');
  }

  /** Ends a link at once; audited. @throws PlaybackError object.forbidden, object.not-found (share) */
  async remove(_caller: Caller, _key: string): Promise<void> {
    throw new Error('not built yet');
  }
}
