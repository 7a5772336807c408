import type { ImportFormat } from '../file-format.js';
import type { RejectedRow } from '../parsed-row.js';

export const importStatuses = ['queued', 'running', 'done', 'failed', 'cancelled', 'undone'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** What a job is to do with its file. JSON. */
export interface ImportTask {
  readonly dryRun: boolean;
  readonly organizationId?: number;
  readonly isPublic?: boolean;
  readonly format?: ImportFormat;
  readonly encoding?: string;
  /** Column and field; null: the column is not read. */
  readonly map?: readonly (readonly [string, string | null])[];
  readonly source?: string;
  readonly prune?: boolean;
  /** The file is all that `source` has (`ImportOptions`). */
  readonly isWholeSet?: boolean;
  readonly allowEmpty?: boolean;
  /** At most 255 characters. */
  readonly fileName?: string;
}

/** A camera of which fields stay that somebody changed by hand since its source last set them. */
export interface ImportDrift {
  readonly line: number;
  readonly name: string;
  readonly fields: readonly string[];
}

/** A change of one camera; of a dry run: that there would be. */
export interface ImportChange {
  readonly line: number;
  readonly name: string;
  readonly change: 'created' | 'updated' | 'pruned';
  /** The names of changed fields, never their values. */
  readonly fields: readonly string[];
}

/** What could not be undone, because somebody has changed it since. */
export interface UndoConflict {
  readonly name: string;
  readonly reason: string;
}

export interface ImportJob {
  readonly id: number;
  readonly madeBy: string;
  readonly organizationId: number | null;
  readonly task: ImportTask;
  readonly status: ImportStatus;
  readonly rowsDone: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly pruned: number;
  readonly undone: number;
  readonly rejectedCount: number;
  readonly warningCount: number;
  readonly reading: {
    readonly format?: string;
    readonly encoding?: string;
    readonly delimiter?: string;
    readonly mapping?: Readonly<Record<string, string>>;
    readonly ignoredColumns?: readonly string[];
  };
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly RejectedRow[];
  readonly changes: readonly ImportChange[];
  readonly driftCount: number;
  readonly drift: readonly ImportDrift[];
  readonly conflicts: readonly UndoConflict[];
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export type ImportJobField =
  'id' | 'madeBy' | 'organizationId' | 'status' | 'createdAt' | 'startedAt' | 'finishedAt' | 'rowsDone';
