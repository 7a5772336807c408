// Rows hold these, and the list of all entities lies below every core module: so this file imports none.

/** An access level, as `auth` has them. */
type Level = 'generic' | 'domain_admin' | 'admin';

/** A right of a member, as `access` has them. */
export type Flag =
  'canViewStreams' | 'canEditStreams' | 'canEditUsers' | 'canViewStats' | 'canViewPersonLists' | 'canEditPersonLists';

/** What one value of one claim gives: an access level, or membership of an organization with rights. */
export type ClaimRule = { readonly claim: string; readonly value: string } & (
  | { readonly accessLevel: Exclude<Level, 'generic'> }
  | { readonly organizationId: number; readonly flags: readonly Flag[] }
);

/** What the rules gave an account so far; everything else it has was given by hand. */
export interface GrantedByRules {
  readonly accessLevel?: { readonly from: Level; readonly to: Level };
  readonly organizations: readonly OrganizationGrant[];
}

export interface OrganizationGrant {
  readonly organizationId: number;
  /** The rules made the person a member. */
  readonly joined: boolean;
  readonly flags: readonly Flag[];
}
