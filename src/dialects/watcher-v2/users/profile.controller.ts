import { hasCode } from '#errors';
import { Body } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { doneBy, type UserCaller, UsersService } from '#auth';
import { InputError } from '../../http/input.error.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { UserViews } from './user-views.js';
import { ProfileBody, UserItem } from './user.dto.js';
import { toOwnChange } from './user.wire.js';

/** The caller's own account (W). */
@WatcherV2Api('vsaas/api/v2/profile', { requires: ['cameras:read', { scope: 'users:manage' }], tag: 'profile' })
export class ProfileController {
  constructor(
    private readonly users: UsersService,
    private readonly managed: ManagedUsersService,
    private readonly views: UserViews,
  ) {}

  @Endpoint('GET', '', {
    summary: 'The own account',
    noStore: true,
    answer: { type: UserItem, description: 'With the personal API key.' },
    errors: [403],
  })
  async get(@SignedInUser() caller: UserCaller): Promise<UserItem> {
    return this.views.of(caller, await this.managed.get(caller, caller.userId));
  }

  @Endpoint('PUT', '', {
    summary: 'Change the own account',
    description:
      'A new password ends all other sessions. It and a new e-mail address need `old_password` beside them where the ' +
      'session is older than an hour, or a key is used.',
    noStore: true,
    answer: { type: UserItem, description: 'The account as it is now.' },
    errors: [400, 403, 429],
  })
  async update(@SignedInUser() caller: UserCaller, @Body(ObjectInput) body: ProfileBody): Promise<UserItem> {
    const proof = { currentPassword: body.old_password, sessionId: caller.sessionId };
    const by = doneBy(caller);
    await this.users.updateOwn(caller.userId, toOwnChange(body), proof, by).catch(toFieldError);
    return this.get(caller);
  }
}

/** The caller is signed in: a wrong or missing old password is an error of the body, and no reason to log in again (403). */
function toFieldError(error: unknown): never {
  if (!hasCode(error, 'password.wrong')) throw error;
  throw error.context.reason === 'missing'
    ? InputError.at('old_password', 'isDefined', 'old_password must be the current password.')
    : InputError.at('old_password', 'equals', 'old_password is not the password as it is now.');
}
