import type { Caller } from './caller.js';

/** A caller's name in the audit log. */
export function auditName(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return `user:${caller.userId}`;
    case 'application':
      return `client:${caller.clientId}`;
    case 'system':
      return caller.actor ?? caller.kind;
    case 'guest':
    default:
      return caller.kind;
  }
}
