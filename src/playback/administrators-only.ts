import { DomainError } from '#errors';
import { type Caller, isAdministrator } from '#auth';

/** @throws DomainError object.forbidden for everybody else */
export function assertAdministrator(caller: Caller): void {
  if (!isAdministrator(caller)) throw new DomainError('object.forbidden', 'administrators only');
}
