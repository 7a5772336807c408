import type { FolderRights, FolderUser, FolderUserField } from '#access';
import type { FolderUserBody, FolderUserItem } from './folder-user.dto.js';

/** By which fields the users of a folder can be sorted. */
export const folderUserOrders: Readonly<Record<string, FolderUserField>> = { user_id: 'userId', login: 'login' };

export function toFolderUserWire(folderId: number, user: FolderUser): FolderUserItem {
  return {
    user_id: user.userId,
    login: user.login,
    folder_id: folderId,
    can_view: user.canView,
    can_view_dvr: user.canViewDvr,
    can_use_ptz: user.canUsePtz,
    can_use_actions: user.canUseActions,
  };
}

/** A user of a folder may watch its cameras: API v2 has no flag for it. */
export function toFolderRights({ can_view_dvr, can_use_ptz, can_use_actions }: FolderUserBody): FolderRights {
  return {
    canView: true,
    ...(can_view_dvr === undefined ? {} : { canViewDvr: can_view_dvr }),
    ...(can_use_ptz === undefined ? {} : { canUsePtz: can_use_ptz }),
    ...(can_use_actions === undefined ? {} : { canUseActions: can_use_actions }),
  };
}
