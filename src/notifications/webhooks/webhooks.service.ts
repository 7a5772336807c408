import { visibleOrganizations } from '#access';
import { AuditLogService } from '#audit';
import { auditName, type Caller, doneBy, isAdministrator, toStoredCaller } from '#auth';
import { type FeedChangeType, feedChangeTypes } from '#cameras';
import { Clock, Vault } from '#config';
import { isRowId, referring } from '#database';
import { DomainError, invalid, notFound } from '#errors';
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
import { secretPlace } from './webhook-sender.js';
import { WebhookEntity } from './webhook.entity.js';
import { WebhookReader } from './webhook-reader.js';
import { newWebhookSecret } from './webhook-signature.js';
import type { CameraWebhook, CameraWebhookDraft, CameraWebhookField } from './webhook.js';

const mostOfOwner = 50;
const longestUrl = 2048;

const fields: ListSource<CameraWebhookField>['fields'] = entityFields(WebhookEntity, 'w', [
  'id',
  'madeBy',
  'url',
  'organizationId',
  'active',
  'succeededAt',
  'failedAt',
  'createdAt',
  'updatedAt',
]);
const columns: Readonly<Record<keyof CameraWebhook, string>> = { ...sqlOf(fields), events: 'w.events' };
const source: ListSource<CameraWebhookField> = {
  name: 'webhooks',
  from: 'webhooks w',
  fields,
  key: 'id',
  search: ['url'],
};

/** A webhook with the secret that its messages are signed with, which is shown this once. */
export interface NewCameraWebhook {
  readonly webhook: CameraWebhook;
  readonly secret: string;
}

