/** Something that happened at a camera, as somebody reported it. */
export interface CameraEvent {
  readonly id: number;
  /** Null: the camera was deleted; only superusers see the event then. */
  readonly camera: { readonly id: number; readonly name: string; readonly title: string | null } | null;
  /** Such as `activity`; 1 to 64 characters `A-Z a-z 0-9 _ - .`. */
  readonly type: string;
  readonly at: Date;
  /** JSON as it came, at most 64 KiB. */
  readonly data: unknown;
  readonly createdAt: Date;
}
export type CameraEventField = 'id' | 'cameraId' | 'cameraName' | 'type' | 'at' | 'createdAt';

export interface CameraEventDraft {
  readonly cameraName: string;
  readonly type: string;
  /** Now where it is left out; from 1970 to a day from now. */
  readonly at?: Date | undefined;
  readonly data?: unknown;
}
