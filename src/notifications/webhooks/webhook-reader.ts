import { type StoredCaller, StoredCallersService } from '#auth';
import { CameraFeedService, type CameraShape, type FeedPage } from '#cameras';
import { Clock } from '#config';
import { isUnavailable, reasonOf } from '#database';
import { hasCode } from '#errors';
import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';

/** The messages hold no camera. */
const shape: CameraShape = { id: 'id' };
const leaseMilliseconds = 60_000;
const pageSize = 500;

interface ReadingWebhook {
  readonly id: number;
  readonly caller: StoredCaller;
  readonly events: readonly string[];
  readonly organizationId: number | null;
  readonly cursor: string | null;
}

/** A message that is to be sent. */
interface NewMessage {
  readonly type: string;
  readonly cameraId: number | null;
}

/** Reads the feed for webhooks: what their owners see change becomes messages. */
@Injectable()
export class WebhookReader {
  private readonly logger = new Logger('Webhooks');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly feed: CameraFeedService,
    private readonly callers: StoredCallersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads for all webhooks that were last read before a time.
   * @returns how many messages there are to send
   */
  async readAll(before: Date): Promise<number> {
    let messages = 0;
    for (let one = await this.lease(before); one !== undefined; one = await this.lease(before))
      try {
        messages += await this.read(one);
      } catch (error) {
        // The next news, or a minute, brings another attempt; the others do not wait.
        await this.release(one.id);
        if (isUnavailable(error)) throw error;
        this.logger.error(`The feed was not read for webhook ${one.id}: ${reasonOf(error)}`);
      }
    return messages;
  }

  /** @returns a cursor for a new webhook: it is told of what changes from now on */
  async begin(stored: StoredCaller, organizationId: number | null): Promise<string | undefined> {
    const caller = await this.callers.find(stored);
    return caller && this.feed.begin(caller, { shape, organizationId: organizationId ?? undefined }, 'now');
  }

  private async lease(before: Date): Promise<ReadingWebhook | undefined> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[readonly ReadingWebhook[], number]>(
      `update webhooks set leased_until = $2, read_at = $1 where id = (
         select w.id from webhooks w
         where w.active and (w.read_at is null or w.read_at < $3) and (w.leased_until is null or w.leased_until < $1)
         order by w.read_at nulls first limit 1 for update skip locked)
       returning id, caller, events, organization_id as "organizationId", cursor`,
      [now, new Date(now.getTime() + leaseMilliseconds), before],
    );
    return rows[0];
  }

  private async read(webhook: ReadingWebhook): Promise<number> {
    const { id, events, organizationId } = webhook;
    const caller = await this.callers.find(webhook.caller);
    // The owner is disabled: the cursor stays, and what changed meanwhile comes when they are back.
    if (caller === undefined || !caller.permissions.has('cameras:read')) return this.release(id);
    const question = { shape, organizationId: organizationId ?? undefined };
    let { cursor } = webhook;
    let count = 0;
    for (;;) {
      let page: FeedPage | undefined;
      try {
        page = cursor === null ? undefined : await this.feed.changes(caller, question, cursor, pageSize);
      } catch (error) {
        if (!hasCode(error, 'cursor.expired') && !hasCode(error, 'cursor.invalid')) throw error;
      }
      const next = page?.next ?? (await this.feed.begin(caller, question, 'now'));
      const messages: readonly NewMessage[] =
        page === undefined
          ? [{ type: 'resync', cameraId: null }]
          : page.changes
              .filter(({ type }) => events.includes(type))
              .map((change) => ({ type: change.type, cameraId: change.id }));
      // Another process, whose lease began when ours had ended, is further already.
      if (!(await this.advance(webhook, cursor, next, messages))) return count;
      count += messages.length;
      cursor = next;
      if (page?.hasMore !== true) break;
    }
    await this.release(id);
    return count;
  }

  /** Writes the messages and the cursor behind them, both or neither. */
  private async advance(
    { id }: ReadingWebhook,
    from: string | null,
    to: string,
    messages: readonly NewMessage[],
  ): Promise<boolean> {
    const now = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const [, moved] = await manager.query<[unknown, number]>(
        'update webhooks set cursor = $3, leased_until = $4 where id = $1 and cursor is not distinct from $2',
        [id, from, to, new Date(now.getTime() + leaseMilliseconds)],
      );
      if (moved === 0) return false;
      if (messages.length > 0)
        await manager.query(
          `insert into webhook_deliveries (webhook_id, camera_id, type, message_id, receiver, lane, state, next_at, created_at)
           select $1::integer, m.camera_id, m.type, m.message_id, 'webhook ' || $1::integer, 'webhook ' || $1::integer || ' ' || coalesce(m.camera_id::text, ''),
             'pending', $3, $3
           from rows from (jsonb_to_recordset($2::jsonb) as (camera_id integer, type text, message_id text)) with ordinality as m (camera_id, type, message_id, n)
           order by m.n`,
          [
            id,
            JSON.stringify(
              messages.map(({ type, cameraId }) => ({ type, camera_id: cameraId, message_id: `msg_${randomUUID()}` })),
            ),
            now,
          ],
        );
      return true;
    });
  }

  private async release(id: number): Promise<number> {
    await this.dataSource.query('update webhooks set leased_until = null where id = $1', [id]);
    return 0;
  }
}
