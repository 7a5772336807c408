import { type Caller, isSuperuser } from '#auth';
import { entityFields, type FieldType, type ListField, type ListSource, type SqlParameters, sqlOf } from '#lists';
import { inForce } from '../permissions/period.js';
import { visibleSets } from '../visible-cameras.js';
import { completeFlags, everyFlag, flagsJson, personOf } from './membership-flags.js';
import { OrganizationEntity } from './organization.entity.js';
import type { MembershipFlags, OrganizationView, PersonName } from './organization.js';

export type OrganizationField =
  | 'id'
  | 'title'
  | 'isDefault'
  | 'isPublic'
  | 'createdAt'
  | 'ownerId'
  | 'ownerLogin'
  | 'cameraLimit'
  | 'userLimit'
  | 'dvrLimit'
  | 'cameraCount'
  | 'userCount';

const field = (sql: string, type: FieldType, nullable = true): ListField => ({ sql, type, nullable });

const ownFields = entityFields(OrganizationEntity, 'o', [
  'id',
  'title',
  'isDefault',
  'isPublic',
  'createdAt',
  'cameraLimit',
  'userLimit',
  'dvrLimit',
]);
const fields: Readonly<Record<OrganizationField, ListField>> = {
  ...ownFields,
  ownerId: field('o.owner_id', 'integer'),
  ownerLogin: field('w.login', 'text'),
  cameraCount: field('counted.cameras', 'integer', false),
  userCount: field('counted.users', 'integer', false),
};

/** The organizations as one caller sees them: with the caller's own rights, and counts of what they see there. */
export function organizationSource(caller: Caller): ListSource<OrganizationField> {
  return {
    name: 'organizations',
    from: (sql) => `organizations o
      left join users w on w.id = o.owner_id
      left join memberships mine on mine.organization_id = o.id and mine.user_id = ${sql.add(personOf(caller))}::integer
        and ${inForce('mine')}
      cross join lateral (select ${cameraCount(caller, sql)} as cameras, ${userCount(caller, sql)} as users) counted`,
    fields,
    key: 'id',
    search: ['title'],
  };
}

/** Where the caller sees all of an organization's cameras, an index-only scan counts them. */
function cameraCount(caller: Caller, sql: SqlParameters): string {
  const all = '(select count(*)::integer from cameras c where c.organization_id = o.id)';
  const sets = visibleSets(caller, sql);
  if (sets === undefined) return all;
  const single = [
    ...(sets.folders === undefined ? [] : [`c.folder_id = any(array(${sets.folders}))`]),
    ...(sets.cameras === undefined ? [] : [`c.id = any(array(${sets.cameras}))`]),
    ...(sets.tags === undefined ? [] : [`c.tag_keys && array(${sets.tags})`]),
  ];
  const some =
    single.length === 0
      ? '0'
      : `(select count(*)::integer from cameras c where c.organization_id = o.id and (${single.join(' or ')}))`;
  return `case when o.id = any(array(${sets.organizations})) then ${all} else ${some} end`;
}

/** Only members and the owner see how many members there are; others get 0. */
function userCount(caller: Caller, sql: SqlParameters): string {
  const all = '(select count(*)::integer from memberships m where m.organization_id = o.id)';
  if (isSuperuser(caller)) return all;
  return `case when mine.user_id is not null or o.owner_id = ${sql.add(personOf(caller))}::integer then ${all} else 0 end`;
}

/** A row of a list of organizations, as PostgreSQL returns it. */
export type OrganizationRow = Omit<OrganizationView, 'owner' | 'limits' | 'mine'> & {
  readonly owner: PersonName | null;
  readonly cameraLimit: number | null;
  readonly userLimit: number | null;
  readonly dvrLimit: number | null;
  readonly flags: MembershipFlags;
  readonly isMember: boolean;
};

export const organizationColumns: Readonly<Record<keyof OrganizationRow, string>> = {
  ...sqlOf(ownFields),
  owner: `case when w.id is null then null else jsonb_build_object('id', w.id, 'login', w.login) end`,
  cameraCount: 'counted.cameras',
  userCount: 'counted.users',
  requiresSecondFactor: 'o.requires_second_factor',
  flags: flagsJson('mine'),
  isMember: 'mine.user_id is not null',
};

export function toOrganizationView(row: OrganizationRow, caller: Caller): OrganizationView {
  const { cameraLimit, userLimit, dvrLimit, flags, isMember, ...organization } = row;
  const isOwner = caller.kind === 'user' && caller.userId === row.owner?.id;
  return {
    ...organization,
    limits: { cameras: cameraLimit, users: userLimit, dvr: dvrLimit },
    mine: {
      ...(isOwner || isSuperuser(caller) ? everyFlag : completeFlags(flags)),
      isMember: isMember || isOwner,
      isOwner,
    },
  };
}
