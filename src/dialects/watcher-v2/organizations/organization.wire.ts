import type { OrganizationDraft, OrganizationField, OrganizationView } from '#access';
import type { OrganizationBody, OrganizationItem } from './organization.dto.js';

/** By which fields organizations can be sorted. */
export const organizationOrders: Readonly<Record<string, OrganizationField>> = {
  id: 'id',
  title: 'title',
  owner_id: 'ownerId',
  camera_limit: 'cameraLimit',
  user_limit: 'userLimit',
  dvr_limit: 'dvrLimit',
  camera_count: 'cameraCount',
  user_count: 'userCount',
  is_default: 'isDefault',
};

export function toOrganizationWire(organization: OrganizationView, mosaicCount: number): OrganizationItem {
  const { id, title, owner, limits, cameraCount, userCount, isDefault, mine } = organization;
  return {
    id,
    title,
    owner_id: owner?.id ?? null,
    owner: owner === null ? null : { id: owner.id, login: owner.login },
    camera_limit: limits.cameras,
    user_limit: limits.users,
    dvr_limit: limits.dvr,
    camera_count: cameraCount,
    user_count: userCount,
    mosaic_count: mosaicCount,
    is_default: isDefault,
    is_member: mine.isMember,
    can_edit_cameras: mine.canEditStreams,
    can_edit_users: mine.canEditUsers,
    can_view_stats: mine.canViewStats,
    domain_id: 1,
  };
}

export function toOrganizationChange(body: OrganizationBody): Partial<OrganizationDraft> {
  const { title, owner_id, camera_limit, user_limit, dvr_limit } = body;
  return {
    ...(title === undefined ? {} : { title }),
    // Unset is ignored: every organization has an owner.
    ...(owner_id === undefined || owner_id === null ? {} : { ownerId: owner_id }),
    limits: {
      ...(camera_limit === undefined ? {} : { cameras: camera_limit }),
      ...(user_limit === undefined ? {} : { users: user_limit }),
      ...(dvr_limit === undefined ? {} : { dvr: dvr_limit }),
    },
  };
}
