import { DomainError } from '#errors';
import { type AuditEvent, AuditLogService } from '#audit';
import { type Caller, doneBy } from '#auth';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService } from '#lists';
import { Injectable } from '@nestjs/common';
import { assertAdministrator } from '../administrators-only.js';
import { checkHostname, checkStreamer } from './streamer-rules.js';
import { MediaServerProbe } from './media-server-probe.js';
import type { Streamer, StreamerDraft, StreamerField, StreamerKey } from './streamer.js';
import { streamerColumns, streamerList, StreamersRepository } from './streamers.repository.js';

/** The registry of media servers, for administrators: everybody else gets object.forbidden. */
@Injectable()
export class StreamersService {
  constructor(
    private readonly lists: ListsService,
    private readonly streamers: StreamersRepository,
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
    return (await this.streamers.find(key)) ?? missing(key);
  }

  /**
   * Creates the media server of this hostname, or changes it. Audited.
   * @param options.reset what the draft leaves out gets its default instead of staying; the cluster key stays
   * @param options.onlyNew fails with object.taken where the media server exists
   * @param options.onlyKnown fails with object.not-found where it does not
   * @param options.check fails with object.invalid where `apiUrl` does not answer within 3 s
   * @throws DomainError object.forbidden, object.invalid (field: hostname, or of the draft; zones that do not exist)
   */
  async put(
    caller: Caller,
    hostname: string,
    draft: StreamerDraft,
    options: PutOptions = {},
  ): Promise<{ readonly streamer: Streamer; readonly created: boolean }> {
    assertAdministrator(caller);
    const name = checkHostname(hostname);
    const checked = checkStreamer(draft);
    if (options.check === true) await this.assertReachable(name, checked);
    const created = await this.streamers.put(name, checked, options, (manager, isNew) =>
      this.audit.recordIn(manager, changed(caller, name, isNew ? 'created' : 'changed')),
    );
    return { streamer: await this.get(caller, { hostname: name }), created };
  }

  /** @throws DomainError object.forbidden, object.not-found (streamer) */
  async remove(caller: Caller, key: StreamerKey): Promise<void> {
    assertAdministrator(caller);
    const removed = await this.streamers.remove(key, (manager, hostname) =>
      this.audit.recordIn(manager, changed(caller, hostname, 'removed')),
    );
    if (!removed) missing(key);
  }

  private async assertReachable(hostname: string, draft: StreamerDraft): Promise<void> {
    const url = draft.apiUrl === undefined ? (await this.streamers.find({ hostname }))?.apiUrl : draft.apiUrl;
    if (!url || !(await this.probe.answers(url)))
      throw new DomainError('object.invalid', 'does not answer', { object: 'streamer', field: 'apiUrl' });
  }
}

interface PutOptions {
  readonly reset?: boolean;
  readonly check?: boolean;
  readonly onlyNew?: boolean;
  readonly onlyKnown?: boolean;
}

function changed(caller: Caller, hostname: string, reason: string): AuditEvent {
  return { event: 'authz_admin', ...doneBy(caller), subject: `streamer:${hostname}`, reason };
}

const everything = (): string => 'true';

function missing(key: StreamerKey): never {
  throw new DomainError('object.not-found', JSON.stringify(key), { object: 'streamer' });
}
