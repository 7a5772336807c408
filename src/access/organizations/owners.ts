import { DomainError } from '#errors';
import type { EntityManager } from 'typeorm';
import { flagColumns } from './membership-flags.js';
import { removeOrganization } from './remove-organization.js';

/** What becomes of the organizations of a user who is deleted: another owner's, or deleted with their cameras. */
export interface OwnedOrganizations {
  readonly newOwnerId?: number | undefined;
  readonly force?: boolean | undefined;
}

/** Makes somebody the owner, who is a member and holds every flag. The organization's row is locked first. */
export async function makeOwner(manager: EntityManager, organizationId: number, ownerId: number): Promise<void> {
  await manager.query('update organizations set owner_id = $2 where id = $1', [organizationId, ownerId]);
  const columns = Object.values(flagColumns);
  await manager.query(
    `insert into memberships (organization_id, user_id, ${columns.join(', ')})
     values ($1, $2, ${columns.map(() => 'true').join(', ')})
     on conflict (user_id, organization_id) do update set ${columns.map((column) => `${column} = true`).join(', ')}`,
    [organizationId, ownerId],
  );
}

/** Who owns what nobody else does; undefined where there is no administrator yet. */
export async function firstAdministrator(manager: EntityManager): Promise<number | undefined> {
  const [found] = await manager.query<{ readonly id: number }[]>(
    `select id from users where access_level = 'admin' and not disabled order by id limit 1`,
  );
  return found?.id;
}

/**
 * Takes a user's organizations off them, before they are deleted in the same transaction.
 * @returns the ids of the organizations
 * @throws DomainError owner.needed where they own some and nothing was said of these, or one is the default one
 */
export async function removeOwner(
  manager: EntityManager,
  userId: number,
  { newOwnerId, force = false }: OwnedOrganizations,
): Promise<readonly number[]> {
  const owned = await manager.query<{ readonly id: number; readonly isDefault: boolean }[]>(
    'select id, is_default as "isDefault" from organizations where owner_id = $1 order by id for update',
    [userId],
  );
  const isNamed = newOwnerId !== undefined && newOwnerId !== userId;
  for (const { id, isDefault } of owned) {
    if (isNamed) await makeOwner(manager, id, newOwnerId);
    else if (force && !isDefault) await removeOrganization(manager, id, { force });
    else throw new DomainError('owner.needed', `user ${userId} owns organization ${id}`, { object: 'user' });
  }
  return owned.map(({ id }) => id);
}
