import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#config';
import { isUnavailable, reasonOf } from '#database';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityMetadata, Repository } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity.js';
import type { AuditEvent } from './audit-event.js';

type Row = Omit<AuditEventEntity, 'id'>;

const flushMilliseconds = 250;
const bufferLimit = 10_000;
const rowsPerInsert = 500;
const textLimit = 255;

/** Writes down what happened, in batches: recording never waits for the database and never fails the action. */
@Injectable()
export class AuditLogService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('AuditLog');
  private readonly buffer: Row[] = [];
  private readonly insert: string;
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @InjectRepository(AuditEventEntity) private readonly events: Repository<AuditEventEntity>,
    private readonly clock: Clock,
  ) {
    this.insert = insertStatement(events.metadata);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), flushMilliseconds);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Records an event; it is in the database within 250 ms, or after `flush`. */
  record(event: AuditEvent): void {
    if (this.buffer.length >= bufferLimit) {
      this.buffer.shift();
      this.dropped += 1;
    }
    this.buffer.push({
      at: this.clock.now(),
      event: event.event,
      actor: plain(event.actor),
      subject: plain(event.subject),
      dialect: plain(event.origin?.dialect),
      ip: plain(event.origin?.ip),
      userAgent: plain(event.origin?.userAgent),
      requestId: plain(event.origin?.requestId),
      reason: plain(event.reason),
    });
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
        await this.events.query(this.insert, [JSON.stringify(rows)]);
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

  private putBack(rows: readonly Row[]): void {
    const room = Math.max(bufferLimit - this.buffer.length, 0);
    this.dropped += Math.max(rows.length - room, 0);
    this.buffer.unshift(...rows.slice(Math.max(rows.length - room, 0)));
  }
}

/** One parameter for all rows: a batch costs the server hardly more than a single event. */
function insertStatement({ tableName, columns }: EntityMetadata): string {
  const written = columns.filter(({ isGenerated }) => !isGenerated);
  const names = written.map(({ databaseName }) => databaseName).join(', ');
  const properties = written.map(({ propertyName }) => `"${propertyName}"`).join(', ');
  const types = written.map(({ propertyName, type }) => `"${propertyName}" ${String(type)}`).join(', ');
  return `INSERT INTO ${tableName} (${names})
    SELECT ${properties} FROM jsonb_to_recordset($1::jsonb) AS e (${types})`;
}

/** What strangers send must not forge lines or break the insert: no control characters, no lone surrogates, bounded. */
function plain(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text
    .slice(0, textLimit)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}
