import { DomainError } from '#errors';
import { type Caller, type UserCaller } from '#auth';

/** @throws DomainError permission.missing for a program: it has no profile and no sessions */
export function signedInUser(caller: Caller): UserCaller {
  if (caller.kind !== 'user') throw new DomainError('permission.missing', `a ${caller.kind} is no person`);
  return caller;
}
