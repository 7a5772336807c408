import type { Origin } from '../credential.js';

/** Who acts on an account, for the audit log. */
export interface DoneBy {
  /** `user:<id>`, `client:<client id>`, `system` or `cli`. */
  readonly actor?: string | undefined;
  readonly origin?: Origin | undefined;
}
