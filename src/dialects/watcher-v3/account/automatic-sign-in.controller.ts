import { DomainError } from '#errors';
import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { auditName, AutomaticSignInService, type Caller, CurrentCaller, Public, Requires, UsersService } from '#auth';
import { Config } from '#config';
import { originOf } from '../../http/request.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { AutomaticSignInRequest, AutomaticSignInToken, NewAutomaticSignInToken } from './automatic-sign-in.dto.js';
import { signInOptions } from './sign-in-options.js';
import { Tokens } from './tokens.dto.js';

/** How another system lets a person in without their password (GO26). */
@ApiTags('authentication')
@Controller('watcher/client-api/v3/autologin')
export class AutomaticSignInController {
  constructor(
    private readonly signIn: AutomaticSignInService,
    private readonly users: UsersService,
    private readonly managedUsers: ManagedUsersService,
    private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiOperation({
    operationId: 'autologin',
    summary: 'Sign in by a token that works once',
    description: 'Begins a session, as `POST /login` does.',
  })
  @ApiResponse({ status: 200, type: Tokens, description: 'The tokens.' })
  @ApiFailures(400, 401, 429)
  async use(@Body(objectBody) body: AutomaticSignInRequest, @Req() request: FastifyRequest): Promise<Tokens> {
    const { accessToken, refreshToken } = await this.signIn.use(
      body.autologin_token,
      signInOptions(this.config),
      originOf(request),
    );
    return { access_token: accessToken, refresh_token: refreshToken };
  }

  @Post('generate')
  @Requires('accounts:manage', { orMember: true })
  @Requires('cameras:read')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBasicAuth()
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'autologin_generate',
    summary: 'A token that lets a person in once',
    description:
      'For administrators, and for whoever manages every organization of that person. In a browser: ' +
      '`/watcher/client/#/auth/signin/auto?autologin_token=…`.',
  })
  @ApiResponse({ status: 200, type: AutomaticSignInToken, description: 'The token.' })
  @ApiFailures(400, 401, 403, 404)
  async generate(
    @CurrentCaller() caller: Caller,
    @Body(objectBody) { login }: NewAutomaticSignInToken,
    @Req() request: FastifyRequest,
  ): Promise<AutomaticSignInToken> {
    const user = await this.users.findByLogin(login);
    if (user === undefined) throw new DomainError('object.not-found', 'no such login', { object: 'user' });
    await this.managedUsers.assertControls(caller, user.id);
    const by = { actor: auditName(caller), origin: originOf(request) };
    return { autologin_token: await this.signIn.generate(user.id, {}, by) };
  }
}
