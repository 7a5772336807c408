import { hasCode } from '#errors';
import { Body, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiKeysService, type Caller, CurrentCaller, doneBy, UsersService } from '#auth';
import { InputError } from '../../http/input.error.js';
import { given } from '../body/given.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { readWatcherV3Credential } from '../watcher-v3.credential.js';
import { Profile, ProfileChange } from './profile.dto.js';
import { toProfileWire } from './profile.wire.js';
import { signedInUser } from './signed-in-user.js';

/** Who the caller is. */
@ClientApi('profile', { tag: 'profile', requires: ['cameras:read', { scope: 'users:manage' }] })
export class ProfileController {
  constructor(
    private readonly users: UsersService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'profile_get',
    summary: 'The caller',
    answer: { type: Profile, description: 'The profile.' },
    noStore: true,
    errors: [401, 403],
  })
  async show(@CurrentCaller() caller: Caller): Promise<Profile> {
    const { userId } = signedInUser(caller);
    const by = doneBy(caller);
    return toProfileWire(await this.users.get(userId), await this.apiKeys.reveal(userId, by));
  }

  @Endpoint('PUT', '', {
    operationId: 'profile_save',
    summary: 'Change the own profile',
    description:
      'What is left out stays; fields that people may not change themselves are ignored. A new password ends all other sessions; ' +
      'in this one the refresh token stays valid, the access token does not.',
    answer: { type: Profile, description: 'The whole profile.' },
    noStore: true,
    errors: [400, 401, 403, 429],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Body(objectBody) body: ProfileChange,
    @Req() request: FastifyRequest,
  ): Promise<Profile> {
    const { userId, sessionId } = signedInUser(caller);
    const { fullname, email, phone, locale, password, old_password } = body;
    const proven = readWatcherV3Credential(request)?.kind === 'password';
    const by = doneBy(caller);
    const user = await this.users
      .updateOwn(
        userId,
        given({ fullName: fullname, email, phone, locale, password }),
        { currentPassword: old_password, sessionId, proven },
        by,
      )
      .catch(toBodyError);
    return toProfileWire(user, await this.apiKeys.reveal(userId, by));
  }
}

/** The caller is signed in: a wrong or missing old password is an error of the body, and no reason to sign in again. */
function toBodyError(error: unknown): never {
  if (!hasCode(error, 'password.wrong')) throw error;
  throw error.context.reason === 'missing'
    ? InputError.at('old_password', 'missing_required', 'The current password is required, too.')
    : InputError.at('old_password', 'wrong_credentials', 'This is not the password as it is.');
}
