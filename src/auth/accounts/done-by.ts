import type { Origin } from '../credential.js';

/** Who had something done to an account, for the audit log. */
export interface DoneBy {
  /** `user:<id>`, `client:<client id>`, `system` or `cli`. */
  readonly actor?: string | undefined;
  readonly origin?: Origin | undefined;
}
