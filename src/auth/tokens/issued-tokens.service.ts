import { Tally } from '#config';
import { Injectable } from '@nestjs/common';
import type { GrantType } from '../accounts/client-registration.js';
import type { TokenProfile } from '../credential.js';

/** For what an access token was given; `sign_in`: a login and a password, or what stands for them. */
export type TokenReason = GrantType | 'sign_in';

/** Counts the access tokens that this process issued. */
@Injectable()
export class IssuedTokensService {
  private readonly tally = new Tally<'profile' | 'grant'>();

  count(profile: TokenProfile, grant: TokenReason): void {
    this.tally.add({ profile, grant });
  }

  all(): ReturnType<Tally<'profile' | 'grant'>['all']> {
    return this.tally.all();
  }
}
