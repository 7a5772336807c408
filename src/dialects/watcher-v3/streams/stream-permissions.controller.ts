import { Body, Param, Query } from '@nestjs/common';
import { type CameraPermission, type CameraPermissionField, CameraPermissionsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { stored, answerCollection, toWire, type Wire, wireList } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { StreamPermissionsBody } from '../users/user-streams.dto.js';
import { readStreamPermissions, streamPermissionFields } from '../users/user-streams.fields.js';
import { ofStream } from './stream.dto.js';
import { StreamUserPermission } from './stream-permissions.dto.js';

const userId = new RowIdPipe('user');

/** The users of a stream (GO25 `StreamUserPermission`). */
const streamUserList = wireList<CameraPermission, CameraPermissionField>(
  [stored('user.id', 'integer', 'userId'), ...streamPermissionFields],
  ['user.id'],
);

/** Permissions of single users on a stream, for everyone who may edit it or its organization's users. */
@ClientApi('streams/:name/permissions/users', { tag: 'stream permissions', params: [ofStream] })
export class StreamPermissionsController {
  constructor(private readonly permissions: CameraPermissionsService) {}

  @Endpoint('GET', '', {
    operationId: 'stream_permissions_users_list',
    summary: 'Who has a permission on it, apart from memberships and folders',
    requires: ['organizations:manage', { orMember: true }],
    list: { key: 'users_permissions', item: StreamUserPermission, sort: 'user.id', select: 'permissions.can_view' },
    errors: [400, 401, 403, 404],
  })
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

  @Endpoint('GET', ':user_id', {
    operationId: 'stream_permission_user_get',
    summary: 'What one user may do with it; everybody may see their own',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: StreamUserPermission, description: 'The permissions.' },
    errors: [401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
  ): Promise<Wire> {
    return toWire(streamUserList, await this.permissions.get(caller, name, user), undefined);
  }

  @Endpoint('PUT', ':user_id', {
    operationId: 'stream_permission_user_save',
    summary: 'Give a user permissions on it, member or not',
    description: 'What is left out stays; a body without any gives `can_view`. Nobody grants a right they do not have.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: StreamUserPermission, description: 'All of the permissions.' },
    errors: [400, 401, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: StreamPermissionsBody,
  ): Promise<Wire> {
    const permission = await this.permissions.set(caller, name, user, readStreamPermissions(body));
    return toWire(streamUserList, permission, undefined);
  }

  @Endpoint('DELETE', ':user_id', {
    operationId: 'stream_permission_user_delete',
    summary: "Take a user's permissions on it away",
    description: 'Folders and the organization may still let them see it.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { status: 204, description: 'Taken away.' },
    errors: [401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.permissions.remove(caller, name, user);
  }
}
