import type { FolderRights, FolderUser, FolderUserField } from '#access';
import { given } from '../../body/given.js';
import { wireList } from '../../collections/wire-list.js';
import type { FolderPermissions, FolderPermissionsBody } from './folder-user.dto.js';

export function toFolderPermissionsWire(rights: Required<FolderRights>): Required<FolderPermissions> {
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
    { kind: 'stored', path: 'user_id', type: 'integer', field: 'userId' },
    { kind: 'stored', path: 'can_view', type: 'boolean', field: 'canView' },
    { kind: 'stored', path: 'can_view_dvr', type: 'boolean', field: 'canViewDvr' },
    { kind: 'stored', path: 'can_use_ptz', type: 'boolean', field: 'canUsePtz' },
    { kind: 'stored', path: 'can_use_actions', type: 'boolean', field: 'canUseActions' },
    { kind: 'stored', path: 'dvr_depth_limit', type: 'integer', field: 'dvrDepthLimitSeconds' },
  ],
  ['user_id'],
);
