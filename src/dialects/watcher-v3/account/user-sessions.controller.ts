import { Controller, Delete, Get, HttpCode, NotFoundException, Param, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { auditName, type Caller, CurrentCaller, Requires, SignInService } from '#auth';
import { originOf } from '../../http/request.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { SessionList } from './session.dto.js';
import { toSessionList } from './session.wire.js';

const userId = new RowIdPipe('user');
const ofUser = { name: 'user_id', type: Number, description: 'Id of the user.', example: 7 };

/** Other people's sessions, for whoever controls their account: our addition, as the own ones are. */
@Requires('cameras:read')
@ApiTags('users')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('watcher/client-api/v3/users/:user_id/sessions')
export class UserSessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly users: ManagedUsersService,
  ) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ summary: "A user's live sessions", description: 'Newest first, at most 100.' })
  @ApiParam(ofUser)
  @ApiResponse({ status: 200, type: SessionList, description: 'The sessions.' })
  @ApiFailures(401, 403, 404)
  async list(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<SessionList> {
    await this.users.assertControls(caller, id);
    return toSessionList(await this.signIn.sessions(id), caller.kind === 'user' ? caller.sessionId : undefined);
  }

  @Delete(':session_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({ summary: "End one of a user's sessions" })
  @ApiParam(ofUser)
  @ApiParam({ name: 'session_id', description: 'Its id.', example: '5f0c2a6e-3b0e-4a53-9a58-8f2f4c9f3f11' })
  @ApiResponse({ status: 204, description: 'Ended.' })
  @ApiFailures(401, 403, 404)
  async end(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) id: number,
    @Param('session_id') sessionId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.users.assertControls(caller, id);
    if (!(await this.signIn.endOf(id, sessionId, originOf(request), auditName(caller)))) throw new NotFoundException();
  }
}
