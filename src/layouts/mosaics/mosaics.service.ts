import { forbidden, memberOrganizations, OrganizationRightsService } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { Clock } from '#config';
import { isRowId, referring, reserveQuota } from '#database';
import { checkText, invalid, notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  selectList,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, MoreThanOrEqual } from 'typeorm';
import { MosaicCellEntity } from './mosaic-cell.entity.js';
import { MosaicEntity } from './mosaic.entity.js';
import { cellsOf, type Mosaic, type MosaicDraft, type MosaicField, type MosaicType, mosaicTypes } from './mosaic.js';
import { MosaicCameras } from './mosaic-cameras.js';

const mostPerOrganization = 1000;

interface MosaicRow extends Omit<Mosaic, 'cameras'> {
  readonly cellCount: number;
}

const fields = entityFields(MosaicEntity, 'm', ['id', 'title', 'type', 'organizationId', 'visible', 'createdAt']);
const source: ListSource<MosaicField> = { name: 'mosaics', from: 'mosaics m', fields, key: 'id', search: ['title'] };
const columns: Readonly<Record<keyof MosaicRow, string>> = sqlOf({
  ...fields,
  ...entityFields(MosaicEntity, 'm', ['cellCount']),
});

/** Mosaics of the organizations that the caller belongs to; changed by members who may edit streams. */
@Injectable()
export class MosaicsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly cameras: MosaicCameras,
    private readonly rights: OrganizationRightsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<MosaicField>, page: Page): Promise<ListPage<Mosaic>> {
    const { items, ...cursors } = await this.lists.page<MosaicField, MosaicRow>(
      source,
      columns,
      (sql) => visibleMosaics(caller, sql),
      query,
      page,
    );
    const cells = await this.cameras.of(
      caller,
      items.map(({ id }) => id),
    );
    const mosaics = items.map(({ cellCount, ...mosaic }) => ({
      ...mosaic,
      cameras: Array.from({ length: cellCount }, (_, position) => cells.get(mosaic.id)?.get(position) ?? null),
    }));
    return { items: mosaics, ...cursors };
  }

  async count(caller: Caller, query: ListQuery<MosaicField>): Promise<number> {
    return this.lists.count(source, (sql) => visibleMosaics(caller, sql), query);
  }

  /** How many the caller sees, by organization; one without any is missing. @param organizationIds at most 1000 */
  async countIn(caller: Caller, organizationIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly id: number; readonly count: number }[]>(
      `select m.organization_id as id, count(*)::integer as count from mosaics m
       where m.organization_id = any(${sql.add(organizationIds)}::integer[]) and ${visibleMosaics(caller, sql)}
       group by m.organization_id`,
      sql.values,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** @throws DomainError object.not-found (mosaic) */
  async get(caller: Caller, id: number): Promise<Mosaic> {
    if (!isRowId(id)) notFound('mosaic', String(id));
    const only = { where: [{ operator: 'in', field: 'id', values: [id] }] } as const;
    const { items } = await this.list(caller, only, { limit: 1 });
    return items[0] ?? notFound('mosaic', String(id));
  }

  /**
   * `2x2` and visible by default. At most 1000 an organization.
   * @throws DomainError object.invalid (title, type, cameras), object.forbidden, limit.reached,
   *   organization.not-found
   */
  async create(caller: Caller, draft: MosaicDraft): Promise<Mosaic> {
    const { title, type = '2x2', visible = true, cameras = [] } = draft;
    if (title === undefined) invalid('mosaic', 'title', 'there is none');
    check({ title, type, cameras });
    const organizationId = draft.organizationId ?? (await this.rights.defaultOrganizationFor(caller, 'mosaic'));
    await this.rights.assertEditsIn(caller, organizationId, 'mosaic');
    const ownerId = caller.kind === 'user' ? caller.userId : null;
    const id = await this.write(async (manager) => {
      await reserveOne(manager, organizationId);
      const values = { organizationId, ownerId, title, type, visible, cellCount: cameras.length };
      const { identifiers } = await manager.insert(MosaicEntity, { ...values, createdAt: this.clock.now() });
      const created = Number(identifiers[0]?.['id']);
      await this.cameras.replace(manager, caller, created, cameras);
      return created;
    });
    return this.get(caller, id);
  }

  /**
   * A field that is left out stays.
   * @throws DomainError object.not-found (mosaic), object.invalid (title, type, cameras), object.forbidden,
   *   limit.reached, organization.not-found
   */
  async update(caller: Caller, id: number, change: MosaicDraft): Promise<Mosaic> {
    if (change.organizationId !== undefined) await this.rights.assertEditsIn(caller, change.organizationId, 'mosaic');
    await this.write(async (manager) => {
      const now = await this.lock(manager, caller, id);
      const type = change.type ?? now.type;
      check({ ...change, type });
      const organizationId = change.organizationId ?? now.organizationId;
      if (organizationId !== now.organizationId) await reserveOne(manager, organizationId);
      const cellCount = change.cameras?.length ?? Math.min(now.cellCount, cellsOf[type]);
      const { title = now.title, visible = now.visible } = change;
      await manager.update(MosaicEntity, { id }, { title, type, organizationId, visible, cellCount });
      if (change.cameras !== undefined) await this.cameras.replace(manager, caller, id, change.cameras);
      else await assertLosesNoCell(manager, id, cellCount);
    });
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found (mosaic), object.forbidden */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, caller, id);
      await manager.delete(MosaicEntity, { id });
    });
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return referring('mosaic', 'cameras', this.dataSource.transaction(work));
  }

  /** The mosaic as it stands until the transaction ends, for one who may change it. */
  private async lock(manager: EntityManager, caller: Caller, id: number): Promise<MosaicRow> {
    const sql = new SqlParameters();
    const [row] = isRowId(id)
      ? await manager.query<MosaicRow[]>(
          `select ${selectList(columns)} from mosaics m
           where m.id = ${sql.add(id)} and ${visibleMosaics(caller, sql)} for update`,
          sql.values,
        )
      : [];
    if (row === undefined) notFound('mosaic', String(id));
    if (!(await this.rights.editsIn(caller, row.organizationId, manager))) throw forbidden('mosaic');
    return row;
  }
}

