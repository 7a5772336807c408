import type { Caller, UserCaller } from '#auth';
import { DomainError, notFound, type ObjectKind } from '#errors';
import { largestInteger } from '../http/largest-integer.js';

/** The person who calls. @throws DomainError permission.missing for programs: only people sign in */
export function personOf(caller: Caller): UserCaller {
  if (caller.kind !== 'user') throw new DomainError('permission.missing', `a ${caller.kind} does not sign in`);
  return caller;
}

/** The number of one of their things. @throws DomainError object.not-found for a text that is none */
export function numberOf(id: string, object: ObjectKind): number {
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= largestInteger ? Number(id) : notFound(object, 'no number');
}
