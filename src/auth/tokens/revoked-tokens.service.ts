import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { type EntityManager, MoreThan, Repository } from 'typeorm';
import { RevocationEntity } from './revocation.entity.js';

/** Tokens that were revoked one by one, until they expire by themselves; from memory (R-REV). */
@Injectable()
export class RevokedTokensService implements OnModuleInit {
  /** By `jti`: when the token expires, in milliseconds since 1970. */
  private readonly expiries = new Map<string, number>();

  constructor(
    @InjectRepository(RevocationEntity) private readonly rows: Repository<RevocationEntity>,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const rows = await this.rows.findBy({ kind: 'token', expiresAt: MoreThan(this.clock.now()) });
    for (const { key, expiresAt } of rows) if (expiresAt !== null) this.note(key, expiresAt);
  }

  /**
   * Revokes the token with this `jti`. On this instance it is dead when the promise settles, also where `manager`'s
   * transaction is rolled back afterwards: then only until a restart.
   * @param expiresAt when nothing can be done with it any more: its `exp`; the end of the refresh window of a CAM2 token
   */
  async revoke(jti: string, expiresAt: Date, manager: EntityManager = this.rows.manager): Promise<void> {
    if (expiresAt <= this.clock.now()) return;
    await manager.insert(RevocationEntity, { kind: 'token', key: jti, expiresAt });
    this.note(jti, expiresAt);
  }

  /** Whether it was revoked; no query. */
  isRevoked(jti: string): boolean {
    return this.expiries.has(jti);
  }

  private note(jti: string, expiresAt: Date): void {
    this.expiries.set(jti, expiresAt.getTime());
  }
}
