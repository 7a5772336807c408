import type { EntityManager } from 'typeorm';
import { AccessError } from '../access.errors.js';

/**
 * Locks a user until the transaction ends: of several who set one person's permissions at once, each sees what the one
 * before has written.
 * @throws AccessError object.not-found (user)
 */
export async function lockUser(manager: EntityManager, userId: number): Promise<void> {
  const found = await manager.query<unknown[]>('select from users where id = $1::bigint for no key update', [userId]);
  if (found.length === 0) throw new AccessError('object.not-found', `user ${userId}`, { object: 'user' });
}
