import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FolderPermissionsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { FolderUserBody, FolderUserItem, NewFolderUserBody } from './folder-user.dto.js';
import { folderUserOrders, toFolderRights, toFolderUserWire } from './folder-user.wire.js';

/** Who may watch the cameras of a folder; for members who may change users, and administrators. */
@ApiTags('folders')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/organizations/:organization_id/folders/:folder_id/users')
export class FolderUsersController {
  constructor(private readonly folderPermissions: FolderPermissionsService) {}

  @Get()
  @ApiOperation({ summary: 'The users of a folder' })
  @ApiList(FolderUserItem, 'Users with rights on the folder.')
  @ApiFailures(400, 403, 404)
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

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let a user watch the cameras of a folder',
    description: 'Nobody gives a right that they do not hold.',
  })
  @ApiResponse({ status: 200, type: FolderUserItem, description: 'What the user may do.' })
  @ApiFailures(400, 403, 404)
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

  @Get(':user_id')
  @ApiOperation({ summary: 'What one user may do in a folder' })
  @ApiResponse({ status: 200, type: FolderUserItem, description: 'What the user may do.' })
  @ApiFailures(403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('folder_id', RowId) folderId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<FolderUserItem> {
    return toFolderUserWire(folderId, await this.folderPermissions.get(caller, organizationId, folderId, userId));
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ summary: 'Change what a user may do in a folder', description: 'A flag that is left out stays.' })
  @ApiResponse({ status: 200, type: FolderUserItem, description: 'What the user may do now.' })
  @ApiFailures(400, 403, 404)
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

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ summary: "Take a user's rights on a folder away" })
  @ApiResponse({ status: 200, type: Success, description: 'Taken away.' })
  @ApiFailures(403, 404)
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
