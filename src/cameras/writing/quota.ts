import { hasCode } from '#errors';
import { type CameraRightsService } from '#access';
import type { EntityManager } from 'typeorm';

/**
 * Whether so many more cameras fit an organization's quota; where they do, they are reserved. Either way an organization
 * with a limit stays locked until the transaction ends. Code that locks organizations and cameras or folders locks the
 * organizations first, as changes of a folder tree do: 0 cameras only lock.
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
