/** Any one segment, such as an id. */
const any = Symbol('any');
type Suffix = readonly (string | typeof any)[];

interface NamedPath {
  /** What stands before the name. */
  readonly before: RegExp;
  /** What may stand behind it. */
  readonly suffixes: readonly Suffix[];
}

const controls: readonly Suffix[] = [['auth'], ['camera_config'], ['firmware_update'], ['reboot']];

/** Where a stream's name stands in a path (GO25). */
const namedPaths: readonly NamedPath[] = [
  {
    before: /^\/watcher\/client-api\/v3\/streams\//,
    suffixes: [...controls, ['ptz'], ['permissions', 'users'], ['permissions', 'users', any]],
  },
  {
    before: /^\/watcher\/admin-api\/v3\/streams\//,
    suffixes: [...controls, ['layouts'], ['preview_layout_change']],
  },
  { before: /^\/watcher\/client-api\/v3\/users\/[^/]+\/permissions\/streams\//, suffixes: [] },
  { before: /^\/watcher\/client-api\/v3\/organizations\/[^/]+\/nvrs\/[^/]+\/streams\//, suffixes: [] },
];

/**
 * A stream's name may hold slashes, and its controllers take it as one segment: those of the name become `%2F`. What
 * ends like the path of something that a stream has (`gate/auth`) is read as that; a stream that is called so is found
 * under its name with the slashes as `%2F`, as the Go SDK sends them (`gate%2Fauth`, `gate%2Fauth/auth`).
 */
export function joinStreamName(path: string): string {
  for (const { before, suffixes } of namedPaths) {
    const start = before.exec(path)?.[0];
    if (start === undefined) continue;
    const segments = path.slice(start.length).replace(/\/$/, '').split('/');
    const length = suffixLength(segments, suffixes);
    const name = segments.slice(0, segments.length - length).join('%2F');
    return start + [name, ...segments.slice(segments.length - length)].join('/');
  }
  return path;
}

/** How many segments at the end are not the name; at least one is. */
function suffixLength(segments: readonly string[], suffixes: readonly Suffix[]): number {
  const fitting = suffixes.find((suffix) => {
    const end = segments.slice(-suffix.length);
    return segments.length > suffix.length && suffix.every((word, index) => word === any || word === end[index]);
  });
  return fitting?.length ?? 0;
}
