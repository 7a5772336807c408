import { AuthError, type Caller, mayTry } from '#auth';

/**
 * Who may try to change cameras: whoever has `cameras:write`, and every person, because a membership may let them edit
 * their organization's cameras (the core decides which). A program, or a token, that was given less may not.
 * @throws AuthError permission.missing
 */
export function assertMayWrite(caller: Caller): void {
  if (mayTry(caller, 'cameras:write')) return;
  throw new AuthError('permission.missing', 'cameras:write', { reason: 'cameras:write' });
}
