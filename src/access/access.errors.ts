export const accessRefusals = [
  /** Missing, or hidden from the caller: never told apart. */
  'organization.not-found',
  /** The caller sees it but may not change it. */
  'organization.forbidden',
  'membership.invalid',
] as const;
export type AccessRefusal = (typeof accessRefusals)[number];

/** Thrown by the access room. `detail` is for the log, never for the caller. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessRefusal,
    readonly detail: string = code,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'AccessError';
  }
}
