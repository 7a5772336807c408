import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Config } from '#config';
import { isUnavailable, reasonOf, RepeatedWork } from '#database';
import type { EntityManager } from 'typeorm';
import { AuditChain, type StoredEnds } from './audit-chain.js';
import { AuditLogService } from './audit-log.service.js';
import type { AuditMarks, ChainEnds } from './audit-marks.js';
import { storedColumns, type StoredRow } from './audit-row.js';
import { ChainReader } from './chain-reader.js';

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** Commands of the command line end before that. */
const firstMilliseconds = 20_000;
const rowsAtOnce = 2_000;

/**
 * Removes events that are older than `AUDIT_RETENTION_DAYS`, from the beginning of the chain on; the last removed link becomes
 * its anchor. Rows that do not verify stay, and all behind them: nobody hides a change by dating rows back.
 */
@Injectable()
export class AuditRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('AuditRetention');
  private readonly work = new RepeatedWork(
    () => this.remove(),
    (error) => this.report(error),
    hourMilliseconds,
  );

  constructor(
    private readonly chain: AuditChain,
    private readonly log: AuditLogService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.auditRetentionDays > 0) this.work.begin(firstMilliseconds);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Removes what is too old now, in batches of 2,000. @returns how many rows */
  async remove(): Promise<number> {
    const { auditRetentionDays: days } = this.config;
    if (days === 0) return 0;
    const before = new Date(this.clock.now().getTime() - days * dayMilliseconds).toISOString().slice(0, -1);
    let removed = 0;
    for (let rows = rowsAtOnce; rows === rowsAtOnce; removed += rows) {
      rows = 0;
      await this.chain.change(async (manager, ends, marks) => {
        const cut = ends?.genuine === true ? await this.cut(manager, ends, marks, before) : undefined;
        if (ends === undefined || cut === undefined) return undefined;
        rows = cut.sequence - ends.anchorSequence;
        await this.removeThrough(manager, ends, cut.sequence, rows);
        return { ...ends, anchorSequence: cut.sequence, anchorHash: cut.hash } satisfies ChainEnds;
      });
    }
    return removed;
  }

  /** The last of at most 2,000 links that are too old and as they were sealed. */
  private async cut(
    manager: EntityManager,
    ends: StoredEnds,
    marks: AuditMarks,
    before: string,
  ): Promise<{ readonly sequence: number; readonly hash: Buffer } | undefined> {
    const rows = await manager.query<StoredRow[]>(
      `SELECT ${storedColumns} FROM audit_events e WHERE e.sequence > $1 AND e.sequence <= $2
       ORDER BY e.sequence LIMIT ${rowsAtOnce}`,
      [ends.anchorSequence, ends.sequence],
    );
    const reader = new ChainReader(marks, ends.unmarkedThrough, ends.anchorSequence, ends.anchorHash);
    let cut: { readonly sequence: number; readonly hash: Buffer } | undefined;
    for (const row of rows) {
      // Both are ISO 8601 in UTC.
      if (row.at >= before || row.hash === null) break;
      const [problem] = reader.next(row);
      if (problem !== undefined) {
        this.logger.error(`Old audit events stay: ${problem.message} Run camgate audit verify.`);
        break;
      }
      cut = { sequence: Number(row.sequence), hash: row.hash };
    }
    return cut;
  }

  private async removeThrough(manager: EntityManager, ends: StoredEnds, last: number, rows: number): Promise<void> {
    await manager.query(`SELECT set_config('camgate.audit_retention', 'on', true)`);
    const [, gone] = await manager.query<[unknown, number]>(
      'DELETE FROM audit_events WHERE sequence > $1 AND sequence <= $2',
      [ends.anchorSequence, last],
    );
    if (gone !== rows) throw new Error(`${gone} audit events instead of ${rows} would have been removed`);
    await this.log.recordIn(manager, {
      event: 'audit_rows_removed',
      actor: 'system',
      subject: `audit:${ends.anchorSequence + 1}-${last}`,
      reason: `older than ${this.config.auditRetentionDays} days`,
    });
  }

  private report(error: unknown): void {
    if (!isUnavailable(error)) this.logger.error(`Old audit events were not removed: ${reasonOf(error)}`);
  }
}
