import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { CameraGroupsService } from '#layouts';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { GroupChangeBody, NewGroupBody, toGroupDraft } from './group.dto.js';
import { groupResource } from './group.resource.js';

const theId = 'The number of a group.';

/** Cameras put together for display; a group gives nobody any right. */
@ApiController('api/v1/groups', { tag: 'layouts' })
export class GroupsController {
  constructor(
    private readonly groups: CameraGroupsService,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listGroups',
    summary: 'The groups of cameras that the caller sees',
    list: groupResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(groupResource, parameters, {
      including: this.inclusions.of(caller, groupResource),
      page: (query, page) => this.groups.list(caller, query, page),
      count: (query) => this.groups.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    item: groupResource,
    requires: ['cameras:read'],
    id: theId,
    operationId: 'getGroup',
    summary: 'One group',
    answer: { type: groupResource.answer, description: 'The group, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(groupResource, { request, reply }, () =>
      this.groups.get(caller, numberOf(id, 'camera-group')),
    );
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'createGroup',
    summary: 'Make a group',
    description: 'For members who may edit cameras. At most 1000 for each organization.',
    body: { type: NewGroupBody, examples: { doors: { value: { title: 'Entrances' } } } },
    answer: { status: 201, type: groupResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewGroupBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.groups.create(caller, toGroupDraft(body));
    return this.answers.created(groupResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'updateGroup',
    summary: 'Change a group',
    description: 'RFC 7396: what is left out stays.',
    body: { type: GroupChangeBody, examples: { title: { value: { title: 'Doors' } } } },
    answer: { type: groupResource.answer, description: 'The group as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: GroupChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'camera-group');
    return this.answers.change(
      groupResource,
      { request, reply },
      () => this.groups.get(caller, number),
      () => this.groups.update(caller, number, toGroupDraft(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['cameras:write', { orMember: true }],
    id: theId,
    operationId: 'deleteGroup',
    summary: 'Delete a group',
    description: 'Its cameras stay.',
    answer: gone,
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'camera-group');
    await this.answers.keep(
      groupResource,
      { request },
      () => this.groups.get(caller, number),
      () => this.groups.remove(caller, number),
    );
  }
}
