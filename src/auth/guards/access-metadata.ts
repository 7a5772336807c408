import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Permission } from '../caller.js';
import type { CredentialKind } from '../credential.js';

/** Where a route's access is written down; a test walks all routes and demands `public` or `requires`. */
export const accessMetadata = {
  public: 'camgate:public',
  requires: 'camgate:requires',
  accepts: 'camgate:accepts',
} as const;

/** What a route takes unless it says otherwise: not the credentials that are there to be exchanged for a token. */
export const usuallyAccepted: readonly CredentialKind[] = ['access-token', 'password', 'session-key', 'api-key'];

/** Anybody may come in; nobody is identified. */
export function Public(): CustomDecorator {
  return SetMetadata(accessMetadata.public, true);
}

/** Who may call a route. */
export interface Requirement {
  readonly permission: Permission;
  /**
   * Persons may call it without the permission, because a membership may let them act on one organization: the core decides.
   * Programs, and tokens that were narrowed, need it.
   */
  readonly orMember: boolean;
  /**
   * What the scope of a narrowed token must name beside the permission: where a route shows or makes what opens an account,
   * or ends the caller's own session. Without it: `cameras:write` where a route changes something and requires no more than
   * `cameras:read`.
   */
  readonly scope?: Permission;
}

/** The caller must have this permission. */
export function Requires(
  permission: Permission,
  options: Partial<Omit<Requirement, 'permission'>> = {},
): CustomDecorator {
  const requirement: Requirement = { permission, orMember: false, ...options };
  return SetMetadata(accessMetadata.requires, requirement);
}

/** Takes these kinds of credential and no others. */
export function Accepts(...kinds: readonly CredentialKind[]): CustomDecorator {
  return SetMetadata(accessMetadata.accepts, kinds);
}