/** Which mosaics a caller sees: a SQL condition on `mosaics m`. */
function visibleMosaics(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind === 'application' && caller.organizationId !== undefined)
    return `(m.visible and m.organization_id = ${sql.add(caller.organizationId)})`;
  if (caller.kind !== 'user') return 'false';
  const user = sql.add(caller.userId);
  return `(m.organization_id = any(array(${memberOrganizations(user)})) and (m.visible or m.owner_id = ${user}))`;
}

function check({ title, type, cameras = [] }: MosaicDraft & { readonly type: MosaicType }): void {
  if (title !== undefined) checkText('mosaic', 'title', title, { min: 1, max: 255 });
  if (!mosaicTypes.includes(type)) invalid('mosaic', 'type');
  if (cameras.length > cellsOf[type]) invalid('mosaic', 'cameras', `${cameras.length} cameras in ${type}`);
}

async function reserveOne(manager: EntityManager, organizationId: number): Promise<void> {
  const count = 'select count(*) from mosaics where organization_id = $1';
  await reserveQuota(manager, 'mosaic', organizationId, count, {
    added: 1,
    limit: mostPerOrganization,
    object: 'mosaic',
  });
}

/** A type with fewer cells, without naming the cameras, must not drop a camera silently. */
async function assertLosesNoCell(manager: EntityManager, id: number, cellCount: number): Promise<void> {
  if (await manager.existsBy(MosaicCellEntity, { mosaicId: id, position: MoreThanOrEqual(cellCount) }))
    invalid('mosaic', 'type', 'it has fewer cells than there are cameras');
}
