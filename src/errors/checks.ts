import { DomainError } from './domain-error.js';
import type { ObjectKind } from './object-kind.js';
import type { Refusal } from './refusal.js';

/** @throws DomainError object.invalid */
export function invalid(object: ObjectKind, field: string, detail = field, refusal?: Refusal): never {
  throw new DomainError('object.invalid', `${object}: ${detail}`, { object, field, refusal });
}

/** @throws DomainError object.not-found */
export function notFound(object: ObjectKind, detail: string): never {
  throw new DomainError('object.not-found', `${object} ${detail}`, { object });
}

/**
 * Checks that PostgreSQL can store a text and that it has `min` to `max` characters.
 * @throws DomainError object.invalid
 */
export function checkText(
  object: ObjectKind,
  field: string,
  text: string,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): void {
  if (!text.isWellFormed() || text.includes('\0')) invalid(object, field, 'not a text that can be stored');
  const length = Array.from(text).length;
  if (length < min || length > max) invalid(object, field, `${field} has ${length} characters`);
}

/** @throws DomainError object.invalid unless it is an integer within the range */
export function checkInteger(object: ObjectKind, field: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) invalid(object, field, `${field} is ${value}`);
}

/** @throws DomainError object.invalid when its JSON has more than `maxBytes` bytes */
export function checkJson(object: ObjectKind, field: string, value: unknown, maxBytes: number): void {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > maxBytes) invalid(object, field, `${field} is longer than ${maxBytes} bytes`);
  if (text.includes('\\u0000')) invalid(object, field, 'not a text that can be stored');
}
