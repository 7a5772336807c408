import type { CameraDraft } from '../camera.js';

/** A draft with the name by which a second import finds the same camera. */
export type NamedDraft = CameraDraft & { name: string };

/** One camera of a file, or why there is none. `line` counts from 1. */
export type ImportRow = ReadRow | RejectedRow;

export interface ReadRow {
  readonly line: number;
  readonly draft: NamedDraft;
  /** The row is complete (our own export): nothing is filled in. */
  readonly complete: boolean;
}

export interface RejectedRow {
  readonly line: number;
  /** One sentence for a person, without a full stop. */
  readonly reason: string;
}

/** Why a row is rejected; caught per row, so that it never stops the rest. */
export class RowProblem extends Error {}

/** The bytes to import: a file, a pipe, or pieces of text. */
export type ImportSource = AsyncIterable<string | Uint8Array>;
