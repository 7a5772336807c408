import { Body, Req } from '@nestjs/common';
import { type Caller, CurrentCaller, PasskeysService, RecentSignInService, UsersService } from '#auth';
import type { FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { strictInput } from '../http/input.pipes.js';
import { originOf } from '../http/request.js';
import { Endpoint } from './endpoint.decorator.js';
import { NewFactorAnswer, toFactorWire } from './factors.dto.js';
import { ConfirmPasskeyBody, PasskeyOfferAnswer } from './passkeys.dto.js';

const own = ['identified', { scope: 'users:manage' }] as const;
const recent = 'Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).';

/** New passkeys of the caller; their list, names and end are those of all second factors. */
@ApiController('api/v1/me/factors/passkeys', { tag: 'sign-in' })
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly recentSignIn: RecentSignInService,
    private readonly users: UsersService,
  ) {}

  @Endpoint('POST', '', {
    requires: own,
    operationId: 'offerPasskey',
    summary: 'Begin to set up a passkey',
    description: `${recent} Only where the public address has https and a host name, or is localhost (501 otherwise).`,
    noStore: true,
    answer: { type: PasskeyOfferAnswer, description: 'What the browser needs.' },
    errors: [401, 403, 501],
  })
  async offer(@CurrentCaller() caller: Caller): Promise<PasskeyOfferAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    return { options: await this.passkeys.offer(await this.users.ownerOf(userId)) };
  }

  @Endpoint('POST', 'confirm', {
    requires: own,
    operationId: 'confirmPasskey',
    summary: 'Finish setting up a passkey',
    description: recent,
    noStore: true,
    answer: { status: 201, type: NewFactorAnswer, description: 'It counts from now on.' },
    errors: [400, 401, 403, 409, 501],
  })
  async confirm(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) { credential, name = 'Passkey' }: ConfirmPasskeyBody,
    @Req() request: FastifyRequest,
  ): Promise<NewFactorAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    const user = await this.users.ownerOf(userId);
    const { factor, recoveryCodes } = await this.passkeys.accept(user, credential, name, originOf(request));
    return { ...toFactorWire(factor), ...(recoveryCodes === undefined ? {} : { recovery_codes: recoveryCodes }) };
  }
}
