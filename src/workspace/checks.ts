import type { ObjectKind } from '#database';
import { WorkspaceError } from './workspace.error.js';

/** Refuses a value that cannot be held. */
export function invalid(object: ObjectKind, field: string, detail = field): never {
  throw new WorkspaceError('object.invalid', `${object}: ${detail}`, { object, field });
}

export function notFound(object: ObjectKind, detail: string): never {
  throw new WorkspaceError('object.not-found', `${object} ${detail}`, { object });
}

/**
 * A text that PostgreSQL can hold, of so many characters.
 * @throws WorkspaceError object.invalid
 */
export function checkText(
  object: ObjectKind,
  field: string,
  text: string,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): void {
  if (!text.isWellFormed() || text.includes('\0')) invalid(object, field, 'not a text that can be kept');
  const length = Array.from(text).length;
  if (length < min || length > max) invalid(object, field, `${field} has ${length} characters`);
}

/** @throws WorkspaceError object.invalid when it is no integer within the range */
export function checkInteger(object: ObjectKind, field: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) invalid(object, field, `${field} is ${value}`);
}

/** @throws WorkspaceError object.invalid when it has more bytes as JSON than it may */
export function checkJson(object: ObjectKind, field: string, value: unknown, maxBytes: number): void {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > maxBytes) invalid(object, field, `${field} is longer than ${maxBytes} bytes`);
  if (text.includes('\\u0000')) invalid(object, field, 'not a text that can be kept');
}
