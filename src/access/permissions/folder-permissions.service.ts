import { type AuditEvent, AuditLogService } from '#audit';
import { doneBy, type Caller } from '#auth';
import { DomainError } from '#errors';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  type Scope,
  selectList,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  folderColumns,
  folderRightsFields,
  type FolderRow,
  folderSource,
  inTreeOrder,
  toFolder,
} from '../folders/folder-rows.js';
import type { Folder, FolderField, FolderRights, FolderUser, FolderUserField } from '../folders/folder.js';
import { getVisibleFolder, visibleIn } from '../folders/visible-folders.js';
import { effectiveFlags } from '../organizations/membership-flags.js';
import { assertSeesUser, visibleLogin } from '../people/account-control.js';
import { effectiveFolderRights } from './effective-folder-rights.js';
import { assertMayGrant, lastingRights, lockUser, mergedRights, retainedRights } from './grants.js';
import { mergedPeriod } from './period.js';
import { removePermission } from './remove-permission.js';

/** A folder with what one user may do in it. */
export interface FolderOfUser {
  readonly folder: Folder;
  readonly rights: Required<FolderRights>;
}
export type FolderOfUserField = FolderField | keyof FolderRights;

type UserFolderRow = FolderRow & Required<FolderRights>;

const field = (sql: string, type: FieldType): ListField => ({ sql, type, nullable: false });
const ofFolderFields: Readonly<Record<FolderUserField, ListField>> = {
  userId: field('p.user_id', 'integer'),
  login: field('visible.login', 'text'),
  ...folderRightsFields,
};
const ofFolderColumns = sqlOf(ofFolderFields);
const ofFolderSource = (caller: Caller): ListSource<FolderUserField> => ({
  name: 'users of a folder',
  from: (sql) => permissionsWithLogins(caller, sql),
  fields: ofFolderFields,
  key: 'userId',
  search: ['login'],
});

const ofUserSource: ListSource<FolderOfUserField> = {
  ...folderSource,
  name: 'folders of a user',
  from: 'folder_permissions p join folders f on f.id = p.folder_id',
  fields: { ...folderSource.fields, ...folderRightsFields },
};
const ofUserColumns: Readonly<Record<keyof UserFolderRow, string>> = { ...folderColumns, ...sqlOf(folderRightsFields) };

/**
 * Permissions of single users, members or not, on folders and all that lies below; managed by members who may edit
 * users, owners and superusers. Everybody reads their own. Nobody gives rights that they do not hold.
 */
@Injectable()
export class FolderPermissionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * The users who have a permission on a folder.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (folder)
   */
  async ofFolder(
    caller: Caller,
    organizationId: number,
    folderId: number,
    query: ListQuery<FolderUserField>,
    page: Page,
  ): Promise<ListPage<FolderUser>> {
    await this.assertManages(caller, organizationId, folderId);
    const scope = ofFolder(folderId);
    return this.lists.page<FolderUserField, FolderUser>(ofFolderSource(caller), ofFolderColumns, scope, query, page);
  }

  /** @throws DomainError as `ofFolder` */
  async countOfFolder(
    caller: Caller,
    organizationId: number,
    folderId: number,
    query: ListQuery<FolderUserField>,
  ): Promise<number> {
    await this.assertManages(caller, organizationId, folderId);
    return this.lists.count(ofFolderSource(caller), ofFolder(folderId), query);
  }

  /**
   * The folders of one organization on which a user has a permission, as far as the caller sees them, by level and order
   * number unless the query sorts; for members who may edit users, and the user.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (user); of a list
   */
  async ofUser(
    caller: Caller,
    userId: number,
    organizationId: number,
    query: ListQuery<FolderOfUserField>,
    page: Page,
  ): Promise<ListPage<FolderOfUser>> {
    const { items, ...cursors } = await this.lists.page<FolderOfUserField, UserFolderRow>(
      ofUserSource,
      ofUserColumns,
      await this.ofUserScope(caller, userId, organizationId),
      inTreeOrder(query),
      page,
    );
    return { items: items.map(toFolderOfUser), ...cursors };
  }

  /** @throws DomainError as `ofUser` */
  async countOfUser(
    caller: Caller,
    userId: number,
    organizationId: number,
    query: ListQuery<FolderOfUserField>,
  ): Promise<number> {
    return this.lists.count(ofUserSource, await this.ofUserScope(caller, userId, organizationId), query);
  }

  /** Also one's own. @throws DomainError as `ofFolder`, object.not-found (folder-permission) */
  async get(caller: Caller, organizationId: number, folderId: number, userId: number): Promise<FolderUser> {
    await this.assertManages(caller, organizationId, folderId, userId);
    return (await read(this.dataSource.manager, caller, folderId, userId)) ?? noPermission(folderId, userId);
  }

  /**
   * Sets the named rights; `canView` when nothing is named. Without a word of its period, a permission keeps the one it has.
   * @throws DomainError as `ofFolder`, object.not-found (user), object.forbidden, object.invalid (dvrDepthLimitSeconds;
   *   validUntil)
   */
  async set(
    caller: Caller,
    organizationId: number,
    folderId: number,
    userId: number,
    rights: FolderRights,
  ): Promise<FolderUser> {
    await this.assertManages(caller, organizationId, folderId);
    return this.dataSource.transaction(async (manager) => {
      await lockUser(manager, userId);
      const mine = await effectiveFolderRights(manager, caller, folderId);
      const before = await read(manager, caller, folderId, userId);
      const canUseActions = rights.canUseActions ?? before?.canUseActions ?? false;
      const period = mergedPeriod(before, rights, mine.endsAt, 'folder-permission');
      const wanted = { ...mergedRights(before, rights), ...period, canUseActions };
      const lasting = lastingRights(before, wanted, mine.endsAt, 'folder-permission');
      assertMayGrant(mine, wanted, lasting, 'folder-permission');
      if (canUseActions && !mine.canUseActions && retainedRights(lasting, wanted)?.canUseActions !== true)
        throw new DomainError('object.forbidden', 'gives actions', { object: 'folder-permission' });
      await this.audit.recordIn(manager, changed(caller, folderId, userId, 'set'));
      return write(manager, caller, folderId, userId, wanted);
    });
  }

  /** @throws DomainError as `ofFolder`, object.not-found (folder-permission) */
  async remove(caller: Caller, organizationId: number, folderId: number, userId: number): Promise<void> {
    await this.assertManages(caller, organizationId, folderId);
    await removePermission(
      this.dataSource,
      this.audit,
      'delete from folder_permissions where folder_id = $1 and user_id = $2::bigint returning user_id',
      [folderId, userId],
      changed(caller, folderId, userId, 'removed'),
      () => noPermission(folderId, userId),
    );
  }

  /** @param userId whose own permission they may see without managing any */
  private async assertManages(
    caller: Caller,
    organizationId: number,
    folderId: number,
    userId?: number,
  ): Promise<void> {
    const { manager } = this.dataSource;
    const mine = await effectiveFlags(manager, caller, organizationId);
    await getVisibleFolder(manager, caller, organizationId, folderId);
    if (!mine.canEditUsers && !(userId !== undefined && isSelf(caller, userId))) throw forbidden(organizationId);
  }

  private async ofUserScope(caller: Caller, userId: number, organizationId: number): Promise<Scope> {
    const { manager } = this.dataSource;
    const mine = await effectiveFlags(manager, caller, organizationId);
    if (!isSelf(caller, userId)) {
      if (!mine.canEditUsers) throw forbidden(organizationId);
      await assertSeesUser(manager, caller, userId);
    }
    return (sql) => `p.user_id = ${sql.add(userId)}::bigint and ${visibleIn(caller, organizationId, sql)}`;
  }
}

