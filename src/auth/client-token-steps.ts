import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import type { ApplicationState } from './accounts/account-state.js';
import { AccountStateReader } from './accounts/account-state-reader.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import type { Origin } from './credential.js';
import { ClientThrottle } from './throttles/client.throttle.js';

/** Which application asks for a token, and whether it may have one more this minute. */
@Injectable()
export class ClientTokenSteps {
  constructor(
    private readonly secrets: ClientSecretVerifier,
    private readonly states: AccountStateReader,
    private readonly throttle: ClientThrottle,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError client.wrong | attempts.exceeded */
  async authenticate(clientId: string, clientSecret: string, origin: Origin): Promise<ApplicationState> {
    const state = await this.secrets.verify(clientId, clientSecret, origin);
    await this.count(state, origin);
    return state;
  }

  /**
   * The application behind a proven token.
   * @throws DomainError token.revoked | attempts.exceeded
   */
  async standing(clientId: string, epoch: number, origin: Origin): Promise<ApplicationState> {
    const state = await this.states.application(clientId);
    if (state === undefined || state.revoked || state.epoch !== epoch) throw new DomainError('token.revoked');
    await this.count(state, origin);
    return state;
  }

  private async count({ clientId }: ApplicationState, origin: Origin): Promise<void> {
    try {
      await this.throttle.countToken(clientId);
    } catch (error) {
      this.audit.record({ event: 'excess_rate_limit_exceeded', actor: `client:${clientId}`, origin, reason: 'tokens' });
      throw error;
    }
  }
}
