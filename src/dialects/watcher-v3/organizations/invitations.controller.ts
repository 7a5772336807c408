import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type InvitedTo, InvitationsService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { signedInUser } from '../account/signed-in-user.js';
import { Invitation, NewInvitation } from './invitation.dto.js';
import { OrganizationName } from './organization.dto.js';

const organizationId = new RowIdPipe('organization');
const ofInvitation = { name: 'invite_key', description: 'The key of the invitation.', example: '2AbC3dEfGh' };

/** Inviting somebody into an organization, and accepting. */
@ApiTags('invitations')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/organizations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post(':organization_id/invite')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'organization_invite_create',
    summary: 'Invite somebody',
    description: 'For the owner and administrators. Nobody gives a right they do not hold.',
  })
  @ApiParam({ name: 'organization_id', type: Number, description: 'Id of the organization.', example: 7 })
  @ApiResponse({ status: 200, type: Invitation, description: 'The key.' })
  @ApiFailures(400, 401, 403, 404)
  async invite(
    @CurrentCaller() caller: Caller,
    @Param('organization_id', organizationId) organization: number,
    @Body(objectBody) { permissions = {} }: NewInvitation,
  ): Promise<Invitation> {
    const wanted = given({
      canViewStreams: permissions.can_view_streams,
      canEditStreams: permissions.can_edit_streams,
      canEditUsers: permissions.can_edit_users,
      canViewStats: permissions.can_view_stats,
    });
    const { key, flags } = await this.invitations.invite(caller, organization, wanted);
    return {
      invite_key: key,
      permissions: {
        can_view_streams: flags.canViewStreams,
        can_edit_streams: flags.canEditStreams,
        can_edit_users: flags.canEditUsers,
        can_view_stats: flags.canViewStats,
      },
    };
  }

  @Get('invite/:invite_key')
  @ApiOperation({ operationId: 'organization_invite_get', summary: 'Where an invitation leads' })
  @ApiParam(ofInvitation)
  @ApiResponse({ status: 200, type: OrganizationName, description: 'The organization.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('invite_key') key: string): Promise<OrganizationName> {
    return toName(await this.invitations.find(signedInUser(caller), key));
  }

  @Put('invite/:invite_key')
  @ApiOperation({
    operationId: 'organization_invite_accept',
    summary: 'Accept an invitation',
    description: 'Makes the caller a member, once; the same person again is no error. The body says nothing.',
  })
  @ApiParam(ofInvitation)
  @ApiResponse({ status: 200, type: OrganizationName, description: 'The organization.' })
  @ApiFailures(401, 402, 403, 404)
  async accept(@CurrentCaller() caller: Caller, @Param('invite_key') key: string): Promise<OrganizationName> {
    return toName(await this.invitations.accept(signedInUser(caller), key));
  }
}

function toName({ id, title }: InvitedTo): OrganizationName {
  return { id, title };
}
