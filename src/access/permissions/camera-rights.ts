/** What somebody may do with a camera. */
export interface WatchingRights {
  readonly canView: boolean;
  readonly canViewDvr: boolean;
  readonly canUsePtz: boolean;
  /** Seconds of archive; 0: no limit. */
  readonly dvrDepthLimitSeconds: number;
}

/** What a caller may do with one camera, all levels together: grants add up, of limits the highest level's counts. */
export interface CameraRights extends WatchingRights {
  readonly canEdit: boolean;
  readonly canUseActions: boolean;
  /** When the first of the grants that give this ends; null: none does. What is issued on these rights ends with it. */
  readonly endsAt: Date | null;
}
