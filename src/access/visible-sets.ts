/**
 * What a caller sees, as SQL queries of ids: every camera of the organizations, every camera in one of the folders, the
 * cameras, and every camera with one of the keys of tags. The sets may overlap, none repeats an id; a set that is left out cannot apply to the caller.
 */
export interface VisibleSets {
  readonly organizations: string;
  readonly folders?: string;
  readonly cameras?: string;
  /** Of `cameras.tag_keys`: every camera that has one of them. */
  readonly tags?: string;
}

/** Whether a camera is in some sets: a SQL condition on `cameras c`. */
export function isInSets(sets: VisibleSets): string {
  const conditions = [
    `c.organization_id = any(array(${sets.organizations}))`,
    ...(sets.folders === undefined ? [] : [`c.folder_id = any(array(${sets.folders}))`]),
    ...(sets.cameras === undefined ? [] : [`c.id = any(array(${sets.cameras}))`]),
    ...(sets.tags === undefined ? [] : [`c.tag_keys && array(${sets.tags})`]),
  ];
  return `(${conditions.join(' or ')})`;
}
