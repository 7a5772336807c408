import { administersCameras, type Caller } from '#auth';
import { isRowId } from '#database';
import { DomainError } from '#errors';
import { selectList, SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import { selectedFolders } from '../camera-selection.js';
import { inForce } from '../permissions/period.js';
import { folderColumns, type FolderRow, toFolder } from './folder-rows.js';
import type { Folder } from './folder.js';
import { foldersIn } from './folders-in.js';

/**
 * Which folders a caller sees: a SQL condition on `folders f`. Owners, members who may view streams, and applications of
 * the organization see its whole tree; others the folders that they have a permission on, and those below.
 */
export function visibleFolders(caller: Caller, sql: SqlParameters): string {
  const visible = foldersOfHolder(caller, sql);
  return caller.cameras === undefined ? visible : `(${visible} and ${selectedFolders(caller, sql)})`;
}

/** Which folders are visible to whoever a credential belongs to, whatever it was chosen for. */
function foldersOfHolder(caller: Caller, sql: SqlParameters): string {
  if (administersCameras(caller)) return 'true';
  if (caller.kind === 'application' && caller.organizationId !== undefined)
    return `f.organization_id = ${sql.add(caller.organizationId)}::integer`;
  if (caller.kind !== 'user') return 'false';
  const user = sql.add(caller.userId);
  return `(f.organization_id = any(array(
      select o.id from organizations o where o.owner_id = ${user}
      union select m.organization_id from memberships m where m.user_id = ${user} and m.can_view_streams
        and ${inForce('m')}))
    or f.id = any(array(with recursive granted (id) as (
        select p.folder_id from folder_permissions p where p.user_id = ${user} and p.can_view and ${inForce('p')}
        union select below.id from granted g cross join lateral ${foldersIn('g.id')} below
      ) select g.id from granted g)))`;
}

/** Which folders of an organization a caller sees: a SQL condition on `folders f`. */
export function visibleIn(caller: Caller, organizationId: number, sql: SqlParameters): string {
  return `f.organization_id = ${sql.add(organizationId)}::bigint and ${visibleFolders(caller, sql)}`;
}

/** @throws DomainError object.not-found (folder) when it is missing or hidden from the caller */
export async function getVisibleFolder(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
  id: number,
): Promise<Folder> {
  if (!isRowId(id)) noFolder(id);
  const sql = new SqlParameters();
  const [row] = await manager.query<FolderRow[]>(
    `select ${selectList(folderColumns)} from folders f where f.id = ${sql.add(id)}::bigint and ${visibleIn(caller, organizationId, sql)}`,
    sql.values,
  );
  return row === undefined ? noFolder(id) : toFolder(row);
}

export function noFolder(id: number): never {
  throw new DomainError('object.not-found', `folder ${id}`, { object: 'folder' });
}
