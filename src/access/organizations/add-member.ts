import { DomainError } from '#errors';
import type { EntityManager } from 'typeorm';
/** How somebody becomes a member; see `MembershipEntity.joined`. */
export type Joined = 'kept' | 'invited' | 'added';

/**
 * Makes a user a member without flags, unless they are one; says whether it did. The organization's row stays locked
 * until the transaction ends, so that of many who come at once no more get in than there is room for.
 * @throws DomainError organization.not-found, limit.reached
 */
export async function addMember(
  manager: EntityManager,
  organizationId: number,
  userId: number,
  joined: Joined,
): Promise<boolean> {
  const [organization] = await manager.query<{ readonly user_limit: number | null }[]>(
    'select user_limit from organizations where id = $1 for no key update',
    [organizationId],
  );
  if (organization === undefined)
    throw new DomainError('organization.not-found', `organization ${organizationId}`, { object: 'organization' });
  const admitted = await manager.query<unknown[]>(
    `insert into memberships (user_id, organization_id, joined) values ($1, $2, $3)
     on conflict do nothing returning user_id`,
    [userId, organizationId, joined],
  );
  if (admitted.length === 0) return false;
  const [{ members } = { members: 0 }] = await manager.query<{ readonly members: number }[]>(
    'select count(*)::integer as members from memberships where organization_id = $1',
    [organizationId],
  );
  if (organization.user_limit !== null && members > organization.user_limit)
    throw new DomainError('limit.reached', `organization ${organizationId} has ${members - 1} members`, {
      object: 'membership',
    });
  return true;
}
