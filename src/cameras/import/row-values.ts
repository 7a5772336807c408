import { RowProblem } from './import-row.js';

/** A value as JSON or a CSV cell has it; blank text counts as null, other text is kept to the letter. */
export type RowValue = string | number | boolean | null;

/** @throws RowProblem for lists and objects, and for text that PostgreSQL cannot hold */
export function scalarOf(field: string, value: unknown): RowValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RowProblem(`${field} holds a NUL character`);
    if (!value.isWellFormed()) throw new RowProblem(`${field} holds half a character (a lone surrogate)`);
    return value.trim() === '' ? null : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw new RowProblem(`${field} must be a single value`);
}

export function textOf(field: string, value: RowValue): string | null {
  if (typeof value === 'boolean') throw new RowProblem(`${field} must be a text`);
  return value === null ? null : String(value);
}

/** Public lists have URLs with a space at the end; no URL means one. */
export function urlOf(field: string, value: RowValue): string | null {
  return textOf(field, value)?.trim() ?? null;
}

export function numberOf(field: string, value: RowValue): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return Number(value);
  throw new RowProblem(`${field} must be a number`);
}

export function integerOf(field: string, value: RowValue): number | null {
  const number = numberOf(field, value);
  if (number !== null && !Number.isSafeInteger(number)) throw new RowProblem(`${field} must be a whole number`);
  return number;
}

export function booleanOf(field: string, value: RowValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', 't', 'yes', '1'].includes(word)) return true;
  if (['false', 'f', 'no', '0'].includes(word)) return false;
  throw new RowProblem(`${field} must be true or false`);
}

/** YYYY-MM-DD; a time of day is cut off. */
export function dateOf(field: string, value: RowValue): string | null {
  if (value === null) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(String(value).trim())?.[1];
  const time = day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
  // JavaScript takes 30 February for 1 March.
  if (day === undefined || Number.isNaN(time?.getTime()) || time?.toISOString().slice(0, 10) !== day)
    throw new RowProblem(`${field} must be a date (YYYY-MM-DD)`);
  return day;
}
