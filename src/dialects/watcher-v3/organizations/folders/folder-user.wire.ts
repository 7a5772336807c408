import type { FolderGrant, FolderRights, FolderUser, FolderUserField } from '#access';
import { given } from '../../body/given.js';
import { stored, wireList } from '../../collections/wire-list.js';
import type { FolderPermissions, FolderPermissionsBody } from './folder-user.dto.js';

export function toFolderPermissionsWire(rights: Omit<FolderGrant, 'folderId'>): Required<FolderPermissions> {
  return {
    can_view: rights.canView,
    can_view_dvr: rights.canViewDvr,
    can_use_ptz: rights.canUsePtz,
    can_use_actions: rights.canUseActions,
    dvr_depth_limit: rights.dvrDepthLimitSeconds,
  };
}

export function readFolderPermissions(body: FolderPermissionsBody): FolderRights {
  const unnamed = body.$reset ? false : undefined;
  return given({
    canView: body.can_view ?? unnamed,
    canViewDvr: body.can_view_dvr ?? unnamed,
    canUsePtz: body.can_use_ptz ?? unnamed,
    canUseActions: body.can_use_actions ?? unnamed,
    dvrDepthLimitSeconds: body.dvr_depth_limit ?? (body.$reset ? 0 : undefined),
  });
}

/** Users of a folder (GO25 `FolderUsers`), in the order in which they are written. */
export const folderUserList = wireList<FolderUser, FolderUserField>(
  [
    stored('user_id', 'integer', 'userId'),
    stored('can_view', 'boolean', 'canView'),
    stored('can_view_dvr', 'boolean', 'canViewDvr'),
    stored('can_use_ptz', 'boolean', 'canUsePtz'),
    stored('can_use_actions', 'boolean', 'canUseActions'),
    stored('dvr_depth_limit', 'integer', 'dvrDepthLimitSeconds'),
  ],
  ['user_id'],
);
