import { DomainError } from '#errors';
import { type Caller, type UserCaller } from '#auth';

/**
 * @throws DomainError permission.missing for a program, which has no profile and no sessions, and for a credential for chosen
 *   cameras, which opens nothing else
 */
export function signedInUser(caller: Caller): UserCaller {
  if (caller.kind !== 'user' || caller.cameras !== undefined)
    throw new DomainError('permission.missing', `a ${caller.kind} is no person`);
  return caller;
}
