import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OrganizationMembersService } from '#access';
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
import { NewOrganizationUserBody, OrganizationUserBody, OrganizationUserItem } from './organization-user.dto.js';
import { memberOrders, toMemberWire, toMembershipFlags } from './organization-user.wire.js';

/** Who belongs to an organization; for members who may change its users, and administrators. */
@ApiTags('organizations')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/organizations/:organization_id/users')
export class OrganizationUsersController {
  constructor(private readonly members: OrganizationMembersService) {}

  @Get()
  @ApiOperation({ summary: 'The members of an organization' })
  @ApiList(OrganizationUserItem, 'Members.')
  @ApiFailures(400, 403, 404)
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

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Put a user into an organization',
    description: 'One who is a member already keeps what is not named. Nobody gives a right that they do not hold.',
  })
  @ApiResponse({ status: 200, type: OrganizationUserItem, description: 'The member.' })
  @ApiFailures(400, 403, 404)
  async add(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Body(ObjectInput) body: NewOrganizationUserBody,
  ): Promise<OrganizationUserItem> {
    return this.set(caller, organizationId, body.user_id, body);
  }

  @Get(':user_id')
  @ApiOperation({ summary: 'One member of an organization' })
  @ApiResponse({ status: 200, type: OrganizationUserItem, description: 'The member.' })
  @ApiFailures(403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('user_id', RowId) userId: number,
  ): Promise<OrganizationUserItem> {
    return toMemberWire(organizationId, await this.members.get(caller, organizationId, userId));
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    summary: 'Change what a member may do',
    description: 'A user who is no member becomes one. A flag that is left out stays as it is.',
  })
  @ApiResponse({ status: 200, type: OrganizationUserItem, description: 'The member as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', RowId) organizationId: number,
    @Param('user_id', RowId) userId: number,
    @Body(ObjectInput) body: OrganizationUserBody,
  ): Promise<OrganizationUserItem> {
    return this.set(caller, organizationId, userId, body);
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    summary: 'Take a member out of an organization',
    description: 'With the rights on its folders and cameras. The owner stays.',
  })
  @ApiResponse({ status: 200, type: Success, description: 'Taken out.' })
  @ApiFailures(403, 404)
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
    const member = await this.members.set(caller, organizationId, userId, flags, body.folders_permissions);
    return toMemberWire(organizationId, member);
  }
}
