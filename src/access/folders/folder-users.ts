import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller } from '#auth';
import { type Page } from '#lists';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Scope,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { disclosedLogin } from '../people/account-control.js';
import { lockUser } from '../people/lock-user.js';
import { assertHolds, ungrantableRights, mergedRights } from '../permissions/grants.js';
import type { FolderRights, FolderUser, FolderUserField } from './folder.js';
import { folderRightsFields } from './folder-rows.js';
import { effectiveFolderRights } from './effective-folder-rights.js';
import { flagsIn, getVisibleFolder } from './visible-folder.js';

const field = (sql: string, type: FieldType): ListField => ({ sql, type, nullable: false });
const fields: Readonly<Record<FolderUserField, ListField>> = {
  userId: field('p.user_id', 'integer'),
  login: field('shown.login', 'text'),
  ...folderRightsFields,
};
const source = (caller: Caller): ListSource<FolderUserField> => ({
  name: 'users of a folder',
  from: (sql) => folderUsers(caller, sql),
  fields,
  key: 'userId',
  search: ['login'],
});
const columns = Object.fromEntries(Object.entries(fields).map(([name, { sql }]) => [name, sql])) as {
  readonly [K in FolderUserField]: string;
};
const listed = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([name, column]) => `${column} as "${name}"`)
    .join(', ');

/** A folder of one organization. */
export interface FolderOf {
  readonly organizationId: number;
  readonly id: number;
}

/** Who may do what with the cameras of one folder and below. */
@Injectable()
export class FolderUsers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
  ) {}

  async list(
    caller: Caller,
    folder: FolderOf,
    query: ListQuery<FolderUserField>,
    page: Page,
  ): Promise<ListPage<FolderUser>> {
    await this.assertManages(caller, folder);
    return this.lists.page<FolderUserField, FolderUser>(source(caller), columns, of(folder), query, page);
  }

  async count(caller: Caller, folder: FolderOf, query: ListQuery<FolderUserField>): Promise<number> {
    await this.assertManages(caller, folder);
    return this.lists.count(source(caller), of(folder), query);
  }

  async get(caller: Caller, folder: FolderOf, userId: number): Promise<FolderUser> {
    await this.assertManages(caller, folder, userId);
    return (await read(this.dataSource.manager, caller, folder.id, userId)) ?? noPermission(folder.id, userId);
  }

  async set(caller: Caller, folder: FolderOf, userId: number, rights: FolderRights): Promise<FolderUser> {
    await this.assertManages(caller, folder);
    const user = await this.dataSource.transaction(async (manager) => {
      await lockUser(manager, userId);
      const held = await effectiveFolderRights(manager, caller, folder.id);
      const before = await read(manager, caller, folder.id, userId);
      const canUseActions = rights.canUseActions ?? before?.canUseActions ?? false;
      const wanted = { ...mergedRights(before, rights), canUseActions };
      assertHolds(held, wanted, before, 'folder-permission');
      if (canUseActions && !held.canUseActions && ungrantableRights(before, wanted)?.canUseActions !== true)
        throw new DomainError('object.forbidden', 'gives actions', { object: 'folder-permission' });
      return write(manager, caller, folder.id, userId, wanted);
    });
    this.note(caller, folder.id, userId, 'set');
    return user;
  }

  async remove(caller: Caller, folder: FolderOf, userId: number): Promise<void> {
    await this.assertManages(caller, folder);
    const [, removed] = await this.dataSource.query<[unknown[], number]>(
      'delete from folder_permissions where folder_id = $1 and user_id = $2::bigint',
      [folder.id, userId],
    );
    if (removed === 0) noPermission(folder.id, userId);
    this.note(caller, folder.id, userId, 'removed');
  }

  /** @param userId whose own permission they may see without managing any */
  private async assertManages(caller: Caller, { organizationId, id }: FolderOf, userId?: number): Promise<void> {
    const { manager } = this.dataSource;
    const held = await flagsIn(manager, caller, organizationId);
    await getVisibleFolder(manager, caller, organizationId, id);
    if (!held.canEditUsers && !(userId !== undefined && isSelf(caller, userId))) throw forbidden(organizationId);
  }

  private note(caller: Caller, folderId: number, userId: number, deed: string): void {
    this.audit.record({
      event: 'privilege_permissions_changed',
      actor: auditName(caller),
      subject: `folder:${folderId}`,
      reason: `permission of user:${userId} ${deed}`,
    });
  }
}

/** Permissions with the users' logins, as far as the caller may know these. */
function folderUsers(caller: Caller, sql: SqlParameters): string {
  return `folder_permissions p join users u on u.id = p.user_id
    cross join lateral (select ${disclosedLogin(caller, sql)} as login) shown`;
}

async function read(
  manager: EntityManager,
  caller: Caller,
  folderId: number,
  userId: number,
): Promise<FolderUser | undefined> {
  const sql = new SqlParameters();
  const [found] = await manager.query<FolderUser[]>(
    `select ${listed(columns)} from ${folderUsers(caller, sql)}
     where p.folder_id = ${sql.add(folderId)} and p.user_id = ${sql.add(userId)}::bigint`,
    sql.values,
  );
  return found;
}

function of({ id }: FolderOf): Scope {
  return (sql) => `p.folder_id = ${sql.add(id)}`;
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
  // Selected from the folders: one that is gone meanwhile gets nothing, and breaks nothing.
  await manager.query(
    `insert into folder_permissions
       (user_id, folder_id, can_view, can_view_dvr, can_use_ptz, can_use_actions, dvr_depth_limit)
     select $2, f.id, $3, $4, $5, $6, $7 from folders f where f.id = $1
     on conflict (user_id, folder_id) do update set can_view = excluded.can_view, can_view_dvr = excluded.can_view_dvr,
       can_use_ptz = excluded.can_use_ptz, can_use_actions = excluded.can_use_actions,
       dvr_depth_limit = excluded.dvr_depth_limit`,
    [
      folderId,
      userId,
      rights.canView,
      rights.canViewDvr,
      rights.canUsePtz,
      rights.canUseActions,
      rights.dvrDepthLimitSeconds,
    ],
  );
  const written = await read(manager, caller, folderId, userId);
  if (written === undefined) throw new DomainError('object.not-found', `folder ${folderId}`, { object: 'folder' });
  return written;
}

function noPermission(folderId: number, userId: number): never {
  throw new DomainError('object.not-found', `user ${userId} in folder ${folderId}`, { object: 'folder-permission' });
}
