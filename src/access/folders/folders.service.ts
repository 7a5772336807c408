import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller } from '#auth';
import { Clock } from '#config';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type {
  FloorPlanImage,
  Folder,
  FolderDraft,
  FolderField,
  FolderRights,
  FolderUser,
  FolderUserField,
} from './folder.js';
import { folderColumns, type FolderRow, folderSource, inTreeOrder, toFolder, visibleFolders } from './folder-rows.js';
import { folderValues, type FolderValues, invalid } from './folder-rules.js';
import { FolderTree } from './folder-tree.js';
import { FolderUsers } from './folder-users.js';
import { flagsIn, noFolder, getVisibleFolder, visibleIn } from './visible-folder.js';

/**
 * The folders of an organization. Members who may view streams see all of them, others those that they have a
 * permission on and what lies below; members who may edit streams change them. A folder of another organization is
 * object.not-found (folder), an organization that the caller does not see organization.not-found.
 */
@Injectable()
export class FoldersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
    private readonly permissions: FolderUsers,
  ) {}

  /** By level and place among siblings where no order is asked for. */
  async list(
    caller: Caller,
    organizationId: number,
    query: ListQuery<FolderField>,
    page: Page,
  ): Promise<ListPage<Folder>> {
    await flagsIn(this.dataSource.manager, caller, organizationId);
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
    await flagsIn(this.dataSource.manager, caller, organizationId);
    return this.lists.count(folderSource, (sql) => visibleIn(caller, organizationId, sql), query);
  }

  /** @throws DomainError organization.not-found, object.not-found */
  async get(caller: Caller, organizationId: number, id: number): Promise<Folder> {
    await flagsIn(this.dataSource.manager, caller, organizationId);
    return getVisibleFolder(this.dataSource.manager, caller, organizationId, id);
  }

  /** The picture of its floor plan. @throws DomainError object.not-found */
  async image(caller: Caller, organizationId: number, id: number): Promise<FloorPlanImage> {
    const { image } = await this.get(caller, organizationId, id);
    const [found] = await this.dataSource.query<{ readonly bytes: Buffer | null }[]>(
      'select floor_plan_image as bytes from folders where id = $1',
      [id],
    );
    if (image === null || !found?.bytes)
      throw new DomainError('object.not-found', `picture of folder ${id}`, { object: 'folder' });
    return { ...image, bytes: found.bytes };
  }

  /**
   * From the root down to the folder, itself included, as far as the caller sees the folders on the way; by folder id, for
   * the breadcrumbs of cameras. One of whose way the caller sees nothing is missing.
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
      `with recursive way (start, id, parent_id, steps) as (
         select f.id, f.id, f.parent_id, 0 from folders f where f.id = any(${sql.add(ids)}::integer[])
         union all
         select w.start, f.id, f.parent_id, w.steps + 1 from way w join folders f on f.id = w.parent_id
       ) select w.start as id, json_agg(json_build_object('id', f.id, 'title', f.title) order by w.steps desc) as path
         from way w join folders f on f.id = w.id where ${visibleFolders(caller, sql)} group by w.start`,
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
    const folder = await this.changing(caller, organizationId, async (tree, manager) => {
      const parent = draft.parentId === undefined ? await tree.root() : await tree.place(draft.parentId);
      if (parent === undefined) throw invalid('parentId');
      const place = await tree.add(parent, values.title ?? '');
      await write(manager, place.id, values);
      if (draft.shift !== undefined) await tree.move(place, draft.shift);
      else if (draft.orderNumber !== undefined) await tree.arrange(place, draft.orderNumber);
      return getVisibleFolder(manager, caller, organizationId, place.id);
    });
    this.note(caller, folder.id, 'created');
    return folder;
  }

  /**
   * Changes and moves under a lock of the organization's tree.
   * @param change what it says, or what it makes of the folder as it stands under that lock
   * @throws DomainError as create, object.invalid (shift)
   */
  async update(
    caller: Caller,
    organizationId: number,
    id: number,
    change: FolderDraft | ((folder: Folder) => FolderDraft),
  ): Promise<Folder> {
    const { folder, moved } = await this.changing(caller, organizationId, async (tree, manager) => {
      const place = (await tree.place(id)) ?? noFolder(id);
      const draft =
        typeof change === 'function' ? change(await getVisibleFolder(manager, caller, organizationId, id)) : change;
      await write(manager, id, folderValues(draft));
      if (draft.shift !== undefined) await tree.move(place, draft.shift);
      else if (draft.orderNumber !== undefined) await tree.arrange(place, draft.orderNumber);
      return { folder: await getVisibleFolder(manager, caller, organizationId, id), moved: draft.shift !== undefined };
    });
    this.note(caller, id, moved ? 'moved' : 'changed');
    return folder;
  }

  /** With the folders below; their cameras go to its parent. The root stays: object.invalid. */
  async remove(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.changing(caller, organizationId, async (tree) =>
      tree.remove((await tree.place(id)) ?? noFolder(id), this.clock.now()),
    );
    this.note(caller, id, 'removed');
  }

  /**
   * Who has a permission on it; for members who may edit users.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (folder)
   */
  async users(
    caller: Caller,
    organizationId: number,
    id: number,
    query: ListQuery<FolderUserField>,
    page: Page,
  ): Promise<ListPage<FolderUser>> {
    return this.permissions.list(caller, { organizationId, id }, query, page);
  }

  /** @throws DomainError as `users` */
  async countUsers(
    caller: Caller,
    organizationId: number,
    id: number,
    query: ListQuery<FolderUserField>,
  ): Promise<number> {
    return this.permissions.count(caller, { organizationId, id }, query);
  }

  /** Also one's own. @throws DomainError as `users`, object.not-found (folder-permission) */
  async user(caller: Caller, organizationId: number, id: number, userId: number): Promise<FolderUser> {
    return this.permissions.get(caller, { organizationId, id }, userId);
  }

  /**
   * Gives a user, member or not, the named rights; `canView` when none is named. Nobody gives what they do not hold.
   * @throws DomainError as `users`, object.not-found (user), object.forbidden, object.invalid (dvrDepthLimitSeconds)
   */
  async setUser(
    caller: Caller,
    organizationId: number,
    id: number,
    userId: number,
    rights: FolderRights,
  ): Promise<FolderUser> {
    return this.permissions.set(caller, { organizationId, id }, userId, rights);
  }

  /** @throws DomainError as `users`, object.not-found (folder-permission) */
  async removeUser(caller: Caller, organizationId: number, id: number, userId: number): Promise<void> {
    return this.permissions.remove(caller, { organizationId, id }, userId);
  }

  private async changing<T>(
    caller: Caller,
    organizationId: number,
    work: (tree: FolderTree, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const held = await flagsIn(this.dataSource.manager, caller, organizationId);
    if (!held.canViewStreams || !held.canEditStreams)
      throw new DomainError('organization.forbidden', 'changes no folders', { object: 'organization' });
    return this.dataSource.transaction(async (manager) =>
      work(await FolderTree.lock(manager, organizationId), manager),
    );
  }

  private note(caller: Caller, id: number, deed: string): void {
    this.audit.record({ event: 'authz_change', actor: auditName(caller), subject: `folder:${id}`, reason: deed });
  }
}

async function write(manager: EntityManager, id: number, values: FolderValues): Promise<void> {
  const named = Object.entries(values);
  if (named.length === 0) return;
  const assignments = named.map(([column], index) => `${column} = $${index + 2}`);
  await manager.query(`update folders set ${assignments.join(', ')} where id = $1`, [
    id,
    ...named.map(([, value]) => value as unknown),
  ]);
}
