import { DomainError, type ObjectKind } from '#errors';
import type { EntityManager } from 'typeorm';

/** First numbers of advisory locks with two numbers, distinct from all others; the second number is the owner of the limit. */
const locks = {
  mosaic: 5101,
  'camera-group': 5102,
  subscription: 5103,
  'group-camera': 5104,
  'group-user': 5105,
} as const;

/**
 * Rejects what would exceed a limit, also under concurrency: the next one to count waits until this transaction ends.
 * @param whose the organization's, group's or person's id
 * @param count a query of one number that has `whose` as its first parameter
 * @throws DomainError limit.reached
 */
export async function reserveQuota(
  manager: EntityManager,
  kind: keyof typeof locks,
  whose: number,
  count: string,
  { added, limit, object }: { readonly added: number; readonly limit: number; readonly object: ObjectKind },
): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1::integer, $2::integer)', [locks[kind], whose]);
  const [row] = await manager.query<{ readonly count: string }[]>(count, [whose]);
  if (Number(row?.count ?? 0) + added > limit)
    throw new DomainError('limit.reached', `${kind} of ${whose}: ${limit}`, { object });
}
