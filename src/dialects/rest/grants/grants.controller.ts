import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type GrantKey, grantKinds, GrantsService, readTag } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { notFound } from '#errors';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { Inclusions } from '../resources/inclusions.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { GrantChangeBody, NewGrantBody, toGrantDraft, toGrantKey } from './grant.dto.js';
import { grantResource } from './grant.resource.js';

const requires = ['organizations:manage', { orMember: true }] as const;
const id = 'The id of a grant.';
const params = [{ name: 'grant_id', description: id }];

/** Who may do what with the cameras of an organization, a folder, or with one camera. */
@ApiController('api/v1/grants', { tag: 'grants' })
export class GrantsController {
  constructor(
    private readonly grants: GrantsService,
    private readonly answers: ItemAnswers,
    private readonly inclusions: Inclusions,
  ) {}

  @Endpoint('GET', '', {
    requires,
    operationId: 'listGrants',
    summary: 'The grants that the caller may know of',
    description:
      "One's own, and those on what the caller manages. Filter by `user_id`, `camera_id`, `folder_id`, `organization_id`, `tag`.",
    list: grantResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(grantResource, parameters, {
      including: this.inclusions.of(caller, grantResource),
      page: (query, page) => this.grants.list(caller, query, page),
      count: (query) => this.grants.count(caller, query),
    });
  }

  @Endpoint('GET', ':grant_id', {
    item: grantResource,
    requires,
    id,
    params,
    operationId: 'getGrant',
    summary: 'One grant; everybody may see their own',
    answer: { type: grantResource.answer, description: 'The grant, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('grant_id') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(grantResource, { request, reply }, () => this.grants.get(caller, keyOf(text)));
  }

  @Endpoint('POST', '', {
    requires,
    operationId: 'createGrant',
    summary: 'Grant somebody something',
    description:
      'With exactly one of `camera_id`, `folder_id` and `organization_id`. `organization_id` with `tag` is a grant on the cameras that have the tag. On a camera, a folder or a tag to anybody, member or not; on an organization to whom the caller may make a member. Nobody gives a right that they do not hold. Without `can` it is `view`.',
    body: {
      type: NewGrantBody,
      examples: { viewer: { value: { user_id: 1, camera_id: 1, can: ['view', 'archive'] } } },
    },
    answer: { status: 201, type: grantResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewGrantBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const made = await this.grants.create(caller, toGrantKey(body), toGrantDraft(body));
    return this.answers.created(grantResource, { request, reply }, made);
  }

  @Endpoint('PATCH', ':grant_id', {
    requires,
    id,
    params,
    operationId: 'updateGrant',
    summary: 'Change a grant',
    description: 'RFC 7396: what is left out stays. Nobody gives a right that they do not hold.',
    body: { type: GrantChangeBody, examples: { view: { value: { can: ['view'] } } } },
    answer: { type: grantResource.answer, description: 'The grant as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('grant_id') text: string,
    @Body(strictInput) body: GrantChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const key = keyOf(text);
    return this.answers.change(
      grantResource,
      { request, reply },
      () => this.grants.get(caller, key),
      () => this.grants.update(caller, key, toGrantDraft(body)),
    );
  }

  @Endpoint('DELETE', ':grant_id', {
    requires,
    id,
    params,
    operationId: 'deleteGrant',
    summary: 'End a grant',
    description:
      'At once. On an organization the membership stays, without rights over its cameras; an owner keeps them.',
    answer: { status: 204, description: 'It is over.' },
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('grant_id') text: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const key = keyOf(text);
    await this.answers.keep(
      grantResource,
      { request },
      () => this.grants.get(caller, key),
      () => this.grants.remove(caller, key),
    );
  }
}

/** `<kind>-<object>-<user>`, on a tag with `-<tag>`. @throws DomainError object.not-found for a text that is no id */
function keyOf(text: string): GrantKey {
  const [word, object = '', user = '', ...more] = text.split('-');
  const kind = grantKinds.find((known) => known === word);
  const tag = kind === 'tag' ? readTag(more.join('-')) : undefined;
  if (kind === undefined || (more.length > 0 && tag === undefined) || (kind === 'tag' && tag === undefined))
    return notFound('grant', 'no id');
  const key = { kind, objectId: numberOf(object, 'grant'), userId: numberOf(user, 'grant') };
  return tag === undefined ? key : { ...key, tag };
}
