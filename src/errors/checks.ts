import { DomainError } from './domain-error.js';
import type { ObjectKind } from './object-kind.js';

/** Refuses a value that cannot be held. */
export function invalid(object: ObjectKind, field: string, detail = field): never {
  throw new DomainError('object.invalid', `${object}: ${detail}`, { object, field });
}

export function notFound(object: ObjectKind, detail: string): never {
  throw new DomainError('object.not-found', `${object} ${detail}`, { object });
}

/**
 * A text that PostgreSQL can hold, of so many characters.
 * @throws DomainError object.invalid
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

/** @throws DomainError object.invalid when it is no integer within the range */
export function checkInteger(object: ObjectKind, field: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) invalid(object, field, `${field} is ${value}`);
}

/** @throws DomainError object.invalid when it has more bytes as JSON than it may */
export function checkJson(object: ObjectKind, field: string, value: unknown, maxBytes: number): void {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > maxBytes) invalid(object, field, `${field} is longer than ${maxBytes} bytes`);
  if (text.includes('\\u0000')) invalid(object, field, 'not a text that can be kept');
}
