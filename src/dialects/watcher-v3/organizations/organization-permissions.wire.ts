import type { MembershipFlags } from '#access';
import { InputError } from '../../http/input.error.js';
import { given } from '../body/given.js';
import type { OrganizationPermissions } from './organization-permissions.dto.js';

type Answered = Omit<OrganizationPermissions, '$reset'>;

/** The flags of a member, wire name by wire name. */
export const flagNames = {
  can_view_streams: 'canViewStreams',
  can_edit_streams: 'canEditStreams',
  can_edit_users: 'canEditUsers',
  can_view_stats: 'canViewStats',
  can_view_persons_lists: 'canViewPersonLists',
  can_edit_persons_lists: 'canEditPersonLists',
} as const satisfies Readonly<Record<string, keyof MembershipFlags>>;

export function toPermissionsWire(flags: Required<MembershipFlags>, isMember: boolean): Required<Answered> {
  return {
    is_member: isMember,
    can_view_streams: flags.canViewStreams,
    can_edit_streams: flags.canEditStreams,
    can_edit_users: flags.canEditUsers,
    can_view_stats: flags.canViewStats,
    can_view_persons_lists: flags.canViewPersonLists,
    can_edit_persons_lists: flags.canEditPersonLists,
  };
}

/**
 * The flags that a body sets. A PUT makes the person a member, so `is_member: false` cannot be meant.
 * @throws InputError
 */
export function readPermissions(body: OrganizationPermissions): MembershipFlags {
  if (body.is_member === false)
    throw InputError.at('is_member', 'invalid_value', 'is_member cannot be false: DELETE ends a membership.');
  const unnamed = body.$reset ? false : undefined;
  return given({
    canViewStreams: body.can_view_streams ?? unnamed,
    canEditStreams: body.can_edit_streams ?? unnamed,
    canEditUsers: body.can_edit_users ?? unnamed,
    canViewStats: body.can_view_stats ?? unnamed,
    canViewPersonLists: body.can_view_persons_lists ?? unnamed,
    canEditPersonLists: body.can_edit_persons_lists ?? unnamed,
  });
}
