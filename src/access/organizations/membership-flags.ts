import type { Membership, MembershipFlags } from './organization.js';

/** The column of each flag of a membership. */
export const flagColumns: Readonly<Record<keyof MembershipFlags, string>> = {
  canViewStreams: 'can_view_streams',
  canEditStreams: 'can_edit_streams',
  canEditUsers: 'can_edit_users',
  canViewStats: 'can_view_stats',
  canViewPersonLists: 'can_view_person_lists',
  canEditPersonLists: 'can_edit_person_lists',
};

/** All flags; what is not granted is false. */
export function completeFlags(flags: MembershipFlags): Omit<Membership, 'userId' | 'organizationId'> {
  return {
    canViewStreams: flags.canViewStreams ?? false,
    canEditStreams: flags.canEditStreams ?? false,
    canEditUsers: flags.canEditUsers ?? false,
    canViewStats: flags.canViewStats ?? false,
    canViewPersonLists: flags.canViewPersonLists ?? false,
    canEditPersonLists: flags.canEditPersonLists ?? false,
  };
}
