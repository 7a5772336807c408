import { OutboundError, type OutboundErrorCode, type OutboundStep } from './outbound-error.js';

/** How long each step of a request to a foreign address may take, and how much it may answer (R-SSRF-5). */
export interface OutboundBudget {
  /** Name resolution, TCP and TLS; for each redirect anew. */
  readonly connectMilliseconds: number;
  /** From then to the end of the answer's headers; for each redirect anew. */
  readonly headersMilliseconds: number;
  /** For everything; undefined for an answer that is meant to go on. */
  readonly wholeMilliseconds?: number | undefined;
  /** The longest silence within the body; undefined where the whole has a bound. */
  readonly silenceMilliseconds?: number | undefined;
  /** Bytes of the body; Infinity for an answer that is meant to go on, whose reader has bounds of its own. */
  readonly longestBody: number;
}

/** The time of one request: whoever waits in it is woken when it is over. */
export class Patience {
  private readonly controller = new AbortController();
  private readonly timers = new Map<OutboundStep | 'whole', NodeJS.Timeout>();
  private step: OutboundStep = 'name';

  /** @param given ends the request from outside */
  constructor(
    whole: number | undefined,
    private readonly given: AbortSignal | undefined,
  ) {
    if (whole !== undefined) this.begin('whole', whole);
    given?.addEventListener('abort', this.endFromOutside);
    if (given?.aborted === true) this.endFromOutside();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Begins a step with a bound of its own, or the same one anew; the step before is over. */
  enter(step: OutboundStep, milliseconds?: number): void {
    clearTimeout(this.timers.get(this.step));
    this.step = step;
    if (milliseconds !== undefined) this.begin(step, milliseconds);
  }

  /** Names the step, which goes on within the bound of the one before. */
  note(step: OutboundStep): void {
    const timer = this.timers.get(this.step);
    if (timer) this.timers.set(step, timer);
    this.step = step;
  }

  /** @throws OutboundError time.over as soon as the time is over, whatever the work does */
  async within<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    if (signal.aborted) throw this.failure(undefined);
    let stop: (() => void) | undefined;
    try {
      const ended = new Promise<never>((_, reject) => {
        stop = () => reject(this.failure(undefined));
        signal.addEventListener('abort', stop, { once: true });
      });
      return await Promise.race([work, ended]);
    } finally {
      if (stop) signal.removeEventListener('abort', stop);
    }
  }

  /** What an error within the request means. */
  failure(cause: unknown, code: OutboundErrorCode = 'address.unreachable'): OutboundError {
    if (this.signal.reason instanceof OutboundError) return this.signal.reason;
    return cause instanceof OutboundError ? cause : new OutboundError(code, { cause, step: this.step });
  }

  end(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.given?.removeEventListener('abort', this.endFromOutside);
  }

  private readonly endFromOutside = (): void => this.controller.abort(new OutboundError('time.over'));

  private begin(name: OutboundStep | 'whole', milliseconds: number): void {
    const over = (): void => this.controller.abort(new OutboundError('time.over', { step: this.step }));
    this.timers.set(name, setTimeout(over, milliseconds).unref());
  }
}
