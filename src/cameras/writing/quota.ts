import { hasCode } from '#errors';
import { type CameraRightsService } from '#access';
import type { EntityManager } from 'typeorm';

/**
 * Whether an organization has places for so many more cameras; where it has, they are taken. Either way an organization
 * with a limit stays locked until the transaction ends. Whoever locks organizations and cameras or folders locks the
 * organizations first, as those do who change a folder tree: asking for no place at all does that.
 */
export async function hasQuota(
  rights: CameraRightsService,
  manager: EntityManager,
  organizationId: number,
  cameras: number,
): Promise<boolean> {
  try {
    await rights.reserveQuota(manager, organizationId, cameras);
    return true;
  } catch (error) {
    if (hasCode(error, 'limit.reached')) return false;
    throw error;
  }
}
