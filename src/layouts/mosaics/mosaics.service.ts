import { memberOrganizations } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { Clock } from '#config';
import { type Page } from '#lists';
import { isRowId } from '#database';
import { type ListPage, type ListQuery, ListsService, type ListSource, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { checkText, invalid, notFound } from '#errors';
import { reserveQuota } from '#database';
import { referring } from '#database';
import { forbidden, OrganizationRightsService } from '#access';
import { cellsOf, type Mosaic, type MosaicDraft, type MosaicField, type MosaicType, mosaicTypes } from './mosaic.js';
import { MosaicCells } from './mosaic-cells.js';

const mostPerOrganization = 1000;

interface MosaicRow extends Omit<Mosaic, 'cameras'> {
  readonly cellCount: number;
}

const source: ListSource<MosaicField> = {
  name: 'mosaics',
  from: 'mosaics m',
  fields: {
    id: { sql: 'm.id', type: 'integer', nullable: false },
    title: { sql: 'm.title', type: 'text', nullable: false },
    type: { sql: 'm.type', type: 'text', nullable: false },
    organizationId: { sql: 'm.organization_id', type: 'integer', nullable: false },
    visible: { sql: 'm.visible', type: 'boolean', nullable: false },
    createdAt: { sql: 'm.created_at', type: 'time', nullable: false },
  },
  key: 'id',
  search: ['title'],
};
const columns: Readonly<Record<keyof MosaicRow, string>> = {
  id: 'm.id',
  title: 'm.title',
  type: 'm.type',
  organizationId: 'm.organization_id',
  visible: 'm.visible',
  cellCount: 'm.cell_count',
  createdAt: 'm.created_at',
};

/** Mosaics of the organizations that the caller belongs to; changed by members who may edit streams. */
@Injectable()
export class MosaicsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly cells: MosaicCells,
    private readonly rights: OrganizationRightsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<MosaicField>, page: Page): Promise<ListPage<Mosaic>> {
    const { items, ...cursors } = await this.lists.page<MosaicField, MosaicRow>(
      source,
      columns,
      (sql) => seenMosaics(caller, sql),
      query,
      page,
    );
    const cells = await this.cells.of(
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
    return this.lists.count(source, (sql) => seenMosaics(caller, sql), query);
  }

  /** How many the caller sees in each organization; one without any is missing. @param organizationIds at most 1000 */
  async countIn(caller: Caller, organizationIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly id: number; readonly count: number }[]>(
      `select m.organization_id as id, count(*)::integer as count from mosaics m
       where m.organization_id = any(${sql.add(organizationIds)}::integer[]) and ${seenMosaics(caller, sql)}
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
   * `2x2` and visible unless told. At most 1000 an organization.
   * @throws DomainError object.invalid (title, type, cameras), object.forbidden, limit.reached;
   *   DomainError organization.not-found
   */
  async create(caller: Caller, draft: MosaicDraft): Promise<Mosaic> {
    const { title, type = '2x2', visible = true, cameras = [] } = draft;
    if (title === undefined) invalid('mosaic', 'title', 'there is none');
    check({ title, type, cameras });
    const organizationId = draft.organizationId ?? (await this.rights.homeOf(caller, 'mosaic'));
    await this.rights.assertEditsIn(caller, organizationId, 'mosaic');
    const owner = caller.kind === 'user' ? caller.userId : null;
    const id = await this.write(async (manager) => {
      await claimPlace(manager, organizationId);
      const [made] = await manager.query<{ readonly id: number }[]>(
        `insert into mosaics (organization_id, owner_id, title, type, visible, cell_count, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [organizationId, owner, title, type, visible, cameras.length, this.clock.now()],
      );
      if (made === undefined) throw new Error('A mosaic was inserted and did not come back.');
      await this.cells.replace(manager, caller, made.id, cameras);
      return made.id;
    });
    return this.get(caller, id);
  }

  /**
   * What is left out stays.
   * @throws DomainError object.not-found (mosaic), object.invalid (title, type, cameras), object.forbidden,
   *   limit.reached; DomainError organization.not-found
   */
  async update(caller: Caller, id: number, change: MosaicDraft): Promise<Mosaic> {
    if (change.organizationId !== undefined) await this.rights.assertEditsIn(caller, change.organizationId, 'mosaic');
    await this.write(async (manager) => {
      const now = await this.lock(manager, caller, id);
      const type = change.type ?? now.type;
      check({ ...change, type });
      const organizationId = change.organizationId ?? now.organizationId;
      if (organizationId !== now.organizationId) await claimPlace(manager, organizationId);
      const cellCount = change.cameras?.length ?? Math.min(now.cellCount, cellsOf[type]);
      await manager.query(
        `update mosaics set title = $2, type = $3, organization_id = $4, visible = $5, cell_count = $6 where id = $1`,
        [id, change.title ?? now.title, type, organizationId, change.visible ?? now.visible, cellCount],
      );
      if (change.cameras !== undefined) await this.cells.replace(manager, caller, id, change.cameras);
      else await refuseLostCells(manager, id, cellCount);
    });
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found (mosaic), object.forbidden */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, caller, id);
      await manager.query('delete from mosaics where id = $1', [id]);
    });
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return referring('mosaic', 'cameras', this.dataSource.transaction(work));
  }

  /** The mosaic as it stands until the transaction ends, for one who may change it. */
  private async lock(manager: EntityManager, caller: Caller, id: number): Promise<MosaicRow> {
    const sql = new SqlParameters();
    const shown = Object.entries(columns).map(([name, column]) => `${column} as "${name}"`);
    const [row] = isRowId(id)
      ? await manager.query<MosaicRow[]>(
          `select ${shown.join(', ')} from mosaics m
           where m.id = ${sql.add(id)} and ${seenMosaics(caller, sql)} for update`,
          sql.values,
        )
      : [];
    if (row === undefined) notFound('mosaic', String(id));
    if (!(await this.rights.editsIn(caller, row.organizationId, manager))) throw forbidden('mosaic');
    return row;
  }
}

/** Which mosaics a caller sees: a SQL condition on `mosaics m`. */
function seenMosaics(caller: Caller, sql: SqlParameters): string {
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

async function claimPlace(manager: EntityManager, organizationId: number): Promise<void> {
  const count = 'select count(*) from mosaics where organization_id = $1';
  await reserveQuota(manager, 'mosaic', organizationId, count, {
    added: 1,
    limit: mostPerOrganization,
    object: 'mosaic',
  });
}

/** A type with fewer cells, and nothing said of the cameras: none may be lost silently. */
async function refuseLostCells(manager: EntityManager, id: number, cellCount: number): Promise<void> {
  const lost = await manager.query<unknown[]>(
    'select from mosaic_cells where mosaic_id = $1 and position >= $2 limit 1',
    [id, cellCount],
  );
  if (lost.length > 0) invalid('mosaic', 'type', 'it has fewer cells than there are cameras');
}
