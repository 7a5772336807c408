import { editableCameras, forbidden, visibleCameras } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type JsonValue, SealingSteps, sealedAtOnce, withoutSecrets } from '#cameras';
import { Clock } from '#config';
import { isRowId, referring } from '#database';
import { checkJson, invalid, notFound } from '#errors';
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
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import { CameraEventEntity } from './camera-event.entity.js';
import { SubscriptionMessages } from '../subscriptions/subscription-messages.js';
import type { CameraEvent, CameraEventDraft, CameraEventField } from './camera-event.js';

const mostAtOnce = 1000;
const longestData = 65_536;
const day = 86_400_000;
const typeForm = /^[A-Za-z0-9_.-]{1,64}$/;

interface EventRow extends Omit<CameraEvent, 'camera'> {
  readonly cameraId: number | null;
  readonly cameraName: string | null;
  readonly cameraTitle: string | null;
}

const fields: ListSource<CameraEventField>['fields'] = {
  ...entityFields(CameraEventEntity, 'e', ['id', 'type', 'at', 'createdAt']),
  cameraId: { sql: 'c.id', type: 'integer', nullable: true },
  cameraName: { sql: 'c.name', type: 'text', nullable: true },
};
const columns: Readonly<Record<keyof EventRow, string>> = { ...sqlOf(fields), cameraTitle: 'c.title', data: 'e.data' };
const source: ListSource<CameraEventField> = {
  name: 'camera-events',
  from: 'camera_events e left join cameras c on c.id = e.camera_id',
  fields,
  key: 'id',
  search: ['cameraName', 'type'],
};

/** Events at the cameras that the caller sees; reported by those who may edit these. */
@Injectable()
export class EventsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly clock: Clock,
    private readonly steps: SealingSteps,
    private readonly messages: SubscriptionMessages,
  ) {}

  /** Removes secrets from events that older versions stored as they came. */
  async onModuleInit(): Promise<void> {
    await this.steps.run('camera_events', async (manager, behind) => {
      const rows = await manager.query<{ readonly id: number; readonly data: JsonValue }[]>(
        `select e.id, e.data from camera_events e where e.id > $1 order by e.id limit ${sealedAtOnce} for update of e`,
        [behind],
      );
      for (const { id, data } of rows) {
        const masked = withoutSecrets(data);
        if (!isDeepStrictEqual(masked, data))
          await manager.query('update camera_events set data = $2::jsonb where id = $1', [id, JSON.stringify(masked)]);
      }
      return rows.at(-1)?.id;
    });
  }

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<CameraEventField>, page: Page): Promise<ListPage<CameraEvent>> {
    const scope = (sql: SqlParameters): string => visibleEvents(caller, sql);
    const found = await this.lists.page<CameraEventField, EventRow>(source, columns, scope, query, page);
    const { items, ...cursors } = found;
    return { items: items.map(toEvent), ...cursors };
  }

  async count(caller: Caller, query: ListQuery<CameraEventField>): Promise<number> {
    return this.lists.count(source, (sql) => visibleEvents(caller, sql), query);
  }

  /** @throws DomainError object.not-found (event) */
  async get(caller: Caller, id: number): Promise<CameraEvent> {
    const [event] = isRowId(id) ? await this.byIds(caller, [id]) : [];
    return event ?? notFound('event', String(id));
  }

  /**
   * All or nothing, at most 1000 at once.
   * @throws DomainError object.invalid (events: too many; cameraName: missing or hidden; type, at, data),
   *   object.forbidden when the caller sees a camera but may not change it
   */
  async record(caller: Caller, drafts: readonly CameraEventDraft[]): Promise<readonly CameraEvent[]> {
    const now = this.clock.now();
    if (drafts.length > mostAtOnce) invalid('event', 'events', `${drafts.length} at once`);
    for (const draft of drafts) check(draft, now);
    const cameras = await this.editable(caller, [...new Set(drafts.map(({ cameraName }) => cameraName))]);
    const rows = drafts.map(({ cameraName, type, at = now, data = null }) => ({
      camera_id: cameras.get(cameraName),
      type,
      at,
      // A report may contain the camera's address; nobody needs the login in it.
      data: withoutSecrets(data as JsonValue),
    }));
    const written = this.dataSource.transaction(async (manager) => {
      const made = await manager.query<{ readonly id: number }[]>(
        `insert into camera_events (camera_id, type, at, data, created_at)
       select camera_id, type, at, nullif(data, 'null'), $2
       from jsonb_to_recordset($1::jsonb) as given (camera_id integer, type text, at timestamptz, data jsonb)
       returning id`,
        [JSON.stringify(rows), now],
      );
      const ids = made.map(({ id }) => id);
      await this.messages.queue(manager, ids, now);
      return ids;
    });
    return this.byIds(caller, await referring('event', 'cameraName', written));
  }

  private async byIds(caller: Caller, ids: readonly number[]): Promise<readonly CameraEvent[]> {
    if (ids.length === 0) return [];
    const only = { where: [{ operator: 'in', field: 'id', values: ids }] } as const;
    return (await this.list(caller, only, { limit: ids.length })).items;
  }

  /** The ids of cameras by name. */
  private async editable(caller: Caller, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<
      { readonly id: number; readonly name: string; readonly mayEdit: boolean }[]
    >(
      `select c.id, c.name, (${editableCameras(caller, sql)}) as "mayEdit" from cameras c
       where c.name = any(${sql.add(names)}::text[]) and ${visibleCameras(caller, sql)}`,
      sql.values,
    );
    if (rows.length < names.length) invalid('event', 'cameraName', 'a camera is missing or hidden');
    if (rows.some(({ mayEdit }) => !mayEdit)) throw forbidden('event');
    return new Map(rows.map(({ id, name }) => [name, id]));
  }
}

/** Which events a caller sees: a SQL condition on `camera_events e` and its camera `c`. */
function visibleEvents(caller: Caller, sql: SqlParameters): string {
  return isSuperuser(caller) ? 'true' : `(c.id is not null and ${visibleCameras(caller, sql)})`;
}

function toEvent({ cameraId, cameraName, cameraTitle, ...event }: EventRow): CameraEvent {
  const camera =
    cameraId === null || cameraName === null ? null : { id: cameraId, name: cameraName, title: cameraTitle };
  return { ...event, camera };
}

function check({ type, at, data }: CameraEventDraft, now: Date): void {
  if (!typeForm.test(type)) invalid('event', 'type');
  if (at !== undefined) {
    const time = at.getTime();
    if (!(time >= 0 && time <= now.getTime() + day)) invalid('event', 'at');
  }
  checkJson('event', 'data', data, longestData);
}
