import { Body, Param, Query } from '@nestjs/common';
import { OrganizationMembersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewOrganizationUserBody, OrganizationUserBody, OrganizationUserItem } from './organization-user.dto.js';
import { memberOrders, toMemberWire, toMembershipFlags } from './organization-user.wire.js';

/** Who belongs to an organization; for members who may change its users, and administrators. */
@WatcherV2Api('vsaas/api/v2/organizations/:organization_id/users', { tag: 'organizations' })
export class OrganizationUsersController {
  constructor(private readonly members: OrganizationMembersService) {}

  @Endpoint('GET', '', {
    summary: 'The members of an organization',
    list: { type: OrganizationUserItem, description: 'Members.' },
    errors: [400, 403, 404],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly OrganizationUserItem[]> {
    const query = toListQuery(parameters, memberOrders);
    const { items } = await this.members.list(caller, organizationId, query, page);
    return items.map((member) => toMemberWire(organizationId, member));
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Put a user into an organization',
    description: 'One who is a member already keeps what is not named. Nobody gives a right that they do not hold.',
    answer: { type: OrganizationUserItem, description: 'The member.' },
    errors: [400, 403, 404],
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Body(ObjectInput) body: NewOrganizationUserBody,
  ): Promise<OrganizationUserItem> {
    return this.set(caller, organizationId, body.user_id, body);
  }

  @Endpoint('GET', ':user_id', {
    summary: 'One member of an organization',
    answer: { type: OrganizationUserItem, description: 'The member.' },
    errors: [403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<OrganizationUserItem> {
    return toMemberWire(organizationId, await this.members.get(caller, organizationId, userId));
  }

  @Endpoint('PUT', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Change what a member may do',
    description: 'A user who is no member becomes one. A flag that is left out stays as it is.',
    answer: { type: OrganizationUserItem, description: 'The member as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('user_id', RowId) userId: number,
    @Body(ObjectInput) body: OrganizationUserBody,
  ): Promise<OrganizationUserItem> {
    return this.set(caller, organizationId, userId, body);
  }

  @Endpoint('DELETE', ':user_id', {
    requires: ['organizations:manage', { orMember: true }],
    summary: 'Take a member out of an organization',
    description: 'With the rights on its folders and cameras. The owner stays.',
    answer: { type: Success, description: 'Taken out.' },
    errors: [403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<Success> {
    await this.members.remove(caller, organizationId, userId);
    return { success: true };
  }

  private async set(
    caller: Caller,
    organizationId: number,
    userId: number,
    body: OrganizationUserBody,
  ): Promise<OrganizationUserItem> {
    const flags = toMembershipFlags(body);
    const member = await this.members.set(caller, organizationId, userId, flags, {
      folderIds: body.folders_permissions,
    });
    return toMemberWire(organizationId, member);
  }
}
