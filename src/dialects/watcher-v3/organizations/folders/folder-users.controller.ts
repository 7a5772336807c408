import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FoldersService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { objectBody } from '../../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../../collections/page-answer.decorator.js';
import { answerCollection, type Wire } from '../../collections/wire-list.js';
import { ApiFailures } from '../../failures.decorator.js';
import { RowIdPipe } from '../../row-id.pipe.js';
import { FolderPermissions, FolderPermissionsBody, FolderUser } from './folder-user.dto.js';
import { folderUserList, readFolderPermissions, toFolderPermissionsWire } from './folder-user.wire.js';

const organizationId = new RowIdPipe('organization');
const folderId = new RowIdPipe('folder');
const userId = new RowIdPipe('user');

/** Permissions of users, members or not, on a folder and all below it; for whoever may edit the organization's users. */
@ApiTags('folder users')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam({ name: 'organization_id', type: Number, description: 'Id of the organization.', example: 7 })
@ApiParam({ name: 'folder_id', type: Number, description: 'Id of the folder.', example: 3 })
@Controller('watcher/client-api/v3/organizations/:organization_id/folders/:folder_id/users')
export class FolderUsersController {
  constructor(private readonly folders: FoldersService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'folder_users_list', summary: 'Who has a permission on it', description: filtersText })
  @ApiCollectionParameters({ sort: 'user_id', select: 'can_view' })
  @ApiPageAnswer('users', FolderUser)
  @ApiFailures(400, 401, 403, 404)
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
      page: (query, page) => this.folders.users(caller, organization, folder, query, page),
      count: (query) => this.folders.countUsers(caller, organization, folder, query),
      context: () => undefined,
    });
  }

  @Get(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'folder_user_get', summary: 'What one user may do in it' })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 200, type: FolderPermissions, description: 'The permissions.' })
  @ApiFailures(401, 403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
  ): Promise<FolderPermissions> {
    return toFolderPermissionsWire(await this.folders.user(caller, organization, folder, user));
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'folder_user_save',
    summary: 'Give a user permissions on it',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody gives a right they do not hold.',
  })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 200, type: FolderPermissions, description: 'All of the permissions.' })
  @ApiFailures(400, 401, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: FolderPermissionsBody,
  ): Promise<FolderPermissions> {
    const rights = readFolderPermissions(body);
    return toFolderPermissionsWire(await this.folders.setUser(caller, organization, folder, user, rights));
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({ operationId: 'folder_user_delete', summary: "Take a user's permissions on it away" })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 204, description: 'Taken away; others may remain.' })
  @ApiFailures(401, 403, 404)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Param('folder_id', folderId) folder: number,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.folders.removeUser(caller, organization, folder, user);
  }
}