/** Webhooks: everybody's own; administrators see and change all. What is sent is what the owner sees. */
@Injectable()
export class WebhooksService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly reader: WebhookReader,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<CameraWebhookField>, page: Page): Promise<ListPage<CameraWebhook>> {
    return this.lists.page<CameraWebhookField, CameraWebhook>(source, columns, scopeOf(caller), query, page);
  }

  async count(caller: Caller, query: ListQuery<CameraWebhookField>): Promise<number> {
    return this.lists.count(source, scopeOf(caller), query);
  }

  /** @throws DomainError object.not-found (webhook) */
  async get(caller: Caller, id: number): Promise<CameraWebhook> {
    if (!isRowId(id)) notFound('webhook', String(id));
    const only = { where: [{ operator: 'in', field: 'id', values: [id] }] } as const;
    const { items } = await this.list(caller, only, { limit: 1 });
    return items[0] ?? notFound('webhook', String(id));
  }

  /**
   * It is told of what changes from now on. At most 50 an owner.
   * @throws DomainError object.invalid (url, events, organizationId: missing or hidden), limit.reached
   */
  async create(caller: Caller, draft: CameraWebhookDraft): Promise<NewCameraWebhook> {
    check(draft);
    await this.assertVisible(caller, draft.organizationId);
    const secret = newWebhookSecret();
    const stored = toStoredCaller(caller);
    const cursor = await this.reader.begin(stored, draft.organizationId ?? null);
    const now = this.clock.now();
    const id = await referring(
      'webhook',
      'organizationId',
      this.dataSource.transaction(async (manager) => {
        await reserve(manager, auditName(caller));
        const [made] = await manager.query<{ readonly id: number }[]>(
          `insert into webhooks (user_id, made_by, caller, url, events, organization_id, active, cursor, read_at, created_at, updated_at)
           values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $9, $9) returning id`,
          [
            caller.kind === 'user' ? caller.userId : null,
            auditName(caller),
            JSON.stringify(stored),
            new URL(draft.url).href,
            draft.events ?? feedChangeTypes,
            draft.organizationId ?? null,
            draft.active ?? true,
            cursor ?? null,
            now,
          ],
        );
        if (made === undefined) throw new Error('A webhook was inserted and did not come back.');
        await this.seal(manager, made.id, secret);
        await this.audit.recordIn(manager, {
          event: 'webhook_created',
          ...doneBy(caller),
          subject: `webhook:${made.id}`,
        });
        return made.id;
      }),
    );
    return { webhook: await this.get(caller, id), secret };
  }

  /**
   * A field that is left out stays. One that is switched on again is told of all that changed meanwhile, up to 30 days.
   * @throws DomainError object.not-found (webhook), object.invalid
   */
  async update(caller: Caller, id: number, change: Partial<CameraWebhookDraft>): Promise<CameraWebhook> {
    check(change);
    const { organizationId } = await this.get(caller, id);
    await this.assertVisible(caller, change.organizationId);
    const isMoved = change.organizationId !== undefined && change.organizationId !== organizationId;
    const stored = isMoved ? await this.callerOf(id) : undefined;
    const cursor = stored && (await this.reader.begin(stored, change.organizationId ?? null));
    const work = this.dataSource.transaction(async (manager) => {
      await manager.query(
        `update webhooks set url = coalesce($2, url), events = coalesce($3::text[], events), active = coalesce($4::boolean, active),
           organization_id = case when $5::boolean then $6::integer else organization_id end,
           cursor = case when $5::boolean then $7 else cursor end, updated_at = $8 where id = $1`,
        [
          id,
          change.url === undefined ? null : new URL(change.url).href,
          change.events ?? null,
          change.active ?? null,
          isMoved,
          change.organizationId ?? null,
          cursor ?? null,
          this.clock.now(),
        ],
      );
      await this.audit.recordIn(manager, { event: 'webhook_changed', ...doneBy(caller), subject: `webhook:${id}` });
    });
    await referring('webhook', 'organizationId', work);
    return this.get(caller, id);
  }

  /** A new secret, shown this once; the old one ends at once. @throws DomainError object.not-found (webhook) */
  async rotate(caller: Caller, id: number): Promise<NewCameraWebhook> {
    const webhook = await this.get(caller, id);
    const secret = newWebhookSecret();
    await this.dataSource.transaction(async (manager) => {
      await this.seal(manager, id, secret);
      const reason = 'a new secret';
      await this.audit.recordIn(manager, {
        event: 'webhook_changed',
        ...doneBy(caller),
        subject: `webhook:${id}`,
        reason,
      });
    });
    return { webhook, secret };
  }

  /** With all its messages. @throws DomainError object.not-found (webhook) */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.get(caller, id);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('delete from webhooks where id = $1', [id]);
      await this.audit.recordIn(manager, { event: 'webhook_deleted', ...doneBy(caller), subject: `webhook:${id}` });
    });
  }

  private async callerOf(id: number): Promise<WebhookCaller | undefined> {
    const [row] = await this.dataSource.query<{ readonly caller: WebhookCaller }[]>(
      'select caller from webhooks where id = $1',
      [id],
    );
    return row?.caller;
  }

  private async seal(manager: EntityManager, id: number, secret: string): Promise<void> {
    await manager.query('update webhooks set secret_sealed = $2 where id = $1', [
      id,
      this.vault.seal(secret, secretPlace(id)),
    ]);
  }

  /** @throws DomainError object.invalid (organizationId) */
  private async assertVisible(caller: Caller, organizationId: number | null | undefined): Promise<void> {
    if (organizationId === null || organizationId === undefined) return;
    const sql = new SqlParameters();
    const wanted = `${sql.add(isRowId(organizationId) ? organizationId : 0)}::integer`;
    const rows = await this.dataSource.query<unknown[]>(
      `select from organizations o where o.id = ${wanted} and ${visibleOrganizations(caller, sql, { andPublic: true })}`,
      sql.values,
    );
    if (rows.length === 0) invalid('webhook', 'organizationId', 'missing or hidden');
  }
}

type WebhookCaller = ReturnType<typeof toStoredCaller>;

/** A SQL condition on `webhooks w`. */
function scopeOf(caller: Caller): (sql: SqlParameters) => string {
  return (sql) => (isAdministrator(caller) ? 'true' : `w.made_by = ${sql.add(auditName(caller))}`);
}

async function reserve(manager: EntityManager, owner: string): Promise<void> {
  // The second to count waits until this transaction ends.
  await manager.query('select pg_advisory_xact_lock(5106, hashtext($1))', [owner]);
  const [row] = await manager.query<{ readonly count: number }[]>(
    'select count(*)::integer as count from webhooks where made_by = $1',
    [owner],
  );
  if ((row?.count ?? 0) >= mostOfOwner)
    throw new DomainError('limit.reached', `${owner}: ${mostOfOwner} webhooks`, { object: 'webhook' });
}

function check({ url, events }: Partial<CameraWebhookDraft>): void {
  if (url !== undefined) checkUrl(url);
  if (events === undefined) return;
  const isKnown = (event: FeedChangeType): boolean => feedChangeTypes.includes(event);
  if (events.length === 0 || new Set(events).size < events.length || !events.every(isKnown))
    invalid('webhook', 'events', 'none, twice, or unknown', 'events-unknown');
}

/** @throws DomainError object.invalid (url) */
function checkUrl(text: string): void {
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    invalid('webhook', 'url', 'no http or https URL', 'no-web-url');
  if (`${url.username}${url.password}${url.hash}` !== '')
    invalid('webhook', 'url', 'a login or a fragment', 'no-web-url');
}
