import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AuthError, type Caller, callerOf, mayTry, type Permission } from '#auth';

/**
 * The caller of a route that changes something, or shows what only managers see. Persons may try, because a membership
 * may let them (the core decides); a program, or a token, that was given less than this permission may not.
 */
export const Changer = createParamDecorator((permission: Permission, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (!mayTry(caller, permission)) throw new AuthError('permission.missing', permission, { reason: permission });
  return caller;
});
