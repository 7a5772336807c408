import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { applicationCaller } from './accounts/account-state.js';
import { ApiKeyCallers } from './accounts/api-key.callers.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import { PasswordCallers } from './accounts/password.callers.js';
import type { Caller } from './caller.js';
import type { Credential, Origin } from './credential.js';
import { SessionKeyCallers } from './tokens/session-key.callers.js';
import { TokenCallers } from './tokens/token.callers.js';

/** From any credential to a caller. A refresh token is none: it is good at `SignIn.refresh` only. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly tokens: TokenCallers,
    private readonly passwords: PasswordCallers,
    private readonly clients: ClientSecretVerifier,
    private readonly sessionKeys: SessionKeyCallers,
    private readonly apiKeys: ApiKeyCallers,
  ) {}

  /** @throws DomainError of the kind's own codes; credential.malformed with its `reason`; credential.unsupported */
  async authenticate(credential: Credential, origin: Origin): Promise<Caller> {
    switch (credential.kind) {
      case 'access-token':
        return this.tokens.authenticate(credential.token, credential.accepts);
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

  /** Whether this is a token proven before, which costs next to nothing to prove again. */
  recognizes(credential: Credential): boolean {
    return credential.kind === 'access-token' && this.tokens.recall(credential.token, credential.accepts) !== undefined;
  }
}
