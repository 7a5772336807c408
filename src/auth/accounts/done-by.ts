import { auditName } from '../audit-name.js';
import type { Caller } from '../caller.js';
import type { Origin } from '../credential.js';

/** Who acts on an account, for the audit log. */
export interface DoneBy {
  /** `user:<id>`, `client:<client id>`, `system` or `cli`. */
  readonly actor?: string | undefined;
  /** The client id of the program through which they act. */
  readonly client?: string | undefined;
  readonly origin?: Origin | undefined;
}

/** A caller as the one who does something. */
export function doneBy(caller: Caller): DoneBy {
  const client = caller.kind === 'user' ? caller.clientId : undefined;
  return { actor: auditName(caller), client, origin: caller.origin };
}
