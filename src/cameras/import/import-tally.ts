import { createHash } from 'node:crypto';
import type { BatchOutcome } from '../writing/batch-tally.js';
import type { ImportRow, RejectedRow } from './parsed-row.js';

const mostListed = 10_000;

/** Of two lines with one name the first counts, in whichever batch; otherwise each run would change the camera back and forth. */
export class NameRegister {
  // 52 bits of a hash instead of the name: a million rows then cost 60 MB, and a mistake is one in ten thousand files.
  private readonly lines = new Map<number, number>();

  check(row: ImportRow): ImportRow {
    if ('reason' in row) return row;
    const { name } = row.draft;
    const digest = createHash('sha1').update(name).digest();
    const key = digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) & 15);
    const earlier = this.lines.get(key);
    if (earlier !== undefined)
      return {
        line: row.line,
        field: row.columns.get('id') ?? 'name',
        value: name,
        reason: `line ${earlier} has the same name`,
      };
    this.lines.set(key, row.line);
    return row;
  }
}

/** What has become of the rows so far. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** By line; the first 10,000. */
  readonly rejected: readonly RejectedRow[];
  /** All rejected rows, listed or not. */
  readonly rejectedCount: number;
  /** What of rows that were taken was not; the first 10,000. */
  readonly warnings: readonly RejectedRow[];
  readonly warningCount: number;
}

export class ImportTally {
  private created = 0;
  private updated = 0;
  private unchanged = 0;
  private rejectedCount = 0;
  private warningCount = 0;
  private readonly rejected: RejectedRow[] = [];
  private readonly warnings: RejectedRow[] = [];

  add(batch: Pick<BatchOutcome, 'created' | 'updated' | 'unchanged'>): void {
    this.created += batch.created;
    this.updated += batch.updated;
    this.unchanged += batch.unchanged;
  }

  reject(row: RejectedRow): void {
    this.rejectedCount += 1;
    if (this.rejected.length < mostListed) this.rejected.push(row);
  }

  warn(row: RejectedRow): void {
    this.warningCount += 1;
    if (this.warnings.length < mostListed) this.warnings.push(row);
  }

  counts(): ImportCounts {
    const { created, updated, unchanged, rejectedCount, warningCount, warnings } = this;
    const rejected = this.rejected.toSorted((a, b) => a.line - b.line);
    return { created, updated, unchanged, rejectedCount, rejected, warnings: [...warnings], warningCount };
  }
}
