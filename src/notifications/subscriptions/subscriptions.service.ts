import { visibleCameras } from '#access';
import type { UserCaller } from '#auth';
import { type JsonObject, mask, unmask, withoutSecrets } from '#cameras';
import { Clock, Vault } from '#config';
import { isRowId, referring, reserveQuota } from '#database';
import { checkInteger, invalid, notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { SubscriptionEntity } from './subscription.entity.js';
import {
  type NotificationType,
  notificationTypes,
  type Subscription,
  type SubscriptionChange,
  type SubscriptionDraft,
  type SubscriptionField,
  type Webhook,
} from './subscription.js';
import { checkWebhook } from './webhook-rules.js';

const mostPerPerson = 1000;
const mostEventTypes = 50;
const year = 31_536_000;
const eventType = /^[a-z0-9_.-]{1,64}$/;

interface SubscriptionRow extends Omit<Subscription, 'camera' | 'webhook'> {
  readonly cameraId: number;
  readonly cameraName: string;
  readonly cameraTitle: string | null;
  readonly webhookSealed: string | null;
}

const fields: ListSource<SubscriptionField>['fields'] = {
  ...entityFields(SubscriptionEntity, 's', ['id', 'notificationType', 'lastEventAt', 'createdAt']),
  frequencySeconds: entityFields(SubscriptionEntity, 's', ['frequency']).frequency,
  cameraName: { sql: 'c.name', type: 'text', nullable: false },
};
const columns: Readonly<Record<keyof SubscriptionRow, string>> = {
  ...sqlOf(fields),
  cameraId: 'c.id',
  cameraTitle: 'c.title',
  eventTypes: 's.event_types',
  webhookSealed: 's.webhook_sealed',
};
const source: ListSource<SubscriptionField> = {
  name: 'subscriptions',
  from: 'event_subscriptions s join cameras c on c.id = s.camera_id',
  fields,
  key: 'id',
  search: ['cameraName'],
};

/**
 * Everybody's own subscriptions to events of cameras. Events that are reported go to the
 * addresses of those with one (see `SubscriptionSender`); pushes are stored for the clients that show them. A subscription to a camera that its owner no longer sees is hidden.
 */
@Injectable()
export class SubscriptionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: UserCaller, query: ListQuery<SubscriptionField>, page: Page): Promise<ListPage<Subscription>> {
    const scope = (sql: SqlParameters): string => ownSubscriptions(caller, sql);
    const found = await this.lists.page<SubscriptionField, SubscriptionRow>(source, columns, scope, query, page);
    const { items, ...cursors } = found;
    return { items: items.map((row) => this.toSubscription(row)), ...cursors };
  }

  async count(caller: UserCaller, query: ListQuery<SubscriptionField>): Promise<number> {
    return this.lists.count(source, (sql) => ownSubscriptions(caller, sql), query);
  }

  /** @throws DomainError object.not-found (subscription) */
  async get(caller: UserCaller, id: number): Promise<Subscription> {
    if (!isRowId(id)) notFound('subscription', String(id));
    const only = { where: [{ operator: 'in', field: 'id', values: [id] }] } as const;
    const { items } = await this.list(caller, only, { limit: 1 });
    return items[0] ?? notFound('subscription', String(id));
  }

  /**
   * At most 1000 a person.
   * @throws DomainError object.invalid (cameraName: missing or hidden; eventTypes, notificationType, frequencySeconds,
   *   webhook), limit.reached
   */
  async create(caller: UserCaller, draft: SubscriptionDraft): Promise<Subscription> {
    check(draft);
    const id = await this.write((manager) => this.insert(manager, caller, draft));
    return this.get(caller, id);
  }

  /**
   * Creates the one subscription of its kind to a camera, or changes the existing one (v3). Of several (v2 creates one for
   * each type of event) one is left.
   * @throws DomainError as create
   */
  async put(caller: UserCaller, draft: SubscriptionDraft): Promise<Subscription> {
    check(draft);
    const id = await this.write(async (manager) => {
      const cameraId = await visibleCameraId(manager, caller, draft.cameraName);
      // A second request waits for the first, and finds what it created.
      await reserve(manager, caller.userId, 0);
      const kind = [caller.userId, cameraId, draft.notificationType];
      const mine = 'user_id = $1 and camera_id = $2 and notification_type = $3';
      await manager.query(
        `delete from event_subscriptions
         where ${mine} and id > (select min(id) from event_subscriptions where ${mine})`,
        kind,
      );
      const [existing] = await manager.query<{ readonly id: number }[]>(
        `select id from event_subscriptions where ${mine}`,
        kind,
      );
      if (existing === undefined) return this.insert(manager, caller, draft);
      await this.change(manager, existing.id, draft);
      return existing.id;
    });
    return this.get(caller, id);
  }

  /** A field that is left out stays. @throws DomainError object.not-found (subscription), object.invalid */
  async update(caller: UserCaller, id: number, change: SubscriptionChange): Promise<Subscription> {
    check(change);
    await this.get(caller, id);
    await this.write(async (manager) => {
      if (change.cameraName !== undefined) {
        const cameraId = await visibleCameraId(manager, caller, change.cameraName);
        await manager.query('update event_subscriptions set camera_id = $2 where id = $1', [id, cameraId]);
      }
      await this.change(manager, id, change);
    });
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found (subscription) */
  async remove(caller: UserCaller, id: number): Promise<void> {
    await this.get(caller, id);
    await this.dataSource.getRepository(SubscriptionEntity).delete({ id, userId: caller.userId });
  }

  /** All of the caller's of this kind to this camera. @throws DomainError object.not-found (subscription) when there are none */
  async removeFrom(caller: UserCaller, cameraName: string, type: NotificationType): Promise<void> {
    const sql = new SqlParameters();
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      `delete from event_subscriptions s using cameras c
       where c.id = s.camera_id and c.name = ${sql.add(cameraName)} and s.notification_type = ${sql.add(type)}
         and ${ownSubscriptions(caller, sql)}`,
      sql.values,
    );
    if (removed === 0) notFound('subscription', cameraName);
  }

  private async insert(manager: EntityManager, caller: UserCaller, draft: SubscriptionDraft): Promise<number> {
    const cameraId = await visibleCameraId(manager, caller, draft.cameraName);
    await reserve(manager, caller.userId, 1);
    const [created] = await manager.query<{ readonly id: number }[]>(
      `insert into event_subscriptions (user_id, camera_id, event_types, notification_type, frequency, created_at)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [
        caller.userId,
        cameraId,
        draft.eventTypes,
        draft.notificationType,
        draft.frequencySeconds ?? 0,
        this.clock.now(),
      ],
    );
    if (created === undefined) throw new Error('A subscription was inserted and did not come back.');
    if (draft.webhook) await this.change(manager, created.id, { webhook: draft.webhook });
    return created.id;
  }

  private async change(manager: EntityManager, id: number, change: SubscriptionChange): Promise<void> {
    const webhook = change.webhook && (await this.withStoredSecrets(manager, id, change.webhook));
    await manager.query(
      `update event_subscriptions set event_types = coalesce($2::text[], event_types),
         notification_type = coalesce($3, notification_type), frequency = coalesce($4::integer, frequency),
         webhook_sealed = case when $6::boolean then $5 else webhook_sealed end
       where id = $1`,
      [
        id,
        change.eventTypes ?? null,
        change.notificationType ?? null,
        change.frequencySeconds ?? null,
        webhook ? this.vault.seal(JSON.stringify(webhook), sealLocation(id)) : null,
        webhook !== undefined,
      ],
    );
  }

  private toSubscription({ cameraId, cameraName, cameraTitle, webhookSealed, ...row }: SubscriptionRow): Subscription {
    return {
      ...row,
      camera: { id: cameraId, name: cameraName, title: cameraTitle },
      webhook: webhookSealed === null ? null : withoutSecrets(this.open(row.id, webhookSealed)),
    };
  }

  /** Puts the stored secrets back where the client echoes their masks. */
  private async withStoredSecrets(manager: EntityManager, id: number, webhook: Webhook): Promise<Webhook> {
    const [row] = await manager.query<{ readonly sealed: string | null }[]>(
      'select webhook_sealed as sealed from event_subscriptions where id = $1',
      [id],
    );
    if (row?.sealed === null || row === undefined) return webhook;
    const { masked, locations } = mask({ ...webhook }, [mask(this.open(id, row.sealed)).locations]);
    return unmask(masked, locations);
  }

  private open(id: number, sealed: string): Webhook & JsonObject {
    // The border where the text that `change` sealed becomes a webhook again.
    return JSON.parse(this.vault.open(sealed, sealLocation(id))) as Webhook & JsonObject;
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return referring('subscription', 'cameraName', this.dataSource.transaction(work));
  }
}

/** A SQL condition on `event_subscriptions s` and its camera `c`. */
function ownSubscriptions(caller: UserCaller, sql: SqlParameters): string {
  return `(s.user_id = ${sql.add(caller.userId)} and ${visibleCameras(caller, sql)})`;
}

/** What the address of a subscription is sealed for. */
export function sealLocation(id: number): string {
  return `event_subscriptions.webhook_sealed:${id}`;
}

function check({ eventTypes, notificationType, frequencySeconds, webhook }: SubscriptionChange): void {
  if (eventTypes !== undefined) {
    const fits = eventTypes.length <= mostEventTypes && eventTypes.every((type) => eventType.test(type));
    if (!fits) invalid('subscription', 'eventTypes');
  }
  if (notificationType !== undefined && !notificationTypes.includes(notificationType))
    invalid('subscription', 'notificationType');
  if (frequencySeconds !== undefined) checkInteger('subscription', 'frequencySeconds', frequencySeconds, 0, year);
  if (webhook) checkWebhook(webhook);
}

async function visibleCameraId(manager: EntityManager, caller: UserCaller, name: string): Promise<number> {
  const sql = new SqlParameters();
  const [camera] = await manager.query<{ readonly id: number }[]>(
    `select c.id from cameras c where c.name = ${sql.add(name)} and ${visibleCameras(caller, sql)}`,
    sql.values,
  );
  return camera?.id ?? invalid('subscription', 'cameraName', 'the camera is missing or hidden');
}

async function reserve(manager: EntityManager, userId: number, added: number): Promise<void> {
  const count = 'select count(*) from event_subscriptions where user_id = $1';
  await reserveQuota(manager, 'subscription', userId, count, { added, limit: mostPerPerson, object: 'subscription' });
}
