import { InputError } from '../../http/input.error.js';
import { asBoolean } from './coercions.js';

/** The header `force`, with which billing deletes an object and everything that depends on it (AX). @throws InputError isBoolean */
export function isForced(header: string | undefined): boolean {
  const forced = header === undefined || header.trim() === '' ? false : asBoolean(header);
  if (typeof forced !== 'boolean') throw InputError.at('force', 'isBoolean', 'The header force must be 1 or 0.');
  return forced;
}
