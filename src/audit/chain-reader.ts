import type { AuditMarks } from './audit-marks.js';
import { contentOf, linkOf, type StoredRow } from './audit-row.js';
import type { AuditProblem } from './audit-verification.js';

/** Up to where rows may be without a mark. */
export type UnmarkedThrough = number | undefined;

/** Reads sealed rows in the order of their numbers and finds what does not fit; remembers one link. */
export class ChainReader {
  /** What the row before says that its hash is; undefined behind a gap. */
  private stored: Buffer | undefined;
  /** What that hash should be. */
  private computed: Buffer | undefined;

  constructor(
    private readonly marks: AuditMarks,
    private readonly unmarkedThrough: UnmarkedThrough,
    /** The number before the first row. */
    private sequence: number,
    hash: Buffer | undefined,
  ) {
    this.stored = hash;
    this.computed = hash;
  }

  get last(): { readonly sequence: number; readonly hash: Buffer | undefined } {
    return { sequence: this.sequence, hash: this.stored };
  }

  /** @param row with a sequence above all before */
  next(row: StoredRow): readonly AuditProblem[] {
    const sequence = Number(row.sequence);
    const gap = this.gapBefore(sequence, row);
    if (gap !== undefined) this.stored = this.computed = undefined;
    const candidates = [this.stored, this.computed].flatMap((hash) =>
      hash === undefined ? [] : [this.marks.link(hash, linkOf(row, sequence))],
    );
    const isMarked = this.isMarked(row, sequence);
    const isLinked = candidates.length === 0 ? isMarked : candidates.some((hash) => row.hash?.equals(hash) === true);
    this.sequence = sequence;
    this.stored = row.hash ?? undefined;
    this.computed = candidates[0] ?? this.stored;
    const own = this.problemOf(row, sequence, isLinked, isMarked);
    return [gap, own].filter((problem) => problem !== undefined);
  }

  /** The numbers that are missing before this one. */
  gapBefore(sequence: number, next?: StoredRow): AuditProblem | undefined {
    const from = this.sequence + 1;
    if (sequence <= from) return undefined;
    const which = sequence - 1 === from ? `Row number ${from} was` : `Rows number ${from} to ${sequence - 1} were`;
    const where = next === undefined ? 'at the end' : `before row ${next.id} of ${next.at}Z`;
    return { kind: 'removed', sequence: from, through: sequence - 1, message: `${which} removed, ${where}.` };
  }

  private isMarked(row: StoredRow, sequence: number): boolean {
    return row.mark === null
      ? this.unmarkedThrough === undefined || sequence <= this.unmarkedThrough
      : this.marks.isMarked(row.mark, contentOf(row));
  }

  private problemOf(row: StoredRow, sequence: number, isLinked: boolean, isMarked: boolean): AuditProblem | undefined {
    const about = { id: row.id, sequence };
    const name = `Row ${row.id} (number ${sequence}, ${row.event} of ${row.at}Z)`;
    if (isLinked && isMarked) return undefined;
    // The sealer took it as it is: it was there before, and no writer made it.
    if (isLinked) return { kind: 'inserted', ...about, message: `${name} was not written by Camgate.` };
    return isMarked
      ? { kind: 'changed', ...about, message: `${name} has another place in the chain than it was sealed in.` }
      : { kind: 'changed', ...about, message: `${name} was changed.` };
  }
}

/** A row that waits for the sealer, and that no writer made. */
export function unsealedProblem(
  row: StoredRow,
  marks: AuditMarks,
  unmarkedThrough: UnmarkedThrough,
): AuditProblem | undefined {
  const isMarked = row.mark === null ? unmarkedThrough === undefined : marks.isMarked(row.mark, contentOf(row));
  if (isMarked) return undefined;
  const message = `Row ${row.id} (not yet sealed, ${row.event} of ${row.at}Z) was not written by Camgate.`;
  return { kind: 'inserted', id: row.id, message };
}
