import { Body, Param, Query } from '@nestjs/common';
import { FolderPermissionsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../../body/object-body.pipe.js';
import { answerCollection, type Wire } from '../../collections/wire-list.js';
import { ClientApi, Endpoint } from '../../endpoint.decorator.js';
import { RowIdPipe } from '../../row-id.pipe.js';
import { FolderPermissions, FolderPermissionsBody, FolderUser } from './folder-user.dto.js';
import { folderUserList, readFolderPermissions, toFolderPermissionsWire } from './folder-user.wire.js';

const organizationId = new RowIdPipe('organization');
const folderId = new RowIdPipe('folder');
const userId = new RowIdPipe('user');

/** Permissions of users, members or not, on a folder and all below it; for everyone who may edit the organization's users. */
@ClientApi('organizations/:organization_id/folders/:folder_id/users', { tag: 'folder users' })
export class FolderUsersController {
  constructor(private readonly folderPermissions: FolderPermissionsService) {}

  @Endpoint('GET', '', {
    operationId: 'folder_users_list',
    summary: 'Who has a permission on it',
    requires: ['organizations:manage', { orMember: true }],
    list: { key: 'users', item: FolderUser, sort: 'user_id', select: 'can_view' },
    errors: [400, 401, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'users',
      list: folderUserList,
      parameters,
      page: (query, page) => this.folderPermissions.ofFolder(caller, organization, folder, query, page),
      count: (query) => this.folderPermissions.countOfFolder(caller, organization, folder, query),
      context: () => undefined,
    });
  }

  @Endpoint('GET', ':user_id', {
    operationId: 'folder_user_get',
    summary: 'What one user may do in it',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: FolderPermissions, description: 'The permissions.' },
    errors: [401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
  ): Promise<FolderPermissions> {
    return toFolderPermissionsWire(await this.folderPermissions.get(caller, organization, folder, user));
  }

  @Endpoint('PUT', ':user_id', {
    operationId: 'folder_user_save',
    summary: 'Give a user permissions on it',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody grants a right they do not have.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: FolderPermissions, description: 'All of the permissions.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: FolderPermissionsBody,
  ): Promise<FolderPermissions> {
    const rights = readFolderPermissions(body);
    return toFolderPermissionsWire(await this.folderPermissions.set(caller, organization, folder, user, rights));
  }

  @Endpoint('DELETE', ':user_id', {
    operationId: 'folder_user_delete',
    summary: "Take a user's permissions on it away",
    requires: ['organizations:manage', { orMember: true }],
    answer: { status: 204, description: 'Taken away; others may remain.' },
    errors: [401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.folderPermissions.remove(caller, organization, folder, user);
  }
}
