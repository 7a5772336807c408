import type { EntityManager } from 'typeorm';
import type { BatchChange, BatchDeed, BatchDrift, SetCamera } from '../writing/batch-tally.js';
import type { PrunedCamera } from '../writing/camera-pruning.js';
import type { ImportFormat } from './file-format.js';
import type { RejectedRow } from './parsed-row.js';

/** What was understood of a file. */
export interface ImportReading {
  readonly format: ImportFormat;
  readonly encoding: string;
  /** Of a table. */
  readonly delimiter?: string | undefined;
  /** Field by column. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly ignoredColumns: readonly string[];
}

/** What came of some rows. */
export interface ImportSpan {
  /** Rows read since the beginning of the file. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly pruned: number;
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly RejectedRow[];
  readonly changed: readonly BatchChange[];
  readonly deeds: readonly BatchDeed[];
  readonly drift: readonly BatchDrift[];
  readonly set: readonly SetCamera[];
  /** Of cameras that were pruned, or would be. */
  readonly prunedNames: readonly string[];
  /** Those that were. */
  readonly prunedCameras: readonly PrunedCamera[];
  readonly reading: ImportReading;
  readonly organizationId: number | undefined;
}

/** Where a job notes how far it is. What it throws ends the import; the batch of the transaction is then not written. */
export interface ImportJournal {
  /** Rows at the beginning of the file whose outcome is noted already. */
  readonly skip: number;
  /** How many of those were rejected. */
  readonly rejectedBefore: number;
  /** @param manager of the transaction that writes the cameras; undefined: nothing is written */
  save(span: ImportSpan, manager?: EntityManager): Promise<void>;
}
