import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { UsersService } from '../accounts/users.service.js';
import type { Caller } from '../caller.js';
import { hasScope } from '../identity-scopes.js';

/** What a client may know of a person (OpenID Connect Core §5.1); what the scope does not open is undefined. */
export interface UserInfo {
  readonly subject: string;
  readonly login: string | undefined;
  readonly fullName: string | undefined;
  readonly locale: string | undefined;
  readonly email: string | undefined;
}

/** The claims of a person for the client that acts for them. */
@Injectable()
export class UserInfoService {
  constructor(private readonly users: UsersService) {}

  /** @throws DomainError permission.missing for a token without the scope `openid` */
  async read(caller: Caller): Promise<UserInfo> {
    if (caller.kind !== 'user' || !hasScope(caller.grantedScope, 'openid'))
      throw new DomainError('permission.missing', 'openid', { reason: 'openid' });
    const user = await this.users.get(caller.userId);
    const profile = hasScope(caller.grantedScope, 'profile');
    return {
      subject: user.subject,
      login: profile ? user.login : undefined,
      fullName: profile ? user.fullName : undefined,
      locale: profile ? user.locale : undefined,
      email: hasScope(caller.grantedScope, 'email') ? user.email : undefined,
    };
  }
}
