import type { SqlParameters } from '#lists';
import type { Period, PeriodState } from '../permissions/period.js';
import { grantedKey } from '../permissions/tag-keys.js';

/** What somebody may do with a camera. */
export const explainedActions = ['view', 'archive', 'ptz', 'edit'] as const;
export type ExplainedAction = (typeof explainedActions)[number];

/** Why somebody may do something with a camera. */
export const reasonKinds = ['public_organization', 'access_level', 'owner', 'membership', 'grant'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface Reason extends Period {
  readonly kind: ReasonKind;
  /** Of the organization, the level, the membership (`<organization>-<user>`) or the grant (`<kind>-<object>-<user>`, on a tag with `-<tag>`). */
  readonly id: string;
  readonly can: readonly ExplainedAction[];
  readonly state: PeriodState;
}

/**
 * Everything that lets a person do something with one camera, now or in its period, as rows (user_id, kind, id, can,
 * valid_from, valid_until): the same facts from which
 * `visible-cameras.ts` and `rights-statement.ts` decide, by their origin. That a public organization lets everybody watch
 * is not among them. A level is for managing: it shows a camera and changes it, and opens no archive.
 */
export function reasonsFor(cameraId: number, sql: SqlParameters): string {
  const id = sql.add(cameraId);
  const can = (flags: Readonly<Record<ExplainedAction, string>>): string =>
    `array_remove(array[${explainedActions.map((action) => `case when ${flags[action]} then '${action}' end`).join(', ')}], null)`;
  const ofPermission = can({ view: 'p.can_view', archive: 'p.can_view_dvr', ptz: 'p.can_use_ptz', edit: 'false' });
  const ofMember = can({
    view: 'm.can_view_streams',
    archive: 'm.can_view_streams',
    ptz: '(m.can_view_streams and m.can_edit_streams)',
    edit: '((m.can_view_streams or o.is_public) and m.can_edit_streams)',
  });
  const camera = `(select c.organization_id, c.folder_id, c.tag_keys from cameras c where c.id = ${id}::integer)`;
  return `(
    select u.id as user_id, 'access_level' as kind, u.access_level::text as id, array['view', 'edit'] as can,
      null::timestamptz as valid_from, null::timestamptz as valid_until
    from users u where u.access_level <> 'generic'
    union all
    select o.owner_id, 'owner', o.id::text, array['view', 'archive', 'ptz', 'edit'], null, null
    from ${camera} c join organizations o on o.id = c.organization_id where o.owner_id is not null
    union all
    select m.user_id, 'membership', m.organization_id || '-' || m.user_id, ${ofMember}, m.valid_from, m.valid_until
    from ${camera} c join organizations o on o.id = c.organization_id
      join memberships m on m.organization_id = o.id where m.can_view_streams or m.can_edit_streams
    union all
    select p.user_id, 'grant', 'folder-' || p.folder_id || '-' || p.user_id, ${ofPermission}, p.valid_from, p.valid_until
    from (with recursive way (id, parent_id) as (
        select f.id, f.parent_id from ${camera} c join folders f on f.id = c.folder_id
        union select f.id, f.parent_id from way w join folders f on f.id = w.parent_id
      ) select w.id from way w) w
      join folder_permissions p on p.folder_id = w.id where p.can_view
    union all
    select p.user_id, 'grant', 'tag-' || p.organization_id || '-' || p.user_id || '-' || p.tag, ${ofPermission},
      p.valid_from, p.valid_until
    from ${camera} c join tag_permissions p on p.organization_id = c.organization_id
      and ${grantedKey('p')} = any(c.tag_keys) where p.can_view
    union all
    select p.user_id, 'grant', 'camera-' || p.camera_id || '-' || p.user_id, ${ofPermission}, p.valid_from, p.valid_until
    from camera_permissions p where p.camera_id = ${id}::integer and p.can_view
  )`;
}
