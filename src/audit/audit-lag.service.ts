import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLogService } from './audit-log.service.js';

const mostCounted = 100_000;

/** How far the audit log is behind what happened. */
export interface AuditLag {
  /** Events that are stored and not chained yet; at most 100,000. */
  readonly unsealed: number;
  /** Of the oldest one of them; 0: there is none. */
  readonly oldestSeconds: number;
}

/** How the audit log keeps up, for operators. */
@Injectable()
export class AuditLagService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: AuditLogService,
    private readonly clock: Clock,
  ) {}

  /** Events of this process that are not stored yet. */
  get buffered(): number {
    return this.log.buffered;
  }

  async lag(): Promise<AuditLag> {
    const [row] = await this.dataSource.query<{ unsealed: number; oldest: Date | null }[]>(
      `select count(*)::integer as unsealed, min(at) as oldest
       from (select at from audit_events where sequence is null order by id limit ${mostCounted}) waiting`,
    );
    const oldest = row?.oldest?.getTime();
    return {
      unsealed: row?.unsealed ?? 0,
      oldestSeconds: oldest === undefined ? 0 : Math.max(0, (this.clock.now().getTime() - oldest) / 1000),
    };
  }
}
