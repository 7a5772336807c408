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

/** Who comes in must have this permission. */
export function Requires(permission: Permission): CustomDecorator {
  return SetMetadata(accessMetadata.requires, permission);
}

/** Takes these kinds of credential and no others. */
export function Accepts(...kinds: readonly CredentialKind[]): CustomDecorator {
  return SetMetadata(accessMetadata.accepts, kinds);
}
