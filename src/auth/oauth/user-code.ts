import { randomInt } from 'node:crypto';

/** Without vowels no words appear by chance, and nobody takes a letter for a digit (RFC 8628 §6.1): 34 bits. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;
/** The same letters, as often. */
const form = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

/** A code for a person to type, in its normal form: eight letters. */
export function randomUserCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)] ?? '').join('');
}

/** `XXXX-XXXX`, as devices and pages show it. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What a person typed in its normal form: case, hyphens and spaces do not matter. Undefined: it cannot be a code. */
export function normalUserCode(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return form.test(code) ? code : undefined;
}
