import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditChain, type StoredEnds } from './audit-chain.js';
import { noHash } from './audit-marks.js';
import { storedColumns, type StoredRow } from './audit-row.js';
import type { AuditProblem, AuditVerification, NotedHead } from './audit-verification.js';
import { ChainReader, unsealedProblem } from './chain-reader.js';

const rowsAtOnce = 2_000;
const mostProblems = 100;

/** Verifies the audit log from its first row to its head: in batches, beside a running server, without stopping a writer. */
@Injectable()
export class AuditVerifierService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChain,
  ) {}

  /**
   * Every sealed row against its mark and its link, every other row against its mark, and the ends of the chain.
   * @param noted a head that an earlier verification printed: proves that the log was not replaced by an older state of itself
   */
  async verify(noted?: NotedHead): Promise<AuditVerification> {
    // One snapshot: head and rows belong together.
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET LOCAL statement_timeout = 0');
      return new Verification(manager, this.chain, noted).run();
    });
  }
}

/** One run. */
class Verification {
  private readonly problems: AuditProblem[] = [];
  private found = 0;
  private sealed = 0;
  private unsealed = 0;
  private notedFound = false;

  constructor(
    private readonly manager: EntityManager,
    private readonly chain: AuditChain,
    private readonly noted: NotedHead | undefined,
  ) {}

  async run(): Promise<AuditVerification> {
    const ends = await this.chain.read(this.manager);
    if (ends?.genuine !== true)
      this.report({
        kind: 'head',
        message: `The record of the chain's ends was ${ends === undefined ? 'removed' : 'changed'}.`,
      });
    await this.readChain(ends);
    await this.readUnsealed(ends?.unmarkedThrough);
    await this.findCopies();
    this.compareNoted(ends);
    return {
      ok: this.found === 0,
      sealed: this.sealed,
      unsealed: this.unsealed,
      first: (ends?.anchorSequence ?? 0) + 1,
      head: { sequence: ends?.sequence ?? 0, hash: (ends?.hash ?? noHash).toString('hex') },
      problems: this.problems,
      found: this.found,
    };
  }

  private async readChain(ends: StoredEnds | undefined): Promise<void> {
    const marks = await this.chain.marks();
    const start = ends?.anchorSequence ?? 0;
    const reader = new ChainReader(marks, ends?.unmarkedThrough, start, ends?.anchorHash ?? noHash);
    const end = ends?.sequence ?? Number.MAX_SAFE_INTEGER;
    this.note(start, ends?.anchorHash);
    for await (const row of this.rows('e.sequence', 'e.sequence IS NOT NULL')) {
      const sequence = Number(row.sequence);
      if (sequence <= start || sequence > end) {
        const message = `Row ${row.id} has the number ${sequence}, which was never given to a row that is still there.`;
        this.report({ kind: 'inserted', id: row.id, sequence, message });
        continue;
      }
      this.sealed += 1;
      this.note(sequence, row.hash ?? undefined);
      for (const problem of reader.next(row)) this.report(problem);
    }
    if (ends === undefined) return;
    const missing = reader.gapBefore(ends.sequence + 1);
    if (missing !== undefined) this.report(missing);
    else if (ends.genuine && reader.last.hash?.equals(ends.hash) === false)
      this.report({
        kind: 'changed',
        sequence: ends.sequence,
        message: `The newest row, number ${ends.sequence}, is not the one that the head names.`,
      });
  }

  private async readUnsealed(unmarkedThrough: number | undefined): Promise<void> {
    const marks = await this.chain.marks();
    for await (const row of this.rows('e.id', 'e.sequence IS NULL')) {
      this.unsealed += 1;
      const problem = unsealedProblem(row, marks, unmarkedThrough);
      if (problem !== undefined) this.report(problem);
    }
  }

  /** A copy of a genuine row has a genuine mark, but the same. */
  private async findCopies(): Promise<void> {
    const copies = await this.manager.query<{ first: string; id: string }[]>(
      `SELECT min(e.id)::text AS first, max(e.id)::text AS id FROM audit_events e
       WHERE e.mark IS NOT NULL GROUP BY e.at, e.mark HAVING count(*) > 1 LIMIT ${mostProblems}`,
    );
    for (const { first, id } of copies)
      this.report({ kind: 'inserted', id, message: `Row ${id} is a copy of row ${first}.` });
  }

  private note(sequence: number, hash: Buffer | undefined): void {
    if (sequence === this.noted?.sequence && hash?.toString('hex') === this.noted.hash) this.notedFound = true;
  }

  private compareNoted(ends: StoredEnds | undefined): void {
    if (this.noted === undefined || this.notedFound) return;
    const { sequence } = this.noted;
    const message =
      sequence < (ends?.anchorSequence ?? 0)
        ? `Row number ${sequence}, the noted head, was removed because of its age: it proves nothing any more.`
        : `Row number ${sequence}, the noted head, is not in this log: it was replaced by an older state, or rewritten.`;
    this.report({ kind: 'head', sequence, message });
  }

  private async *rows(key: 'e.sequence' | 'e.id', where: string): AsyncIterable<StoredRow> {
    let after: string | null = null;
    for (;;) {
      const rows: readonly StoredRow[] = await this.manager.query<StoredRow[]>(
        `SELECT ${storedColumns} FROM audit_events e WHERE ${where} AND ($1::bigint IS NULL OR ${key} > $1) ORDER BY ${key} LIMIT ${rowsAtOnce}`,
        [after],
      );
      yield* rows;
      const last: StoredRow | undefined = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) return;
      after = key === 'e.id' ? last.id : (last.sequence ?? after);
    }
  }

  private report(problem: AuditProblem): void {
    this.found += 1;
    if (this.problems.length < mostProblems) this.problems.push(problem);
  }
}
