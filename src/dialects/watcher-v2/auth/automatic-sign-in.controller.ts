import { DomainError } from '#errors';
import { Body } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { AutomaticSignInService, type Caller, CurrentCaller, doneBy, UsersService } from '#auth';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { AutologinToken, NewAutologinToken } from './automatic-sign-in.dto.js';

/** Lets another system sign a person in without their password (WD). */
@WatcherV2Api('vsaas/api/v2/auth/generate-autologin-token', {
  requires: ['cameras:read', { scope: 'users:manage' }],
  tag: 'authentication',
})
export class AutomaticSignInController {
  constructor(
    private readonly signIn: AutomaticSignInService,
    private readonly users: UsersService,
    private readonly managedUsers: ManagedUsersService,
  ) {}

  @Endpoint('POST', '', {
    requires: ['users:manage', { orMember: true, scope: 'users:manage' }],
    summary: 'Get a token that signs a person in once',
    description: 'With the system key, or for those who control the account. A browser posts it to `/vsaas/autologin`.',
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { type: AutologinToken, description: 'The token.' },
    errors: [400, 403, 404],
  })
  async generate(
    @CurrentCaller() caller: Caller,
    @Body(ObjectInput) { login, valid_till, lifetime }: NewAutologinToken,
  ): Promise<AutologinToken> {
    const user = await this.users.findByLogin(login);
    if (user === undefined) throw new DomainError('object.not-found', 'no such login', { object: 'user' });
    await this.managedUsers.assertControls(caller, user.id);
    const wanted = {
      form: 'login',
      validUntil: valid_till === undefined ? undefined : new Date(valid_till * 1000),
      sessionSeconds: lifetime,
    } as const;
    const by = doneBy(caller);
    return { autologin_token: await this.signIn.generate(user.id, wanted, by), success: true };
  }
}
