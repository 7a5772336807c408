import { DomainError } from '#errors';
import type { Caller } from '#auth';
import { isRowId } from '#database';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import { effectiveFlags } from '../organizations/effective-flags.js';
import type { MembershipFlags } from '../organizations/organization.js';
import type { Folder } from './folder.js';
import { folderColumns, type FolderRow, toFolder, visibleFolders } from './folder-rows.js';

const columnList = Object.entries(folderColumns)
  .map(([name, column]) => `${column} as "${name}"`)
  .join(', ');

/** The caller's own flags in an organization that they know of. @throws DomainError organization.not-found */
export async function flagsIn(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
): Promise<Required<MembershipFlags>> {
  const held = isRowId(organizationId) ? await effectiveFlags(manager, caller, organizationId) : undefined;
  if (held !== undefined) return held;
  throw new DomainError('organization.not-found', `organization ${organizationId}`, { object: 'organization' });
}

/** A folder that the caller sees. @throws DomainError object.not-found (folder) */
export async function getVisibleFolder(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
  id: number,
): Promise<Folder> {
  if (!isRowId(id)) noFolder(id);
  const sql = new SqlParameters();
  const [row] = await manager.query<FolderRow[]>(
    `select ${columnList} from folders f where f.id = ${sql.add(id)}::bigint and ${visibleIn(caller, organizationId, sql)}`,
    sql.values,
  );
  return row === undefined ? noFolder(id) : toFolder(row);
}

/** Which folders of an organization a caller sees: a SQL condition on `folders f`. */
export function visibleIn(caller: Caller, organizationId: number, sql: SqlParameters): string {
  return `f.organization_id = ${sql.add(organizationId)}::bigint and ${visibleFolders(caller, sql)}`;
}

export function noFolder(id: number): never {
  throw new DomainError('object.not-found', `folder ${id}`, { object: 'folder' });
}
