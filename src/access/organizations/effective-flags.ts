import { type Caller, isSuperuser } from '#auth';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import { visibleOrganizations } from './visible-organizations.js';
import { completeFlags } from './membership-flags.js';
import type { MembershipFlags } from './organization.js';
import { everyFlag, flagsJson, organizationIs, personOf } from './organization-rows.js';

/** What a caller may do in an organization: owners and superusers everything; undefined where they know of none such. */
export async function effectiveFlags(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
): Promise<Required<MembershipFlags> | undefined> {
  const sql = new SqlParameters();
  const me = sql.add(personOf(caller));
  const [found] = await manager.query<{ readonly owns: boolean; readonly flags: MembershipFlags }[]>(
    `select coalesce(o.owner_id = ${me}, false) as owns, ${flagsJson('m')} as flags from organizations o
     left join memberships m on m.organization_id = o.id and m.user_id = ${me}
     where ${organizationIs(organizationId, sql)} and ${visibleOrganizations(caller, sql)}`,
    sql.values,
  );
  if (found === undefined) return undefined;
  return found.owns || isSuperuser(caller) ? everyFlag : completeFlags(found.flags);
}
