import type { MemberField, MembershipFlags, OrganizationMember } from '#access';
import type { OrganizationUserBody, OrganizationUserItem } from './organization-user.dto.js';

/** By which fields members can be sorted. */
export const memberOrders: Readonly<Record<string, MemberField>> = {
  id: 'userId',
  user_id: 'userId',
  login: 'login',
  name: 'fullName',
  notification_email: 'email',
};

export function toMemberWire(organizationId: number, member: OrganizationMember): OrganizationUserItem {
  const { userId, login, fullName, email, isOwner, flags, folders } = member;
  return {
    user_id: userId,
    id: userId,
    organization_id: organizationId,
    login,
    name: fullName,
    notification_email: email,
    is_owner: isOwner,
    can_view_organization_cameras: flags.canViewStreams,
    can_edit_organization_cameras: flags.canViewStreams && flags.canEditStreams,
    can_edit_organization_users: flags.canEditUsers,
    can_view_organization_stats: flags.canViewStats,
    can_view_organization_plists: flags.canViewPersonLists,
    can_edit_organization_plists: flags.canEditPersonLists,
    folders_permissions: folders.filter(({ canView }) => canView).map(({ folderId }) => folderId),
  };
}

/** Who may change all cameras sees them, too: API v2 has one flag for both. */
export function toMembershipFlags(body: OrganizationUserBody): MembershipFlags {
  const edit = body.can_edit_organization_cameras;
  const view = body.can_view_organization_cameras ?? (edit === true ? true : undefined);
  const { can_edit_organization_users: users, can_view_organization_stats: stats } = body;
  const { can_view_organization_plists: viewLists, can_edit_organization_plists: editLists } = body;
  return {
    ...(view === undefined ? {} : { canViewStreams: view }),
    ...(edit === undefined ? {} : { canEditStreams: edit }),
    ...(users === undefined ? {} : { canEditUsers: users }),
    ...(stats === undefined ? {} : { canViewStats: stats }),
    ...(viewLists === undefined ? {} : { canViewPersonLists: viewLists }),
    ...(editLists === undefined ? {} : { canEditPersonLists: editLists }),
  };
}
