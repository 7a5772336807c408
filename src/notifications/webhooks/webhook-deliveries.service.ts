import type { Caller } from '#auth';
import { Clock } from '#config';
import { notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  type SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { type SendingWebhook, WebhookSender } from './webhook-sender.js';
import type { ReplayChoice, WebhookDelivery, WebhookDeliveryField } from './webhook.js';
import { WebhooksService } from './webhooks.service.js';

const mostReplayed = 10_000;

const fields: ListSource<WebhookDeliveryField>['fields'] = entityFields(WebhookDeliveryEntity, 'd', [
  'id',
  'messageId',
  'type',
  'cameraId',
  'state',
  'attempts',
  'nextAt',
  'status',
  'failure',
  'createdAt',
  'endedAt',
]);
const columns: Readonly<Record<WebhookDeliveryField, string>> = sqlOf(fields);
const source: ListSource<WebhookDeliveryField> = {
  name: 'webhook-deliveries',
  from: 'webhook_deliveries d',
  fields,
  key: 'id',
  search: ['type'],
};

/** What a webhook was sent, for those who may see the webhook. Kept for 30 days. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly webhooks: WebhooksService,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
  ) {}

  /** The newest first, unless the query sorts. @throws DomainError object.not-found (webhook), cursor.invalid, list.invalid */
  async list(
    caller: Caller,
    webhookId: number,
    query: ListQuery<WebhookDeliveryField>,
    page: Page,
  ): Promise<ListPage<WebhookDelivery>> {
    await this.webhooks.get(caller, webhookId);
    const newest = [{ field: 'id', descending: true }] as const;
    const sorted = (query.sort ?? []).length === 0 ? { ...query, sort: newest } : query;
    return this.lists.page<WebhookDeliveryField, WebhookDelivery>(source, columns, ofWebhook(webhookId), sorted, page);
  }

  async count(caller: Caller, webhookId: number, query: ListQuery<WebhookDeliveryField>): Promise<number> {
    await this.webhooks.get(caller, webhookId);
    return this.lists.count(source, ofWebhook(webhookId), query);
  }

  /** Sends a message of type `test`, once, and waits for the answer. @throws DomainError object.not-found (webhook) */
  async test(caller: Caller, webhookId: number): Promise<WebhookDelivery> {
    await this.webhooks.get(caller, webhookId);
    const [webhook] = await this.dataSource.query<SendingWebhook[]>(
      'select id, url, caller, secret_sealed as "secretSealed" from webhooks where id = $1',
      [webhookId],
    );
    if (webhook === undefined) notFound('webhook', String(webhookId));
    const createdAt = this.clock.now();
    const messageId = `msg_${randomUUID()}`;
    const subject = { webhookId, type: 'test', cameraId: null, createdAt };
    const { delivered, status, failure } = await this.sender.test(webhook, messageId, subject);
    await this.dataSource.query(
      `insert into webhook_deliveries (webhook_id, type, message_id, receiver, lane, state, attempts, status, failure, created_at, ended_at)
       values ($1, 'test', $2, 'webhook ' || $1::integer, 'webhook ' || $1::integer || ' test', $3, 1, $4, $5, $6, $7)`,
      [webhookId, messageId, delivered ? 'delivered' : 'dead', status, failure, createdAt, this.clock.now()],
    );
    const where = [{ operator: 'in', field: 'messageId', values: [messageId] }] as const;
    const { items } = await this.list(caller, webhookId, { where }, { limit: 1 });
    return items[0] ?? notFound('webhook-delivery', messageId);
  }

  /**
   * Sends messages again, in their order: one, or all since a time that are not waiting anyway, at most 10,000. Each shows the
   * camera as it is by then.
   * @returns how many
   * @throws DomainError object.not-found (webhook; webhook-delivery)
   */
  async replay(caller: Caller, webhookId: number, choice: ReplayChoice): Promise<number> {
    await this.webhooks.get(caller, webhookId);
    const [text, value] =
      'since' in choice ? ['d.created_at >= $3::timestamptz', choice.since] : ['d.id = $3::bigint', choice.deliveryId];
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `update webhook_deliveries set state = 'pending', attempts = 0, next_at = $2, leased_until = null, status = null,
         failure = null, ended_at = null
       where id in (select d.id from webhook_deliveries d
         where d.webhook_id = $1 and d.state <> 'pending' and d.type <> 'test' and ${text}
         order by d.id limit ${mostReplayed} for update)`,
      [webhookId, this.clock.now(), value],
    );
    if (count === 0 && 'deliveryId' in choice) await this.assertThere(webhookId, choice.deliveryId);
    return count;
  }

  /** @throws DomainError object.not-found (webhook-delivery); one that waits anyway is there */
  private async assertThere(webhookId: number, id: number): Promise<void> {
    const rows = await this.dataSource.query<unknown[]>(
      'select from webhook_deliveries where webhook_id = $1 and id = $2::bigint',
      [webhookId, id],
    );
    if (rows.length === 0) notFound('webhook-delivery', String(id));
  }
}

/** A SQL condition on `webhook_deliveries d`. */
function ofWebhook(id: number): (sql: SqlParameters) => string {
  return (sql) => `d.webhook_id = ${sql.add(id)}::integer`;
}
