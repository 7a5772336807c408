import type { UserCaller } from '#auth';
import { Clock } from '#config';
import { referring } from '#database';
import { checkText, invalid, notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  selectList,
  type SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DeviceEntity } from './device.entity.js';

const mostPerPerson = 100;
/** Tokens of the push services of Apple, Google and Huawei are shorter and consist of such characters. */
const tokenForm = /^[\x21-\x7e]{1,1024}$/;

/** A device that a person's notifications would go to. */
export interface Device {
  readonly id: number;
  /** Its id at the push service: 1 to 1024 printable ASCII characters. */
  readonly token: string;
  /** Such as `ios`, `android`; at most 64 characters, as model and version. */
  readonly platform: string | null;
  readonly model: string | null;
  readonly version: string | null;
  /** When the device last confirmed that a notification arrived. */
  readonly confirmedAt: Date | null;
  /** Nothing is sent here, so both are 0. */
  readonly eventsPending: number;
  readonly eventsSent: number;
  readonly createdAt: Date;
}
export type DeviceField = 'id' | 'token' | 'platform' | 'model' | 'version' | 'confirmedAt' | 'createdAt';

/** A field that is left out stays, null clears it. */
export interface DeviceDraft {
  readonly platform?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly version?: string | null | undefined;
}

const fields = entityFields(DeviceEntity, 'd', [
  'id',
  'token',
  'platform',
  'model',
  'version',
  'confirmedAt',
  'createdAt',
]);
const columns: Readonly<Record<keyof Device, string>> = { ...sqlOf(fields), eventsPending: '0', eventsSent: '0' };
const source: ListSource<DeviceField> = { name: 'devices', from: 'push_devices d', fields, key: 'id' };

/** Everybody's own devices. A token belongs to the last person who registered it: devices change hands. */
@Injectable()
export class DevicesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: UserCaller, query: ListQuery<DeviceField>, page: Page): Promise<ListPage<Device>> {
    return this.lists.page<DeviceField, Device>(source, columns, (sql) => ownDevices(caller, sql), query, page);
  }

  async count(caller: UserCaller, query: ListQuery<DeviceField>): Promise<number> {
    return this.lists.count(source, (sql) => ownDevices(caller, sql), query);
  }

  /** @throws DomainError object.not-found (device) */
  async get(caller: UserCaller, token: string): Promise<Device> {
    if (!tokenForm.test(token)) notFound('device', 'with such a token');
    const only = { where: [{ operator: 'in', field: 'token', values: [token] }] } as const;
    const { items } = await this.list(caller, only, { limit: 1 });
    return items[0] ?? notFound('device', 'with this token');
  }

  /**
   * Registers or changes a device; a field that is left out stays. At most 100 a person: the oldest is deleted.
   * @throws DomainError object.invalid (token, platform, model, version)
   */
  async put(caller: UserCaller, token: string, draft: DeviceDraft): Promise<Device> {
    if (!tokenForm.test(token)) invalid('device', 'token');
    for (const field of ['platform', 'model', 'version'] as const) {
      const text = draft[field];
      if (typeof text === 'string') checkText('device', field, text, { max: 64 });
    }
    const parameters = (['platform', 'model', 'version'] as const).flatMap((field) => [
      draft[field] ?? null,
      draft[field] !== undefined,
    ]);
    // A device that changes hands loses the values of its former owner.
    const assignment = (field: string, value: number): string =>
      `${field} = case when $${value + 1}::boolean or d.user_id <> $1 then $${value}::text else d.${field} end`;
    const written = this.dataSource.query<Device[]>(
      `insert into push_devices as d (user_id, token, platform, model, version, created_at)
       values ($1, $2, $4::text, $6::text, $8::text, $3)
       on conflict (token) do update set user_id = $1, ${assignment('platform', 4)}, ${assignment('model', 6)}, ${assignment('version', 8)},
         confirmed_at = case when d.user_id = $1 then d.confirmed_at end,
         created_at = case when d.user_id = $1 then d.created_at else $3 end
       returning ${selectList(columns)}`,
      [caller.userId, token, this.clock.now(), ...parameters],
    );
    const [device] = await referring('device', 'token', written);
    await this.dataSource.query(
      `delete from push_devices where user_id = $1 and token <> $2 and id in (
         select id from push_devices where user_id = $1 order by id desc offset ${mostPerPerson})`,
      [caller.userId, token],
    );
    return device ?? notFound('device', 'with this token');
  }

  /** The device confirms that a notification arrived. @throws DomainError object.not-found (device) */
  async confirm(caller: UserCaller, token: string): Promise<Device> {
    if (!tokenForm.test(token)) notFound('device', 'with such a token');
    await this.dataSource.query('update push_devices set confirmed_at = $3 where token = $2 and user_id = $1', [
      caller.userId,
      token,
      this.clock.now(),
    ]);
    return this.get(caller, token);
  }

  /** @throws DomainError object.not-found (device) */
  async remove(caller: UserCaller, token: string): Promise<void> {
    if (!tokenForm.test(token)) notFound('device', 'with such a token');
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      'delete from push_devices where token = $2 and user_id = $1',
      [caller.userId, token],
    );
    if (removed === 0) notFound('device', 'with this token');
  }
}

/** A SQL condition on `push_devices d`. */
function ownDevices(caller: UserCaller, sql: SqlParameters): string {
  return `d.user_id = ${sql.add(caller.userId)}`;
}
