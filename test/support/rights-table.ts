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

const watchers: readonly Role[] = ['viewer', 'editor', 'keeper', 'steward', 'root viewer', 'owner'];

/** Every action with those who may. To watch is more than to see: pictures and playback, which administering does not open. */
export const rightsTable = {
  'see gate': [...seers, 'gate viewer'],
  'see hall': [...seers, 'hall viewer'],
  'see lobby': [...seers, 'hall viewer'],
  'see quay': superusers,
  'watch gate': [...watchers, 'gate viewer'],
  'watch hall': [...watchers, 'hall viewer'],
  'watch quay': [],
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

/**
 * What everybody holds on each camera, all levels together: `v` view, `d` archive without limit, `d60` so many seconds of
 * it, `p` move, `e` change, `a` actions; `-`: hidden. The roles of the first table, and finer ones that only the core modules
 * are asked about; `plaza` is a camera of a public organization.
 */
const cameraRights = `
                          gate    hall    lobby   quay    plaza
stranger                  -       -       -       -       v
member                    -       -       -       -       v
viewer                    vd      vd      vd      -       v
editor                    vdpea   vdpea   vdpea   -       v
keeper                    vd      vd      vd      -       v
steward                   vdpea   vdpea   vdpea   -       v
owner                     vdpea   vdpea   vdpea   -       v
hall viewer               -       v       v       -       v
root viewer               v       v       v       -       v
gate viewer               v       -       -       -       v
domain administrator      vdpea   vdpea   vdpea   vdpea   vdpea
administrator             vdpea   vdpea   vdpea   vdpea   vdpea
# A permission on a folder reaches down, never up.
lobby viewer              -       -       v       -       v
# May edit streams, but not see them: that is no right in a private organization.
blind editor              -       -       -       -       v
blind keeper              -       -       -       -       v
# The nearest folder's limit counts, and rights of both add up: Hall archive of an hour, Lobby archive of a minute.
hall archivist            -       vd3600  vd60    -       v
# Hall: move and use actions. Lobby: archive without limit.
hall mover                -       vpa     vdpa    -       v
# The camera's limit (a minute) beats the folder's (an hour), however short it is.
lobby archivist           -       vd3600  vd60    -       v
# The camera's permission gives no archive: the folder's stands.
lobby watcher             -       vd3600  vd3600  -       v
# The organization has no limit, whatever the permission says.
gate archivist in City    vd      vd      vd      -       v
# Archive and moving count only together with the right to view.
gate sleeper              -       -       -       -       v
quay mover                -       -       -       vp      v
# Who may edit a public organization's streams may change them, as everybody may watch them.
plaza editor              -       -       -       -       ve
guest                     -       -       -       -       v
program                   -       -       -       -       v
program of City           vd      vd      vd      -       v
system                    vdpea   vdpea   vdpea   vdpea   vdpea
`;

/** Role -> camera -> rights. */
export const cameraRightsTable: ReadonlyMap<string, ReadonlyMap<string, string>> = readTable(cameraRights);

function readTable(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const columns = head.trim().split(/ +/);
  return new Map(
    lines.map((line) => {
      const cells = line.trim().split(/ +/).slice(-columns.length);
      const rights = cells.map((cell, index) => [columns[index] ?? '', cell === '-' ? '' : cell] as const);
      return [line.slice(0, 25).trim(), new Map(rights)];
    }),
  );
}

/** What may be given to somebody who has nothing: on the camera gate, then on the folder Hall; depths in seconds. */
export const gifts = {
  view: {},
  'an hour of archive': { canViewDvr: true, dvrDepthLimitSeconds: 3600 },
  'a minute of archive': { canViewDvr: true, dvrDepthLimitSeconds: 60 },
  'all of the archive': { canViewDvr: true },
  moving: { canUsePtz: true },
} as const;
export type Gift = keyof typeof gifts;

const every = Object.keys(gifts) as readonly Gift[];
const watching: readonly Gift[] = ['view', 'an hour of archive', 'a minute of archive', 'all of the archive'];
/** Nobody gives what they do not hold; who is not named gives nothing. */
export const giftsTable: Readonly<Record<string, { readonly gate: readonly Gift[]; readonly Hall: readonly Gift[] }>> =
  {
    editor: { gate: every, Hall: [] },
    keeper: { gate: watching, Hall: watching },
    steward: { gate: every, Hall: every },
    owner: { gate: every, Hall: every },
    'domain administrator': { gate: every, Hall: every },
    administrator: { gate: every, Hall: every },
    // Edits users, and sees through permissions alone: gate for an hour, Hall without archive.
    'limited keeper': { gate: ['view', 'an hour of archive', 'a minute of archive'], Hall: ['view'] },
    system: { gate: every, Hall: every },
  };
