import { DomainError } from '#errors';
import { addressedCameras, visibleCameras } from '#access';
import type { Caller } from '#auth';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import type { Camera } from '../camera.js';
type Reached = Pick<Camera, 'kind' | 'ip' | 'port' | 'snapshotUrl' | 'streamUrl' | 'pageUrl'>;

/** Where a camera is reached: one address and port, or the first of its URLs. */
type Address = { readonly ip: string; readonly port: number } | { readonly url: string };

const usualPort = 80;
// Any constant will do: it keeps addresses apart from other advisory locks.
const addressLocks = 4_207_536;

/** Whether both are at the same address. */
export function isReachedAlike(one: Reached, other: Reached): boolean {
  return textOf(addressOf(one)) === textOf(addressOf(other));
}

/**
 * Locks the address until the transaction ends, and checks that no camera has it. A lock and not an index: imported
 * catalogues have the same URL many times over, and may. Cameras whose address is hidden from the caller do not count, so
 * that nobody learns of them by trying.
 * @param self the camera that is changed
 * @throws DomainError camera.taken naming `ip`, or `snapshotUrl` for a URL
 */
export async function claimAddress(
  manager: EntityManager,
  caller: Caller,
  camera: Reached,
  self?: number,
): Promise<void> {
  const address = addressOf(camera);
  if (address === undefined) return;
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [addressLocks, textOf(address)]);
  const sql = new SqlParameters();
  // Only a statement after the lock sees the rows of its previous holder.
  const found = await manager.query<unknown[]>(
    `select from cameras c where ${reachedAt(address, sql)} and c.id is distinct from ${sql.add(self)}::integer
       and ${visibleCameras(caller, sql)} and ${addressedCameras(caller, sql)} limit 1`,
    sql.values,
  );
  if (found.length > 0)
    throw new DomainError('camera.taken', textOf(address), { field: 'ip' in address ? 'ip' : 'snapshotUrl' });
}

function addressOf(camera: Reached): Address | undefined {
  if (camera.kind === 'ip') return camera.ip === null ? undefined : { ip: camera.ip, port: camera.port ?? usualPort };
  const url = camera.snapshotUrl ?? camera.streamUrl ?? camera.pageUrl;
  return url === null ? undefined : { url };
}

function textOf(address: Address | undefined): string {
  if (address === undefined) return '';
  return 'ip' in address ? `${address.ip} ${address.port}` : address.url;
}

/** Each alternative has its index. */
function reachedAt(address: Address, sql: SqlParameters): string {
  if ('ip' in address) {
    const port = `coalesce(c.port, ${usualPort}) = ${sql.add(address.port)}::integer`;
    return `c.kind = 'ip' and c.ip = ${sql.add(address.ip)} and ${port}`;
  }
  const url = `${sql.add(address.url)}::text`;
  const hashes = ['c.snapshot_url', 'c.stream_url', 'c.page_url'].map((column) => `md5(${column}) = md5(${url})`);
  return `c.kind <> 'ip' and (${hashes.join(' or ')}) and coalesce(c.snapshot_url, c.stream_url, c.page_url) = ${url}`;
}
