import { DomainError } from '#errors';
import { commonPasswords } from './common-passwords.js';
import { normalPassword } from './normal-form.js';

const least = 8;
const most = 128;
const mostBytes = 1024;
const contextWords = ['camgate', 'camera', 'watcher', 'flussonic', 'cam2api'];

/**
 * Rejects a new password that is too short, too long, common, or made of the login or the product's name; there are no
 * composition rules (R-PWD-3).
 * @throws DomainError password.unacceptable, its `reason` one of: too-short, too-long, unreadable, common, obvious
 */
export function checkNewPassword(given: string, login: string): void {
  const password = normalPassword(given);
  const length = Array.from(password).length;
  if (length < least) refuse('too-short');
  if (length > most || Buffer.byteLength(password) > mostBytes) refuse('too-long');
  // Lone surrogates all hash alike, and PostgreSQL's own tools cannot carry NUL.
  if (!password.isWellFormed() || password.includes('\0')) refuse('unreadable');
  const plain = password.toLowerCase();
  if (commonPasswords.has(plain) || /^(.)\1*$/su.test(plain)) refuse('common');
  const own = login.toLowerCase();
  if (isMadeOf(plain, [own, own.split('@')[0] ?? '', ...contextWords])) refuse('obvious');
}

/** Whether only digits and signs remain when these words are removed. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const rest = words.filter((word) => word.length >= 3).reduce((left, word) => left.replaceAll(word, ''), password);
  return rest !== password && !/\p{L}/u.test(rest);
}

function refuse(reason: string): never {
  throw new DomainError('password.unacceptable', `a new password was ${reason}`, { reason });
}
