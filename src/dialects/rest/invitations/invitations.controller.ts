import { Body, Param } from '@nestjs/common';
import { type InvitedTo, InvitationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { toMembershipFlags, toMembershipRights } from '../memberships/membership-rights.dto.js';
import { personOf } from '../own-account.js';
import { InvitationOffer, NewInvitation, NewInvitationBody } from './invitation.dto.js';

/** How strangers become members: whoever has the key joins, once. */
@ApiController('api/v1/invitations', { tag: 'invitations' })
export class MembershipInvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Endpoint('POST', '', {
    requires: ['organizations:manage', { orMember: true }],
    operationId: 'createInvitation',
    summary: 'Invite a person',
    description: 'For the owner and administrators. The key works once, for a week.',
    body: {
      type: NewInvitationBody,
      examples: { viewer: { value: { organization_id: 1, can: { view_cameras: true } } } },
    },
    answer: { status: 201, type: NewInvitation, description: 'The key, only this once.' },
    noStore: true,
    errors: [400, 401, 403, 404],
  })
  async create(@CurrentCaller() caller: Caller, @Body(strictInput) body: NewInvitationBody): Promise<NewInvitation> {
    const { organization_id: organizationId } = body;
    const { key, flags, expiresAt } = await this.invitations.invite(
      caller,
      organizationId,
      toMembershipFlags(body.can),
    );
    return {
      key,
      organization_id: organizationId,
      can: toMembershipRights(flags),
      expires_at: expiresAt.toISOString(),
    };
  }

  @Endpoint('GET', ':key', {
    requires: ['identified'],
    operationId: 'getInvitation',
    summary: 'What an invitation is for',
    description: 'For whoever has the key and is signed in.',
    params: [{ name: 'key', description: 'The key of an invitation.' }],
    answer: { type: InvitationOffer, description: 'The organization.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('key') key: string): Promise<InvitationOffer> {
    return toOffer(await this.invitations.find(personOf(caller), key));
  }

  @Endpoint('POST', ':key/accept', {
    requires: ['identified', { scope: 'organizations:manage' }],
    operationId: 'acceptInvitation',
    summary: 'Accept an invitation',
    description: 'Makes the caller a member, once; the same person again is no error.',
    params: [{ name: 'key', description: 'The key of an invitation.' }],
    answer: { status: 200, type: InvitationOffer, description: 'The organization.' },
    errors: [401, 402, 403, 404],
  })
  async accept(@CurrentCaller() caller: Caller, @Param('key') key: string): Promise<InvitationOffer> {
    return toOffer(await this.invitations.accept(personOf(caller), key));
  }
}

function toOffer({ id, title }: InvitedTo): InvitationOffer {
  return { organization_id: id, organization_title: title };
}
