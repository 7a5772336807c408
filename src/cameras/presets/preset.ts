/** How long and how much is recorded; null: not set. */
export interface Dvr {
  readonly expirationSeconds: number | null;
  readonly episodesExpirationSeconds: number | null;
  readonly storageLimitBytes: number | null;
  readonly redundancyFactor: number | null;
}

/** Settings that many cameras share, sold by billing. */
export interface Preset {
  readonly id: number;
  readonly title: string;
  readonly dvr: Partial<Dvr> | null;
  /** Any JSON, at most 64 KiB. */
  readonly vision: unknown;
  /** Zones of media servers: `required_zones` and `preferred_zones`; null: not set. */
  readonly layoutRules: unknown;
  /** False: its cameras take `dvr` and `vision` from it, whatever their own are. */
  readonly isAdjustable: boolean;
  /** Given to cameras whose draft names none; at most one preset is. */
  readonly isDefault: boolean;
  readonly deletedAt: Date | null;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
  /** Of the account with this login; null where there is none. */
  readonly updatedById: number | null;
  readonly cameraCount: number;
  readonly organizationCount: number;
}

export type PresetField = 'id' | 'title' | 'isAdjustable' | 'isDefault' | 'deletedAt' | 'updatedAt' | 'updatedBy';
export type PresetDraft = {
  readonly [K in 'title' | 'dvr' | 'vision' | 'layoutRules' | 'isAdjustable' | 'isDefault']?: Preset[K] | undefined;
};
