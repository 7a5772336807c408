import { administersCameras, type Caller } from '#auth';
import type { SqlParameters } from '#lists';
import { visibleCameras } from '../visible-cameras.js';
import { inForce } from './period.js';
import { grantedKey } from './tag-keys.js';

/**
 * What a caller may do with each of some cameras, one row for each that the caller sees: a SQL statement with the columns
 * of `CameraRights` and `id`. Grants of all levels add up: superusers and owners hold everything, members what their
 * flags say, a permission on the camera what it says, permissions on folders what those on the way up to the root say,
 * and a public organization lets everybody watch. The limit of the archive is that of the highest level that grants it:
 * the organization has none, then the camera's, then the longest of its tags, then the nearest folder's.
 * @param cameras SQL of an array of ids
 */
export function rightsStatement(caller: Caller, cameras: string, sql: SqlParameters): string {
  if (administersCameras(caller)) return everything(cameras, visibleCameras(caller, sql));
  if (caller.kind === 'user') return rightsOfUser(caller, cameras, sql);
  const own =
    caller.kind === 'application' && caller.organizationId !== undefined
      ? `c.organization_id = ${sql.add(caller.organizationId)}::integer`
      : 'false';
  return `select c.id, true as "canView", ${own} as "canViewDvr", 0 as "dvrDepthLimitSeconds", false as "canUsePtz",
      false as "canEdit", false as "canUseActions", null::timestamptz as "endsAt"
    from cameras c where c.id = any(${cameras}) and ${visibleCameras(caller, sql)}`;
}

function everything(cameras: string, condition: string): string {
  return `select c.id, true as "canView", true as "canViewDvr", 0 as "dvrDepthLimitSeconds", true as "canUsePtz",
      true as "canEdit", true as "canUseActions", null::timestamptz as "endsAt"
    from cameras c where c.id = any(${cameras}) and ${condition}`;
}

/**
 * The way up begins at the folders of these cameras, so it is as short as there are cameras, whatever the tree. Arrays and
 * LIMIT 1 keep the planner at the primary keys, which takes the way for much longer than it is.
 */
function rightsOfUser(caller: Caller & { readonly userId: number }, cameras: string, sql: SqlParameters): string {
  const user = sql.add(caller.userId);
  return `with recursive asked as materialized (
      select c.id, c.organization_id, c.folder_id, c.tag_keys from cameras c
      where c.id = any(${cameras}) and ${visibleCameras(caller, sql)}
    ), way (start, id, parent_id, steps) as (
      select f.id, f.id, f.parent_id, 0 from folders f where f.id = any(array(select a.folder_id from asked a))
      union all
      select w.start, f.id, f.parent_id, w.steps + 1 from way w
      cross join lateral (select f.id, f.parent_id from folders f where f.id = w.parent_id limit 1) f
    ), by_folder as (
      select w.start as id, bool_or(p.can_view_dvr) as dvr, bool_or(p.can_use_ptz) as ptz,
        bool_or(p.can_use_actions) as actions,
        (array_agg(p.dvr_depth_limit order by w.steps) filter (where p.can_view_dvr))[1] as depth,
        min(p.valid_until) as ends_at
      from way w join folder_permissions p on p.folder_id = w.id and p.user_id = ${user} and p.can_view
        and ${inForce('p')}
      group by w.start
    ), by_tag as (
      select a.id, bool_or(p.can_view_dvr) as dvr, bool_or(p.can_use_ptz) as ptz, min(p.valid_until) as ends_at,
        (array_agg(p.dvr_depth_limit order by p.dvr_depth_limit = 0 desc, p.dvr_depth_limit desc)
          filter (where p.can_view_dvr))[1] as depth
      from tag_permissions p join asked a on ${grantedKey('p')} = any(a.tag_keys)
      where p.user_id = ${user} and p.can_view and ${inForce('p')}
      group by a.id
    ), by_organization as (
      select o.id, o.is_public,
        coalesce(o.owner_id = ${user}, false) or coalesce(m.can_view_streams, false) as views,
        coalesce(o.owner_id = ${user}, false) or coalesce(m.can_view_streams and m.can_edit_streams, false) as moves,
        coalesce(o.owner_id = ${user}, false)
          or coalesce((m.can_view_streams or o.is_public) and m.can_edit_streams, false) as edits,
        case when o.owner_id is distinct from ${user} then m.valid_until end as ends_at
      from organizations o left join memberships m on m.organization_id = o.id and m.user_id = ${user}
        and ${inForce('m')}
      where o.id = any(array(select a.organization_id from asked a))
    )
    select a.id, true as "canView",
      o.views or coalesce(p.can_view_dvr, false) or coalesce(t.dvr, false) or coalesce(f.dvr, false) as "canViewDvr",
      case when o.views then 0 when p.can_view_dvr then p.dvr_depth_limit when t.dvr then t.depth when f.dvr then f.depth else 0 end
        as "dvrDepthLimitSeconds",
      o.moves or coalesce(p.can_use_ptz, false) or coalesce(t.ptz, false) or coalesce(f.ptz, false) as "canUsePtz",
      o.edits as "canEdit",
      o.moves or coalesce(f.actions, false) as "canUseActions",
      least(o.ends_at, p.valid_until, t.ends_at, f.ends_at) as "endsAt"
    from asked a
    join by_organization o on o.id = a.organization_id
    left join camera_permissions p on p.camera_id = a.id and p.user_id = ${user} and p.can_view
      and ${inForce('p')}
    left join by_tag t on t.id = a.id
    left join by_folder f on f.id = a.folder_id`;
}
