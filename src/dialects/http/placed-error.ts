import type { DomainError } from '#errors';

/** An error about one part of a body, which a dialect names beside it. */
export class PlacedError extends Error {
  /** @param place dotted path into the body */
  constructor(
    override readonly cause: DomainError,
    readonly place: string,
  ) {
    super(`${place}: ${cause.message}`);
    this.name = 'PlacedError';
  }
}
