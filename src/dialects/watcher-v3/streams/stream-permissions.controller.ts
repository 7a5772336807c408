import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type CameraPermission, type CameraPermissionField, CameraPermissionsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire, wireList } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { StreamPermissionsBody } from '../users/user-streams.dto.js';
import { readStreamPermissions, streamPermissionFields } from '../users/user-streams.fields.js';
import { ofStream } from './stream-parameter.js';
import { StreamUserPermission } from './stream-permissions.dto.js';

const userId = new RowIdPipe('user');
const ofUser = { name: 'user_id', type: Number, description: 'Id of the user.', example: 7 };

/** The users of a stream (GO25 `StreamUserPermission`). */
const streamUserList = wireList<CameraPermission, CameraPermissionField>(
  [{ kind: 'stored', path: 'user.id', type: 'integer', field: 'userId' }, ...streamPermissionFields],
  ['user.id'],
);

/** Permissions of single users on a stream, for whoever may edit it or its organization's users. */
@ApiTags('stream permissions')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam(ofStream)
@Controller('watcher/client-api/v3/streams/:name/permissions/users')
export class StreamPermissionsController {
  constructor(private readonly permissions: CameraPermissionsService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'stream_permissions_users_list',
    summary: 'Who has a permission on it, apart from memberships and folders',
    description: filtersText,
  })
  @ApiCollectionParameters({ sort: 'user.id', select: 'permissions.can_view' })
  @ApiPageAnswer('users_permissions', StreamUserPermission)
  @ApiFailures(400, 401, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'users_permissions',
      list: streamUserList,
      parameters,
      page: (query, page) => this.permissions.ofCamera(caller, name, query, page),
      count: (query) => this.permissions.countOfCamera(caller, name, query),
      context: () => undefined,
    });
  }

  @Get(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'stream_permission_user_get',
    summary: 'What one user may do with it; everybody may see their own',
  })
  @ApiParam(ofUser)
  @ApiResponse({ status: 200, type: StreamUserPermission, description: 'The permissions.' })
  @ApiFailures(401, 403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
  ): Promise<Wire> {
    return toWire(streamUserList, await this.permissions.get(caller, name, user), undefined);
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'stream_permission_user_save',
    summary: 'Give a user permissions on it, member or not',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody gives a right they do not hold.',
  })
  @ApiParam(ofUser)
  @ApiResponse({ status: 200, type: StreamUserPermission, description: 'All of the permissions.' })
  @ApiFailures(400, 401, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: StreamPermissionsBody,
  ): Promise<Wire> {
    const permission = await this.permissions.set(caller, name, user, readStreamPermissions(body));
    return toWire(streamUserList, permission, undefined);
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({
    operationId: 'stream_permission_user_delete',
    summary: "Take a user's permissions on it away",
    description: 'Folders and the organization may still let them see it.',
  })
  @ApiParam(ofUser)
  @ApiResponse({ status: 204, description: 'Taken away.' })
  @ApiFailures(401, 403, 404)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.permissions.remove(caller, name, user);
  }
}
