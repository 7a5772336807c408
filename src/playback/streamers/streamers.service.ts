import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller } from '#auth';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService } from '#lists';
import { Injectable } from '@nestjs/common';
import { assertAdministrator } from '../administrators-only.js';
import { checkedHostname, checkedStreamer } from './checked-streamer.js';
import { MediaServerProbe } from './media-server-probe.js';
import type { Streamer, StreamerDraft, StreamerField, StreamerKey } from './streamer.js';
import { streamerColumns, streamerList } from './streamer-list.js';
import { StreamerStore } from './streamer-store.js';

/** The registry of media servers, for administrators: everybody else is refused with object.forbidden. */
@Injectable()
export class StreamersService {
  constructor(
    private readonly lists: ListsService,
    private readonly store: StreamerStore,
    private readonly probe: MediaServerProbe,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError object.forbidden; DomainError */
  async list(caller: Caller, query: ListQuery<StreamerField>, page: Page): Promise<ListPage<Streamer>> {
    assertAdministrator(caller);
    return this.lists.page<StreamerField, Streamer>(streamerList, streamerColumns, everything, query, page);
  }

  async count(caller: Caller, query: ListQuery<StreamerField>): Promise<number> {
    assertAdministrator(caller);
    return this.lists.count(streamerList, everything, query);
  }

  /** @throws DomainError object.forbidden, object.not-found (streamer) */
  async get(caller: Caller, key: StreamerKey): Promise<Streamer> {
    assertAdministrator(caller);
    return (await this.store.find(key)) ?? missing(key);
  }

  /**
   * Makes the media server of this hostname, or changes it. Audited.
   * @param options.reset what the draft leaves out gets its default instead of staying; the cluster key stays
   * @param options.onlyNew refuses one that there is: object.taken
   * @param options.check refuses a media server whose `apiUrl` does not answer within 3 s
   * @throws DomainError object.forbidden, object.invalid (field: hostname, or of the draft; zones that do not exist)
   */
  async put(
    caller: Caller,
    hostname: string,
    draft: StreamerDraft,
    options: { readonly reset?: boolean; readonly check?: boolean; readonly onlyNew?: boolean } = {},
  ): Promise<{ readonly streamer: Streamer; readonly created: boolean }> {
    assertAdministrator(caller);
    const name = checkedHostname(hostname);
    const checked = checkedStreamer(draft);
    if (options.check === true) await this.assertReachable(name, checked);
    const created = await this.store.put(name, checked, options);
    this.record(caller, name, created ? 'created' : 'changed');
    return { streamer: await this.get(caller, { hostname: name }), created };
  }

  /** @throws DomainError object.forbidden, object.not-found (streamer) */
  async remove(caller: Caller, key: StreamerKey): Promise<void> {
    assertAdministrator(caller);
    const hostname = (await this.store.remove(key)) ?? missing(key);
    this.record(caller, hostname, 'removed');
  }

  private async assertReachable(hostname: string, draft: StreamerDraft): Promise<void> {
    const url = draft.apiUrl === undefined ? (await this.store.find({ hostname }))?.apiUrl : draft.apiUrl;
    if (!url || !(await this.probe.answers(url)))
      throw new DomainError('object.invalid', 'does not answer', { object: 'streamer', field: 'apiUrl' });
  }

  private record(caller: Caller, hostname: string, reason: string): void {
    this.audit.record({ event: 'authz_admin', actor: auditName(caller), subject: `streamer:${hostname}`, reason });
  }
}

const everything = (): string => 'true';

function missing(key: StreamerKey): never {
  throw new DomainError('object.not-found', JSON.stringify(key), { object: 'streamer' });
}
