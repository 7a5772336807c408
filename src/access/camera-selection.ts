import type { Caller, CameraSelector } from '#auth';
import type { SqlParameters } from '#lists';
import { foldersIn } from './folders/folders-in.js';
import { isInSets, type VisibleSets } from './visible-sets.js';

const none = 'select null::integer limit 0';

/**
 * What of some sets is chosen. The sets stay sets, so that a list of a choice is read through the same indexes.
 * @param sets undefined: every camera
 */
export function restricted(sets: VisibleSets | undefined, selector: CameraSelector, sql: SqlParameters): VisibleSets {
  if ('cameraIds' in selector) {
    const visible = sets === undefined ? 'true' : isInSets(sets);
    return {
      organizations: none,
      cameras: `select c.id from cameras c where ${isSelected(selector, sql)} and ${visible}`,
    };
  }
  if ('organizationId' in selector) {
    const organization = `${sql.add(selector.organizationId)}::integer`;
    if (sets === undefined) return { organizations: `select ${organization}` };
    const folders = `select f.id from folders f where f.organization_id = ${organization}`;
    return {
      organizations: `select v.id from (${sets.organizations}) v (id) where v.id = ${organization}`,
      ...within(sets, folders, `c.organization_id = ${organization}`),
    };
  }
  const chosen = foldersBelow(selector.folderId, sql);
  if (sets === undefined) return { organizations: none, folders: chosen };
  const { folders, cameras } = within(sets, chosen, `c.folder_id = any(array(${chosen}))`);
  const whole = `select f.id from folders f
    where f.organization_id = any(array(${sets.organizations})) and f.id = any(array(${chosen}))`;
  return {
    organizations: none,
    // UNION, not UNION ALL: no set repeats an id.
    folders: folders === undefined ? whole : `${whole} union ${folders}`,
    ...(cameras === undefined ? {} : { cameras }),
  };
}

/**
 * The folders and single cameras of some sets, as far as they are chosen.
 * @param chosen SQL of the ids of the chosen folders
 * @param isChosen the same as a condition on `cameras c`
 */
function within(
  { folders, cameras, tags }: VisibleSets,
  chosen: string,
  isChosen: string,
): Pick<VisibleSets, 'folders' | 'cameras'> {
  const single = [
    ...(cameras === undefined
      ? []
      : [`select v.id from (${cameras}) v (id) join cameras c on c.id = v.id where ${isChosen}`]),
    ...(tags === undefined ? [] : [`select c.id from cameras c where c.tag_keys && array(${tags}) and ${isChosen}`]),
  ];
  return {
    ...(folders === undefined
      ? {}
      : { folders: `select v.id from (${folders}) v (id) where v.id = any(array(${chosen}))` }),
    ...(single.length === 0 ? {} : { cameras: single.join(' union ') }),
  };
}

/** Which cameras a caller's credential was chosen for, visible or not: a SQL condition on `cameras c`. */
export function selectedCameras(caller: Caller, sql: SqlParameters): string {
  const conditions = (caller.cameras ?? []).map((selector) => isSelected(selector, sql));
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** Which folders lie in a caller's choice: a SQL condition on `folders f`. None do where single cameras were chosen. */
export function selectedFolders(caller: Caller, sql: SqlParameters): string {
  const conditions = (caller.cameras ?? []).map((selector) => {
    if ('cameraIds' in selector) return 'false';
    if ('organizationId' in selector) return `f.organization_id = ${sql.add(selector.organizationId)}::integer`;
    return `f.id = any(array(${foldersBelow(selector.folderId, sql)}))`;
  });
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** Which organizations have something of a caller's choice: a SQL condition on `organizations o`. */
export function selectedOrganizations(caller: Caller, sql: SqlParameters): string {
  const conditions = (caller.cameras ?? []).map((selector) => {
    if ('organizationId' in selector) return `o.id = ${sql.add(selector.organizationId)}::integer`;
    const owners =
      'folderId' in selector
        ? `select f.organization_id from folders f where f.id = ${sql.add(selector.folderId)}::integer`
        : `select c.organization_id from cameras c where ${isSelected(selector, sql)}`;
    return `o.id = any(array(${owners}))`;
  });
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

function isSelected(selector: CameraSelector, sql: SqlParameters): string {
  if ('cameraIds' in selector) return `c.id = any(${sql.add(selector.cameraIds)}::integer[])`;
  if ('organizationId' in selector) return `c.organization_id = ${sql.add(selector.organizationId)}::integer`;
  return `c.folder_id = any(array(${foldersBelow(selector.folderId, sql)}))`;
}

/** The ids of a folder and those below. UNION, not UNION ALL: a circle in the data must not hang the server. */
function foldersBelow(folderId: number, sql: SqlParameters): string {
  return `with recursive below (id) as (
      select f.id from folders f where f.id = ${sql.add(folderId)}::integer
      union select f.id from below b cross join lateral ${foldersIn('b.id')} f
    ) select b.id from below b`;
}
