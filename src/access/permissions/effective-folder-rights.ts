import { type Caller, isSuperuser } from '#auth';
import type { EntityManager } from 'typeorm';
import type { FolderRights } from '../folders/folder.js';

type Rights = Required<FolderRights>;

const everything: Rights = {
  canView: true,
  canViewDvr: true,
  canUsePtz: true,
  canUseActions: true,
  dvrDepthLimitSeconds: 0,
};
const nothing: Rights = {
  canView: false,
  canViewDvr: false,
  canUsePtz: false,
  canUseActions: false,
  dvrDepthLimitSeconds: 0,
};

/**
 * The rights of a caller on a folder and all below it, which they may give: those of the organization, and of permissions
 * on the folder and on the folders above, of whose limits the nearest one's counts.
 */
export async function effectiveFolderRights(manager: EntityManager, caller: Caller, folderId: number): Promise<Rights> {
  if (isSuperuser(caller)) return everything;
  if (caller.kind !== 'user') return nothing;
  const [found] = await manager.query<
    (Rights & { readonly owns: boolean; readonly views: boolean; readonly moves: boolean })[]
  >(
    `with recursive ancestry (id, parent_id, organization_id, steps) as (
       select f.id, f.parent_id, f.organization_id, 0 from folders f where f.id = $1
       union all
       select f.id, f.parent_id, f.organization_id, w.steps + 1 from ancestry w join folders f on f.id = w.parent_id
     )
     select coalesce(o.owner_id = $2, false) as owns, coalesce(m.can_view_streams, false) as views,
       coalesce(m.can_view_streams and m.can_edit_streams, false) as moves, by_folder.*
     from ancestry w join organizations o on o.id = w.organization_id
     left join memberships m on m.organization_id = o.id and m.user_id = $2
     cross join (
       select coalesce(bool_or(p.can_view), false) as "canView", coalesce(bool_or(p.can_view_dvr), false) as "canViewDvr",
         coalesce(bool_or(p.can_use_ptz), false) as "canUsePtz",
         coalesce(bool_or(p.can_use_actions), false) as "canUseActions",
         coalesce((array_agg(p.dvr_depth_limit order by above.steps) filter (where p.can_view_dvr))[1], 0)
           as "dvrDepthLimitSeconds"
       from ancestry above join folder_permissions p on p.folder_id = above.id and p.user_id = $2 and p.can_view
     ) by_folder
     where w.steps = 0`,
    [folderId, caller.userId],
  );
  if (found === undefined) return nothing;
  const { owns, views, moves, ...byFolder } = found;
  if (owns || moves) return everything;
  return views ? { ...byFolder, canView: true, canViewDvr: true, dvrDepthLimitSeconds: 0 } : byFolder;
}
