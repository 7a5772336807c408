/**
 * What a caller saw at one moment: the sets of `visibleSets`, with their ids, and of which organizations they saw more of the
 * cameras. It is worked out anew at every request, so that a right that begins or ends by time moves it, too.
 */
export interface Sight {
  /** Every camera. */
  readonly everything: boolean;
  readonly organizations: ReadonlySet<number>;
  readonly folders: ReadonlySet<number>;
  readonly cameras: ReadonlySet<number>;
  /** Whose cameras' addresses are shown; undefined: everybody's. */
  readonly addressed: ReadonlySet<number> | undefined;
  /** Whose cameras may be changed; undefined: everybody's. */
  readonly editable: ReadonlySet<number> | undefined;
}

/** Where a camera was at some moment. */
export interface Place {
  readonly id: number;
  readonly organizationId: number;
  readonly folderId: number;
}

/** Whether a camera was visible. */
export function isSeen(sight: Sight, { id, organizationId, folderId }: Place): boolean {
  return (
    sight.everything || sight.organizations.has(organizationId) || sight.folders.has(folderId) || sight.cameras.has(id)
  );
}

/** Whether an organization's cameras look alike in two sights: in whether the address is shown, and whether they may be changed. */
export function looksAlike(one: Sight, other: Sight, organizationId: number): boolean {
  return (['addressed', 'editable'] as const).every(
    (set) => (one[set]?.has(organizationId) ?? true) === (other[set]?.has(organizationId) ?? true),
  );
}

/** Where cameras may be visible, or look, otherwise in one sight than in another; a superset. */
export interface SightDifference {
  /** It may be any camera. */
  readonly everywhere: boolean;
  readonly organizations: readonly number[];
  readonly folders: readonly number[];
  /** Ascending. */
  readonly cameras: readonly number[];
}

export function differenceOf(one: Sight, other: Sight): SightDifference {
  const unlike = (['addressed', 'editable'] as const).map((set) => {
    const [a, b] = [one[set], other[set]];
    if (a === undefined || b === undefined) return a === b ? [] : undefined;
    return symmetric(a, b);
  });
  return {
    everywhere: one.everything !== other.everything || unlike.includes(undefined),
    organizations: [
      ...new Set([...symmetric(one.organizations, other.organizations), ...unlike.flatMap((ids) => ids ?? [])]),
    ],
    folders: symmetric(one.folders, other.folders),
    cameras: symmetric(one.cameras, other.cameras).toSorted((a, b) => a - b),
  };
}

function symmetric(one: ReadonlySet<number>, other: ReadonlySet<number>): readonly number[] {
  return [...[...one].filter((id) => !other.has(id)), ...[...other].filter((id) => !one.has(id))];
}
