import { Body, Param } from '@nestjs/common';
import { type InvitedTo, InvitationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { signedInUser } from '../account/signed-in-user.js';
import { Invitation, NewInvitation } from './invitation.dto.js';
import { OrganizationName } from './organization.dto.js';

const organizationId = new RowIdPipe('organization');

/** Invitations to an organization. */
@ClientApi('organizations', { tag: 'invitations' })
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Endpoint('POST', ':organization_id/invite', {
    operationId: 'organization_invite_create',
    summary: 'Invite a person',
    description: 'For the owner and administrators. Nobody grants a right they do not have.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: Invitation, description: 'The key.' },
    noStore: true,
    errors: [400, 401, 403, 404],
  })
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

  @Endpoint('GET', 'invite/:invite_key', {
    operationId: 'organization_invite_get',
    summary: 'The organization of an invitation',
    answer: { type: OrganizationName, description: 'The organization.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('invite_key') key: string): Promise<OrganizationName> {
    return toName(await this.invitations.find(signedInUser(caller), key));
  }

  @Endpoint('PUT', 'invite/:invite_key', {
    operationId: 'organization_invite_accept',
    summary: 'Accept an invitation',
    description: 'Makes the caller a member, once; the same person again is no error. A body is ignored.',
    answer: { type: OrganizationName, description: 'The organization.' },
    errors: [401, 402, 403, 404],
  })
  async accept(@CurrentCaller() caller: Caller, @Param('invite_key') key: string): Promise<OrganizationName> {
    return toName(await this.invitations.accept(signedInUser(caller), key));
  }
}

function toName({ id, title }: InvitedTo): OrganizationName {
  return { id, title };
}
