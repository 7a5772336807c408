import type { Caller } from '#auth';

/** Who changed a camera, as people read it: a login, a program's client id, or `system`. */
export function editorNameOf(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.login;
    case 'application':
      return caller.clientId;
    case 'system':
    case 'guest':
      return caller.kind;
  }
}
