import { Injectable } from '@nestjs/common';
import { Statements } from '#database';
import { DataSource } from 'typeorm';
import { storedColumns, type StoredRow } from './audit-row.js';

/** An event as it leaves the log. */
export interface AuditRecord extends Omit<StoredRow, 'mark' | 'hash' | 'sequence'> {
  /** The place in the chain; undefined while the row waits for the sealer. */
  readonly sequence: number | undefined;
  /** The hash of its link, in hex. */
  readonly hash: string | undefined;
}

export interface AuditRange {
  readonly since?: Date | undefined;
  /** Not included. */
  readonly until?: Date | undefined;
}

const rowsAtOnce = 1_000;

/** The audit log for other programs: as a stream, and as it grows. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly statements: Statements,
    private readonly dataSource: DataSource,
  ) {}

  /** Every event of a range by time, 1,000 at a time. @throws DomainError query.too-slow when one batch takes too long */
  async *run({ since, until }: AuditRange): AsyncIterable<readonly AuditRecord[]> {
    const batches = this.statements.batches<StoredRow>(
      `SELECT ${storedColumns} FROM audit_events e
       WHERE e.at >= coalesce($1::timestamptz, '-infinity') AND e.at < coalesce($2::timestamptz, 'infinity')
       ORDER BY e.at, e.id`,
      [since ?? null, until ?? null],
      rowsAtOnce,
    );
    for await (const rows of batches) yield rows.map(toRecord);
  }

  /** The newest events, oldest first. */
  async last(count: number): Promise<readonly AuditRecord[]> {
    const rows = await this.dataSource.query<StoredRow[]>(
      `SELECT ${storedColumns} FROM audit_events e ORDER BY e.id DESC LIMIT $1`,
      [count],
    );
    return rows.toReversed().map(toRecord);
  }

  /** The number of the newest sealed event; 0 where there is none. */
  async newest(): Promise<number> {
    const [found] = await this.dataSource.query<{ sequence: string | null }[]>(
      'SELECT max(sequence) AS sequence FROM audit_events',
    );
    return Number(found?.sequence ?? 0);
  }

  /**
   * What was sealed after a number, and what waits for the sealer, by id; at most 1,000 of each. An id becomes visible when its
   * transaction ends, so that "after the last id" would miss rows; numbers are given in the order of visibility.
   */
  async after(sequence: number): Promise<readonly AuditRecord[]> {
    const rows = await this.dataSource.query<StoredRow[]>(
      `(SELECT ${storedColumns} FROM audit_events e WHERE e.sequence > $1 ORDER BY e.sequence LIMIT ${rowsAtOnce})
       UNION ALL
       (SELECT ${storedColumns} FROM audit_events e WHERE e.sequence IS NULL ORDER BY e.id LIMIT ${rowsAtOnce})`,
      [sequence],
    );
    return rows.map(toRecord).sort((one, other) => Number(one.id) - Number(other.id));
  }
}

function toRecord({ mark: _mark, hash, sequence, at, ...row }: StoredRow): AuditRecord {
  return {
    ...row,
    at: `${at}Z`,
    sequence: sequence === null ? undefined : Number(sequence),
    hash: hash?.toString('hex'),
  };
}
