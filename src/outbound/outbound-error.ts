/** How far a request got. */
export type OutboundStep = 'name' | 'connection' | 'encryption' | 'headers' | 'body';

/**
 * Why a request to a foreign address failed; clients learn only that it failed. `answer.long` is longer than its bound,
 * `answer.encoded` compressed although we asked for none, `redirect.refused` one too many, a step down from https, or to no URL of ours.
 */
export type OutboundErrorCode =
  | 'url.unusable'
  | 'address.forbidden'
  | 'address.unreachable'
  | 'time.over'
  | 'answer.long'
  | 'answer.encoded'
  | 'redirect.refused';

/** A failed request to a foreign address. Its message never has the address, a header or the answer in it. */
export class OutboundError extends Error {
  readonly step: OutboundStep | undefined;

  constructor(
    readonly code: OutboundErrorCode,
    { step, ...options }: ErrorOptions & { readonly step?: OutboundStep } = {},
  ) {
    super(code, options);
    this.name = 'OutboundError';
    this.step = step;
  }
}