function changed(caller: Caller, folderId: number, userId: number, deed: string): AuditEvent {
  return {
    event: 'privilege_permissions_changed',
    ...doneBy(caller),
    subject: `folder:${folderId}`,
    reason: `permission of user:${userId} ${deed}`,
  };
}

/** Permissions with the users' logins, where the caller may see these. */
function permissionsWithLogins(caller: Caller, sql: SqlParameters): string {
  return `folder_permissions p join users u on u.id = p.user_id
    cross join lateral (select ${visibleLogin(caller, sql)} as login) visible`;
}

async function read(
  manager: EntityManager,
  caller: Caller,
  folderId: number,
  userId: number,
): Promise<FolderUser | undefined> {
  const sql = new SqlParameters();
  const [found] = await manager.query<FolderUser[]>(
    `select ${selectList(ofFolderColumns)} from ${permissionsWithLogins(caller, sql)}
     where p.folder_id = ${sql.add(folderId)} and p.user_id = ${sql.add(userId)}::bigint`,
    sql.values,
  );
  return found;
}

function ofFolder(folderId: number): Scope {
  return (sql) => `p.folder_id = ${sql.add(folderId)}`;
}

function isSelf(caller: Caller, userId: number): boolean {
  return caller.kind === 'user' && caller.userId === userId;
}

function forbidden(organizationId: number): DomainError {
  return new DomainError('organization.forbidden', `edits no users of ${organizationId}`, { object: 'organization' });
}

async function write(
  manager: EntityManager,
  caller: Caller,
  folderId: number,
  userId: number,
  rights: Required<FolderRights>,
): Promise<FolderUser> {
  // Selected from the folders: one that is deleted meanwhile gets nothing and violates nothing.
  await manager.query(
    `insert into folder_permissions
       (user_id, folder_id, can_view, can_view_dvr, can_use_ptz, can_use_actions, dvr_depth_limit, valid_from, valid_until)
     select $2, f.id, $3, $4, $5, $6, $7, $8, $9 from folders f where f.id = $1
     on conflict (user_id, folder_id) do update set can_view = excluded.can_view, can_view_dvr = excluded.can_view_dvr,
       can_use_ptz = excluded.can_use_ptz, can_use_actions = excluded.can_use_actions,
       dvr_depth_limit = excluded.dvr_depth_limit, valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
    [
      folderId,
      userId,
      rights.canView,
      rights.canViewDvr,
      rights.canUsePtz,
      rights.canUseActions,
      rights.dvrDepthLimitSeconds,
      rights.validFrom,
      rights.validUntil,
    ],
  );
  const written = await read(manager, caller, folderId, userId);
  if (written === undefined) throw new DomainError('object.not-found', `folder ${folderId}`, { object: 'folder' });
  return written;
}

function toFolderOfUser({
  canView,
  canViewDvr,
  canUsePtz,
  canUseActions,
  dvrDepthLimitSeconds,
  validFrom,
  validUntil,
  ...folder
}: UserFolderRow): FolderOfUser {
  return {
    folder: toFolder(folder),
    rights: { canView, canViewDvr, canUsePtz, canUseActions, dvrDepthLimitSeconds, validFrom, validUntil },
  };
}

function noPermission(folderId: number, userId: number): never {
  throw new DomainError('object.not-found', `user ${userId} in folder ${folderId}`, { object: 'folder-permission' });
}
