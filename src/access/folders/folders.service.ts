import { type AuditEvent, AuditLogService } from '#audit';
import { doneBy, type Caller } from '#auth';
import { Clock } from '#config';
import { DomainError } from '#errors';
import { type ListPage, type ListQuery, ListsService, type Page, type Scope, selectList, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraTablesConnector } from '../camera-tables.js';
import { effectiveFlags, effectiveFlagsIn } from '../organizations/membership-flags.js';
import type { MembershipFlags } from '../organizations/organization.js';
import { folderColumns, type FolderRow, folderSource, inTreeOrder, toFolder } from './folder-rows.js';
import { folderValues, type FolderValues, invalid } from './folder-rules.js';
import { FolderTree } from './folder-tree.js';
import { FolderEntity } from './folder.entity.js';
import type { FloorPlanImage, Folder, FolderDraft, FolderField } from './folder.js';
import { getVisibleFolder, noFolder, visibleFolders, visibleIn } from './visible-folders.js';

/**
 * The folders of an organization. Members who may view streams see all of them, others those that they have a
 * permission on and what lies below; members who may edit streams change them. A folder of another organization is
 * object.not-found (folder), an organization that the caller does not see is organization.not-found.
 */
@Injectable()
export class FoldersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
    private readonly cameras: CameraTablesConnector,
  ) {}

  /** By level and order number where the query does not sort. */
  async list(
    caller: Caller,
    organizationId: number,
    query: ListQuery<FolderField>,
    page: Page,
  ): Promise<ListPage<Folder>> {
    await effectiveFlags(this.dataSource.manager, caller, organizationId);
    const { items, ...cursors } = await this.lists.page<FolderField, FolderRow>(
      folderSource,
      folderColumns,
      (sql) => visibleIn(caller, organizationId, sql),
      inTreeOrder(query),
      page,
    );
    return { items: items.map(toFolder), ...cursors };
  }

  async count(caller: Caller, organizationId: number, query: ListQuery<FolderField>): Promise<number> {
    await effectiveFlags(this.dataSource.manager, caller, organizationId);
    return this.lists.count(folderSource, (sql) => visibleIn(caller, organizationId, sql), query);
  }

  /** Of all organizations: those that the caller sees. */
  async listAll(caller: Caller, query: ListQuery<FolderField>, page: Page): Promise<ListPage<Folder>> {
    const scope: Scope = (sql) => visibleFolders(caller, sql);
    const { items, ...cursors } = await this.lists.page<FolderField, FolderRow>(
      folderSource,
      folderColumns,
      scope,
      query,
      page,
    );
    return { items: items.map(toFolder), ...cursors };
  }

  async countAll(caller: Caller, query: ListQuery<FolderField>): Promise<number> {
    return this.lists.count(folderSource, (sql) => visibleFolders(caller, sql), query);
  }

  /** Those of several organizations whose folders the caller may change. @param organizationIds at most 1000 */
  async editableIn(caller: Caller, organizationIds: readonly number[]): Promise<ReadonlySet<number>> {
    const flags = await effectiveFlagsIn(this.dataSource.manager, caller, organizationIds);
    return new Set([...flags].flatMap(([id, mine]) => (mayChangeFolders(mine) ? id : [])));
  }

  /** By its number alone. @throws DomainError object.not-found (folder) */
  async find(caller: Caller, id: number): Promise<Folder> {
    const sql = new SqlParameters();
    const [row] = await this.dataSource.query<FolderRow[]>(
      `select ${selectList(folderColumns)} from folders f
       where f.id = ${sql.add(id)}::bigint and ${visibleFolders(caller, sql)}`,
      sql.values,
    );
    return row === undefined ? noFolder(id) : toFolder(row);
  }

  /** @throws DomainError organization.not-found, object.not-found */
  async get(caller: Caller, organizationId: number, id: number): Promise<Folder> {
    await effectiveFlags(this.dataSource.manager, caller, organizationId);
    return getVisibleFolder(this.dataSource.manager, caller, organizationId, id);
  }

  /** The image of its floor plan. @throws DomainError object.not-found */
  async image(caller: Caller, organizationId: number, id: number): Promise<FloorPlanImage> {
    const { image } = await this.get(caller, organizationId, id);
    const found = await this.dataSource
      .getRepository(FolderEntity)
      .findOne({ where: { id }, select: { floorPlanImage: true } });
    if (image === null || !found?.floorPlanImage)
      throw new DomainError('object.not-found', `picture of folder ${id}`, { object: 'folder' });
    return { ...image, bytes: found.floorPlanImage };
  }

  /**
   * The folders from the root down to each folder, itself included, that the caller sees; by folder id, for the breadcrumbs
   * of cameras. A folder is missing from the map when the caller sees none of them.
   */
  async paths(
    caller: Caller,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, readonly { readonly id: number; readonly title: string }[]>> {
    if (ids.length === 0) return new Map();
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<
      { readonly id: number; readonly path: readonly { readonly id: number; readonly title: string }[] }[]
    >(
      `with recursive ancestry (start, id, parent_id, steps) as (
         select f.id, f.id, f.parent_id, 0 from folders f where f.id = any(${sql.add(ids)}::integer[])
         union all
         select w.start, f.id, f.parent_id, w.steps + 1 from ancestry w join folders f on f.id = w.parent_id
       ) select w.start as id, json_agg(json_build_object('id', f.id, 'title', f.title) order by w.steps desc) as path
         from ancestry w join folders f on f.id = w.id where ${visibleFolders(caller, sql)} group by w.start`,
      sql.values,
    );
    return new Map(rows.map(({ id, path }) => [id, path]));
  }

  /**
   * @throws DomainError object.invalid (parentId: deeper than 8 levels or elsewhere; title; corners; image; shift;
   *   orderNumber), organization.not-found, organization.forbidden, limit.reached (10,000 folders)
   */
  async create(caller: Caller, organizationId: number, draft: FolderDraft): Promise<Folder> {
    if (draft.title === undefined) throw invalid('title');
    const values = folderValues(draft);
    return this.changing(caller, organizationId, async (tree, manager) => {
      const parent = draft.parentId === undefined ? await tree.root() : await tree.find(draft.parentId);
      if (parent === undefined) throw invalid('parentId');
      const place = await tree.add(parent, values.title ?? '');
      await write(manager, place.id, values);
      if (draft.shift !== undefined) await tree.move(place, draft.shift);
      else if (draft.orderNumber !== undefined) await tree.arrange(place, draft.orderNumber);
      await this.audit.recordIn(manager, changed(caller, place.id, 'created'));
      return getVisibleFolder(manager, caller, organizationId, place.id);
    });
  }

  /**
   * Changes and moves under a lock of the organization's tree.
   * @param change the draft, or a function that makes it from the folder as read under that lock
   * @throws DomainError as create, object.invalid (shift)
   */
  async update(
    caller: Caller,
    organizationId: number,
    id: number,
    change: FolderDraft | ((folder: Folder) => FolderDraft),
  ): Promise<Folder> {
    return this.changing(caller, organizationId, async (tree, manager) => {
      const place = (await tree.find(id)) ?? noFolder(id);
      const draft =
        typeof change === 'function' ? change(await getVisibleFolder(manager, caller, organizationId, id)) : change;
      await write(manager, id, folderValues(draft));
      if (draft.shift !== undefined) await tree.move(place, draft.shift);
      else if (draft.orderNumber !== undefined) await tree.arrange(place, draft.orderNumber);
      await this.audit.recordIn(manager, changed(caller, id, draft.shift === undefined ? 'changed' : 'moved'));
      return getVisibleFolder(manager, caller, organizationId, id);
    });
  }

  /** With the folders below; their cameras go to its parent. @throws DomainError object.invalid for the root */
  async remove(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.changing(caller, organizationId, async (tree, manager) => {
      await tree.remove((await tree.find(id)) ?? noFolder(id), this.cameras.tables, this.clock.now());
      await this.audit.recordIn(manager, changed(caller, id, 'removed'));
    });
  }

  private async changing<T>(
    caller: Caller,
    organizationId: number,
    work: (tree: FolderTree, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const mine = await effectiveFlags(this.dataSource.manager, caller, organizationId);
    if (!mayChangeFolders(mine))
      throw new DomainError('organization.forbidden', 'changes no folders', { object: 'organization' });
    return this.dataSource.transaction(async (manager) =>
      work(await FolderTree.lock(manager, organizationId), manager),
    );
  }
}

function mayChangeFolders({ canViewStreams, canEditStreams }: Required<MembershipFlags>): boolean {
  return canViewStreams && canEditStreams;
}

function changed(caller: Caller, id: number, deed: string): AuditEvent {
  return { event: 'authz_change', ...doneBy(caller), subject: `folder:${id}`, reason: deed };
}

async function write(manager: EntityManager, id: number, values: FolderValues): Promise<void> {
  if (Object.keys(values).length > 0) await manager.update(FolderEntity, { id }, { ...values });
}
