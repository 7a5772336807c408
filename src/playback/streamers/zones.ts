import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { Zone, ZoneField } from './zone.js';

/** Zones of media servers, for administrators: everybody else is refused with object.forbidden. */
@Injectable()
export class Zones {
  /** @throws PlaybackError object.forbidden; ListError */
  async list(_caller: Caller, _query: ListQuery<ZoneField>, _page: Page): Promise<ListPage<Zone>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<ZoneField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws PlaybackError object.forbidden, object.not-found (zone) */
  async get(_caller: Caller, _name: string): Promise<Zone> {
    throw new Error('not built yet');
  }

  /** Makes the zone of this name, or changes it. @throws PlaybackError object.forbidden, object.invalid (name) */
  async put(
    _caller: Caller,
    _name: string,
    _draft: { readonly isDedicated?: boolean | undefined },
  ): Promise<{ readonly zone: Zone; readonly created: boolean }> {
    throw new Error('not built yet');
  }

  /** @throws PlaybackError object.forbidden, object.not-found (zone), object.taken while media servers are in it */
  async remove(_caller: Caller, _name: string): Promise<void> {
    throw new Error('not built yet');
  }
}
