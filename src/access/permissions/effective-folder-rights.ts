import { type Caller, isSuperuser } from '#auth';
import type { EntityManager } from 'typeorm';
import type { FolderRights } from '../folders/folder.js';
import { inForce, type Period } from './period.js';

type Rights = Required<Omit<FolderRights, keyof Period>>;

/** What a caller may give, and when the first of the grants that let them ends; null: none does. */
type RightsOfGiver = Rights & { readonly endsAt: Date | null };

const everything: RightsOfGiver = {
  canView: true,
  canViewDvr: true,
  canUsePtz: true,
  canUseActions: true,
  dvrDepthLimitSeconds: 0,
  endsAt: null,
};
const nothing: RightsOfGiver = {
  canView: false,
  canViewDvr: false,
  canUsePtz: false,
  canUseActions: false,
  dvrDepthLimitSeconds: 0,
  endsAt: null,
};

/**
 * The rights of a caller on a folder and all below it, which they may give: those of the organization, and of permissions
 * on the folder and on the folders above, of whose limits the nearest one's counts.
 */
export async function effectiveFolderRights(
  manager: EntityManager,
  caller: Caller,
  folderId: number,
): Promise<RightsOfGiver> {
  if (isSuperuser(caller)) return everything;
  if (caller.kind !== 'user') return nothing;
  const [found] = await manager.query<
    (RightsOfGiver & { readonly owns: boolean; readonly views: boolean; readonly moves: boolean })[]
  >(
    `with recursive ancestry (id, parent_id, organization_id, steps) as (
       select f.id, f.parent_id, f.organization_id, 0 from folders f where f.id = $1
       union all
       select f.id, f.parent_id, f.organization_id, w.steps + 1 from ancestry w join folders f on f.id = w.parent_id
     )
     select coalesce(o.owner_id = $2, false) as owns, coalesce(m.can_view_streams, false) as views,
       coalesce(m.can_view_streams and m.can_edit_streams, false) as moves, by_folder.*,
       case when o.owner_id is distinct from $2 then least(m.valid_until, by_folder.ends_at) end as "endsAt"
     from ancestry w join organizations o on o.id = w.organization_id
     left join memberships m on m.organization_id = o.id and m.user_id = $2 and ${inForce('m')}
     cross join (
       select coalesce(bool_or(p.can_view), false) as "canView", coalesce(bool_or(p.can_view_dvr), false) as "canViewDvr",
         coalesce(bool_or(p.can_use_ptz), false) as "canUsePtz",
         coalesce(bool_or(p.can_use_actions), false) as "canUseActions",
         coalesce((array_agg(p.dvr_depth_limit order by above.steps) filter (where p.can_view_dvr))[1], 0)
           as "dvrDepthLimitSeconds", min(p.valid_until) as ends_at
       from ancestry above join folder_permissions p on p.folder_id = above.id and p.user_id = $2 and p.can_view
         and ${inForce('p')}
     ) by_folder
     where w.steps = 0`,
    [folderId, caller.userId],
  );
  if (found === undefined) return nothing;
  const { owns, views, moves, ...byFolder } = found;
  if (owns || moves) return { ...everything, endsAt: found.endsAt };
  return views ? { ...byFolder, canView: true, canViewDvr: true, dvrDepthLimitSeconds: 0 } : byFolder;
}
