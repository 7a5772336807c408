import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MembershipsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { notFound } from '#errors';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { toPeriod } from '../resources/period.dto.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { toMembershipFlags } from './membership-rights.dto.js';
import { MembershipChangeBody, NewMembershipBody } from './membership.dto.js';
import { membershipResource } from './membership.resource.js';

const requires = ['organizations:manage', { orMember: true }] as const;
const id = 'The number of the organization, `-`, and the number of the user.';
const params = [{ name: 'membership_id', description: id }];

/** Who belongs to which organization, and what they may do there. */
@ApiController('api/v1/memberships', { tag: 'memberships' })
export class MembershipsController {
  constructor(
    private readonly memberships: MembershipsService,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires,
    operationId: 'listMemberships',
    summary: 'The memberships that the caller may know of',
    description: "One's own, and all of the organizations whose members the caller may change.",
    list: membershipResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(membershipResource, parameters, {
      including: this.inclusions.of(caller, membershipResource),
      page: (query, page) => this.memberships.list(caller, query, page),
      count: (query) => this.memberships.count(caller, query),
    });
  }

  @Endpoint('GET', ':membership_id', {
    item: membershipResource,
    requires,
    id,
    params,
    operationId: 'getMembership',
    summary: 'One membership; everybody may see their own',
    answer: { type: membershipResource.answer, description: 'The membership, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('membership_id') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(membershipResource, { request, reply }, () =>
      this.memberships.get(caller, ...partsOf(text)),
    );
  }

  @Endpoint('POST', '', {
    requires,
    operationId: 'createMembership',
    summary: 'Make somebody a member',
    description:
      'Administrators anybody, others whose accounts they manage; everybody else joins by an invitation. Nobody gives a right that they do not hold, or for longer than they hold it.',
    body: {
      type: NewMembershipBody,
      examples: { viewer: { value: { organization_id: 1, user_id: 1, can: { view_cameras: true } } } },
    },
    answer: { status: 201, type: membershipResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewMembershipBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const flags = toMembershipFlags(body.can);
    const made = await this.memberships.create(caller, body.organization_id, body.user_id, flags, toPeriod(body));
    return this.answers.created(membershipResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':membership_id', {
    requires,
    id,
    params,
    operationId: 'updateMembership',
    summary: 'Change what a member may do',
    description: 'RFC 7396: what is left out stays. Nobody gives a right that they do not hold.',
    body: { type: MembershipChangeBody, examples: { editor: { value: { can: { edit_cameras: true } } } } },
    answer: { type: membershipResource.answer, description: 'The membership as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('membership_id') text: string,
    @Body(strictInput) body: MembershipChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const parts = partsOf(text);
    return this.answers.change(
      membershipResource,
      { request, reply },
      () => this.memberships.get(caller, ...parts),
      () => this.memberships.update(caller, ...parts, toMembershipFlags(body.can), toPeriod(body)),
    );
  }

  @Endpoint('DELETE', ':membership_id', {
    requires,
    id,
    params,
    operationId: 'deleteMembership',
    summary: 'End a membership',
    description: "With the person's grants on folders and cameras of the organization. The owner stays.",
    answer: { status: 204, description: 'It is over.' },
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('membership_id') text: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const parts = partsOf(text);
    await this.answers.keep(
      membershipResource,
      { request },
      () => this.memberships.get(caller, ...parts),
      () => this.memberships.remove(caller, ...parts),
    );
  }
}

/** The organization and the user. @throws DomainError object.not-found for a text that is no id */
function partsOf(text: string): readonly [number, number] {
  const [organization = '', user = '', ...more] = text.split('-');
  if (more.length > 0) notFound('membership', 'no id');
  return [numberOf(organization, 'membership'), numberOf(user, 'membership')];
}
