import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import { digest } from '../accounts/secrets.js';
import { UsedIdentifierEntity } from './used-identifier.entity.js';

const pruneMilliseconds = 60_000;

/** Identifiers that count once, across all instances: the unique key of the table decides who was first. */
@Injectable()
export class UsedIdentifiers {
  private prunedAt = 0;

  constructor(
    @InjectRepository(UsedIdentifierEntity) private readonly used: Repository<UsedIdentifierEntity>,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether this is the first use; of any number of concurrent ones one is. Old rows are deleted along the way.
   * @param owner whose identifier it is: two clients may choose the same one
   * @param expiresAt when it can no longer be presented, in seconds since 1970
   */
  async isFirstUse(
    kind: 'assertion' | 'dpop' | 'logout',
    owner: string,
    identifier: string,
    expiresAt: number,
  ): Promise<boolean> {
    const now = this.clock.now();
    await this.prune(now);
    const rows = await this.used.manager.query<unknown[]>(
      `INSERT INTO used_identifiers AS u (hash, expires_at) VALUES ($1, $2)
       ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at WHERE u.expires_at < $3 RETURNING 1`,
      [digest(JSON.stringify([kind, owner, identifier])), new Date(expiresAt * 1000), now],
    );
    return rows.length === 1;
  }

  private async prune(now: Date): Promise<void> {
    if (now.getTime() - this.prunedAt < pruneMilliseconds) return;
    this.prunedAt = now.getTime();
    await this.used.createQueryBuilder().delete().where('expires_at < :now', { now }).execute();
  }
}
