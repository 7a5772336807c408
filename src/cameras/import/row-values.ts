import { RowProblem } from './parsed-row.js';

/** A value of JSON or of a CSV cell; blank text counts as null, other text stays exactly as it is. */
export type RowValue = string | number | boolean | null;

/** @throws RowProblem for lists and objects, and for text that PostgreSQL cannot hold */
export function scalarOf(field: string, value: unknown): RowValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RowProblem(`${field} holds a NUL character`, field);
    if (!value.isWellFormed()) throw new RowProblem(`${field} holds half a character (a lone surrogate)`, field);
    return value.trim() === '' ? null : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw new RowProblem(`${field} must be a single value`, field);
}

export function textOf(field: string, value: RowValue): string | null {
  if (typeof value === 'boolean') throw new RowProblem(`${field} must be a text`, field, value);
  return value === null ? null : String(value);
}

/** Public lists have URLs with a space at the end; no URL means one. */
export function urlOf(field: string, value: RowValue): string | null {
  return textOf(field, value)?.trim() ?? null;
}

/** With a point or, as spreadsheets of many countries write it, a comma. */
export function numberOf(field: string, value: RowValue): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*[+-]?(\d+(?:[.,]\d*)?|[.,]\d+)(e[+-]?\d+)?\s*$/i.test(value))
    return Number(value.replace(',', '.'));
  throw new RowProblem(`${field} must be a number`, field, value);
}

export function integerOf(field: string, value: RowValue): number | null {
  const number = numberOf(field, value);
  if (number !== null && !Number.isSafeInteger(number))
    throw new RowProblem(`${field} must be a whole number`, field, value);
  return number;
}

export function booleanOf(field: string, value: RowValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', 't', 'yes', 'y', 'on', '1'].includes(word)) return true;
  if (['false', 'f', 'no', 'n', 'off', '0'].includes(word)) return false;
  throw new RowProblem(`${field} must be true or false`, field, value);
}

/** YYYY-MM-DD; a time of day is cut off. */
export function dateOf(field: string, value: RowValue): string | null {
  if (value === null) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(String(value).trim())?.[1];
  const time = day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
  // JavaScript takes 30 February for 1 March.
  if (day === undefined || Number.isNaN(time?.getTime()) || time?.toISOString().slice(0, 10) !== day)
    throw new RowProblem(`${field} must be a date (YYYY-MM-DD)`, field, value);
  return day;
}

const decimal = /^[+-]?\d{1,3}(?:\.\d*)?$/;

/** `latitude, longitude` or WKT's `POINT(longitude latitude)` in one text. */
export function positionOf(value: RowValue): { readonly latitude: number; readonly longitude: number } | undefined {
  if (typeof value !== 'string' || value.length > 200) return undefined;
  const text = value.trim().replace(/^SRID=4326;/i, '');
  const isPoint = /^POINT *\(/i.test(text);
  const inner = text
    .replace(/^POINT */i, '')
    .replace(/^[([]/, '')
    .replace(/[)\]]$/, '');
  const parts = inner.split(isPoint ? /\s+/ : /[\s,;/|]+/).filter((part) => part !== '');
  const [first = '', second = ''] = parts;
  if (parts.length !== 2 || !decimal.test(first) || !decimal.test(second)) return undefined;
  const [one, other] = [Number(first), Number(second)];
  return isPoint ? { latitude: other, longitude: one } : { latitude: one, longitude: other };
}

/** `1920x1080`, as pixels. */
export function sizeOf(value: RowValue): { readonly width: number; readonly height: number } | undefined {
  const text = String(value ?? '').replace(/\s/g, '');
  const [, width, height] = /^(\d{1,5})[x×*](\d{1,5})$/i.exec(text) ?? [];
  return width === undefined || height === undefined ? undefined : { width: Number(width), height: Number(height) };
}
