import type { AuditEventName } from './audit-event-name.js';

/** Where an action came from; `dialect` is a dialect's name, or `cli`. */
export interface AuditOrigin {
  readonly dialect: string;
  readonly ip: string;
  readonly userAgent?: string;
  readonly requestId?: string;
}

export type AuditOutcome = 'success' | 'failure';

/** One thing that happened. Holds no secret, neither in `subject` nor in `reason`. */
export interface AuditEvent {
  readonly event: AuditEventName;
  /** Who did it: `user:<id>`, `client:<client id>`, `system`, `cli`; absent when unknown. */
  readonly actor?: string | undefined;
  /** What it was done to, in the same form, or `session:<id>`, `camera:<id>` and so on. */
  readonly subject?: string | undefined;
  /** The client id of the program through which it was done, where that is not the actor. */
  readonly client?: string | undefined;
  readonly origin?: AuditOrigin | undefined;
  /** Absent: as the event's name says. */
  readonly outcome?: AuditOutcome | undefined;
  readonly reason?: string | undefined;
}
