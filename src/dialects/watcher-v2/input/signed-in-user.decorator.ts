import { DomainError } from '#errors';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOf, type UserCaller } from '#auth';

/**
 * The caller of a route about the caller's own objects, which only a person has, and which a credential for chosen cameras
 * does not open. @throws DomainError permission.missing
 */
export const SignedInUser = createParamDecorator((_: unknown, context: ExecutionContext): UserCaller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (caller.kind !== 'user' || caller.cameras !== undefined)
    throw new DomainError('permission.missing', 'not a person', { reason: 'user' });
  return caller;
});
