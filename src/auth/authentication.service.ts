import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { applicationCaller } from './accounts/account-state.js';
import { ApiKeyCallerResolver } from './accounts/api-key-caller-resolver.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import { PasswordCallerResolver } from './accounts/password-caller-resolver.js';
import type { Caller } from './caller.js';
import type { Credential, Origin } from './credential.js';
import { SessionKeyCallerResolver } from './tokens/session-key-caller-resolver.js';
import { TokenCallerResolver } from './tokens/token-caller-resolver.js';

/** Resolves any credential to a caller, except a refresh token: only `SignInService.refresh` accepts that. */
@Injectable()
export class AuthenticationService {
  constructor(
    private readonly tokens: TokenCallerResolver,
    private readonly passwords: PasswordCallerResolver,
    private readonly clients: ClientSecretVerifier,
    private readonly sessionKeys: SessionKeyCallerResolver,
    private readonly apiKeys: ApiKeyCallerResolver,
  ) {}

  /** @throws DomainError of the kind's own codes; credential.malformed with its `reason`; credential.unsupported */
  async authenticate(credential: Credential, origin: Origin): Promise<Caller> {
    switch (credential.kind) {
      case 'access-token':
        return this.tokens.authenticate(credential.token, credential.accepts, credential.proof);
      case 'password':
        return this.passwords.authenticate(credential.login, credential.password, origin);
      case 'client-secret':
        return applicationCaller(await this.clients.verify(credential.clientId, credential.clientSecret, origin));
      case 'session-key':
        return this.sessionKeys.authenticate(credential.key, origin);
      case 'api-key':
        return this.apiKeys.authenticate(credential, origin);
      case 'refresh-token':
        throw new DomainError('credential.unsupported', 'a refresh token identifies nobody');
      case 'malformed':
      default:
        throw new DomainError('credential.malformed', credential.reason, { reason: credential.reason });
    }
  }

  /**
   * Whom a token identifies that was verified before and is still cached; undefined for any other credential.
   * @throws DomainError as `authenticate`
   */
  recognize(credential: Credential): Promise<Caller> | undefined {
    if (credential.kind !== 'access-token') return undefined;
    return this.tokens.recognize(credential.token, credential.accepts, credential.proof);
  }
}
