import { Body, Param, Query, Req, Res } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { toMembershipFlags } from '../memberships/membership-rights.dto.js';
import { numberOf } from '../own-account.js';
import { listParameters } from '../resources/list-parameters.js';
import { readNumber } from '../resources/list-request.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { NewUserBody, toNewUser, toUserChange, UserChangeBody, UserRemovalQuery } from './user.dto.js';
import { userResource } from './user.resource.js';

/** A user who was just made. */
class NewUser extends userResource.answer {
  @ApiProperty({
    description: 'The generated password, only this once; absent where the request named one.',
    required: false,
    example: 'fB8c2kTq0hYwN3xZr5mVd1Aa',
  })
  readonly password?: string;
}

const ofOrganization = {
  name: 'organization_id',
  required: false,
  description: 'Only the members and the owner of this organization; for those who may edit its members.',
  schema: { type: 'integer' },
};
const id = "The user's number.";

/** Accounts of people: administrators keep all, members who may edit users those of their organizations. */
@ApiController('api/v1/users', { tag: 'users' })
export class UsersController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['users:manage', { orMember: true }],
    operationId: 'listUsers',
    summary: 'The people whom the caller may know of',
    description:
      'For administrators all; for those who may edit the members of an organization its members, its owner and who has grants there; for others themselves.',
    list: userResource,
    query: [...listParameters(userResource), ofOrganization],
    errors: [400, 401, 403, 404],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    const organizationId = readNumber(parameters, 'organization_id');
    return answerPage(userResource, parameters, {
      page: (query, page) => this.users.list(caller, query, page, organizationId),
      count: (query) => this.users.count(caller, query, organizationId),
      others: ['organization_id'],
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['users:manage', { orMember: true }],
    id,
    operationId: 'getUser',
    summary: 'One user; everybody may see themselves',
    answer: { type: userResource.answer, description: 'The user, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(userResource, { request, reply }, () => this.users.get(caller, numberOf(text, 'user')));
  }

  @Endpoint('POST', '', {
    requires: ['users:manage', { orMember: true }],
    operationId: 'createUser',
    summary: 'Make an account',
    description: 'A password that is left out is made up and answered once.',
    body: { type: NewUserBody, examples: { person: { value: { login: 'ann', full_name: 'Ann Lee' } } } },
    answer: { status: 201, type: NewUser, description: 'The user; `Location` is its address.' },
    noStore: true,
    errors: [400, 401, 402, 403, 404, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewUserBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { user, password } = await this.users.create(caller, toNewUser(body), {
      ...(body.organization_id === undefined ? {} : { organizationId: body.organization_id }),
      flags: toMembershipFlags(body.can),
    });
    const more = body.password === undefined ? { password } : {};
    return this.answers.created(userResource, { request, reply }, user, { more });
  }

  @Endpoint('PATCH', ':id', {
    requires: ['users:manage', { orMember: true }],
    id,
    operationId: 'updateUser',
    summary: 'Change an account',
    description:
      'RFC 7396: what is left out stays, `null` clears. For those who manage every organization of the person. A new password and `disabled` end every session.',
    body: { type: UserChangeBody, examples: { name: { value: { full_name: 'Ann Lee' } } } },
    answer: { type: userResource.answer, description: 'The user as it is now.' },
    errors: [400, 401, 403, 404, 409],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Body(strictInput) body: UserChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const userId = numberOf(text, 'user');
    return this.answers.change(
      userResource,
      { request, reply },
      () => this.users.get(caller, userId),
      () => this.users.update(caller, userId, toUserChange(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: ['users:manage', { orMember: true }],
    id,
    operationId: 'deleteUser',
    summary: 'Delete an account',
    description:
      'Nobody deletes themselves. A user who owns organizations is 409 (`owner.needed`) unless the request names another owner, or deletes these, too.',
    query: [
      {
        name: 'new_owner_id',
        required: false,
        description: 'Who owns their organizations from now on.',
        schema: { type: 'integer' },
      },
      {
        name: 'force',
        required: false,
        description: 'Their organizations go, with the cameras.',
        schema: { type: 'boolean', default: false },
      },
    ],
    answer: { status: 204, description: 'They are gone.' },
    errors: [400, 401, 403, 404, 409],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Query(strictInput) { force, new_owner_id: newOwnerId }: UserRemovalQuery,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const userId = numberOf(text, 'user');
    await this.answers.keep(
      userResource,
      { request },
      () => this.users.get(caller, userId),
      () => this.users.remove(caller, userId, { force, newOwnerId }),
    );
  }
}
