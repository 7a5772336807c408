import { type ObjectKind, objectRefusals } from '#database';

export const accessRefusals = [
  /** Missing, or hidden from the caller: never told apart. */
  'organization.not-found',
  /** The caller sees it but may not change it. */
  'organization.forbidden',
  /** It has cameras, and is deleted with them only by force. */
  'organization.not-empty',
  /** The user owns organizations, which need another owner or go, too. */
  'owner.needed',
  'membership.invalid',
  ...objectRefusals,
] as const;
export type AccessRefusal = (typeof accessRefusals)[number];

/** Thrown by the access room. `detail` is for the log, never for the caller. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessRefusal,
    readonly detail: string = code,
    /** What it is about, and its field where one is at fault. */
    readonly facts: { readonly object?: ObjectKind; readonly field?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'AccessError';
  }
}
