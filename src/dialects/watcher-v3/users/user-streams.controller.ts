import { Body, Param, Query } from '@nestjs/common';
import { CameraPermissionsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { StreamPermissionsBody } from './user-streams.dto.js';
import { UserStreamPermission, readStreamPermissions, userStreamList } from './user-streams.fields.js';

const userId = new RowIdPipe('user');
const ofStream = {
  name: 'name',
  description: 'Name of the stream; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
};

/** A user's permissions on single streams, apart from memberships and folders. */
@ClientApi('users/:user_id/permissions/streams', { tag: 'user permissions' })
export class UserStreamsController {
  constructor(private readonly permissions: CameraPermissionsService) {}

  @Endpoint('GET', '', {
    operationId: 'user_streams_permissions_list',
    summary: 'The streams on which the user has a permission; everybody may see their own',
    requires: ['organizations:manage', { orMember: true }],
    list: {
      key: 'streams_permissions',
      item: UserStreamPermission,
      sort: 'stream.name',
      select: 'permissions.can_view',
    },
    errors: [400, 401, 403, 404],
  })
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

  @Endpoint('GET', ':name', {
    operationId: 'user_stream_permission_get',
    summary: 'What the user may do with one stream',
    requires: ['organizations:manage', { orMember: true }],
    params: [ofStream],
    answer: { type: UserStreamPermission, description: 'The permissions.' },
    errors: [401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
  ): Promise<Wire> {
    return toWire(userStreamList, await this.permissions.get(caller, name, user), undefined);
  }

  @Endpoint('PUT', ':name', {
    operationId: 'user_stream_permission_save',
    summary: 'Give the user permissions on a stream, member or not',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody grants a right they do not have.',
    requires: ['organizations:manage', { orMember: true }],
    params: [ofStream],
    answer: { type: UserStreamPermission, description: 'All of the permissions.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
    @Body(objectBody) body: StreamPermissionsBody,
  ): Promise<Wire> {
    const permission = await this.permissions.set(caller, name, user, readStreamPermissions(body));
    return toWire(userStreamList, permission, undefined);
  }

  @Endpoint('DELETE', ':name', {
    operationId: 'user_stream_permission_delete',
    summary: "Take the user's permissions on a stream away",
    description: 'Folders and the organization may still let them see it.',
    requires: ['organizations:manage', { orMember: true }],
    params: [ofStream],
    answer: { status: 204, description: 'Taken away.' },
    errors: [401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) user: number,
    @Param('name') name: string,
  ): Promise<void> {
    await this.permissions.remove(caller, name, user);
  }
}
