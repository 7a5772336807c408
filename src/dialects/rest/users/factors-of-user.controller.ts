import { Param } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller, doneBy, RecentSignInService, SecondFactorsService } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';

/** Second factors of other people, for administrators. */
@ApiController('api/v1/users', { tag: 'users' })
export class FactorsOfUserController {
  constructor(
    private readonly managedUsers: ManagedUsersService,
    private readonly factors: SecondFactorsService,
    private readonly recentSignIn: RecentSignInService,
  ) {}

  @Endpoint('DELETE', ':id/factors', {
    requires: ['users:manage'],
    operationId: 'resetFactors',
    summary: 'Take away the second factors of a person who lost them',
    description:
      'For administrators; the recovery codes go, too. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).',
    params: [{ name: 'id', description: "The person's number." }],
    answer: { status: 204, description: 'The password is enough again, unless a second factor is required.' },
    errors: [401, 403, 404],
  })
  async resetFactors(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    const userId = numberOf(id, 'user');
    await this.managedUsers.assertControls(caller, userId);
    await this.recentSignIn.assert(caller);
    await this.factors.reset(userId, doneBy(caller));
  }
}
