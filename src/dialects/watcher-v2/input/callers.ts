import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AuthError, type Caller, callerOf, mayTry, type Permission, type UserCaller } from '#auth';

/**
 * The caller of a route that changes something. Persons may try, because a membership may let them (the core decides);
 * a program, or a token, that was given less than this permission may not.
 */
export const Changer = createParamDecorator((permission: Permission, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (!mayTry(caller, permission)) throw new AuthError('permission.missing', permission, { reason: permission });
  return caller;
});

/** The caller of a route about the caller's own things, which only persons have. */
export const SignedInUser = createParamDecorator((_: unknown, context: ExecutionContext): UserCaller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (caller.kind !== 'user') throw new AuthError('permission.missing', 'not a person', { reason: 'user' });
  return caller;
});
