import type { CameraDraft } from '../camera.js';
import { withoutSecrets } from '../secrets/mask.js';

/** A draft with the name by which a second import finds the same camera. */
export type NamedDraft = CameraDraft & { name: string };

/** One camera of a file, or why there is none. `line` counts from 1. */
export type ImportRow = ReadRow | RejectedRow;

export interface ReadRow {
  readonly line: number;
  readonly draft: NamedDraft;
  /** The row is complete (our own export): nothing is filled in. */
  readonly complete: boolean;
  /** The file's name of each field of the draft. */
  readonly columns: ReadonlyMap<string, string>;
  /** What of the row is not taken, although the camera is. */
  readonly warnings: readonly RowProblem[];
}

/** Why a row, or a part of it, is not taken. */
export interface RejectedRow {
  readonly line: number;
  /** The column or key of the file. */
  readonly field?: string | undefined;
  /** What stands there, at most 200 characters, secrets masked. */
  readonly value?: string | undefined;
  /** One sentence for a person, without a full stop. */
  readonly reason: string;
}

const longestValue = 200;
const secretFields = /pass|pwd|secret|token|key|credential|парол|kennwort/i;

/** Why a row is rejected; caught per row, so that it never stops the rest. */
export class RowProblem extends Error {
  readonly value: string | undefined;

  /** @param value of the file; kept without its secrets */
  constructor(
    reason: string,
    readonly field?: string,
    value?: unknown,
  ) {
    super(reason);
    this.value = shownValue(field, value);
  }

  at(line: number): RejectedRow {
    return rejectedRow(line, this.message, this.field, this.value);
  }
}

/** A rejected row without the keys that say nothing. */
export function rejectedRow(line: number, reason: string, field?: string, value?: string): RejectedRow {
  return { line, ...(field === undefined ? {} : { field }), ...(value === undefined ? {} : { value }), reason };
}

/** A value as it may be shown and stored: one that is a secret by its field's name is not. */
export function shownValue(field: string | undefined, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value);
  if (field !== undefined && secretFields.test(field)) return '***';
  // A text beyond PostgreSQL's means is named without its content.
  if (text.includes('\0') || !text.isWellFormed()) return undefined;
  return withoutSecrets(text.slice(0, 4096)).slice(0, longestValue);
}

/** Why a file as a whole is not taken: nothing of it is written. */
export class ImportRefusal extends Error {
  constructor(
    reason: string,
    readonly line = 1,
  ) {
    super(reason);
  }
}

/** The bytes to import: a file, a pipe, or pieces of text. */
export type ImportSource = AsyncIterable<string | Uint8Array>;
