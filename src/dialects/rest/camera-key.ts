import type { CameraKey } from '#cameras';
import { DomainError } from '#errors';

/**
 * A text that is no number of ours is a camera that does not exist.
 * @throws DomainError camera.not-found
 */
export function keyOf(id: string): CameraKey {
  const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : Infinity;
  if (number > 2_147_483_647) throw new DomainError('camera.not-found', 'no number of ours');
  return { id: number };
}
