import { NotFoundException, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { auditName, type Caller, CurrentCaller, SignInService } from '#auth';
import { originOf } from '../../http/request.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { SessionList } from './session.dto.js';
import { toSessionList } from './session.wire.js';
import { signedInUser } from './signed-in-user.js';

/** Seeing and ending one's own sessions: our addition, no v3 route does it. A v2 session is one of them. */
@ClientApi('', { tag: 'authentication' })
export class SessionsController {
  constructor(private readonly signIn: SignInService) {}

  @Endpoint('POST', 'logout', {
    summary: 'End the session of this request',
    description: 'Its access tokens, its refresh token and its v2 session end at once. Without a session: nothing.',
    requires: ['identified'],
    answer: { status: 204, description: 'Ended.' },
    errors: [401],
  })
  async logout(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<void> {
    if (caller.kind === 'user' && caller.sessionId !== undefined)
      await this.signIn.end(caller.sessionId, originOf(request), auditName(caller));
  }

  @Endpoint('GET', 'sessions', {
    summary: "The caller's live sessions",
    description: 'Newest first, at most 100.',
    answer: { type: SessionList, description: 'The sessions.' },
    errors: [401, 403],
  })
  async list(@CurrentCaller() caller: Caller): Promise<SessionList> {
    const { userId, sessionId } = signedInUser(caller);
    return toSessionList(await this.signIn.sessions(userId), sessionId);
  }

  @Endpoint('DELETE', 'sessions/:session_id', {
    summary: "End one of the caller's sessions",
    answer: { status: 204, description: 'Ended.' },
    errors: [401, 403, 404],
  })
  async end(
    @CurrentCaller() caller: Caller,
    @Param('session_id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { userId } = signedInUser(caller);
    // The session of another user and a missing one answer alike.
    if (!(await this.signIn.endOf(userId, id, originOf(request), auditName(caller)))) throw new NotFoundException();
  }
}
