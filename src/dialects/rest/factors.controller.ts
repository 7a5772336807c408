import { Body, Param, Req } from '@nestjs/common';
import {
  AppPasswordsService,
  type Caller,
  CurrentCaller,
  doneBy,
  RecentSignInService,
  SecondFactorsService,
  UsersService,
} from '#auth';
import type { FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { strictInput } from '../http/input.pipes.js';
import { originOf } from '../http/request.js';
import { Endpoint } from './endpoint.decorator.js';
import {
  AppPasswordsAnswer,
  ConfirmFactorBody,
  FactorAnswer,
  FactorOfferAnswer,
  FactorsAnswer,
  NameBody,
  NewAppPasswordAnswer,
  NewFactorAnswer,
  RecoveryCodesAnswer,
  toAppPasswordWire,
  toFactorWire,
} from './factors.dto.js';
import { numberOf, personOf } from './own-account.js';

const own = ['identified', { scope: 'users:manage' }] as const;
const idParameter = [{ name: 'id', description: 'Its number.' }];
const recent = 'Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).';

/** The caller's own second factors, recovery codes and app passwords. */
@ApiController('api/v1/me', { tag: 'sign-in' })
export class FactorsController {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly appPasswords: AppPasswordsService,
    private readonly recentSignIn: RecentSignInService,
    private readonly users: UsersService,
  ) {}

  @Endpoint('GET', 'factors', {
    requires: own,
    operationId: 'listFactors',
    summary: 'The second factors of the caller',
    answer: { type: FactorsAnswer, description: 'Without their secrets.' },
    errors: [401, 403],
  })
  async list(@CurrentCaller() caller: Caller): Promise<FactorsAnswer> {
    const { factors, recoveryCodes } = await this.factors.list(personOf(caller).userId);
    return { items: factors.map(toFactorWire), next: null, recovery_codes: recoveryCodes };
  }

  @Endpoint('POST', 'factors/totp', {
    requires: own,
    operationId: 'offerTotp',
    summary: 'Begin to set up an authenticator app',
    description: recent,
    noStore: true,
    answer: { type: FactorOfferAnswer, description: 'What the app needs.' },
    errors: [401, 403],
  })
  async offer(@CurrentCaller() caller: Caller): Promise<FactorOfferAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    return this.factors.offer(await this.users.ownerOf(userId));
  }

  @Endpoint('POST', 'factors/totp/confirm', {
    requires: own,
    operationId: 'confirmTotp',
    summary: 'Finish setting up an authenticator app',
    noStore: true,
    answer: { status: 201, type: NewFactorAnswer, description: 'It counts from now on.' },
    errors: [400, 401, 403, 429],
  })
  async confirm(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) { ticket, code, name = 'Authenticator app' }: ConfirmFactorBody,
    @Req() request: FastifyRequest,
  ): Promise<NewFactorAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    const { factor, recoveryCodes } = await this.factors.accept(ticket, code, name, originOf(request), userId);
    return { ...toFactorWire(factor), ...(recoveryCodes === undefined ? {} : { recovery_codes: recoveryCodes }) };
  }

  @Endpoint('PATCH', 'factors/:id', {
    requires: own,
    operationId: 'renameFactor',
    summary: 'Rename a second factor',
    params: idParameter,
    answer: { type: FactorAnswer, description: 'As it is now.' },
    errors: [400, 401, 403, 404],
  })
  async rename(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) { name }: NameBody,
  ): Promise<FactorAnswer> {
    return toFactorWire(
      await this.factors.rename(personOf(caller).userId, numberOf(id, 'second-factor'), name, doneBy(caller)),
    );
  }

  @Endpoint('DELETE', 'factors/:id', {
    requires: own,
    operationId: 'deleteFactor',
    summary: 'Remove a second factor',
    description: recent,
    params: idParameter,
    answer: { status: 204, description: 'With the last one the recovery codes go, too.' },
    errors: [401, 403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    const { userId } = await this.recentSignIn.assert(caller);
    await this.factors.remove(userId, numberOf(id, 'second-factor'), doneBy(caller));
  }

  @Endpoint('POST', 'factors/recovery-codes', {
    requires: own,
    operationId: 'renewRecoveryCodes',
    summary: 'Get new recovery codes',
    description: `Those of before work no more. ${recent}`,
    noStore: true,
    answer: { type: RecoveryCodesAnswer, description: 'Ten codes, shown once.' },
    errors: [401, 403, 404],
  })
  async renew(@CurrentCaller() caller: Caller): Promise<RecoveryCodesAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    return { recovery_codes: await this.factors.renewRecoveryCodes(userId, doneBy(caller)) };
  }

  @Endpoint('GET', 'app-passwords', {
    requires: own,
    operationId: 'listAppPasswords',
    summary: 'The app passwords of the caller',
    answer: { type: AppPasswordsAnswer, description: 'Without the passwords.' },
    errors: [401, 403],
  })
  async listAppPasswords(@CurrentCaller() caller: Caller): Promise<AppPasswordsAnswer> {
    const found = await this.appPasswords.list(personOf(caller).userId);
    return { items: found.map(toAppPasswordWire), next: null };
  }

  @Endpoint('POST', 'app-passwords', {
    requires: own,
    operationId: 'createAppPassword',
    summary: 'Make a password for one program',
    description: `For Watcher clients and Basic; it opens no sign-in page. ${recent}`,
    noStore: true,
    answer: { status: 201, type: NewAppPasswordAnswer, description: 'With the password, shown once.' },
    errors: [400, 401, 403],
  })
  async createAppPassword(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) { name }: NameBody,
  ): Promise<NewAppPasswordAnswer> {
    const { userId } = await this.recentSignIn.assert(caller);
    const { appPassword, password } = await this.appPasswords.create(userId, name, doneBy(caller));
    return { ...toAppPasswordWire(appPassword), password };
  }

  @Endpoint('DELETE', 'app-passwords/:id', {
    requires: own,
    operationId: 'deleteAppPassword',
    summary: 'End an app password',
    params: idParameter,
    answer: { status: 204, description: 'It and the sessions that it began work no more.' },
    errors: [401, 403, 404],
  })
  async removeAppPassword(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.appPasswords.remove(personOf(caller).userId, numberOf(id, 'app-password'), doneBy(caller));
  }
}
