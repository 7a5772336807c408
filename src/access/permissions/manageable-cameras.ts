import { type Caller, isSuperuser } from '#auth';
import type { SqlParameters } from '#lists';
import { userEditableOrganizations } from '../organizations/own-organizations.js';
import { editableCameras } from '../visible-cameras.js';

/** The cameras whose permissions a caller manages: a SQL condition on `cameras c`. */
export function manageableCameras(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const keeps = `c.organization_id = any(array(${userEditableOrganizations(sql.add(caller.userId))}))`;
  return `(${editableCameras(caller, sql)} or ${keeps})`;
}
