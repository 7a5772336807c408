/**
 * Cameras put together for display, as Watcher's API v2 had them before there were folders. A group and the marks of its
 * users are stored for the clients that show them; they give nobody any right: memberships, folders and permissions do.
 */
export interface CameraGroup {
  readonly id: number;
  readonly title: string;
  readonly comment: string | null;
  /** Its position among groups; clients sort by it. */
  readonly orderNumber: number;
  /** Null: a group of the installation, managed by superusers. */
  readonly organizationId: number | null;
  /** Counts the cameras that the caller sees. */
  readonly cameraCount: number;
  readonly createdAt: Date;
}
export type CameraGroupField = 'id' | 'title' | 'comment' | 'orderNumber' | 'organizationId' | 'createdAt';

export interface CameraGroupDraft {
  readonly title?: string | undefined;
  readonly comment?: string | null | undefined;
  readonly orderNumber?: number | undefined;
  /** Fixed once the group is created. */
  readonly organizationId?: number | null | undefined;
}

export interface GroupCamera {
  readonly id: number;
  readonly name: string;
  readonly title: string | null;
}
export type GroupCameraField = keyof GroupCamera;

/** Marks of a user in a group; without effect, see `CameraGroup`. */
export interface GroupUserMarks {
  readonly canDvr?: boolean | undefined;
  readonly canPtz?: boolean | undefined;
  readonly canManageCameras?: boolean | undefined;
  readonly canManageUsers?: boolean | undefined;
  readonly comment?: string | null | undefined;
  readonly orderNumber?: number | undefined;
}

export interface GroupUser {
  readonly userId: number;
  readonly login: string;
  readonly canDvr: boolean;
  readonly canPtz: boolean;
  readonly canManageCameras: boolean;
  readonly canManageUsers: boolean;
  readonly comment: string | null;
  readonly orderNumber: number;
}
export type GroupUserField = keyof GroupUser;
