import type { SharePermission } from '#playback';

/** What the key of a link may open. */
export const shareActions = ['view', 'archive', 'export', 'ptz'] as const;
export type ShareAction = (typeof shareActions)[number];

const flags = { view: 'live', archive: 'dvr', export: 'export', ptz: 'ptz' } as const satisfies Readonly<
  Record<ShareAction, keyof SharePermission>
>;

/** All entries together: they add up. */
export function toActions(permissions: readonly SharePermission[]): readonly ShareAction[] {
  return shareActions.filter((action) => permissions.some((permission) => permission[flags[action]]));
}

/** The largest limit; null: none. */
export function archiveSecondsOf(permissions: readonly SharePermission[]): number | null {
  const limits = permissions.filter(({ dvr }) => dvr).map(({ dvrDepthLimitSeconds }) => dvrDepthLimitSeconds);
  return limits.length === 0 || limits.includes(0) ? null : Math.max(...limits);
}

/** Entries of the core for what a body says over what there is. */
export function toPermissions(
  can: readonly ShareAction[] | undefined,
  archiveSeconds: number | null | undefined,
  before: readonly SharePermission[] = [],
): readonly Partial<SharePermission>[] | undefined {
  if (can === undefined && archiveSeconds === undefined) return undefined;
  const actions = can ?? (before.length === 0 ? ['view' as const] : toActions(before));
  const limit = archiveSeconds === undefined ? archiveSecondsOf(before) : archiveSeconds;
  const granted = Object.fromEntries(actions.map((action) => [flags[action], true]));
  return [{ ...granted, dvrDepthLimitSeconds: limit ?? 0, advert: before.some(({ advert }) => advert) }];
}
