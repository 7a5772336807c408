import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The trace that a request belongs to (W3C Trace Context, `traceparent`). */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Two hexadecimal digits; the last bit: the trace is recorded. */
  readonly flags: string;
}

/** What log lines and outgoing requests state of the request that is being answered. */
export interface RequestTrace extends Partial<Trace> {
  readonly requestId: string;
}

const current = new AsyncLocalStorage<RequestTrace>();

/**
 * Does work for a request: what it logs and whom it asks states the request and its trace. On Node 20 and 22 the first call makes
 * every promise of the process dearer.
 */
export function withTrace(trace: RequestTrace, work: () => void): void {
  current.run(trace, work);
}

/** Of the request that is being answered; undefined: none is, or it has no trace. */
export function currentTrace(): RequestTrace | undefined {
  return current.getStore();
}

/** `traceparent` (W3C Trace Context §3.2) of a request; undefined where it is missing or malformed, and a later version's first part. */
export function traceIn(traceparent: string | undefined): Trace | undefined {
  if (traceparent === undefined || traceparent.length > 512) return undefined;
  const [, version, traceId = '', span = '', flags = '', rest] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/.exec(traceparent) ?? [];
  const isValid = version !== undefined && version !== 'ff' && !(version === '00' && rest !== undefined);
  return isValid && /[^0]/.test(traceId) && /[^0]/.test(span) ? { traceId, flags } : undefined;
}

/** The header that passes the current trace on, as a step of its own; none where there is no trace. */
export function tracingHeaders(): Readonly<Record<string, string>> {
  const trace = currentTrace();
  if (trace?.traceId === undefined) return {};
  return { traceparent: `00-${trace.traceId}-${randomBytes(8).toString('hex')}-${trace.flags ?? '00'}` };
}
