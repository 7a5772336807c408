import { DomainError } from '#errors';
import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { auditName, AutomaticSignInService, type Caller, CurrentCaller, Requires, UsersService } from '#auth';
import { originOf } from '../../http/request.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { AutologinToken, NewAutologinToken } from './automatic-sign-in.dto.js';

/** How another system lets a person in without their password (WD). */
@ApiTags('authentication')
@ApiAuthorization()
@Requires('cameras:read', { scope: 'accounts:manage' })
@Controller('vsaas/api/v2/auth/generate-autologin-token')
export class AutomaticSignInController {
  constructor(
    private readonly signIn: AutomaticSignInService,
    private readonly users: UsersService,
    private readonly managedUsers: ManagedUsersService,
  ) {}

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiOperation({
    summary: 'A token that lets a person in once',
    description: 'With the system key, or for whoever controls the account. A browser posts it to `/vsaas/autologin`.',
  })
  @ApiResponse({ status: 200, type: AutologinToken, description: 'The token.' })
  @ApiFailures(400, 403, 404)
  async generate(
    @CurrentCaller() caller: Caller,
    @Body(ObjectInput) { login, valid_till, lifetime }: NewAutologinToken,
    @Req() request: FastifyRequest,
  ): Promise<AutologinToken> {
    const user = await this.users.findByLogin(login);
    if (user === undefined) throw new DomainError('object.not-found', 'no such login', { object: 'user' });
    await this.managedUsers.assertControls(caller, user.id);
    const wanted = {
      form: 'login',
      validUntil: valid_till === undefined ? undefined : new Date(valid_till * 1000),
      sessionSeconds: lifetime,
    } as const;
    const by = { actor: auditName(caller), origin: originOf(request) };
    return { autologin_token: await this.signIn.generate(user.id, wanted, by), success: true };
  }
}
