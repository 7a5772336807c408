/**
 * Who may do what, in one table that can be held against Watcher's own words (GO25, "OrganizationPermissions", "stream
 * permissions", "users"): organization > stream > folder, grants add up, nobody gives what they do not hold.
 *
 * The world it speaks of: the private organization City with the folders root > Hall > Lobby and the cameras `gate` (in
 * the root), `hall` and `lobby`; another private organization, Port, with the camera `quay`.
 */
export const roles = {
  stranger: 'nothing to do with City',
  member: 'a member of City without flags',
  viewer: 'a member who may view streams',
  editor: 'a member who may view and edit streams',
  keeper: 'a member who may view streams and edit users',
  steward: 'a member who may view and edit streams and edit users',
  owner: 'the owner of City',
  'hall viewer': 'no member; may view the folder Hall',
  'root viewer': 'no member; may view the root folder',
  'gate viewer': 'no member; may view the camera gate',
  'domain administrator': 'access level domain_admin',
  administrator: 'access level admin',
} as const;
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly Role[];

const superusers: readonly Role[] = ['domain administrator', 'administrator'];
const top: readonly Role[] = ['owner', ...superusers];
const seers: readonly Role[] = ['viewer', 'editor', 'keeper', 'steward', 'root viewer', ...top];
const streamEditors: readonly Role[] = ['editor', 'steward', ...top];
const userEditors: readonly Role[] = ['keeper', 'steward', ...top];

/** Every action with those who may. */
export const rightsTable = {
  'see gate': [...seers, 'gate viewer'],
  'see hall': [...seers, 'hall viewer'],
  'see lobby': [...seers, 'hall viewer'],
  'see quay': superusers,
  'change gate': streamEditors,
  'delete a camera of the root': streamEditors,
  'make a camera in City': streamEditors,
  'see City': [...seers, 'member', 'hall viewer', 'gate viewer'],
  'rename City': top,
  'change the limits of City': superusers,
  'delete an organization': superusers,
  'make an organization': superusers,
  'see the folder Hall': [...seers, 'hall viewer'],
  'make a folder in Hall': streamEditors,
  'see the members of City': userEditors,
  'let a member view streams': userEditors,
  'let a member edit streams': ['steward', ...top],
  'remove a member': userEditors,
  'invite to City': top,
  'see the permissions of gate': [...streamEditors, 'keeper'],
  'let somebody view gate': [...streamEditors, 'keeper'],
  'let somebody move gate': streamEditors,
  'let somebody view Hall': userEditors,
  'see the account of a member': userEditors,
  'change the account of a member': userEditors,
  'read the API key of a member': userEditors,
  'make an account in City': userEditors,
  'make an administrator': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Action = keyof typeof rightsTable;
export const actions = Object.keys(rightsTable) as readonly Action[];

export function may(role: Role, action: Action): boolean {
  const allowed: readonly Role[] = rightsTable[action];
  return allowed.includes(role);
}
