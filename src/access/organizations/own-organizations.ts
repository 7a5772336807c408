/** The ids of the organizations that a user belongs to, as a member or as the owner. @param user SQL of the user's id */
export function memberOrganizations(user: string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user}
    union select o.id from organizations o where o.owner_id = ${user}`;
}

/** The ids of the organizations whose members a user may edit. @param user SQL of the user's id */
export function userEditableOrganizations(user: string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user} and m.can_edit_users
    union select o.id from organizations o where o.owner_id = ${user}`;
}
