import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#config';
import { isUnavailable, reasonOf, Statements } from '#database';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity.js';
import type { AuditEvent } from './audit-event.js';
import { AuditChain } from './audit-chain.js';
import { auditRow, type AuditRow, contentOf, insertRows } from './audit-row.js';

const flushMilliseconds = 250;
const bufferLimit = 10_000;
const rowsPerInsert = 500;

/**
 * Writes down what happened. A change and its event are one transaction: `recordIn` and `recordWith`. What changes nothing
 * else (a failure, a token of a program) is written in batches by `record`.
 */
@Injectable()
export class AuditLogService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('AuditLog');
  private readonly buffer: AuditRow[] = [];
  private readonly insert: string;
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @InjectRepository(AuditEventEntity) private readonly events: Repository<AuditEventEntity>,
    private readonly clock: Clock,
    private readonly chain: AuditChain,
    private readonly statements: Statements,
  ) {
    this.insert = insertRows(events.metadata, 1);
  }

  async onModuleInit(): Promise<void> {
    // Before anybody holds a connection: loading the key inside a transaction would take a second one.
    await this.chain.marks();
    this.timer = setInterval(() => void this.flush(), flushMilliseconds);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /**
   * Records an event in the transaction of the manager: the event stands if and only if the transaction commits. Several events
   * of one transaction are best given together: each call is one statement.
   */
  async recordIn(manager: EntityManager, ...events: readonly AuditEvent[]): Promise<void> {
    if (events.length > 0) await manager.query(this.insert, [await this.json(this.rowsOf(events))]);
  }

  /**
   * Runs one writing statement that ends with RETURNING, and records the events in the same statement when it returned a row:
   * a change and its event are one round trip, inside a transaction or not.
   * @param statement INSERT, UPDATE or DELETE without WITH, whose columns have unique names
   * @returns the rows of RETURNING
   */
  async recordWith<T extends object>(
    manager: EntityManager,
    statement: string,
    values: readonly unknown[],
    ...events: readonly AuditEvent[]
  ): Promise<readonly T[]> {
    return manager.query<T[]>(this.recording(statement, values), [...values, await this.json(this.rowsOf(events))]);
  }

  /**
   * The same outside a transaction, parsed once a connection: for the few hot statements.
   * @returns how many rows changed
   */
  async recordWithNamed(
    statement: string,
    values: readonly unknown[],
    ...events: readonly AuditEvent[]
  ): Promise<number> {
    const rows = await this.json(this.rowsOf(events));
    const changed = await this.statements.named(this.recording(statement, values), [...values, rows]);
    return changed.length;
  }

  private recording(statement: string, values: readonly unknown[]): string {
    return `WITH changed AS (${statement}),
        recorded AS (${insertRows(this.events.metadata, values.length + 1)} WHERE EXISTS (SELECT 1 FROM changed))
       SELECT * FROM changed`;
  }

  /**
   * Records an event that no transaction carries: a failure that changes nothing, a token of a program. It never waits for the
   * database; the event is there within 250 ms, or after `flush`. A change's own event takes `recordIn`.
   */
  record(event: AuditEvent): void {
    if (this.buffer.length >= bufferLimit) {
      this.buffer.shift();
      this.dropped += 1;
    }
    this.buffer.push(auditRow(event, this.clock.now()));
  }

  /** How many events are not written yet. */
  get buffered(): number {
    return this.buffer.length;
  }

  /** Writes everything recorded so far. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    while (this.buffer.length > 0) {
      const rows = this.buffer.splice(0, rowsPerInsert);
      try {
        await this.events.query(this.insert, [await this.json(rows)]);
      } catch (error) {
        // The pool logs an outage once; this is retried four times a second.
        if (!isUnavailable(error)) this.logger.error(`Audit events wait: ${reasonOf(error)}`);
        this.putBack(rows);
        return;
      }
    }
    if (this.dropped > 0) this.logger.error(`${this.dropped} audit events were dropped: the database did not keep up.`);
    this.dropped = 0;
  }

  private rowsOf(events: readonly AuditEvent[]): readonly AuditRow[] {
    const now = this.clock.now();
    return events.map((event) => auditRow(event, now));
  }

  private async json(rows: readonly AuditRow[]): Promise<string> {
    const marks = await this.chain.marks();
    const made = marks.markAll(rows.map(contentOf));
    return JSON.stringify(rows.map((row, at) => ({ ...row, mark: made[at]?.toString('hex') })));
  }

  private putBack(rows: readonly AuditRow[]): void {
    const room = Math.max(bufferLimit - this.buffer.length, 0);
    this.dropped += Math.max(rows.length - room, 0);
    this.buffer.unshift(...rows.slice(Math.max(rows.length - room, 0)));
  }
}
