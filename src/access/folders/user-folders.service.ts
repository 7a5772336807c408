import { DomainError } from '#errors';
import type { Caller } from '#auth';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService, type ListSource, type Scope, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { visibleUsers } from '../people/account-control.js';
import type { Folder, FolderField, FolderRights } from './folder.js';
import {
  folderColumns,
  folderRightsFields,
  type FolderRow,
  folderSource,
  inTreeOrder,
  toFolder,
} from './folder-rows.js';
import { flagsIn, visibleIn } from './visible-folder.js';

/** A folder with what one user may do in it. */
export interface FolderOfUser {
  readonly folder: Folder;
  readonly rights: Required<FolderRights>;
}
export type FolderOfUserField = FolderField | keyof FolderRights;

type Row = FolderRow & Required<FolderRights>;

const source: ListSource<FolderOfUserField> = {
  ...folderSource,
  name: 'folders of a user',
  from: 'folder_permissions p join folders f on f.id = p.folder_id',
  fields: { ...folderSource.fields, ...folderRightsFields },
};
const columns: Readonly<Record<keyof Row, string>> = {
  ...folderColumns,
  canView: folderRightsFields.canView.sql,
  canViewDvr: folderRightsFields.canViewDvr.sql,
  canUsePtz: folderRightsFields.canUsePtz.sql,
  canUseActions: folderRightsFields.canUseActions.sql,
  dvrDepthLimitSeconds: folderRightsFields.dvrDepthLimitSeconds.sql,
};

/**
 * The folders of one organization on which a user has a permission, as far as the caller sees them; for members who may
 * edit users, and the user.
 */
@Injectable()
export class UserFoldersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
  ) {}

  /**
   * By level and place among siblings where no order is asked for.
   * @throws DomainError organization.not-found, organization.forbidden, object.not-found (user); of a list
   */
  async list(
    caller: Caller,
    userId: number,
    organizationId: number,
    query: ListQuery<FolderOfUserField>,
    page: Page,
  ): Promise<ListPage<FolderOfUser>> {
    const scope = await this.scope(caller, userId, organizationId);
    const { items, ...cursors } = await this.lists.page<FolderOfUserField, Row>(
      source,
      columns,
      scope,
      inTreeOrder(query),
      page,
    );
    return { items: items.map(toFolderOfUser), ...cursors };
  }

  /** @throws DomainError as `list` */
  async count(
    caller: Caller,
    userId: number,
    organizationId: number,
    query: ListQuery<FolderOfUserField>,
  ): Promise<number> {
    return this.lists.count(source, await this.scope(caller, userId, organizationId), query);
  }

  private async scope(caller: Caller, userId: number, organizationId: number): Promise<Scope> {
    const held = await flagsIn(this.dataSource.manager, caller, organizationId);
    if (caller.kind !== 'user' || caller.userId !== userId) {
      if (!held.canEditUsers)
        throw new DomainError('organization.forbidden', `edits no users of ${organizationId}`, {
          object: 'organization',
        });
      await this.assertKnows(caller, userId);
    }
    return (sql) => `p.user_id = ${sql.add(userId)}::bigint and ${visibleIn(caller, organizationId, sql)}`;
  }

  private async assertKnows(caller: Caller, userId: number): Promise<void> {
    const sql = new SqlParameters();
    const found = await this.dataSource.query<unknown[]>(
      `select from users u where u.id = ${sql.add(userId)}::bigint and ${visibleUsers(caller, sql)}`,
      sql.values,
    );
    if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
  }
}

function toFolderOfUser({
  canView,
  canViewDvr,
  canUsePtz,
  canUseActions,
  dvrDepthLimitSeconds,
  ...folder
}: Row): FolderOfUser {
  return {
    folder: toFolder(folder),
    rights: { canView, canViewDvr, canUsePtz, canUseActions, dvrDepthLimitSeconds },
  };
}
