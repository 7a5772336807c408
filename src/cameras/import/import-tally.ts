import { createHash } from 'node:crypto';
import type { ImportSpan } from './import-journal.js';
import type { ImportRow, RejectedRow } from './parsed-row.js';

const mostListed = 10_000;

/** Of two lines with one name the first counts, in whichever batch; otherwise each run would change the camera back and forth. */
export class NameRegister {
  // 52 bits of a hash instead of the name: a million rows then cost 60 MB, and a mistake is one in ten thousand files.
  private readonly lines = new Map<number, number>();

  get size(): number {
    return this.lines.size;
  }

  has(name: string): boolean {
    return this.lines.has(keyOf(name));
  }

  check(row: ImportRow): ImportRow {
    if ('reason' in row) return row;
    const { name } = row.draft;
    const key = keyOf(name);
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

function keyOf(name: string): number {
  const digest = createHash('sha1').update(name).digest();
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) & 15);
}

/** What has become of the rows so far. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Cameras of the source that were not in the file, and are gone. */
  readonly pruned: number;
  /** Cameras with fields that somebody changed by hand, and that stay. */
  readonly driftCount: number;
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
  private pruned = 0;
  private driftCount = 0;
  private rejectedCount = 0;
  private warningCount = 0;
  private readonly rejected: RejectedRow[] = [];
  private readonly warnings: RejectedRow[] = [];

  add(span: Pick<ImportSpan, 'created' | 'updated' | 'unchanged' | 'rejected' | 'warnings' | 'drift'>): void {
    this.created += span.created;
    this.updated += span.updated;
    this.unchanged += span.unchanged;
    this.driftCount += span.drift.length;
    for (const row of span.rejected) this.reject(row);
    for (const row of span.warnings) this.warn(row);
  }

  prune(cameras: number): void {
    this.pruned += cameras;
  }

  private reject(row: RejectedRow): void {
    this.rejectedCount += 1;
    if (this.rejected.length < mostListed) this.rejected.push(row);
  }

  warn(row: RejectedRow): void {
    this.warningCount += 1;
    if (this.warnings.length < mostListed) this.warnings.push(row);
  }

  counts(): ImportCounts {
    const { created, updated, unchanged, pruned, driftCount, rejectedCount, warningCount, warnings } = this;
    const rejected = this.rejected.toSorted((a, b) => a.line - b.line);
    const counts = { created, updated, unchanged, pruned, driftCount, rejectedCount, warningCount };
    return { ...counts, rejected, warnings: [...warnings] };
  }
}
