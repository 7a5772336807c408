import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Permission } from '../caller.js';
import type { CredentialKind } from '../credential.js';

/** Metadata keys of a route's access; a test requires `public` or `requires` on every route. */
export const accessMetadata = {
  public: 'camgate:public',
  requires: 'camgate:requires',
  accepts: 'camgate:accepts',
} as const;

/** Accepted by default: not the credentials whose purpose is to be exchanged for a token. */
export const usuallyAccepted: readonly CredentialKind[] = ['access-token', 'password', 'session-key', 'api-key'];

/** Anybody may call the route; nobody is identified. */
export function Public(): CustomDecorator {
  return SetMetadata(accessMetadata.public, true);
}

/** Who may call a route. */
export interface Requirement {
  /** `identified`: every caller whose credential is valid, whatever it was narrowed to. */
  readonly permission: Permission | 'identified';
  /**
   * Persons may call it without the permission, because a membership may let them act on one organization: the core decides.
   * Programs, and tokens that were narrowed, need it.
   */
  readonly orMember: boolean;
  /**
   * What the scope of a narrowed token must name beside the permission, where a route returns or creates a credential of an
   * account, or ends the caller's own session. Without it: `cameras:write` where a route changes something and requires no more than
   * `cameras:read`.
   */
  readonly scope?: Permission;
}

/** The caller must have this permission. */
export function Requires(
  permission: Requirement['permission'],
  options: Partial<Omit<Requirement, 'permission'>> = {},
): CustomDecorator {
  const requirement: Requirement = { permission, orMember: false, ...options };
  return SetMetadata(accessMetadata.requires, requirement);
}

/** Accepts only these kinds of credential. */
export function Accepts(...kinds: readonly CredentialKind[]): CustomDecorator {
  return SetMetadata(accessMetadata.accepts, kinds);
}
