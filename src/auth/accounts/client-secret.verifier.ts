import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import type { ApplicationState } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { digest, sameDigest } from './secrets.js';

const noDigest = digest('nobody has this secret');

/** Verifies a client id with its client secret; never tells the caller which of the two was wrong. */
@Injectable()
export class ClientSecretVerifier {
  constructor(
    private readonly states: AccountStateReader,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError client.wrong | attempts.exceeded */
  async verify(clientId: string, clientSecret: string, origin: Origin): Promise<ApplicationState> {
    try {
      await this.throttle.assertClientAllowed(clientId, origin.ip);
    } catch (error) {
      this.audit.record({ event: 'authn_login_fail_max', origin, reason: 'attempts.exceeded' });
      throw error;
    }
    const given = digest(clientSecret);
    const remembered = this.states.rememberedApplication(clientId);
    // The cache may accept. Only the database may reject: the secret may have changed a moment ago.
    if (remembered !== undefined && this.opens(given, remembered)) return this.succeeded(remembered, origin);
    const state = await this.reread(clientId);
    if (!this.opens(given, state) || state === undefined) {
      await this.throttle.clientFailed(clientId, origin.ip);
      const reason = state === undefined ? 'unknown' : state.revoked ? 'revoked' : 'secret';
      const subject = state === undefined ? undefined : `client:${state.clientId}`;
      this.audit.record({ event: 'authn_login_fail', subject, origin, reason });
      throw new DomainError('client.wrong', reason);
    }
    return this.succeeded(state, origin);
  }

  private async succeeded(state: ApplicationState, origin: Origin): Promise<ApplicationState> {
    await this.throttle.clientSucceeded(state.clientId, origin.ip);
    return state;
  }

  private async reread(clientId: string): Promise<ApplicationState | undefined> {
    if (clientId.includes('\0') || clientId.length > 255 || !clientId.isWellFormed()) return undefined;
    return this.states.rereadApplication(clientId);
  }

  /** Both comparisons always run, also for an unknown client. */
  private opens(given: Buffer, state: ApplicationState | undefined): boolean {
    const isCurrent = sameDigest(given, state?.secretDigest ?? noDigest);
    const isPrevious = sameDigest(given, state?.previousSecret?.digest ?? noDigest);
    if (state === undefined || state.revoked) return false;
    return (
      isCurrent ||
      (isPrevious && state.previousSecret !== undefined && state.previousSecret.expiresAt > this.clock.now())
    );
  }
}
