import { type AuditEvent, AuditLogService } from '#audit';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { MoreThan, Repository } from 'typeorm';
import { RevocationEntity } from './revocation.entity.js';
import { RevocationsService } from './revocations.service.js';

const pruneMilliseconds = 60_000;

/** Tokens that were revoked one by one, until they expire by themselves; from memory (R-REV). */
@Injectable()
export class RevokedTokensService implements OnModuleInit {
  /** By `jti`: when the token expires, in milliseconds since 1970. */
  private readonly expiries = new Map<string, number>();
  private prunedAt = 0;

  constructor(
    @InjectRepository(RevocationEntity) private readonly rows: Repository<RevocationEntity>,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {
    revocations.listen('token', (jti, expiresAt) => this.note(jti, expiresAt));
    revocations.listenForResets(() => this.load());
  }

  onModuleInit(): Promise<void> {
    return this.load();
  }

  /**
   * Revokes the token with this `jti`: on this instance at once, on all others within a second.
   * @param expiresAt when nothing can be done with it any more: its `exp`; the end of the refresh window of a CAM2 token
   * @param events what is recorded in the same transaction
   */
  async revoke(jti: string, expiresAt: Date, ...events: readonly AuditEvent[]): Promise<void> {
    await this.rows.manager.transaction(async (manager) => {
      if (expiresAt > this.clock.now()) await this.revocations.record(manager, 'token', jti, expiresAt);
      await this.audit.recordIn(manager, ...events);
    });
  }

  /** Whether it was revoked; no query. */
  isRevoked(jti: string): boolean {
    return this.expiries.has(jti);
  }

  /** Like `isRevoked`, but queries the database where this instance has heard nothing for 10 s (R-REV-2). */
  isRevokedNow(jti: string): boolean | Promise<boolean> {
    if (this.expiries.has(jti)) return true;
    return this.revocations.isCurrent ? false : this.rows.existsBy({ kind: 'token', key: jti });
  }

  private async load(): Promise<void> {
    const rows = await this.rows.findBy({ kind: 'token', expiresAt: MoreThan(this.clock.now()) });
    for (const { key, expiresAt } of rows) this.note(key, expiresAt ?? undefined);
  }

  private note(jti: string, expiresAt: Date | undefined): void {
    const now = this.clock.now().getTime();
    if (expiresAt !== undefined && expiresAt.getTime() > now) this.expiries.set(jti, expiresAt.getTime());
    if (now - this.prunedAt < pruneMilliseconds) return;
    this.prunedAt = now;
    for (const [key, expiry] of this.expiries) if (expiry <= now) this.expiries.delete(key);
  }
}
