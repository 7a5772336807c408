import { DomainError, isDomainError } from '#errors';
import type { CameraDraft } from '../camera.js';
import type { CameraValues } from './camera-values.js';
import type { FieldMarks } from './field-marks.js';

export interface BatchOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** The outcome of each accepted row, in the order of the rows. */
  readonly cameras: readonly BatchCamera[];
  /** By line; each reason is one sentence for a person, without a full stop. */
  readonly rejected: readonly BatchRejection[];
  /** Of created and updated cameras which fields were written, never their values; in the order of the writes. */
  readonly changed: readonly BatchChange[];
  /** Fields that somebody has changed by hand, and that stay for that. */
  readonly drift: readonly BatchDrift[];
}

export interface BatchDrift {
  readonly line: number;
  readonly name: string;
  readonly fields: readonly string[];
}

/** A camera that is now as a row says, with the marks of what was set. */
export interface SetCamera {
  readonly line: number;
  readonly objectId: string;
  readonly source: string | null;
  readonly marks: FieldMarks;
}

export interface BatchChange {
  readonly line: number;
  readonly name: string;
  readonly change: 'created' | 'updated';
  /** Of an updated camera. */
  readonly fields: readonly string[];
}

export interface BatchRejection {
  readonly line: number;
  readonly reason: string;
  /** The field of the draft, where one is at fault. */
  readonly field?: string | undefined;
}

export interface BatchCamera {
  readonly name: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** What a batch did to one camera: enough to undo it. */
export interface BatchDeed {
  readonly line: number;
  readonly name: string;
  readonly outcome: 'created' | 'updated';
  readonly objectId: string;
  /** After the write. */
  readonly version: number;
  /** The values of before, of those that changed; nothing of a camera that was created. */
  readonly before: Partial<CameraValues>;
}

/** Counts the outcomes of the rows of a batch. */
export class BatchTally {
  private readonly outcomes = new Map<string, BatchCamera['outcome']>();
  private readonly rejected: BatchRejection[] = [];
  /** What was written, in the order of the writes. */
  readonly deeds: BatchDeed[] = [];
  readonly set: SetCamera[] = [];
  private readonly drift: BatchDrift[] = [];

  get rejectedCount(): number {
    return this.rejected.length;
  }

  note({ draft }: BatchRow, outcome: BatchCamera['outcome']): void {
    this.outcomes.set(draft.name, outcome);
  }

  did({ line, draft }: BatchRow, deed: Omit<BatchDeed, 'line' | 'name'>): void {
    this.outcomes.set(draft.name, deed.outcome);
    this.deeds.push({ line, name: draft.name, ...deed });
  }

  marked({ line }: BatchRow, set: Omit<SetCamera, 'line'>): void {
    this.set.push({ line, ...set });
  }

  drifted({ line, draft }: BatchRow, fields: readonly string[]): void {
    this.drift.push({ line, name: draft.name, fields });
  }

  reject({ line }: BatchRow, reason: string, field?: string): void {
    this.rejected.push({ line, reason, ...(field === undefined ? {} : { field }) });
  }

  /** An error about one row rejects the row; any other ends the batch. */
  async rejecting(row: BatchRow, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = isDomainError(error) ? reasonOf(error) : undefined;
      if (reason === undefined) throw error;
      this.reject(row, reason, isDomainError(error) ? error.context.field : undefined);
    }
  }

  /** Of rows with one name the first counts; the others are rejected. */
  firstOfEachName(rows: readonly BatchRow[]): readonly BatchRow[] {
    const lines = new Map<string, number>();
    return rows.filter((row) => {
      const earlier = lines.get(row.draft.name);
      if (earlier === undefined) lines.set(row.draft.name, row.line);
      else this.reject(row, `line ${earlier} has the same name`);
      return earlier === undefined;
    });
  }

  outcome(rows: readonly BatchRow[]): BatchOutcome {
    const cameras = [...new Set(rows.map(({ draft }) => draft.name))].flatMap((name): BatchCamera[] => {
      const outcome = this.outcomes.get(name);
      return outcome === undefined ? [] : [{ name, outcome }];
    });
    const count = (outcome: BatchCamera['outcome']): number => cameras.filter((one) => one.outcome === outcome).length;
    return {
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      cameras,
      rejected: this.rejected.toSorted((a, b) => a.line - b.line),
      changed: this.deeds.map(({ line, name, outcome, before }) => ({
        line,
        name,
        change: outcome,
        fields: Object.keys(before),
      })),
      drift: [...this.drift],
    };
  }
}

/** Undefined for an error that is not about one row. */
function reasonOf(error: DomainError): string | undefined {
  const { field, object } = error.context;
  if (error.code === 'camera.invalid') return error.detail;
  if (error.code === 'camera.taken') return `another camera has this ${field ?? 'value'}`;
  if (error.code === 'object.not-found') return `the organization has no such ${object ?? 'thing'}`;
  return undefined;
}

/** One row of a file. */
export interface BatchRow {
  readonly line: number;
  readonly draft: CameraDraft & { readonly name: string };
  /** The row is complete: nothing is filled in from its position. */
  readonly complete?: boolean;
}
