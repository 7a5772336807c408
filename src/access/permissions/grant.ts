import type { Period, PeriodState } from './period.js';

export const grantKinds = ['camera', 'folder', 'organization', 'tag'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** What a grant can let somebody do with cameras; of the whole organization only, `edit`. */
export const grantActions = ['view', 'archive', 'ptz', 'edit'] as const;
export type GrantAction = (typeof grantActions)[number];

/** Who is granted something, and on what. */
export interface GrantKey {
  readonly kind: GrantKind;
  /** The number of the camera, the folder or the organization; of a tag, of the organization whose cameras have it. */
  readonly objectId: number;
  /** On a tag: which. */
  readonly tag?: string;
  readonly userId: number;
}

/** What one person may do with the cameras of one thing: a permission, or the part of a membership that is about cameras. */
export interface Grant extends Period {
  readonly id: string;
  readonly kind: GrantKind;
  readonly userId: number;
  readonly cameraId: number | null;
  readonly folderId: number | null;
  readonly organizationId: number | null;
  /** Without regard to case and accents. */
  readonly tag: string | null;
  readonly canView: boolean;
  readonly canViewDvr: boolean;
  readonly canUsePtz: boolean;
  readonly canEdit: boolean;
  /** Seconds of archive; 0: no limit. */
  readonly dvrDepthLimitSeconds: number;
  /** Whether it is in force at this moment: outside of its period it gives nothing. */
  readonly state: PeriodState;
}
export type GrantField = keyof Grant;

/** What a grant gives; a field that is left out stays. */
export interface GrantDraft extends Partial<Period> {
  readonly can?: readonly GrantAction[] | undefined;
  readonly dvrDepthLimitSeconds?: number | undefined;
}
