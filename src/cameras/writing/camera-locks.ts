import { DomainError, hasCode } from '#errors';
import { type CameraRightsService, editableCameras, visibleCameras } from '#access';
import type { Caller } from '#auth';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import type { CameraKey } from '../camera.js';
import { compileKey } from '../camera-key.js';
import { type EditableCamera, lockCameras, readCameras } from '../cameras.repository.js';
import type { StoredCamera } from './camera-values.js';

/**
 * Locks one camera that the caller may change.
 * @throws DomainError camera.not-found when it is missing or hidden, camera.forbidden when it may not be changed
 */
export async function lockOne(manager: EntityManager, caller: Caller, key: CameraKey): Promise<StoredCamera> {
  return oneOf(await matching(manager, caller, key, lockCameras), key);
}

/** The same without a lock. @throws DomainError camera.not-found, camera.forbidden */
export async function readOne(manager: EntityManager, caller: Caller, key: CameraKey): Promise<StoredCamera> {
  return oneOf(await matching(manager, caller, key, readCameras), key);
}

/**
 * Locks several by name, in the order of their ids.
 * @throws DomainError camera.not-found, camera.forbidden, naming the camera
 */
export async function lockNamed(
  manager: EntityManager,
  caller: Caller,
  names: readonly string[],
): Promise<readonly StoredCamera[]> {
  const sql = new SqlParameters();
  // PostgreSQL takes no such text, so no camera has the name.
  const possible = names.filter((name) => !name.includes('\0') && name.isWellFormed());
  const condition = `c.name = any(${sql.add(possible)}::text[]) and ${visibleCameras(caller, sql)}`;
  const locked = await lockCameras(manager, condition, editableCameras(caller, sql), sql);
  const found = new Set(locked.map(({ camera }) => camera.name));
  const missing = names.find((name) => !found.has(name));
  if (missing !== undefined) throw new DomainError('camera.not-found', missing, { camera: missing });
  const foreign = locked.find(({ editable }) => !editable)?.camera.name;
  if (foreign !== undefined) throw new DomainError('camera.forbidden', foreign, { camera: foreign });
  return locked;
}

async function matching(
  manager: EntityManager,
  caller: Caller,
  key: CameraKey,
  read: typeof lockCameras,
): Promise<readonly EditableCamera[]> {
  const sql = new SqlParameters();
  const condition = compileKey(key, sql);
  if (condition === undefined) return [];
  return read(manager, `${condition} and ${visibleCameras(caller, sql)}`, editableCameras(caller, sql), sql);
}

function oneOf([stored]: readonly EditableCamera[], key: CameraKey): StoredCamera {
  if (!stored) throw new DomainError('camera.not-found', JSON.stringify(key));
  if (!stored.editable) throw new DomainError('camera.forbidden', `camera ${stored.camera.id}`);
  return stored;
}

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

/** How many of so many new cameras fit an organization's quota; they are reserved until the transaction ends. */
export async function quotaFor(
  rights: CameraRightsService,
  manager: EntityManager,
  organizationId: number,
  wanted: number,
): Promise<number> {
  if (await hasQuota(rights, manager, organizationId, wanted)) return wanted;
  let [least, most] = [0, wanted];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (await hasQuota(rights, manager, organizationId, middle)) least = middle;
    else most = middle;
  }
  return least;
}

// Any constant will do.
const batchLock = 4_207_537;

/**
 * Lets transactions that add many cameras run one after the other: two with the same names in another order would deadlock. Before
 * any other lock.
 */
export async function lockBatches(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [batchLock]);
}
