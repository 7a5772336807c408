import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock } from '#config';
import { DataSource } from 'typeorm';
import { AuthError } from '../auth.errors.js';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import type { ApplicationState } from './account-state.js';
import { toApplicationState } from './account-states.service.js';
import { ApplicationEntity } from './application.entity.js';
import { digest, sameDigest } from './secrets.js';

const noDigest = digest('nobody has this secret');

/** Decides whether a client id and a client secret belong together; never says which of the two was wrong. */
@Injectable()
export class ClientSecretVerifier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AuthError client.wrong | attempts.exceeded */
  async verify(clientId: string, clientSecret: string, origin: Origin): Promise<ApplicationState> {
    try {
      await this.throttle.admitClient(clientId, origin.ip);
    } catch (error) {
      this.audit.record({ event: 'authn_login_fail_max', origin, reason: 'attempts.exceeded' });
      throw error;
    }
    const row = await this.find(clientId);
    const given = digest(clientSecret);
    const previous = this.previousDigest(row);
    // Both comparisons always run, on an unknown client too.
    const isCurrent = sameDigest(given, row?.secretHash ?? noDigest);
    const isPrevious = sameDigest(given, previous ?? noDigest);
    const right = row !== null && row.revokedAt === null && (isCurrent || (previous !== undefined && isPrevious));
    if (!right) {
      await this.throttle.clientFailed(clientId, origin.ip);
      const reason = row === null ? 'unknown' : row.revokedAt === null ? 'secret' : 'revoked';
      const subject = row === null ? undefined : `client:${row.clientId}`;
      this.audit.record({ event: 'authn_login_fail', subject, origin, reason });
      throw new AuthError('client.wrong', reason);
    }
    await this.throttle.clientSucceeded(clientId, origin.ip);
    return toApplicationState(row);
  }

  private async find(clientId: string): Promise<ApplicationEntity | null> {
    if (clientId.includes('\0') || clientId.length > 255 || !clientId.isWellFormed()) return null;
    return this.dataSource.manager.findOneBy(ApplicationEntity, { clientId });
  }

  private previousDigest(row: ApplicationEntity | null): Buffer | undefined {
    if (row === null || row.previousSecretHash === null || row.previousSecretExpiresAt === null) return undefined;
    return row.previousSecretExpiresAt > this.clock.now() ? row.previousSecretHash : undefined;
  }
}
