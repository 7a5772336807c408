import { NotFoundException, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { auditName, type Caller, CurrentCaller, SignInService } from '#auth';
import { originOf } from '../../http/request.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { SessionList } from './session.dto.js';
import { toSessionList } from './session.wire.js';

const userId = new RowIdPipe('user');

/** Other people's sessions, for everyone who controls their account: our addition, like the caller's own sessions. */
@ClientApi('users/:user_id/sessions', { tag: 'users' })
export class UserSessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly users: ManagedUsersService,
  ) {}

  @Endpoint('GET', '', {
    summary: "A user's live sessions",
    description: 'Newest first, at most 100.',
    requires: ['users:manage', { orMember: true }],
    answer: { type: SessionList, description: 'The sessions.' },
    errors: [401, 403, 404],
  })
  async list(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<SessionList> {
    await this.users.assertControls(caller, id);
    return toSessionList(await this.signIn.sessions(id), caller.kind === 'user' ? caller.sessionId : undefined);
  }

  @Endpoint('DELETE', ':session_id', {
    summary: "End one of a user's sessions",
    requires: ['users:manage', { orMember: true }],
    answer: { status: 204, description: 'Ended.' },
    errors: [401, 403, 404],
  })
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
