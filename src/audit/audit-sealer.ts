import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isUnavailable, reasonOf } from '#database';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditChain, type StoredEnds } from './audit-chain.js';
import { AuditLogService } from './audit-log.service.js';
import { type AuditMarks, type ChainEnds, noHash } from './audit-marks.js';
import { contentOf, linkOf, storedColumns, type StoredRow } from './audit-row.js';

const pollMilliseconds = 1_000;
const rowsAtOnce = 2_000;
/** A larger number was given by nobody; it must not take all that follow. */
const mostNumber = 2 ** 52;

/**
 * Chains what is committed, within 2 s: no writer waits for it, one process at a time does it, and the order is that in which
 * rows became visible. A row whose transaction was slow is found however old its id is, because unsealed rows are looked for,
 * not rows after the last one.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AuditSealer');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private busy = false;
  /** Rows of older versions are sealed. */
  private settled = false;
  private complaint: string | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChain,
    private readonly log: AuditLogService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (!this.busy) void this.attempt();
    }, pollMilliseconds);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.log.flush();
    await this.attempt();
  }

  /** Seals every row that is committed now; does nothing while another process seals. @returns how many */
  async seal(): Promise<number> {
    const done = this.running.then(() => this.sealAll());
    this.running = done.catch(() => undefined);
    return done;
  }

  private async attempt(): Promise<void> {
    this.busy = true;
    try {
      await this.seal();
    } catch (error) {
      this.complain(error);
    } finally {
      this.busy = false;
    }
  }

  /** Once for each reason: it is retried every second, and the pool logs an outage itself. */
  private complain(error: unknown): void {
    const reason = reasonOf(error);
    if (!isUnavailable(error) && reason !== this.complaint)
      this.logger.error(`Audit events are not sealed yet: ${reason}`);
    this.complaint = reason;
  }

  private async sealAll(): Promise<number> {
    let sealed = 0;
    for (let rows = rowsAtOnce; rows === rowsAtOnce; sealed += rows) {
      if (this.settled && !(await this.isPending())) return sealed;
      rows = 0;
      await this.chain.change(async (manager, ends, marks) => {
        const whole = await this.whole(manager, ends);
        const { changed, count } = await sealBatch(manager, whole, marks, this.logger);
        rows = count;
        this.settled = changed.unmarkedThrough !== undefined;
        return count === 0 && changed.unmarkedThrough === ends?.unmarkedThrough ? undefined : changed;
      });
    }
    return sealed;
  }

  private async isPending(): Promise<boolean> {
    const [found] = await this.dataSource.query<{ pending: boolean }[]>(
      'SELECT EXISTS (SELECT 1 FROM audit_events WHERE sequence IS NULL) AS pending',
    );
    return found?.pending === true;
  }

  /**
   * The ends from which to go on. Where somebody altered the head, or gave a row a number of its own, the chain goes on behind
   * the newest row; the number between stays free for ever, so that `audit verify` goes on reporting it.
   */
  private async whole(manager: EntityManager, ends: StoredEnds | undefined): Promise<ChainEnds> {
    if (ends === undefined) throw new Error('the head of the audit chain was removed; restart to begin a new one');
    const [newest] = await manager.query<{ sequence: string; hash: Buffer | null }[]>(
      `SELECT sequence, hash FROM audit_events WHERE sequence < ${mostNumber} AND sequence > $1
       ORDER BY sequence DESC LIMIT 1`,
      [ends.genuine ? ends.sequence : 0],
    );
    if (ends.genuine && newest === undefined) return ends;
    this.logger.error('The head of the audit chain was altered by somebody else: run camgate audit verify.');
    const reason = ends.genuine ? 'number' : 'head';
    await this.log.recordIn(manager, { event: 'audit_chain_broken', actor: 'system', subject: 'audit', reason });
    return {
      ...ends,
      ...(ends.genuine ? {} : { anchorSequence: 0, anchorHash: noHash }),
      sequence: Number(newest?.sequence ?? 0) + 1,
      hash: newest?.hash ?? noHash,
    };
  }
}

async function sealBatch(
  manager: EntityManager,
  ends: ChainEnds,
  marks: AuditMarks,
  logger: Logger,
): Promise<{ readonly changed: ChainEnds; readonly count: number }> {
  const rows = await manager.query<StoredRow[]>(
    `SELECT ${storedColumns} FROM audit_events e WHERE e.sequence IS NULL ORDER BY e.id LIMIT ${rowsAtOnce}`,
  );
  let { sequence, hash } = ends;
  const foreign: string[] = [];
  const sealed = rows.map((row) => {
    sequence += 1;
    hash = marks.link(hash, linkOf(row, sequence));
    const isForeign =
      row.mark === null ? ends.unmarkedThrough !== undefined : !marks.isMarked(row.mark, contentOf(row));
    if (isForeign) foreign.push(row.id);
    return { id: row.id, sequence, hash: hash.toString('hex') };
  });
  if (foreign.length > 0)
    logger.error(
      `${foreign.length} audit rows were not written by Camgate (${foreign[0]} first): run camgate audit verify.`,
    );
  if (sealed.length > 0) await writeSeals(manager, sealed);
  // Rows of older versions, without a mark, are those before the first moment at which no row waits.
  const unmarkedThrough = ends.unmarkedThrough ?? (rows.length < rowsAtOnce ? sequence : undefined);
  return { changed: { ...ends, sequence, hash, unmarkedThrough }, count: rows.length };
}

async function writeSeals(
  manager: EntityManager,
  sealed: readonly { readonly id: string; readonly sequence: number; readonly hash: string }[],
): Promise<void> {
  const [, written] = await manager.query<[unknown, number]>(
    `UPDATE audit_events e SET sequence = s.sequence, hash = decode(s.hash, 'hex')
     FROM jsonb_to_recordset($1::jsonb) AS s (id bigint, sequence bigint, hash text)
     WHERE e.id = s.id AND e.sequence IS NULL`,
    [JSON.stringify(sealed)],
  );
  if (written !== sealed.length) throw new Error(`${sealed.length - written} rows went away while they were sealed`);
}
