import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OrganizationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import {
  NewOrganizationBody,
  OrganizationChangeBody,
  OrganizationRemovalQuery,
  toOrganizationDraft,
} from './organization.dto.js';
import { organizationResource } from './organization.resource.js';

/** Organizations own cameras and have members. */
@ApiController('api/v1/organizations', { tag: 'organizations' })
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listOrganizations',
    summary: 'The organizations of the caller',
    description:
      'Where the caller is a member, the owner, or has a grant on a folder or camera; for administrators all.',
    list: organizationResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(organizationResource, parameters, {
      page: (query, page) => this.organizations.list(caller, query, page),
      count: (query) => this.organizations.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['cameras:read'],
    id: 'The number of an organization.',
    operationId: 'getOrganization',
    summary: 'One organization',
    answer: { type: organizationResource.answer, description: 'The organization, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(organizationResource, { request, reply }, () =>
      this.organizations.get(caller, numberOf(id, 'organization')),
    );
  }

  @Endpoint('POST', '', {
    requires: ['organizations:manage'],
    operationId: 'createOrganization',
    summary: 'Make an organization',
    description: 'For administrators. A named owner becomes a member; else the caller owns it.',
    body: { type: NewOrganizationBody, examples: { private: { value: { title: 'Road authority' } } } },
    answer: { status: 201, type: organizationResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewOrganizationBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.organizations.create(caller, { ...toOrganizationDraft(body), title: body.title });
    return this.answers.created(organizationResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['organizations:manage', { orMember: true }],
    id: 'The number of an organization.',
    operationId: 'updateOrganization',
    summary: 'Change an organization',
    description: 'RFC 7396: what is left out stays. The owner changes the title, administrators everything.',
    body: { type: OrganizationChangeBody, examples: { title: { value: { title: 'Road authority, north' } } } },
    answer: { type: organizationResource.answer, description: 'The organization as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: OrganizationChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'organization');
    return this.answers.change(
      organizationResource,
      { request, reply },
      () => this.organizations.get(caller, number),
      () => this.organizations.update(caller, number, toOrganizationDraft(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['organizations:manage'],
    id: 'The number of an organization.',
    operationId: 'deleteOrganization',
    summary: 'Delete an organization',
    description: 'For administrators; never the default one. One that has cameras is deleted only with `force=true`.',
    query: [
      { name: 'force', required: false, description: 'Its cameras, too.', schema: { type: 'boolean', default: false } },
    ],
    answer: { status: 204, description: 'It is gone.' },
    errors: [400, 401, 403, 404, 409],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query(strictInput) { force }: OrganizationRemovalQuery,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'organization');
    await this.answers.keep(
      organizationResource,
      { request },
      () => this.organizations.get(caller, number),
      () => this.organizations.remove(caller, number, { force }),
    );
  }
}
