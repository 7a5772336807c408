import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CameraPermissionsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { StreamPermissionsBody, UserStreamPermission } from './user-streams.dto.js';
import { readStreamPermissions, userStreamList } from './user-streams.fields.js';

const userId = new RowIdPipe('user');
const ofStream = {
  name: 'name',
  description: 'Name of the stream; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
};

/** A user's permissions on single streams, apart from memberships and folders. */
@ApiTags('user permissions')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
@Controller('watcher/client-api/v3/users/:user_id/permissions/streams')
export class UserStreamsController {
  constructor(private readonly permissions: CameraPermissionsService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'user_streams_permissions_list',
    summary: 'The streams on which the user has a permission; everybody may see their own',
    description: filtersText,
  })
  @ApiCollectionParameters({ sort: 'stream.name', select: 'permissions.can_view' })
  @ApiPageAnswer('streams_permissions', UserStreamPermission)
  @ApiFailures(400, 401, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'streams_permissions',
      list: userStreamList,
      parameters,
      page: (query, page) => this.permissions.ofUser(caller, user, query, page),
      count: (query) => this.permissions.countOfUser(caller, user, query),
      context: () => undefined,
    });
  }

  @Get(':name')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'user_stream_permission_get', summary: 'What the user may do with one stream' })
  @ApiParam(ofStream)
  @ApiResponse({ status: 200, type: UserStreamPermission, description: 'The permissions.' })
  @ApiFailures(401, 403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
  ): Promise<Wire> {
    return toWire(userStreamList, await this.permissions.get(caller, name, user), undefined);
  }

  @Put(':name')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'user_stream_permission_save',
    summary: 'Give the user permissions on a stream, member or not',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody gives a right they do not hold.',
  })
  @ApiParam(ofStream)
  @ApiResponse({ status: 200, type: UserStreamPermission, description: 'All of the permissions.' })
  @ApiFailures(400, 401, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
    @Body(objectBody) body: StreamPermissionsBody,
  ): Promise<Wire> {
    const permission = await this.permissions.set(caller, name, user, readStreamPermissions(body));
    return toWire(userStreamList, permission, undefined);
  }

  @Delete(':name')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({
    operationId: 'user_stream_permission_delete',
    summary: "Take the user's permissions on a stream away",
    description: 'Folders and the organization may still let them see it.',
  })
  @ApiParam(ofStream)
  @ApiResponse({ status: 204, description: 'Taken away.' })
  @ApiFailures(401, 403, 404)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
  ): Promise<void> {
    await this.permissions.remove(caller, name, user);
  }
}
