import { DomainError } from '#errors';
import type { EntityManager } from 'typeorm';

/**
 * Locks a user until the transaction ends: of several who set one person's permissions at once, each sees what the one
 * before has written.
 * @throws DomainError object.not-found (user)
 */
export async function lockUser(manager: EntityManager, userId: number): Promise<void> {
  const found = await manager.query<unknown[]>('select from users where id = $1::bigint for no key update', [userId]);
  if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
}
