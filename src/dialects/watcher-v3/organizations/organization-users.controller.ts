import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ManagedOrganizationsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { OrganizationPermissions } from './organization-permissions.dto.js';
import { readPermissions } from './organization-permissions.wire.js';
import { OrganizationUser } from './organization-user.dto.js';
import { organizationUserList } from './organization-user.fields.js';

const organizationId = new RowIdPipe('organization');
const userId = new RowIdPipe('user');

/** Members of an organization; for members who may edit users, the owner and administrators. */
@ApiTags('organization users')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@ApiParam({ name: 'organization_id', type: Number, description: 'Its id.', example: 7 })
@Controller('watcher/client-api/v3/organizations/:organization_id/users')
export class OrganizationUsersController {
  constructor(private readonly organizations: ManagedOrganizationsService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'organization_users_list', summary: 'The members', description: filtersText })
  @ApiCollectionParameters({ sort: 'name', select: 'name,permissions.organization' })
  @ApiPageAnswer('users', OrganizationUser)
  @ApiFailures(400, 401, 403, 404)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Query() parameters: Record<string, unknown>,
  ): Promise<Wire> {
    return answerCollection({
      key: 'users',
      list: organizationUserList,
      parameters,
      page: (query, page) => this.organizations.members(caller, id, query, page),
      count: (query) => this.organizations.countMembers(caller, id, query),
      context: () => undefined,
    });
  }

  @Get(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'organization_user_get', summary: 'One member' })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 200, type: OrganizationUser, description: 'The member.' })
  @ApiFailures(401, 403, 404)
  async get(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
  ): Promise<Wire> {
    return toWire(organizationUserList, await this.organizations.member(caller, id, user), undefined);
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'organization_user_save',
    summary: 'Make a user a member, or change what a member may do',
    description: 'What is left out stays, for a new member it is not granted. Nobody gives a right they do not hold.',
  })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 200, type: OrganizationUser, description: 'The whole member.' })
  @ApiFailures(400, 401, 402, 403, 404)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
    @Body(objectBody) body: OrganizationPermissions,
  ): Promise<Wire> {
    const member = await this.organizations.setMember(caller, id, user, readPermissions(body));
    return toWire(organizationUserList, member, undefined);
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({
    operationId: 'organization_user_delete',
    summary: 'End a membership',
    description: "With the user's permissions on folders and streams of the organization. The owner stays.",
  })
  @ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
  @ApiResponse({ status: 204, description: 'Ended.' })
  @ApiFailures(401, 403, 404)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) id: number,
    @Param('user_id', userId) user: number,
  ): Promise<void> {
    await this.organizations.removeMember(caller, id, user);
  }
}
