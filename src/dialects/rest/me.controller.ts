import { hasCode } from '#errors';
import { Body, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, doneBy, UsersService } from '#auth';
import { ApiController } from '../http/endpoint.js';
import { InputError } from '../http/input.error.js';
import { strictInput } from '../http/input.pipes.js';
import { Endpoint } from './endpoint.decorator.js';
import { OwnChangeBody, toOwnChange } from './me.dto.js';
import { Me, toMe } from './me.wire.js';
import { personOf } from './own-account.js';
import { readRestCredential } from './rest.credential.js';

/** Who is asking, as the server sees it. */
@ApiController('api/v1/me', { tag: 'sign-in' })
export class MeController {
  constructor(private readonly users: UsersService) {}

  @Endpoint('GET', '', {
    requires: ['identified'],
    operationId: 'getMe',
    summary: 'Who am I',
    answer: { type: Me, description: 'The caller: a user, an application or the system.' },
    errors: [401],
  })
  async me(@CurrentCaller() caller: Caller): Promise<Me> {
    // Programs that act for a person learn of them at /oauth/userinfo, as far as they were allowed to.
    const isTheirOwn = caller.kind === 'user' && caller.clientId === undefined && caller.scopedKeyId === undefined;
    return toMe(caller, isTheirOwn ? await this.users.get(caller.userId) : undefined);
  }

  @Endpoint('PATCH', '', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'updateMe',
    summary: 'Change the own account',
    description:
      'RFC 7396: what is left out stays, `null` clears. Another password or email address needs `current_password`, unless the ' +
      'request itself carries login and password or the session began within the hour (with a second factor it is always needed). A new password ends all other sessions; in this one the refresh token stays ' +
      'valid, the access token does not.',
    body: { type: OwnChangeBody, examples: { name: { value: { full_name: 'Ann Lee' } } } },
    answer: { type: Me, description: 'The caller.' },
    errors: [400, 401, 403, 429],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: OwnChangeBody,
    @Req() request: FastifyRequest,
  ): Promise<Me> {
    const { userId, sessionId } = personOf(caller);
    const proven = readRestCredential(request)?.kind === 'password';
    const proof = { currentPassword: body.current_password, sessionId, proven };
    const changed = await this.users.updateOwn(userId, toOwnChange(body), proof, doneBy(caller)).catch(toBodyError);
    return toMe(caller, changed);
  }
}

/** The caller is signed in: a wrong or missing current password is an error of the body, and no reason to sign in again. */
function toBodyError(error: unknown): never {
  if (!hasCode(error, 'password.wrong')) throw error;
  throw error.context.reason === 'missing'
    ? InputError.at('current_password', 'required', 'The current password is required, too.')
    : InputError.at('current_password', 'matches', 'This is not the password as it is.');
}
