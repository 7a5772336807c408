import { DomainError } from '#errors';
import { type AuditEvent, AuditLogService } from '#audit';
import { type Caller, doneBy } from '#auth';
import { isReference } from '#database';
import {
  columnsOf,
  expressionsOf,
  fieldsOf,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { assertAdministrator } from '../administrators-only.js';
import { isZoneName } from './streamer-rules.js';
import { ZoneEntity } from './zone.entity.js';
import type { Zone, ZoneField } from './zone.js';

const streamerCount = '(select count(*)::integer from streamer_zones s where s.zone_name = z.name)';
const zoneColumns = columnsOf(ZoneEntity);
const zoneList: ListSource<ZoneField> = {
  name: 'zones',
  from: 'zones z left join users u on u.id = z.created_by',
  key: 'name',
  search: ['name'],
  fields: {
    ...fieldsOf(zoneColumns, 'z', ['name', 'isDedicated', 'createdAt']),
    streamerCount: { sql: streamerCount, type: 'integer', nullable: false },
  },
};
const columns: Readonly<Record<keyof Zone, string>> = {
  ...expressionsOf(zoneColumns, 'z', ['name', 'isDedicated', 'createdAt']),
  streamerCount,
  createdBy: `case when u.id is not null then jsonb_build_object('id', u.id, 'login', u.login) end`,
};
const everything = (): string => 'true';

/** Zones of media servers, for administrators: everybody else gets object.forbidden. */
@Injectable()
export class ZonesService {
  constructor(
    private readonly lists: ListsService,
    @InjectRepository(ZoneEntity) private readonly zones: Repository<ZoneEntity>,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError object.forbidden; DomainError */
  async list(caller: Caller, query: ListQuery<ZoneField>, page: Page): Promise<ListPage<Zone>> {
    assertAdministrator(caller);
    return this.lists.page<ZoneField, Zone>(zoneList, columns, everything, query, page);
  }

  async count(caller: Caller, query: ListQuery<ZoneField>): Promise<number> {
    assertAdministrator(caller);
    return this.lists.count(zoneList, everything, query);
  }

  /** @throws DomainError object.forbidden, object.not-found (zone) */
  async get(caller: Caller, name: string): Promise<Zone> {
    assertAdministrator(caller);
    const where = [{ operator: 'in', field: 'name', values: [name] }] as const;
    const { items } = await this.lists.page<ZoneField, Zone>(zoneList, columns, everything, { where }, { limit: 1 });
    return items[0] ?? missing(name);
  }

  /** Creates the zone of this name, or changes it. @throws DomainError object.forbidden, object.invalid (name) */
  async put(
    caller: Caller,
    name: string,
    draft: { readonly isDedicated?: boolean | undefined },
  ): Promise<{ readonly zone: Zone; readonly created: boolean }> {
    assertAdministrator(caller);
    if (!isZoneName(name)) throw new DomainError('object.invalid', 'name', { object: 'zone', field: 'name' });
    const created = await this.zones.manager.transaction(async (manager) => {
      const [row] = await manager.query<{ readonly created: boolean }[]>(
        `insert into zones as z (name, is_dedicated, created_by) values ($1, coalesce($2::boolean, false), $3::integer)
       on conflict (name) do update set is_dedicated = coalesce($2::boolean, z.is_dedicated)
       returning xmax = 0 as created`,
        [name, draft.isDedicated ?? null, caller.kind === 'user' ? caller.userId : null],
      );
      const isNew = row?.created ?? false;
      await this.audit.recordIn(manager, changed(caller, name, isNew ? 'created' : 'changed'));
      return isNew;
    });
    return { zone: await this.get(caller, name), created };
  }

  /** @throws DomainError object.forbidden, object.not-found (zone), object.taken while media servers are in it */
  async remove(caller: Caller, name: string): Promise<void> {
    assertAdministrator(caller);
    if (!(await this.delete(caller, name))) missing(name);
  }

  private async delete(caller: Caller, name: string): Promise<boolean> {
    try {
      const deleted = await this.audit.recordWith(
        this.zones.manager,
        'delete from zones where name = $1 returning name',
        [name],
        changed(caller, name, 'removed'),
      );
      return deleted.length > 0;
    } catch (error) {
      if (isReference(error)) throw new DomainError('object.taken', 'media servers are in it', { object: 'zone' });
      throw error;
    }
  }
}

function changed(caller: Caller, name: string, reason: string): AuditEvent {
  return { event: 'authz_admin', ...doneBy(caller), subject: `zone:${name}`, reason };
}

function missing(name: string): never {
  throw new DomainError('object.not-found', name, { object: 'zone' });
}
