import type { Credential, Origin } from '../credential.js';

/** The port through which the guard asks the dialect of a request for its credential. */
export abstract class CredentialReader {
  /** What the request presents; undefined: nothing. What cannot be read is returned as `malformed`, never thrown. */
  abstract read(request: unknown): Credential | undefined;

  abstract origin(request: unknown): Origin;

  /** Whether the request only reads (RFC 9110 §9.2.1). */
  abstract isSafe(request: unknown): boolean;

  /** Whether this dialect lets guests read: without a credential the caller is then the guest. */
  abstract optional(request: unknown): boolean;
}
