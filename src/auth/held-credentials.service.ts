import { Injectable } from '@nestjs/common';
import { AuthenticationService } from './authentication.service.js';
import type { Caller } from './caller.js';
import type { Credential, Origin } from './credential.js';
import { TokenCallerResolver } from './tokens/token-caller-resolver.js';

/** For answers that last: whether the credential that was good at their beginning still is. */
@Injectable()
export class HeldCredentialsService {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly tokens: TokenCallerResolver,
  ) {}

  /**
   * Who is asking now. The request itself was let in before: a proof of possession counts once, and is not asked for again.
   * @throws DomainError of the credential's own codes
   */
  async callerOf(credential: Credential, origin: Origin): Promise<Caller> {
    const caller =
      credential.kind === 'access-token'
        ? await this.tokens.holderOfToken(credential.token, credential.accepts)
        : await this.authentication.authenticate(credential, origin);
    return { ...caller, origin };
  }
}
