import { Controller, Delete, Get, HttpCode, NotFoundException, Param, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { auditName, type Caller, CurrentCaller, Requires, SignInService } from '#auth';
import { originOf } from '../../http/request.js';
import { ApiFailures } from '../failures.decorator.js';
import { SessionList } from './session.dto.js';
import { toSessionList } from './session.wire.js';
import { signedInUser } from './signed-in-user.js';

/** Seeing and ending one's own sessions: our addition, no v3 route does it. A v2 session is one of them. */
@Requires('cameras:read')
@ApiTags('authentication')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('watcher/client-api/v3')
export class SessionsController {
  constructor(private readonly signIn: SignInService) {}

  @Post('logout')
  @Requires('cameras:read', { scope: 'cameras:read' })
  @HttpCode(204)
  @ApiOperation({
    summary: 'End the session of this request',
    description: 'Its access tokens, its refresh token and its v2 session end at once. Without a session: nothing.',
  })
  @ApiResponse({ status: 204, description: 'Ended.' })
  @ApiFailures(401)
  async logout(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<void> {
    if (caller.kind === 'user' && caller.sessionId !== undefined)
      await this.signIn.end(caller.sessionId, originOf(request), auditName(caller));
  }

  @Get('sessions')
  @ApiOperation({ summary: "The caller's live sessions", description: 'Newest first, at most 100.' })
  @ApiResponse({ status: 200, type: SessionList, description: 'The sessions.' })
  @ApiFailures(401, 403)
  async list(@CurrentCaller() caller: Caller): Promise<SessionList> {
    const { userId, sessionId } = signedInUser(caller);
    return toSessionList(await this.signIn.sessions(userId), sessionId);
  }

  @Delete('sessions/:session_id')
  @HttpCode(204)
  @ApiOperation({ summary: "End one of the caller's sessions" })
  @ApiParam({ name: 'session_id', description: 'Its id.', example: '5f0c2a6e-3b0e-4a53-9a58-8f2f4c9f3f11' })
  @ApiResponse({ status: 204, description: 'Ended.' })
  @ApiFailures(401, 403, 404)
  async end(
    @CurrentCaller() caller: Caller,
    @Param('session_id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { userId } = signedInUser(caller);
    // Somebody else's session and one that is not there answer alike.
    if (!(await this.signIn.endOf(userId, id, originOf(request), auditName(caller)))) throw new NotFoundException();
  }
}
