import type { Period } from '../permissions/period.js';

/** WGS84 degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface FloorPlanCorners {
  readonly topLeft?: Point | undefined;
  readonly topRight?: Point | undefined;
  readonly bottomLeft?: Point | undefined;
}

/** An image of at most 2 MiB: PNG, JPEG, WebP or GIF. */
export interface FloorPlanImage {
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A node in an organization's tree. */
export interface Folder {
  readonly id: number;
  readonly organizationId: number;
  /** Null: the root. */
  readonly parentId: number | null;
  readonly title: string;
  /** Steps from the root, 0 to 7. */
  readonly level: number;
  /** Position among its siblings, from 0. */
  readonly orderNumber: number;
  readonly coordinates: Point | null;
  readonly corners: FloorPlanCorners | null;
  /** Name and media type of the floor plan's image; its bytes are read separately. */
  readonly image: Pick<FloorPlanImage, 'name' | 'mediaType'> | null;
  /** Counts the cameras directly in it that the caller sees. */
  readonly cameraCount: number;
  readonly createdAt: Date;
}

/** Where a folder goes. */
export interface FolderShift {
  readonly direction: 'before' | 'after' | 'inside';
  /** A folder of the same organization that does not lie below the one that moves. */
  readonly destination: number;
  /** Of `inside`: its position among the folders there, from 0; left out: behind them. */
  readonly position?: number | undefined;
}

/** A field that is left out stays, null clears it. */
export interface FolderDraft {
  readonly title?: string | undefined;
  /** Only when a folder is created; the root when absent. A shift moves a folder. */
  readonly parentId?: number | undefined;
  readonly coordinates?: Point | null | undefined;
  readonly corners?: FloorPlanCorners | null | undefined;
  readonly image?: FloorPlanImage | null | undefined;
  readonly shift?: FolderShift | undefined;
  readonly orderNumber?: number | undefined;
}

export type FolderField =
  | 'id'
  | 'organizationId'
  | 'title'
  | 'parentId'
  | 'level'
  | 'orderNumber'
  | 'latitude'
  | 'longitude'
  | 'cameraCount'
  | 'createdAt';

/** What one user may do with a folder's cameras. */
export interface FolderUser extends Period {
  readonly userId: number;
  readonly login: string;
  readonly canView: boolean;
  readonly canViewDvr: boolean;
  readonly canUsePtz: boolean;
  readonly canUseActions: boolean;
  /** Seconds of archive; 0: no limit. */
  readonly dvrDepthLimitSeconds: number;
}
export type FolderUserField = keyof FolderUser;
export type FolderRights = Partial<Omit<FolderUser, 'userId' | 'login'>>;
