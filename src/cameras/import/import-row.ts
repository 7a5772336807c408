import type { CameraDraft } from '../camera.js';

/** A draft with the name that makes importing it twice one camera. */
export type NamedDraft = CameraDraft & { name: string };

/** One camera of a file, or why there is none. `line` counts from 1. */
export type ImportRow = ReadRow | RejectedRow;

export interface ReadRow {
  readonly line: number;
  readonly draft: NamedDraft;
  /** The row says of itself what it knows and what not (our own export): nothing is to be filled in. */
  readonly complete: boolean;
}

export interface RejectedRow {
  readonly line: number;
  /** One sentence for a person, without a full stop. */
  readonly reason: string;
}

/** Why a row was not taken; caught at the row, so that it never stops the rest. */
export class RowProblem extends Error {}

/** What is read: a file, a pipe, or pieces of text. */
export type ImportSource = AsyncIterable<string | Uint8Array>;
