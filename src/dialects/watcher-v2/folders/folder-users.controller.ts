import { Body, Param, Query } from '@nestjs/common';
import { FolderPermissionsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { FolderUserBody, FolderUserItem, NewFolderUserBody } from './folder-user.dto.js';
import { folderUserOrders, toFolderRights, toFolderUserWire } from './folder-user.wire.js';

/** Who may watch the cameras of a folder; for members who may change users, and administrators. */
@WatcherV2Api('vsaas/api/v2/organizations/:organization_id/folders/:folder_id/users', { tag: 'folders' })
export class FolderUsersController {
  constructor(private readonly folderPermissions: FolderPermissionsService) {}

  @Endpoint('GET', '', {
    summary: 'The users of a folder',
    list: { type: FolderUserItem, description: 'Users with rights on the folder.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly FolderUserItem[]> {
    const query = toListQuery(parameters, folderUserOrders);
    const { items } = await this.folderPermissions.ofFolder(caller, organizationId, folderId, query, page);
    return items.map((user) => toFolderUserWire(folderId, user));
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Let a user watch the cameras of a folder',
    description: 'Nobody gives a right that they do not hold.',
    answer: { type: FolderUserItem, description: 'What the user may do.' },
    errors: [400, 403, 404],
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Body(ObjectInput) body: NewFolderUserBody,
  ): Promise<FolderUserItem> {
    const rights = toFolderRights(body);
    return toFolderUserWire(
      folderId,
      await this.folderPermissions.set(caller, organizationId, folderId, body.user_id, rights),
    );
  }

  @Endpoint('GET', ':user_id', {
    summary: 'What one user may do in a folder',
    answer: { type: FolderUserItem, description: 'What the user may do.' },
    errors: [403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<FolderUserItem> {
    return toFolderUserWire(folderId, await this.folderPermissions.get(caller, organizationId, folderId, userId));
  }

  @Endpoint('PUT', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Change what a user may do in a folder',
    description: 'A flag that is left out stays.',
    answer: { type: FolderUserItem, description: 'What the user may do now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Param('user_id', RowId) userId: number,
    @Body(ObjectInput) body: FolderUserBody,
  ): Promise<FolderUserItem> {
    const rights = toFolderRights(body);
    return toFolderUserWire(
      folderId,
      await this.folderPermissions.set(caller, organizationId, folderId, userId, rights),
    );
  }

  @Endpoint('DELETE', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: "Take a user's rights on a folder away",
    answer: { type: Success, description: 'Taken away.' },
    errors: [403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<Success> {
    await this.folderPermissions.remove(caller, organizationId, folderId, userId);
    return { success: true };
  }
}
