import { Body, Param, Query } from '@nestjs/common';
import { OrganizationMembersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { OrganizationPermissions } from './organization-permissions.dto.js';
import { readPermissions } from './organization-permissions.wire.js';
import { OrganizationUser, organizationUserList } from './organization-user.fields.js';

const organizationId = new RowIdPipe('organization');
const userId = new RowIdPipe('user');

/** Members of an organization; for members who may edit users, the owner and administrators. */
@ClientApi('organizations/:organization_id/users', { tag: 'organization users' })
export class OrganizationUsersController {
  constructor(private readonly members: OrganizationMembersService) {}

  @Endpoint('GET', '', {
    operationId: 'organization_users_list',
    summary: 'The members',
    requires: ['organizations:manage', { orMember: true }],
    list: { key: 'users', item: OrganizationUser, sort: 'name', select: 'name,permissions.organization' },
    errors: [400, 401, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'users',
      list: organizationUserList,
      parameters,
      page: (query, page) => this.members.list(caller, id, query, page),
      count: (query) => this.members.count(caller, id, query),
      context: () => undefined,
    });
  }

  @Endpoint('GET', ':user_id', {
    operationId: 'organization_user_get',
    summary: 'One member',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: OrganizationUser, description: 'The member.' },
    errors: [401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
  ): Promise<Wire> {
    return toWire(organizationUserList, await this.members.get(caller, id, user), undefined);
  }

  @Endpoint('PUT', ':user_id', {
    operationId: 'organization_user_save',
    summary: 'Make a user a member, or change what a member may do',
    description: 'What is left out stays, for a new member it is not granted. Nobody grants a right they do not have.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: OrganizationUser, description: 'The whole member.' },
    errors: [400, 401, 402, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: OrganizationPermissions,
  ): Promise<Wire> {
    const member = await this.members.set(caller, id, user, readPermissions(body));
    return toWire(organizationUserList, member, undefined);
  }

  @Endpoint('DELETE', ':user_id', {
    operationId: 'organization_user_delete',
    summary: 'End a membership',
    description: "With the user's permissions on folders and streams of the organization. The owner stays.",
    requires: ['organizations:manage', { orMember: true }],
    answer: { status: 204, description: 'Ended.' },
    errors: [401, 403, 404],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.members.remove(caller, id, user);
  }
}
