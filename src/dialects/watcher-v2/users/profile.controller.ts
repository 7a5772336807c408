import { Body, Controller, Get, Header, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ManagedUsers } from '#access';
import { actorOf, Requires, type UserCaller, Users } from '#auth';
import { InputError } from '../../input.error.js';
import { lenientInput } from '../../input.pipes.js';
import { originOf } from '../../request.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { SignedInUser } from '../input/callers.js';
import { ShownUsers } from './shown-users.js';
import { ProfileBody, UserItem } from './user.dto.js';
import { toOwnChange } from './user.wire.js';

/** The caller's own account (W). */
@ApiTags('profile')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/profile')
export class ProfileController {
  constructor(
    private readonly users: Users,
    private readonly managed: ManagedUsers,
    private readonly shown: ShownUsers,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The own account' })
  @ApiResponse({ status: 200, type: UserItem, description: 'With the personal API key.' })
  @ApiFailures(403)
  async get(@SignedInUser() caller: UserCaller): Promise<UserItem> {
    return this.shown.show(caller, await this.managed.get(caller, caller.userId));
  }

  @Put()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Change the own account',
    description: 'A new password needs `old_password` beside it, and ends all other sessions.',
  })
  @ApiResponse({ status: 200, type: UserItem, description: 'The account as it is now.' })
  @ApiFailures(400, 403, 429)
  async update(
    @SignedInUser() caller: UserCaller,
    @Body(lenientInput) body: ProfileBody,
    @Req() request: FastifyRequest,
  ): Promise<UserItem> {
    const { password, old_password: currentPassword } = body;
    if (password !== undefined && currentPassword === undefined)
      throw InputError.at('old_password', 'isDefined', 'old_password must say the password as it is now.');
    await this.users.updateOwn(
      caller.userId,
      toOwnChange(body),
      // What is said of the old password counts only where it is to change.
      { currentPassword: password === undefined ? undefined : currentPassword, sessionId: caller.sessionId },
      { actor: actorOf(caller), origin: originOf(request) },
    );
    return this.get(caller);
  }
}
